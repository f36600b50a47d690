// What all panels have in common, and the painted ones.
#include "app/panels/call_buttons.h"
#include "app/panels/explanation_panel.h"
#include "app/panels/host_header.h"
#include "app/panels/library_panel.h"
#include "app/panels/notes_panel.h"
#include "app/panels/numbers_panel.h"
#include "app/panels/segment_inspector.h"
#include "app/panels/socket_list.h"
#include "app/panels/sockets_panel.h"
#include "app/panels/tables_panel.h"
#include "app/panels/tcb_panel.h"
#include "app/panels/timers_panel.h"
#include "tests/app/support/runs.h"

#include <QApplication>
#include <QFontMetrics>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTranslator>
#include <gtest/gtest.h>

#include <memory>

namespace tcplab {
namespace {

/// Stands for any language: puts brackets around all texts.
class Brackets : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char*, const char* text, const char*, int) const override
    {
        return QLatin1Char('[') + QString::fromUtf8(text) + QLatin1Char(']');
    }
};

struct AllPanels {
    AllPanels() : tables(session), inspector(session), numbers(session), ports(session), notes(session)
    {
        session.load(shipped("last-ack-lost"));
        for (QWidget* one : all())
            one->show();
    }
    std::vector<QWidget*> all()
    {
        return {&calls,   &tables, &why,   &header,  &library, &inspector,
                &numbers, &ports,  &notes, &sockets, &tcb,     &timers};
    }
    Session session;
    CallButtons calls{Side::Client};
    TablesPanel tables;
    ExplanationPanel why;
    HostHeader header{Side::Server};
    LibraryPanel library;
    SegmentInspector inspector;
    NumbersPanel numbers;
    SocketsPanel ports;
    NotesPanel notes;
    SocketList sockets;
    TcbPanel tcb;
    TimersPanel timers{Side::Client};
};

TEST(Panels, TurnToTheOtherLanguageWhileRunning)
{
    AllPanels panels;
    Brackets brackets;
    QApplication::installTranslator(&brackets);
    QApplication::processEvents();
    EXPECT_TRUE(panels.tables.current()->accessibleName().startsWith(QLatin1Char('[')));
    EXPECT_TRUE(panels.notes.accessibleName().startsWith(QLatin1Char('[')));
    EXPECT_TRUE(panels.ports.screen(Side::Client)->accessibleName().startsWith(QLatin1Char('[')));
    EXPECT_TRUE(panels.library.accessibleName().startsWith(QLatin1Char('[')));
    EXPECT_TRUE(panels.sockets.accessibleName().startsWith(QLatin1Char('[')));
    EXPECT_TRUE(panels.tcb.accessibleName().startsWith(QLatin1Char('[')));
    EXPECT_TRUE(panels.timers.accessibleName().startsWith(QLatin1Char('[')));
    EXPECT_TRUE(panels.header.roleLine().startsWith(QLatin1Char('[')));
    const auto buttons = panels.calls.findChildren<QPushButton*>();
    EXPECT_FALSE(buttons.isEmpty());
    for (const QPushButton* button : buttons)
        EXPECT_TRUE(button->accessibleName().contains(QLatin1Char('[')))
            << button->accessibleName().toStdString();
    const QString heading = panels.tables.current()->model()->headerData(0, Qt::Horizontal).toString();
    EXPECT_TRUE(heading.startsWith(QLatin1Char('['))) << heading.toStdString();
    QApplication::removeTranslator(&brackets);
    QApplication::processEvents();
    EXPECT_FALSE(panels.tcb.accessibleName().startsWith(QLatin1Char('[')));
}

TEST(Panels, AreNamedForThoseWhoDoNotSeeThem)
{
    AllPanels panels;
    panels.why.setExplanation({"A headline", "A reason", "RFC 9293 §3.5"}, Side::Client);
    for (const QWidget* one :
         std::initializer_list<QWidget*>{panels.tables.current(), &panels.notes, &panels.why, &panels.header,
                                         &panels.library, &panels.sockets, &panels.tcb, &panels.timers})
        EXPECT_FALSE(one->accessibleName().isEmpty()) << one->metaObject()->className();
    EXPECT_EQ(panels.why.accessibleName(), QStringLiteral("A headline"));
    EXPECT_EQ(panels.why.accessibleDescription(), QStringLiteral("A reason"));
    EXPECT_FALSE(panels.timers.accessibleDescription().isEmpty());
    EXPECT_FALSE(panels.inspector.table() == nullptr);
}

