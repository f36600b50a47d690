/// The plots of a connection: which one, whose, and how much of it.
#pragma once
#include "app/plots/plot_roles.h"
#include "app/session/session.h"
#include "app/theme/theme.h"

#include <QWidget>
#include <array>

class QComboBox;
class QStackedWidget;
class QToolButton;

namespace tcplab {

class PlotTable;
class PlotView;

class GraphsPanel : public QWidget {
    Q_OBJECT
public:
    explicit GraphsPanel(Session& session, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// The connections that the columns show.
    void setShown(std::array<ConnectionId, 2> shown);
    /// As if somebody had chosen it.
    void showKind(PlotKind kind);
    PlotView* plot() const { return m_plot; }
    PlotTable* table() const { return m_table; }
    /// Run A while two are compared. In what two congestion controls or profiles differ is seen in the congestion window,
    /// which comes first then unless somebody has chosen a plot himself.
    void setOther(Session* other);
    QComboBox* kinds() const { return m_kinds; }
    QComboBox* senders() const { return m_senders; }
    QToolButton* copyButton() const { return m_copy; }
    QToolButton* linkButton() const { return m_link; }
    QToolButton* tableButton() const { return m_asTable; }

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void retranslate();
    void chooseSender();
    std::array<QToolButton*, 6> buttons() const;
    void chooseFlow();

    Session& m_session;
    std::array<ConnectionId, 2> m_shown{};
    PlotView* m_plot;
    PlotTable* m_table;
    QStackedWidget* m_stack;
    bool m_kindChosen = false; ///< by hand, in this sitting
    QComboBox* m_kinds;
    QComboBox* m_senders;
    QToolButton* m_zoomIn;
    QToolButton* m_zoomOut;
    QToolButton* m_all;
    QToolButton* m_link;
    QToolButton* m_asTable;
    QToolButton* m_copy;
};

} // namespace tcplab
