/// Words that stand in a window for a moment: that something was done which leaves no trace there.
#pragma once
#include <QLabel>
#include <QTimer>

namespace tcplab {

class PassingWord : public QLabel {
    Q_OBJECT
public:
    /// At the foot of a part of a window, over what is there; a screen reader says it. What stood there before goes.
    static PassingWord* say(QWidget& where, const QString& words);

private:
    explicit PassingWord(QWidget& window);

    QTimer m_end;
};

} // namespace tcplab