class TcbIn : public testing::TestWithParam<std::tuple<ThemeName, int>> {};

TEST_P(TcbIn, ShowsEveryNameAndValueWhole)
{
    const Theme& theme = themeNamed(std::get<0>(GetParam()));
    TcbPanel panel;
    panel.setTheme(theme);
    panel.setRows(3);
    std::vector<TcbCell> cells;
    for (int i = 0; i < 20; ++i)
        cells.push_back({"SND.WL" + std::to_string(i), "4294967295", "0", i % 3 == 0, i < 8});
    panel.resize(std::get<1>(GetParam()), panel.sizeHint().height());
    panel.show();
    panel.setCells(cells);
    ASSERT_EQ(panel.visibleCells().size(), 12u);
    for (const TcbCellView* view : panel.visibleCells()) {
        EXPECT_TRUE(panel.rect().contains(view->geometry()));
        EXPECT_FALSE(view->accessibleName().isEmpty());
        for (const TcbCellView* other : panel.visibleCells())
            EXPECT_TRUE(view == other || !view->geometry().intersects(other->geometry()));
    }
    EXPECT_TRUE(panel.visibleCells()[0]->accessibleDescription().contains(QStringLiteral("changed")));
    QList<QLabel*> labels;
    for (QLabel* label : panel.findChildren<QLabel*>())
        if (label->isVisible())
            labels << label;
    ASSERT_EQ(labels.size(), 2);
    EXPECT_FALSE(labels[0]->geometry().intersects(labels[1]->geometry()));
    for (const QLabel* label : labels)
        EXPECT_GE(label->width(), label->fontMetrics().horizontalAdvance(label->text()))
            << label->text().toStdString();
}

INSTANTIATE_TEST_SUITE_P(Windows, TcbIn,
                         testing::Combine(testing::Values(ThemeName::Light, ThemeName::Projector),
                                          testing::Values(320, 400, 520)));

TEST(TcbPanel, SaysThatThereIsNone)
{
    TcbPanel panel;
    panel.resize(320, 100);
    panel.show();
    panel.setCells({});
    EXPECT_TRUE(panel.visibleCells().empty());
    const auto labels = panel.findChildren<QLabel*>();
    EXPECT_TRUE(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
        return label->isVisible() && label->text().contains(QStringLiteral("no connection"));
    }));
}

TEST(TimersPanel, TellsWhatRunsInWords)
{
    TimersPanel panel(Side::Client);
    panel.setRows({{Timer::TimeWait, true, seconds(42), 0.7}, {Timer::Retransmission, false, {}, 0}});
    EXPECT_TRUE(panel.accessibleDescription().contains(QStringLiteral("2·MSL: 42 s left")));
    panel.setRows({});
    EXPECT_EQ(panel.accessibleDescription(), QStringLiteral("No timer is running."));
}

TEST(TimersPanel, ABarIsAsLongAsItsShare)
{
    const Theme& theme = themeNamed(ThemeName::Light);
    TimersPanel panel(Side::Server);
    panel.setTheme(theme);
    panel.resize(360, 50);
    const auto filled = [&](double share) {
        panel.setRows({{Timer::Retransmission, true, milliseconds(500), share}});
        const QImage picture = panel.grab().toImage();
        int count = 0;
        for (int x = 0; x < picture.width(); ++x)
            count += picture.pixelColor(x, 1 + panel.sizeHint().height() / 4) == theme.server ? 1 : 0;
        return count;
    };
    EXPECT_NEAR(filled(1.0), 2 * filled(0.5), 8);
    EXPECT_LT(filled(0.1), filled(0.3));
}

