/// The small dark bar beside a chosen segment: what may be done to one in flight, or, for one that has
/// landed, when it was in flight.
#pragma once
#include "app/theme/theme.h"

#include <QFrame>

#include <vector>

class QBoxLayout;
class QLabel;
class QToolButton;

namespace tcplab {

enum class SegmentAction : std::uint8_t { Drop, Delay, Duplicate, Corrupt, GoToFlight, Inspect };

class SegmentActions : public QFrame {
    Q_OBJECT
public:
    explicit SegmentActions(QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// What can be done to a segment in flight, or to one that has landed.
    static std::vector<SegmentAction> offered(bool inFlight);
    /// In flight: Drop to Inspect. Else these words, "show" and Inspect. No wider than `room`, px: the words go above
    /// the buttons, these closer together.
    void setInFlight(bool inFlight, const QString& times, int room);
    QToolButton* button(SegmentAction action) const;
    /// Where a menu of this action should open.
    QPoint below(SegmentAction action) const;

signals:
    void triggered(SegmentAction action);

protected:
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void retranslate();
    void dress();
    void fit(int room);
    QString sheet() const;
    QBoxLayout* m_layout;
    QBoxLayout* m_buttons;
    Theme m_theme;
    bool m_tight = false; ///< the buttons stand closer together
    int m_room = 0;
    QLabel* m_times;
};

/// The action's name, for buttons, menus and help; its key for the tool tip.
QString nameOf(SegmentAction action);
QString keyOf(SegmentAction action);

} // namespace tcplab
