/// Both sequence spaces of a connection, one above the other, and what their colours and patterns mean.
#pragma once
#include "app/session/session.h"
#include "app/theme/theme.h"

#include <QWidget>
#include <array>

namespace tcplab {

class SequenceRuler;

/// What colours and patterns of the rulers mean; as many as there is room for.
class SpaceLegend : public QWidget {
    Q_OBJECT
public:
    explicit SpaceLegend(QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent*) override;
    void changeEvent(QEvent* event) override;

private:
    Theme m_theme;
};

class NumbersPanel : public QWidget {
    Q_OBJECT
public:
    explicit NumbersPanel(Session& session, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// The connections that the columns show; the other end of one of them is found by its ports.
    void setShown(std::array<ConnectionId, 2> shown);
    SequenceRuler* ruler(Side sender) const { return m_rulers[indexOf(sender)]; }

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void selectSegmentAt(Side sender, SeqNum number);

    Session& m_session;
    Theme m_theme;
    std::array<ConnectionId, 2> m_shown{};
    std::array<ConnectionId, 2> m_pair{};
    std::array<SequenceRuler*, 2> m_rulers{};
    SpaceLegend* m_legend;
};

} // namespace tcplab
