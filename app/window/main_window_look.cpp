// How the window looks: theme, language, lecture, and the room that each part has.
#include "app/window/main_window.h"

#include "app/diagram/breakpoint_marks.h"
#include "app/editor/scenario_editor.h"
#include "app/ladder/ladder_view.h"
#include "app/panels/explanation_panel.h"
#include "app/panels/library_panel.h"
#include "app/window/breakpoint_trail.h"
#include "app/window/column_shares.h"
#include "app/window/compare_runs.h"
#include "app/window/detail_pages.h"
#include "app/window/diagram_arrangement.h"
#include "app/window/host_column.h"
#include "app/window/lecture_layout.h"
#include "app/window/lecture_mode.h"
#include "app/window/room_for_docks.h"
#include "app/window/scenario_bar.h"
#include "app/window/scrubber.h"
#include "app/window/transport_bar.h"

#include <QActionGroup>
#include <QScreen>
#include <QSplitter>
#include <QTimer>

namespace tcplab {

namespace {

/// A window is larger than it shall be as long as its parts have not heard of their smaller letters.
void shrinkTo(QWidget& window, const QSize& size, int turns = 5)
{
    if (window.isMaximized() || window.isFullScreen())
        return;
    window.resize(size);
    if (turns > 0)
        QTimer::singleShot(0, &window, [&window, size, turns] { shrinkTo(window, size, turns - 1); });
}

} // namespace

void MainWindow::setTheme(ThemeName theme)
{
    m_theme = theme;
    m_preferences.setTheme(theme);
    applyTheme();
}

void MainWindow::applyTheme()
{
    const Theme& theme = this->theme();
    for (QAction* choice : m_themes->actions())
        choice->setChecked(choice->data().toInt() == static_cast<int>(m_theme));
    dressApplication(theme);
    m_focusRing.setTheme(theme);
    m_actions.setTheme(theme);
    m_scenarioBar->setTheme(theme);
    for (HostColumn* column : m_columns)
        column->setTheme(theme);
    m_diagrams->setTheme(theme);
    m_ladder->setTheme(theme);
    m_compare->pane()->setTheme(theme);
    if (m_editor != nullptr)
        m_editor->setTheme(theme);
    for (BreakpointMarks* marks : m_breakpointMarks)
        marks->setTheme(theme);
    m_trail->setTheme(theme);
    m_room->setScale(theme.textScale);
    m_shares->setScale(theme.textScale);
    m_explanation->setTheme(theme);
    m_transport->setTheme(theme);
    m_scrubber->setTheme(theme);
    m_pages->setTheme(theme);
    renewExperiment();
    fitExplanation();
}

/// Lines of reasons that the window's height allows.
void MainWindow::fitExplanation()
{
    const double lines = height() / theme().textScale;
    m_explanation->setBodyLines(lines < 520 ? 1 : lines < 640 ? 2 : lines < 900 ? 3 : 4);
    fitPane();
}

/// The columns' last line of the TCB gives way rather than that the window cannot be as small as a projector.
void MainWindow::fitRow()
{
    constexpr int smallWindow = 620;
    constexpr double leastRow = 246;
    constexpr double leastAbovePane = 200;
    constexpr double leastOfTwoRuns = 190;
    const bool pane = m_details->shown().has_value();
    const bool comparing = m_compare->pane()->isComparing();
    const bool two = comparing && !pane; // in a large window, too: else it could not become a small one
    const double least = m_lecture->isOn()                ? 1
                         : pane && height() < smallWindow ? leastAbovePane * theme().textScale
                         : two                            ? leastOfTwoRuns * theme().textScale
                         : pane || comparing              ? 0
                                                          : leastRow * theme().textScale;
    m_splitter->setMinimumHeight(static_cast<int>(least)); // 0: what they would like to have
}

void MainWindow::fitPane()
{
    fitRow();
    if (!m_details->shown()) {
        // What two runs differ in is said above them: they need the room.
        const int lines = m_compare->pane()->isComparing() ? 4 : m_lecture->isWide() ? 5 : 6;
        m_bottom->setFixedHeight(m_lecture->isOn() ? m_explanation->plainHeight(lines)
                                                   : m_explanation->sizeHint().height());
        return;
    }
    const double scale = theme().textScale;
    m_bottom->setMinimumHeight(static_cast<int>(130 * scale));
    m_bottom->setMaximumHeight(QWIDGETSIZE_MAX);
    // About a third; on a small screen enough for a header, on a large one no more than it needs.
    const double whole = std::max(300.0, height() - 180.0 * scale);
    const double share = m_paneShare > 0     ? m_paneShare
                         : m_lecture->isOn() ? 0.5
                                             : std::clamp(0.34 * whole, 215 * scale, 340 * scale) / whole;
    const int pane = static_cast<int>(std::min(share, 0.8) * 100'000);
    m_vertical->setSizes({100'000 - pane, pane});
}

void MainWindow::keepPaneShare()
{
    const QList<int> sizes = m_vertical->sizes();
    if (m_details->shown() && sizes[0] + sizes[1] > 0)
        m_paneShare = static_cast<double>(sizes[1]) / (sizes[0] + sizes[1]);
}

void MainWindow::setLanguage(Language language)
{
    m_preferences.setLanguage(language);
    m_translations.use(language); // sends LanguageChange to every widget
    m_session.setLanguage(language);
    m_library->setLanguage(language);
    for (QAction* choice : m_languages->actions())
        choice->setChecked(choice->data().toInt() == static_cast<int>(language));
    describeScenario();
    tellUndo();
    onStepChanged();
    renewExperiment();
}

const Theme& MainWindow::theme() const
{
    return m_lecture->isOn() ? m_lecture->theme() : themeNamed(m_theme);
}

void MainWindow::setLecture(bool on)
{
    if (m_lecture->isOn() == on)
        return;
    if (on) {
        m_detailBefore = m_details->shown();
        hideDetails();
        m_session.selectSegment(0); // its bar would stand in the middle of the picture
    }
    m_lecture->setOn(on);
    m_room->setLecture(on);
    m_explanation->setPlain(on);
    if (on)
        m_lectureLayout->begin();
    else
        m_lectureLayout->end(m_preferences.oneDiagram());
    if (!on && m_detailBefore && !m_details->shown())
        showDetail(*m_detailBefore);
    applyTheme();
    explainStep();
    m_ladder->setFocus();
    if (testAttribute(Qt::WA_DontShowOnScreen))
        return; // a picture
    if (on) {
        m_maximizedBefore = isMaximized();
        m_sizeBefore = size();
        showFullScreen();
    } else if (m_maximizedBefore) {
        showMaximized();
    } else {
        showNormal();
        shrinkTo(*this, m_sizeBefore);
    }
}

void MainWindow::restorePlaces()
{
    if (!restoreGeometry(m_preferences.geometry())) {
        const QSize room = screen() != nullptr ? screen()->availableSize() : QSize(1600, 1000);
        resize(QSize(1600, 1000).boundedTo(room * 0.94));
    }
    restoreState(m_preferences.docks());
    fitDocks();
    m_paneShare = std::clamp(m_preferences.paneShare(), 0, 800) / 1000.0;
    for (const auto& [what, on] : {std::pair(Do::RelativeNumbers, m_preferences.relativeNumbers()),
                                   std::pair(Do::PacketdrillNotation, m_preferences.packetdrillNotation())})
        if (m_actions[what]->isChecked() != on)
            m_actions[what]->trigger();
    if (const auto detail = detailCalled(m_preferences.detail()))
        showDetail(*detail);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    if (m_lecture->fit())
        applyTheme();
    m_lectureLayout->place();
    fitExplanation();
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_actions.retranslate();
        retranslateMenus();
        describeScenario();
        updateActions(); // some say more than their names
    }
    QMainWindow::changeEvent(event);
}

} // namespace tcplab
