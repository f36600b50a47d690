/// The plots of a connection: which one, whose, and how much of it.
#pragma once
#include "app/plots/plot_shapes.h"
#include "app/session/session.h"
#include "app/theme/theme.h"

#include <QWidget>
#include <array>

class QComboBox;
class QToolButton;

namespace tcplab {

class PlotView;

class GraphsPanel : public QWidget {
    Q_OBJECT
public:
    explicit GraphsPanel(Session& session, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// The connections that the columns show.
    void setShown(std::array<ConnectionId, 2> shown);
    PlotView* plot() const { return m_plot; }
    QComboBox* kinds() const { return m_kinds; }
    QComboBox* senders() const { return m_senders; }
    QToolButton* copyButton() const { return m_copy; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void chooseSender();
    void chooseFlow();

    Session& m_session;
    std::array<ConnectionId, 2> m_shown{};
    PlotView* m_plot;
    QComboBox* m_kinds;
    QComboBox* m_senders;
    QToolButton* m_zoomIn;
    QToolButton* m_zoomOut;
    QToolButton* m_all;
    QToolButton* m_copy;
};

} // namespace tcplab
