/// What stands in the pane of details. A page is made when it is first looked at, and gets then what the others have been
/// told: the theme, the connections that the columns show, the timeline's range.
#pragma once
#include "app/session/session.h"
#include "app/theme/theme.h"
#include "app/window/detail_pane.h"

#include <QObject>
#include <array>
#include <functional>
#include <utility>
#include <vector>

namespace tcplab {

class DetailPages : public QObject {
    Q_OBJECT
public:
    DetailPages(Session& session, DetailPane& pane, QObject* parent);
    void setTheme(const Theme& theme);
    /// The connections that the columns show.
    void setShown(std::array<ConnectionId, 2> shown);
    void setTimelineRange(std::pair<Instant, Instant> range);
    /// The run beside this one while they are compared; else null.
    void setOther(Session* other);

signals:
    /// Somebody has chosen a row of a table, or a place in a plot: the run should not run away.
    void taken();
    /// A plot shows another stretch of time, and the timeline shall, too.
    void timelineWanted(Instant from, Instant to);

private:
    template <class Page> void offer(Detail detail, void (DetailPages::*finish)(Page*) = nullptr);
    template <class Page> void finishShown(Page* page);
    void finishTables(class TablesPanel* page);
    void finishGraphs(class GraphsPanel* page);

    Session& m_session;
    DetailPane& m_pane;
    Theme m_theme;
    std::array<ConnectionId, 2> m_shown{};
    std::pair<Instant, Instant> m_range{};
    Session* m_other = nullptr;
    /// What the pages that are there are told.
    std::vector<std::function<void()>> m_themed;
    std::vector<std::function<void()>> m_showing;
    std::vector<std::function<void()>> m_ranged;
    std::vector<std::function<void()>> m_compared;
};

} // namespace tcplab
