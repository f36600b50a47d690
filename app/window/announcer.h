/// Tells who does not see the window what has happened.
#pragma once
#include <QTimer>
#include <QWidget>

#include <utility>

namespace tcplab {

/// A place in the window that is nothing to look at and a notification to a screen reader: what is said is its name.
class Announcer : public QWidget {
    Q_OBJECT
public:
    explicit Announcer(QWidget* window);
    /// In a moment, together with what else is said in this one.
    void say(const QString& words);
    void sayFirst(const QString& words);
    /// What a step did; once, however often it is shown. Of two runs beside each other `run` is the letter.
    void sayStep(quint64 step, const QString& headline, const QString& run = {});

signals:
    void said(const QString& words);

private:
    void speak();

    QStringList m_words;
    std::pair<quint64, QString> m_step;
    QString m_run;  ///< whose it was
    QString m_said; ///< of it
    QTimer m_soon;
};

} // namespace tcplab
