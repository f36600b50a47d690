/// How to leave a lecture: a few words at the lower right, for a few seconds after it has begun. They cover none of the
/// narration's.
#pragma once
#include "app/theme/theme.h"

#include <QLabel>
#include <QTimer>

namespace tcplab {

class ExplanationPanel;

class LectureHint : public QLabel {
    Q_OBJECT
public:
    LectureHint(QWidget* window, ExplanationPanel& narration);
    /// Over whatever stands there, until it is time.
    void showFor(const Theme& theme);
    /// The window has another size, or something else is told.
    void place();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    const ExplanationPanel& m_narration;
    QTimer m_end;
};

} // namespace tcplab
