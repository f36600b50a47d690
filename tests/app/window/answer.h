/// Answers a message box as a person would.
#pragma once
#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>
#include <functional>

namespace tcplab {

/// Answers the next message box, and keeps what it said.
class Answer {
public:
    explicit Answer(QMessageBox::StandardButton button)
        : Answer([button](const QMessageBox& box) { return box.button(button); })
    {}
    /// By its words.
    explicit Answer(const QString& button)
        : Answer([button](const QMessageBox& box) {
              QAbstractButton* found = nullptr;
              for (QAbstractButton* one : box.buttons())
                  if (one->text() == button)
                      found = one;
              return found;
          })
    {}
    QString words;

private:
    explicit Answer(std::function<QAbstractButton*(const QMessageBox&)> choose)
    {
        m_timer.setInterval(5);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this, choose] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (box == nullptr)
                return;
            words = box->text() + QLatin1Char('\n') + box->informativeText();
            m_timer.stop();
            choose(*box)->click();
        });
        m_timer.start();
    }
    QTimer m_timer;
};

} // namespace tcplab
