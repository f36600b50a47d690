#include "app/window/diagram_menu.h"

#include "app/diagram/breakpoint_marks.h"
#include "app/window/scenario_source.h"

#include <QApplication>
#include <QMenu>

#include <algorithm>

namespace tcplab {

namespace {

/// More than this are put into a menu for each lesson.
constexpr std::size_t fewScenarios = 12;

QString nameOfNode(DiagramNode node) { return QString::fromLatin1(nameOf(stateOf(node))); }

QString eventOf(const FigureArrow& arrow)
{
    const QString action = QString::fromLatin1(arrow.action);
    return QStringLiteral("%1 / %2").arg(QString::fromLatin1(arrow.event),
                                         action == QLatin1String("x") ? QStringLiteral("—") : action);
}

/// An ampersand would be a key of the menu.
QString plain(QString text) { return text.replace(QLatin1Char('&'), QStringLiteral("&&")); }

QString text(const std::string& words) { return plain(QString::fromStdString(words)); }

void heading(QMenu& menu, const QString& words)
{
    QAction* one = menu.addAction(words);
    one->setEnabled(false);
    QFont bold = menu.font();
    bold.setBold(true);
    one->setFont(bold);
}

} // namespace

DiagramMenu::DiagramMenu(Session& session, const RunIndex& index, QWidget* parent)
    : QObject(parent), m_session(session), m_index(index), m_window(parent)
{}

void DiagramMenu::open(const DiagramPlace& place, QPoint where)
{
    QMenu menu(m_window);
    QApplication::setOverrideCursor(Qt::WaitCursor); // the first time the library may still be playing
    fill(menu, place);
    QApplication::restoreOverrideCursor();
    menu.exec(where);
}

void DiagramMenu::fill(QMenu& menu, const DiagramPlace& place)
{
    menu.setToolTipsVisible(true);
    const auto arrows = figureArrows();
    if (place.arrow) {
        const FigureArrow& arrow = arrows[*place.arrow];
        heading(menu, QStringLiteral("%1 → %2").arg(nameOfNode(arrow.step.from), nameOfNode(arrow.step.to)));
        heading(menu, eventOf(arrow));
    } else {
        heading(menu, nameOfNode(*place.node));
    }
    if (const auto step = nextInRun(place))
        connect(menu.addAction(tr("Go there in this run (step %1)").arg(*step)), &QAction::triggered, this,
                [this, step] { emit stepChosen(*step); });
    menu.addSeparator();
    addScenarios(menu, tour().to(place));
    menu.addSeparator();
    if (m_breakpoints != nullptr) {
        const UntilCondition when = conditionOf(place);
        QAction* stop = menu.addAction(tr("Stop here when playing"));
        stop->setCheckable(true);
        stop->setChecked(m_breakpoints->has(when));
        connect(stop, &QAction::triggered, m_breakpoints, [this, when] { m_breakpoints->toggle(when); });
    }
    if (!place.node)
        return;
    // So that the arrows can be reached without a mouse.
    menu.addSeparator();
    for (std::size_t i = 0; i < arrows.size(); ++i)
        if (arrows[i].step.from == *place.node) {
            QMenu* sub = menu.addMenu(
                QStringLiteral("→ %1:  %2").arg(nameOfNode(arrows[i].step.to), plain(eventOf(arrows[i]))));
            fill(*sub, {.node = {}, .arrow = i});
        }
}

void DiagramMenu::addScenarios(QMenu& menu, const std::vector<DiagramTour::Visit>& visits)
{
    if (visits.empty()) {
        heading(menu, tr("No scenario of the library goes there"));
        return;
    }
    heading(menu, tr("Scenarios that go there"));
    const Language language = m_session.language();
    const std::vector<LibraryEntry>& entries = libraryEntries();
    std::string lesson;
    QMenu* into = &menu;
    for (const DiagramTour::Visit& visit : visits) {
        const auto entry =
            std::ranges::find_if(entries, [&](const LibraryEntry& e) { return e.name == visit.name; });
        if (entry == entries.end())
            continue;
        if (visits.size() > fewScenarios && entry->lesson != lesson) {
            lesson = entry->lesson;
            into = menu.addMenu(text(lessonTitle(lesson, language)));
            into->setToolTipsVisible(true);
        }
        QAction* one = into->addAction(text(pick(entry->title, language)));
        one->setToolTip(
            QStringLiteral("<qt>%1</qt>").arg(text(pick(entry->summary, language)).toHtmlEscaped()));
        one->setData(QString::fromStdString(visit.name));
        connect(one, &QAction::triggered, this,
                [this, visit] { emit scenarioChosen(QString::fromStdString(visit.name), visit.step); });
    }
}

/// The next step behind the cursor that goes there; else the first of the run.
std::optional<quint64> DiagramMenu::nextInRun(const DiagramPlace& place) const
{
    if (!m_session.hasRun())
        return std::nullopt;
    const Trace& trace = m_session.trace();
    std::optional<quint64> first;
    std::optional<quint64> next;
    for (const Side side : {Side::Client, Side::Server})
        for (ConnectionId id = 1; id <= RunIndex::connectionsBy(trace, side, trace.stepCount()); ++id)
            for (const StateChange& change : m_index.changesOf(side, id)) {
                const DiagramStep step = diagramStep(change.from, change.to);
                const bool there = place.node ? step.to == *place.node
                                              : figureArrow(step) == place.arrow &&
                                                    arrowGone(trace, side, change) == place.arrow;
                if (!there)
                    continue;
                first = std::min<quint64>(first.value_or(change.step), change.step);
                if (change.step > m_session.step())
                    next = std::min<quint64>(next.value_or(change.step), change.step);
            }
    return next ? next : first;
}

} // namespace tcplab
