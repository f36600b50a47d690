// While a run plays, nothing moves but what it shows.
#include "app/diagram/diagram_view.h"
#include "app/panels/call_buttons.h"
#include "app/panels/explanation_panel.h"
#include "app/panels/host_header.h"
#include "app/panels/socket_list.h"
#include "app/panels/tcb_panel.h"
#include "app/panels/timers_panel.h"
#include "app/window/host_column.h"
#include "app/window/scenario_bar.h"
#include "app/window/scrubber.h"
#include "app/window/transport_bar.h"
#include "tests/app/window/window_fixture.h"

#include <QLabel>
#include <map>
#include <utility>

namespace tcplab {
namespace {

class SteadyWindow : public Window {
protected:
    template <typename... Kinds> std::map<const QWidget*, QRect> placesOf() const
    {
        std::map<const QWidget*, QRect> places;
        const auto add = [&](const QWidget* one) {
            if (one->isVisible())
                places[one] = QRect(one->mapTo(window.get(), QPoint()), one->size());
        };
        const auto addAll = [&](const auto& all) {
            for (const QWidget* one : all)
                add(one);
        };
        (addAll(window->findChildren<Kinds*>()), ...);
        return places;
    }
    std::map<const QWidget*, QRect> places() const
    {
        return placesOf<HostColumn, HostHeader, SocketList, DiagramView, TcbPanel, TimersPanel, CallButtons,
                        LadderView, ExplanationPanel, ScenarioBar, TransportBar, Scrubber>();
    }
};

class SteadyRun : public SteadyWindow, public testing::WithParamInterface<const char*> {};

INSTANTIATE_TEST_SUITE_P(Lessons, SteadyRun,
                         testing::Values("last-ack-lost", "fast-retransmit", "listen-queues", "keep-alive",
                                         "zero-window", "simultaneous-open", "half-open-crash",
                                         "time-wait-30s"),
                         [](const auto& one) {
                             std::string name = one.param;
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

TEST_P(SteadyRun, NothingMovesFromStepToStep)
{
    openScenario(QString::fromLatin1(GetParam()));
    using Screen = std::pair<QSize, ThemeName>;
    for (const auto& [size, theme] :
         {Screen{{1024, 768}, ThemeName::Light}, Screen{{1280, 720}, ThemeName::Light},
          Screen{{1600, 1000}, ThemeName::Light}, Screen{{800, 600}, ThemeName::Projector}}) {
        window->setTheme(theme);
        session().goToStep(0);
        window->resize(size);
        settle();
        const auto before = places();
        const quint64 last = session().stepCount();
        for (quint64 step = 1; step <= last; step += std::max<quint64>(1, last / 40)) {
            session().goToStep(step);
            settle();
            const auto now = places();
            for (const auto& [one, where] : before) {
                const auto found = now.find(one);
                ASSERT_NE(found, now.end()) << one->metaObject()->className() << ", step " << step;
                ASSERT_EQ(found->second, where)
                    << one->metaObject()->className() << ", step " << step << ", width " << size.width();
            }
        }
    }
}

/// Where there is room for one line of reasons there is for one of what they are for.
TEST_F(SteadyWindow, AHeadlineOnASmallProjectorIsNotCutOff)
{
    openScenario(QStringLiteral("zero-window"));
    window->setTheme(ThemeName::Projector);
    ExplanationPanel* panel = window->explanation();
    const auto labels = panel->findChildren<QLabel*>();
    const auto labelOf = [&](const char* look) {
        return *std::ranges::find_if(
            labels, [&](const QLabel* one) { return one->property("look") == QLatin1String(look); });
    };
    const QLabel* headline = labelOf("headline");
    const QLabel* citation = labelOf("citation");
    for (const Language language : {Language::English, Language::Chinese}) {
        window->setLanguage(language);
        window->resize(800, 600);
        for (quint64 step = 0; step <= session().stepCount(); ++step) {
            session().goToStep(step);
            settle();
            const std::string what = headline->text().toStdString() + ", step " + std::to_string(step);
            EXPECT_LE(headline->heightForWidth(headline->width()), headline->height()) << what;
            EXPECT_LE(citation->sizeHint().width(), citation->width()) << what;
            const bool isCut = headline->text().endsWith(QStringLiteral("…"));
            EXPECT_TRUE(!isCut || headline->width() > panel->width() - 60) << what;
            EXPECT_TRUE(!isCut || headline->toolTip().contains(panel->headline())) << what;
        }
    }
    EXPECT_EQ(window->size(), QSize(800, 600)) << "the window would have to be larger";
}

/// A window that is resized at one step is as one that is resized at another.
TEST_F(SteadyWindow, HeightsDoNotDependOnWhatIsToldJustNow)
{
    openScenario(QStringLiteral("fast-retransmit"));
    std::vector<int> heights;
    const quint64 last = session().stepCount();
    for (quint64 step = 0; step <= last; step += std::max<quint64>(1, last / 12)) {
        session().goToStep(step);
        window->resize(1281 + static_cast<int>(step % 2), 760);
        settle();
        heights.push_back(window->ladder()->height());
    }
    EXPECT_THAT(heights, testing::Each(heights.front()));
}

} // namespace
} // namespace tcplab