TEST(SocketListOf, AHostCountsTheLinesThatItHasNoRoomFor)
{
    SocketList list;
    list.setRows(1);
    list.resize(300, list.sizeHint().height());
    list.show();
    list.setLines({{1, "LISTEN", 0, 128, "0.0.0.0:80", "0.0.0.0:*"},
                   {2, "ESTAB", 0, 0, "10.0.0.2:80", "10.0.0.1:49152"}},
                  2);
    EXPECT_EQ(list.hiddenLines(), 1);
    EXPECT_TRUE(list.item(1)->toolTip().contains(QStringLiteral("LISTEN")));
    const QImage with = list.grab().toImage();
    list.setLines({{2, "ESTAB", 0, 0, "10.0.0.2:80", "10.0.0.1:49152"}}, 2);
    EXPECT_EQ(list.hiddenLines(), 0);
    // "+1" stands at the right, where no line reaches.
    const QImage without = list.grab().toImage();
    int differing = 0;
    for (int x = 270; x < 300; ++x)
        for (int y = 0; y < with.height(); ++y)
            differing += with.pixel(x, y) != without.pixel(x, y) ? 1 : 0;
    EXPECT_GT(differing, 10);
}

TEST(SocketListOf, AHostChoosesTheConnectionToShow)
{
    SocketList list;
    list.setTheme(themeNamed(ThemeName::Projector));
    list.setRows(2);
    list.resize(330, 60);
    list.show();
    list.setLines({{1, "LISTEN", 0, 128, "0.0.0.0:80", "0.0.0.0:*"},
                   {2, "SYN-RECV", 0, 1, "10.0.0.2:80", "10.0.0.1:49152"}},
                  2);
    QSignalSpy chosen(&list, &SocketList::chosen);
    EXPECT_EQ(list.currentRow(), 1);
    list.setCurrentRow(0);
    ASSERT_EQ(chosen.count(), 1);
    for (int row = 0; row < list.count(); ++row)
        EXPECT_LE(QFontMetricsF(list.item(row)->font()).horizontalAdvance(list.item(row)->text()),
                  list.viewport()->width() - 8)
            << list.item(row)->text().toStdString();
}

TEST(ExplanationOf, AStepShowsItsReasonAndCitation)
{
    ExplanationPanel panel;
    panel.setHint(QStringLiteral("Press X."));
    panel.setExplanation({"What", "Why", "RFC 9293 §3.10"}, std::nullopt);
    EXPECT_EQ(panel.headline(), QStringLiteral("What"));
    EXPECT_EQ(panel.body(), QStringLiteral("Why"));
    EXPECT_EQ(panel.citation(), QStringLiteral("RFC 9293 §3.10"));
    EXPECT_EQ(panel.hint(), QStringLiteral("Press X."));
}

/// Whatever was told before.
TEST(ExplanationOf, AStepHasAScrollBarOnlyWhereItsReasonsAreLongerThanTheirRoom)
{
    ExplanationPanel panel;
    panel.setBodyLines(4);
    auto* scroll = panel.findChild<QScrollArea*>();
    ASSERT_NE(scroll, nullptr);
    const auto tell = [&panel](const QString& reasons) {
        panel.setExplanation({"What", reasons.toStdString(), ""}, std::nullopt);
        QApplication::processEvents();
    };
    std::size_t bars = 0;
    for (const QString& word : {QStringLiteral("octets "), QString::fromUtf8("报文段到达，")})
        for (int width = 600; width <= 1300; width += 53) {
            panel.resize(width, panel.sizeHint().height());
            panel.show();
            for (int words = 20; words < 130; words += 3) {
                tell(word.repeated(400));
                EXPECT_TRUE(scroll->verticalScrollBar()->isVisible());
                tell(word.repeated(words));
                const int needed = scroll->widget()->heightForWidth(scroll->width());
                const int line = QFontMetrics(scroll->widget()->font()).lineSpacing();
                const bool bar = scroll->verticalScrollBar()->isVisible();
                bars += bar ? 1U : 0U;
                EXPECT_EQ(bar, needed > 4.5 * line)
                    << width << ", " << words << " words: " << needed << " px";
            }
        }
    EXPECT_GT(bars, 0U);
}

} // namespace
} // namespace tcplab
