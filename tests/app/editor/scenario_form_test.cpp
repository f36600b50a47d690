// The form of the scenario editor, and its place beside or above the text.
#include "app/editor/key_help.h"
#include "tests/app/editor/editor_fixture.h"

#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>

namespace tcplab {
namespace {

using testing::HasSubstr;

TEST_F(Editor, AFieldThatIsClearedTakesItsKeyOut)
{
    openEditor();
    setField(QStringLiteral("loss"), QStringLiteral("20 %"));
    ASSERT_THAT(whole(), HasSubstr("loss = \"20 %\"\n"));
    const auto before = editor()->text()->blockCount();
    setField(QStringLiteral("loss"), {});
    EXPECT_EQ(editor()->wrongLine(), 0) << editor()->complaint()->text().toStdString();
    EXPECT_THAT(whole(), testing::Not(HasSubstr("loss =")));
    EXPECT_EQ(editor()->text()->blockCount(), before - 1);
}

TEST_F(Editor, WhatHoldsIfNothingIsSaidIsSaidInTheLanguageOfNow)
{
    openEditor();
    const auto* line =
        qobject_cast<QLineEdit*>(editor()->field(QStringLiteral("network"), QStringLiteral("bandwidth")));
    EXPECT_EQ(line->placeholderText(), QStringLiteral("unlimited"));
    window->setLanguage(Language::Chinese);
    EXPECT_EQ(line->placeholderText(), QStringLiteral("不限"));
}

TEST_F(Editor, AProfileIsChosenInTheForm)
{
    openEditor();
    auto* box =
        qobject_cast<QComboBox*>(editor()->field(QStringLiteral("server"), QStringLiteral("profile")));
    ASSERT_NE(box, nullptr);
    EXPECT_EQ(box->currentText(), QStringLiteral("rfc9293"));
    box->setCurrentIndex(box->findText(QStringLiteral("linux")));
    emit box->activated(box->currentIndex());
    EXPECT_EQ(session().scenario().hosts[1].profile.name, ProfileName::Linux);
    EXPECT_THAT(whole(), HasSubstr("profile = \"linux\""));
}

TEST_F(Editor, WhatIsBegunInTheFormIsNotForTheNextScenario)
{
    openEditor();
    auto* line =
        qobject_cast<QLineEdit*>(editor()->field(QStringLiteral("network"), QStringLiteral("delay")));
    ASSERT_NE(line, nullptr);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, QStringLiteral("777 ms"));
    ASSERT_TRUE(line->isModified());
    openScenario(QStringLiteral("half-close")); // the line loses the focus
    ASSERT_FALSE(line->hasFocus());
    EXPECT_EQ(session().scenario().name, "half-close");
    EXPECT_NE(session().scenario().links[0].delay, milliseconds(777));
    EXPECT_NE(line->text(), QStringLiteral("777 ms"));
    EXPECT_THAT(whole(), testing::Not(HasSubstr("777 ms")));
    EXPECT_FALSE(window->isWindowModified());
}

TEST_F(Editor, FormStandsBesideTheTextWhereThereIsRoomAndAboveItElse)
{
    window->resize(1600, 1000);
    openEditor();
    EXPECT_TRUE(editor()->isFormBeside());
    const auto* delay = editor()->field(QStringLiteral("network"), QStringLiteral("delay"));
    const auto placeOf = [](const QWidget* one) {
        return QRect(one->mapToGlobal(QPoint(0, 0)), one->size());
    };
    EXPECT_LT(placeOf(delay).right(), placeOf(editor()->text()).left());
    EXPECT_GE(editor()->text()->width(), editor()->text()->fontMetrics().averageCharWidth() * 34);
    press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    window->resize(1024, 768);
    settle();
    QSettings().remove(QStringLiteral("window/editor-width")); // as if it had never been open
    press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    settle();
    EXPECT_FALSE(editor()->isFormBeside());
    EXPECT_LT(placeOf(delay).bottom(), placeOf(editor()->text()).top());
}

TEST_F(Editor, BelowAFormBesideTheTextIsSaidWhatTheKeyMeansThatIsChanged)
{
    window->resize(1600, 1000);
    openEditor();
    ASSERT_TRUE(editor()->isFormBeside());
    const auto said = [this] { return editor()->help()->text().toStdString(); };
    EXPECT_TRUE(editor()->help()->isVisible());
    typeBehind("delay = ", {});
    EXPECT_THAT(said(), HasSubstr("<b>delay</b>"));
    EXPECT_THAT(said(), HasSubstr(meaningOfKey("network", "delay", Language::English)));
    typeBehind("connect server", {}); // no key: what was said stays
    EXPECT_THAT(said(), HasSubstr("<b>delay</b>"));
    editor()->field(QStringLiteral("server"), QStringLiteral("initial_rto"))->setFocus();
    EXPECT_THAT(said(), HasSubstr("<b>initial_rto</b>"));
    EXPECT_THAT(said(), HasSubstr("linux: "));
    window->resize(1024, 768);
    settle();
    window->resizeDocks({window->findChild<QDockWidget*>(QStringLiteral("editor"))}, {260}, Qt::Horizontal);
    settle();
    ASSERT_FALSE(editor()->isFormBeside());
    EXPECT_FALSE(editor()->help()->isVisible());
}

TEST_F(Editor, TheFormTakesWhatItNeedsWhateverItsColumns)
{
    window->resize(1600, 1000);
    openEditor();
    auto* dock = window->findChild<QDockWidget*>(QStringLiteral("editor"));
    const auto* form = qobject_cast<QScrollArea*>(editor()->splitter()->widget(0));
    for (const int width : {250, 420, 260, 400})
        for (const ThemeName theme : {ThemeName::Projector, ThemeName::Light}) {
            window->setTheme(theme);
            window->resizeDocks({dock}, {width}, Qt::Horizontal);
            for (int i = 0; i < 6; ++i)
                settle();
            ASSERT_FALSE(editor()->isFormBeside());
            const int most = editor()->splitter()->height() / 2;
            EXPECT_NEAR(form->height(), std::min(form->widget()->sizeHint().height(), most), 4) << width;
        }
}

TEST_F(Editor, PlaceOfTheFormIsRemembered)
{
    window->resize(1600, 1000);
    openEditor();
    QSplitter* splitter = editor()->splitter();
    splitter->setSizes({splitter->width() / 2, splitter->width() / 2});
    emit splitter->splitterMoved(splitter->sizes().first(), 1);
    const int width = editor()->width();
    const double share = splitter->sizes().first() / double(splitter->width());
    ASSERT_TRUE(window->close());
    window = std::make_unique<MainWindow>();
    window->restorePlaces();
    openScenario(QStringLiteral("three-way-handshake"));
    if (!editor()->isVisible())
        press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    settle();
    EXPECT_NEAR(editor()->width(), width, 20);
    splitter = editor()->splitter();
    EXPECT_NEAR(splitter->sizes().first() / double(splitter->width()), share, 0.05);
}

TEST_F(Editor, WidthOfItsPaneIsKeptWhenItIsClosedAndOpened)
{
    window->resize(1600, 1000);
    openEditor();
    auto* dock = window->findChild<QDockWidget*>(QStringLiteral("editor"));
    window->resizeDocks({dock}, {700}, Qt::Horizontal);
    settle();
    const int width = dock->width();
    ASSERT_GT(width, 650);
    press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_NEAR(dock->width(), width, 4);
}

TEST_F(Editor, BothHostsStandBesideEachOtherInTheFormAboveTheText)
{
    openEditor(); // 1280x720
    EXPECT_FALSE(editor()->isFormBeside());
    const QWidget* client = editor()->field(QStringLiteral("client"), QStringLiteral("profile"));
    const QWidget* server = editor()->field(QStringLiteral("server"), QStringLiteral("profile"));
    EXPECT_EQ(client->y(), server->y());
    EXPECT_LT(client->geometry().right(), server->x());
    EXPECT_LE(server->geometry().right(), server->parentWidget()->width());
}

} // namespace
} // namespace tcplab
