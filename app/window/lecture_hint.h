/// How to leave a lecture: a few words at the lower right, for a few seconds after it has begun.
#pragma once
#include "app/theme/theme.h"

#include <QLabel>
#include <QTimer>

namespace tcplab {

class LectureHint : public QLabel {
    Q_OBJECT
public:
    explicit LectureHint(QWidget* window);
    /// Over whatever stands there, until it is time.
    void showFor(const Theme& theme);
    /// The window has another size.
    void place();

private:
    QTimer m_end;
};

} // namespace tcplab
