// A small window: what gives way, gives way in the right order.
#include "app/diagram/diagram_view.h"
#include "app/editor/scenario_editor.h"
#include "app/panels/library_panel.h"
#include "app/panels/tcb_panel.h"
#include "app/window/column_shares.h"
#include "app/window/detail_pane.h"
#include "app/window/elided_label.h"
#include "app/window/host_column.h"
#include "app/window/scenario_bar.h"
#include "app/window/transport_bar.h"
#include "tests/app/window/window_fixture.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QToolButton>
#include <QTreeWidget>

namespace tcplab {

class SmallWindow : public Window {
protected:
    void showAll(ThemeName theme, Language language, bool library)
    {
        window->setTheme(theme);
        window->setLanguage(language);
        window->action(Do::ShowLibrary)->setChecked(library);
        for (int i = 0; i < 4; ++i)
            settle();
    }
    std::string where(ThemeName theme, Language language)
    {
        return "theme " + std::to_string(static_cast<int>(theme)) + ", language " +
               std::to_string(static_cast<int>(language));
    }
    static constexpr std::array themes{ThemeName::Light, ThemeName::Dark, ThemeName::Projector};
    static constexpr std::array languages{Language::English, Language::Chinese};
};

void expectNothingOverlaps(const QWidget& bar, const std::string& where)
{
    std::vector<QWidget*> parts;
    for (QWidget* one : bar.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
        if (one->isVisible())
            parts.push_back(one);
    for (std::size_t i = 0; i < parts.size(); ++i)
        for (std::size_t k = i + 1; k < parts.size(); ++k)
            EXPECT_FALSE(parts[i]->geometry().intersects(parts[k]->geometry()))
                << where << ": " << i << " and " << k;
}

TEST_F(SmallWindow, ArrowsKeepTheirLabelsBesideTheLibrary)
{
    openScenario(QStringLiteral("fast-retransmit"));
    session().goToInstant(Instant{260'000'000});
    for (const ThemeName theme : themes)
        for (const Language language : languages) {
            showAll(theme, language, true);
            const LadderGeometry& shapes = window->ladder()->geometry();
            const auto data = std::count_if(shapes.arrows.begin(), shapes.arrows.end(),
                                            [](const LadderArrow& one) { return one.thick; });
            const auto labelled =
                std::count_if(shapes.labels.begin(), shapes.labels.end(), [this](const LadderLabel& one) {
                    return trace().segment(one.id).packet.segment.text.length != 0;
                });
            ASSERT_GT(data, 6);
            EXPECT_GE(labelled * 5, data * 2) << where(theme, language);
            EXPECT_GT(shapes.wire[1] - shapes.wire[0], 170) << where(theme, language);
        }
}

/// Between the columns of both hosts, and with every state's name beside its lifeline.
TEST_F(SmallWindow, LifelinesStandApartInTheSmallest)
{
    openScenario(QStringLiteral("last-ack-lost"));
    session().goToInstant(Instant{260'000'000});
    for (const QSize size : {QSize(760, 560), QSize(800, 600)})
        for (const ThemeName theme : themes)
            for (const Language language : languages) {
                window->resize(size);
                showAll(theme, language, false);
                const LadderGeometry& shapes = window->ladder()->geometry();
                EXPECT_GT(shapes.wire[1] - shapes.wire[0], theme == ThemeName::Projector ? 75 : 120)
                    << size.width() << ", " << where(theme, language);
                for (const LadderText& text : shapes.texts) {
                    EXPECT_GE(text.rect.left(), shapes.area.left()) << text.text.toStdString();
                    EXPECT_LE(text.rect.right(), shapes.area.right()) << text.text.toStdString();
                }
            }
}

TEST_F(SmallWindow, ItsBarsOverlapNothing)
{
    openScenario(QStringLiteral("time-wait-30s")); // "t = 60.300 000 s"
    press(Qt::Key_End);
    for (const ThemeName theme : themes)
        for (const Language language : languages) {
            showAll(theme, language, true);
            expectNothingOverlaps(*window->transport(), where(theme, language));
            EXPECT_FALSE(window->scenarioBar()->titleLabel()->isCut()) << where(theme, language);
        }
}

/// Undo and redo have keys and a menu: they go before the time is covered.
TEST_F(SmallWindow, ItsBarsOverlapNothingBesideLibraryAndEditor)
{
    openScenario(QStringLiteral("half-close"));
    window->resize(1600, 1000);
    for (const Do what : {Do::ShowLibrary, Do::ShowEditor})
        window->action(what)->setChecked(true);
    settle();
    session().goToInstant(Instant{} + seconds(1));
    settle();
    expectNothingOverlaps(*window->transport(), "between two docks");
    window->resize(1920, 1000);
    window->action(Do::ShowEditor)->setChecked(false);
    settle();
    expectNothingOverlaps(*window->transport(), "beside one dock");
}

TEST_F(SmallWindow, TheTimeCoversNoConnectionsName)
{
    openScenario(QStringLiteral("listen-queues"));
    press(Qt::Key_End);
    for (const ThemeName theme : themes)
        for (const Language language : languages) {
            showAll(theme, language, true);
            const LadderGeometry& shapes = window->ladder()->geometry();
            ASSERT_FALSE(shapes.legend.empty());
            for (const LadderLegend& one : shapes.legend)
                EXPECT_FALSE(shapes.badge.intersects(one.rect.united(one.badge))) << where(theme, language);
        }
}

TEST_F(SmallWindow, ThePaneLeavesALineOfTheTcb)
{
    openScenario(QStringLiteral("three-way-handshake"));
    session().goToInstant(Instant{260'000'000});
    for (const ThemeName theme : themes)
        for (const Language language : languages) {
            showAll(theme, language, false);
            for (const Detail detail : {Detail::Numbers, Detail::Segment}) {
                window->showDetail(detail);
                for (int i = 0; i < 4; ++i)
                    settle();
                const auto* tcb = window->column(Side::Client)->findChild<TcbPanel*>();
                ASSERT_TRUE(tcb->isVisible()) << where(theme, language);
                EXPECT_GE(tcb->rows(), 1);
                EXPECT_GE(tcb->height(), tcb->sizeHint().height()) << where(theme, language);
                // Its boxes lie beside each other, not one on the other.
                EXPECT_GE(window->column(Side::Client)->diagram()->height(), 140) << where(theme, language);
            }
        }
}

// With a pane, the editor or the library open, in every theme: no state on another.
TEST_F(SmallWindow, NoBoxOfADiagramTouchesAnother)
{
    openScenario(QStringLiteral("half-close"));
    session().goToInstant(Instant{} + seconds(1));
    const auto check = [this](const std::string& situation) {
        for (int i = 0; i < 4; ++i)
            settle();
        for (const Side side : {Side::Client, Side::Server}) {
            const DiagramView* diagram = window->column(side)->diagram();
            const DiagramGeometry& g = diagram->geometryOfBoxes();
            EXPECT_TRUE(g.fits) << situation << ' ' << diagram->width() << 'x' << diagram->height();
            for (std::size_t i = 0; i < diagramNodeCount; ++i)
                for (std::size_t k = i + 1; k < diagramNodeCount; ++k)
                    EXPECT_FALSE(g.boxes[i].adjusted(-2, -2, 2, 2).intersects(g.boxes[k]))
                        << situation << ": " << i << " and " << k;
        }
    };
    for (const ThemeName theme : themes)
        for (const Language language : languages) {
            showAll(theme, language, false);
            check(where(theme, language));
            for (const Detail detail : {Detail::Notes, Detail::Segment, Detail::Sockets}) {
                window->showDetail(detail);
                check(where(theme, language) + " with a pane");
            }
            window->action(Do::ShowEditor)->setChecked(true);
            check(where(theme, language) + " with a pane and the editor");
            window->action(Do::ShowEditor)->setChecked(false);
        }
}

TEST_F(SmallWindow, TheQueueThatMarksIsNotCalledAfterWhatItDrops)
{
    openScenario(QStringLiteral("ecn"));
    const auto facts = ScenarioBar::factsOf(session().scenario());
    const auto queue = std::ranges::find(facts, QStringLiteral("queue"), &Fact::name);
    ASSERT_NE(queue, facts.end());
    EXPECT_TRUE(queue->value.contains(QStringLiteral("marks above 2 segments")));
    EXPECT_TRUE(queue->value.contains(QStringLiteral("drop-tail"))); // the other way
}

TEST_F(SmallWindow, ALongTitleEndsInAnEllipsis)
{
    ElidedLabel label;
    label.setText(QStringLiteral("Three duplicate ACKs: fast retransmit"));
    label.resize(label.fullWidth() / 2, 30);
    EXPECT_TRUE(label.isCut());
    EXPECT_TRUE(label.shownText().endsWith(QChar(0x2026)));
    EXPECT_LE(label.fontMetrics().horizontalAdvance(label.shownText()), label.width());
    label.resize(label.fullWidth(), 30); // no text was set anew
    EXPECT_FALSE(label.isCut());
}

TEST(Columns, GiveWayToTheTimelineAndKeepTheirLeast)
{
    EXPECT_EQ(ColumnShares::columnWidth(1600, 1), 432);
    EXPECT_EQ(ColumnShares::columnWidth(1000, 1), 235);
    EXPECT_EQ(ColumnShares::columnWidth(728, 1), 205);
    EXPECT_EQ(ColumnShares::columnWidth(600, 1), 165); // the lifelines stand apart still
}

/// What a page has in its head, or a form: words as wide as they are, nothing beyond the edge.
void expectNothingIsCut(QWidget& page, const std::string& situation)
{
    for (QWidget* one : page.findChildren<QWidget*>()) {
        const auto* box = qobject_cast<QComboBox*>(one);
        const auto* button = qobject_cast<QToolButton*>(one);
        const auto* label = qobject_cast<QLabel*>(one);
        if (!one->isVisible() || (box == nullptr && button == nullptr && label == nullptr) ||
            qobject_cast<QTabBar*>(one->parentWidget()) != nullptr ||
            qobject_cast<QLineEdit*>(one->parentWidget()) != nullptr)
            continue;
        const std::string what = situation + ": " + one->accessibleName().toStdString() +
                                 (label != nullptr ? label->text().toStdString() : std::string{});
        const QRect place(one->mapTo(&page, QPoint()), one->size());
        EXPECT_GE(place.left(), 0) << what;
        EXPECT_LE(place.right(), page.width()) << what;
        if (button != nullptr) {
            EXPECT_GE(one->width(), one->minimumSizeHint().width()) << what;
        }
        if (label != nullptr && !label->wordWrap()) {
            EXPECT_GE(one->width(), label->sizeHint().width()) << what;
        }
        if (box != nullptr) {
            QStyleOptionComboBox option;
            option.initFrom(box);
            const QRect words =
                box->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, box);
            EXPECT_GE(words.width(), box->fontMetrics().horizontalAdvance(box->currentText())) << what;
        }
    }
}

TEST_F(SmallWindow, NothingIsCutBesideTheEditor)
{
    openScenario(QStringLiteral("fast-retransmit"));
    session().goToInstant(Instant{260'000'000});
    for (const int width : {760, 800, 1024})
        for (const ThemeName theme : {ThemeName::Light, ThemeName::Projector})
            for (const Language language : languages) {
                window->resize(width, 700);
                showAll(theme, language, false);
                window->action(Do::ShowEditor)->setChecked(true);
                for (const Detail detail : {Detail::Graphs, Detail::Tables}) {
                    window->showDetail(detail);
                    for (int i = 0; i < 6; ++i)
                        settle();
                    EXPECT_GE(window->width(), width);
                    EXPECT_LE(window->width(), std::max(width, 800));
                    const std::string situation =
                        std::to_string(width) + ", " + where(theme, language) + ", " + nameOf(detail);
                    expectNothingIsCut(*window->details()->page(detail), situation);
                    expectNothingIsCut(*window->editor(), situation);
                }
                window->action(Do::ShowEditor)->setChecked(false);
            }
}

TEST_F(SmallWindow, TheLibraryOpensAtTheScenarioThatIsOpen)
{
    window->resize(1280, 720);
    for (const char* name : {"three-way-handshake", "listen-queues", "ecn", "time-wait-30s"}) {
        openScenario(QString::fromLatin1(name));
        window->action(Do::ShowLibrary)->setChecked(true);
        for (int i = 0; i < 6; ++i)
            settle();
        const QTreeWidget* tree = window->library()->tree();
        ASSERT_NE(tree->currentItem(), nullptr) << name;
        const QRect row = tree->visualItemRect(tree->currentItem());
        EXPECT_TRUE(tree->viewport()->rect().contains(row)) << name << ' ' << row.top();
        window->action(Do::ShowLibrary)->setChecked(false);
    }
}

TEST_F(SmallWindow, MenusTellMoreUnderTheMouse)
{
    const auto menus = window->menuBar()->actions();
    ASSERT_FALSE(menus.isEmpty());
    for (QAction* one : menus)
        EXPECT_TRUE(one->menu()->toolTipsVisible()) << one->text().toStdString();
}

TEST_F(SmallWindow, TheMenuOfWhatToCompareWithSaysWhatItIs)
{
    openScenario(QStringLiteral("three-way-handshake"));
    window->action(Do::Compare)->trigger();
    auto* menu = window->findChild<QMenu*>(QStringLiteral("compareMenu"));
    ASSERT_NE(menu, nullptr);
    const auto labels = menu->findChildren<QLabel*>();
    ASSERT_FALSE(labels.isEmpty());
    EXPECT_TRUE(labels.first()->text().contains(QStringLiteral("Compare it with")));
    menu->close();
}

} // namespace tcplab
