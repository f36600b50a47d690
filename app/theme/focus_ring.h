/// A frame around what the keys go to.
#pragma once
#include "app/theme/theme.h"

#include <QObject>
#include <QPointer>
#include <QWidget>

namespace tcplab {

/// Frames the focused widget of every window of the program, in two colours, so that one of them is seen on any ground.
/// Not what was clicked, until a key is pressed there; not what shows its focus itself (the property `marksFocus`,
/// and the fields of the style sheet).
class FocusRing : public QObject {
    Q_OBJECT
public:
    explicit FocusRing(QObject* parent = nullptr);
    void setTheme(const Theme& theme);
    /// Null while there is none.
    QWidget* framed() const { return m_frame ? m_frame->parentWidget() : nullptr; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void frame(QWidget* one);

    Theme m_theme;
    QPointer<QWidget> m_frame;
    QPointer<QWidget> m_clicked; ///< the focus came there by the mouse
};

} // namespace tcplab
