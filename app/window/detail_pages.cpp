#include "app/window/detail_pages.h"

#include "app/panels/notes_panel.h"
#include "app/panels/numbers_panel.h"
#include "app/panels/segment_inspector.h"
#include "app/panels/sockets_panel.h"
#include "app/panels/tables_panel.h"
#include "app/plots/graphs_panel.h"
#include "app/plots/plot_view.h"

namespace tcplab {

namespace {

void all(const std::vector<std::function<void()>>& told)
{
    for (const auto& one : told)
        one();
}

} // namespace

DetailPages::DetailPages(Session& session, DetailPane& pane, QObject* parent)
    : QObject(parent), m_session(session), m_pane(pane), m_theme(themeNamed(ThemeName::Light))
{
    offer<TablesPanel>(Detail::Tables, &DetailPages::finishTables);
    offer<SegmentInspector>(Detail::Segment);
    offer<NumbersPanel>(Detail::Numbers, &DetailPages::finishShown);
    offer<GraphsPanel>(Detail::Graphs, &DetailPages::finishGraphs);
    offer<SocketsPanel>(Detail::Sockets);
    offer<NotesPanel>(Detail::Notes);
}

template <class Page> void DetailPages::offer(Detail detail, void (DetailPages::*finish)(Page*))
{
    m_pane.setMaker(detail, [this, finish]() -> QWidget* {
        auto* page = new Page(m_session, &m_pane);
        page->setTheme(m_theme);
        m_themed.push_back([this, page] { page->setTheme(m_theme); });
        if (finish != nullptr)
            (this->*finish)(page);
        return page;
    });
}

template <class Page> void DetailPages::finishShown(Page* page)
{
    page->setShown(m_shown);
    m_showing.push_back([this, page] { page->setShown(m_shown); });
}

void DetailPages::finishTables(TablesPanel* page)
{
    finishShown(page);
    connect(page, &TablesPanel::taken, this, &DetailPages::taken);
}

void DetailPages::finishGraphs(GraphsPanel* page)
{
    finishShown(page);
    page->plot()->setTimelineRange({m_range.first, m_range.second});
    m_ranged.push_back([this, page] { page->plot()->setTimelineRange({m_range.first, m_range.second}); });
    page->setOther(m_other);
    m_compared.push_back([this, page] { page->setOther(m_other); });
    connect(page->plot(), &PlotView::timelineWanted, this, &DetailPages::timelineWanted);
    connect(page->plot(), &PlotView::taken, this, &DetailPages::taken);
}

void DetailPages::setTheme(const Theme& theme)
{
    m_theme = theme;
    all(m_themed);
}

void DetailPages::setShown(std::array<ConnectionId, 2> shown)
{
    m_shown = shown;
    all(m_showing);
}

void DetailPages::setTimelineRange(std::pair<Instant, Instant> range)
{
    m_range = range;
    all(m_ranged);
}

void DetailPages::setOther(Session* other)
{
    m_other = other;
    all(m_compared);
}

} // namespace tcplab
