/// Answers a message box as a person would.
#pragma once
#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

namespace tcplab {

/// Answers the next message box, and keeps what it said.
class Answer {
public:
    explicit Answer(QMessageBox::StandardButton button)
    {
        m_timer.setInterval(5);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this, button] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (box == nullptr)
                return;
            words = box->text() + QLatin1Char('\n') + box->informativeText();
            m_timer.stop();
            box->button(button)->click();
        });
        m_timer.start();
    }
    QString words;

private:
    QTimer m_timer;
};

} // namespace tcplab
