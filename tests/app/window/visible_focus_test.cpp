// Whatever takes the keys is seen to have them: pictures with and without the focus are compared.
#include "app/editor/scenario_editor.h"
#include "app/experiment/experiment_dialog.h"
#include "app/panels/tables_panel.h"
#include "app/theme/contrast.h"
#include "app/window/host_column.h"
#include "app/window/lecture_mode.h"
#include "tests/app/window/accessible_fixture.h"

#include <QFocusFrame>
#include <QImage>
#include <QPointer>
#include <QSet>

namespace tcplab {
namespace {

class VisibleFocus : public Accessible {
protected:
    ~VisibleFocus() override { qApp->setStyleSheet({}); }

    static QImage pictureOf(QWidget* one)
    {
        QImage image(one->size(), QImage::Format_RGB32);
        image.fill(one->palette().color(QPalette::Window));
        one->render(&image);
        return image;
    }
    /// Where a dot has become another, as far apart as WCAG 2 asks for of lines (1.4.11, 2.4.11 "focus appearance").
    static int changedDots(const QImage& a, const QImage& b)
    {
        int count = 0;
        for (int y = 0; y < a.height(); ++y) {
            const auto* one = reinterpret_cast<const QRgb*>(a.constScanLine(y));
            const auto* other = reinterpret_cast<const QRgb*>(b.constScanLine(y));
            for (int x = 0; x < a.width() && count < enough; ++x)
                if (one[x] != other[x] && contrast(QColor(one[x]), QColor(other[x])) >= lineContrast)
                    ++count;
        }
        return count;
    }
    static constexpr int enough = 40; ///< of a frame around the smallest button
    /// Every control below it, but those that have been seen.
    void expectSeen(QWidget* top)
    {
        ASSERT_TRUE(QTest::qWaitForWindowActive(top->window()));
        std::vector<QPointer<QWidget>> all; // frames come and go
        for (QWidget* one : top->findChildren<QWidget*>())
            all.emplace_back(one);
        for (const QPointer<QWidget>& each : all) {
            QWidget* one = each;
            if (one == nullptr || !takesTab(one, top) || m_seen.contains(one))
                continue;
            m_seen.insert(one);
            if (QWidget* now = QApplication::focusWidget())
                now->clearFocus();
            settle();
            const QImage without = pictureOf(one);
            one->setFocus(Qt::TabFocusReason);
            settle();
            ASSERT_TRUE(one->hasFocus()) << one->metaObject()->className();
            ++m_count;
            EXPECT_GE(changedDots(pictureOf(one), without), enough)
                << one->metaObject()->className() << " \""
                << QAccessible::queryAccessibleInterface(one)->text(QAccessible::Name).toStdString() << "\", "
                << one->width() << "×" << one->height() << ", in " << top->metaObject()->className();
        }
    }
    QSet<QWidget*> m_seen;
    int m_count = 0;
};

class VisibleFocusInTheme : public VisibleFocus, public testing::WithParamInterface<ThemeName> {};

TEST_P(VisibleFocusInTheme, OfEveryControlOfTheWindow)
{
    window->setTheme(GetParam());
    openScenario(QStringLiteral("last-ack-lost"));
    window->resize(1600, 900); // room for all of them beside library and editor
    settle();
    session().goToStep(22);
    session().selectSegment(2);
    window->action(Do::ShowLibrary)->setChecked(true);
    window->action(Do::ShowEditor)->setChecked(true);
    for (std::size_t i = 0; i < detailCount; ++i) {
        window->showDetail(static_cast<Detail>(i));
        settle();
        expectSeen(window.get());
    }
    window->action(Do::OneDiagram)->setChecked(true);
    settle();
    expectSeen(window.get());
    window->action(Do::ShowEditor)->setChecked(false);
    compareWithALoss();
    expectSeen(window.get());
    EXPECT_GT(m_count, 60);
}

TEST_P(VisibleFocusInTheme, OfEveryControlOfTheExperiments)
{
    window->setTheme(GetParam());
    openScenario(QStringLiteral("last-ack-lost"));
    for (const Do what : {Do::LossMatrix, Do::Explore, Do::Chance}) {
        window->action(what)->trigger();
        settle();
        expectSeen(window->findChild<ExperimentDialog*>());
    }
    window->findChild<ExperimentDialog*>()->close();
    EXPECT_GT(m_count, 15);
}

TEST_P(VisibleFocusInTheme, OfEveryControlOfModalDialogs)
{
    window->setTheme(GetParam());
    openScenario(QStringLiteral("last-ack-lost"));
    for (const Do what : {Do::Keys, Do::About, Do::RunUntil, Do::SavePicture, Do::SaveAs}) {
        WhileModal look([this](QDialog* dialog) { expectSeen(dialog); });
        window->action(what)->trigger();
        EXPECT_TRUE(look.seen);
    }
    WhileModal call([this](QDialog* dialog) { expectSeen(dialog); });
    emit window->column(Side::Client)->otherCallWanted(Side::Client);
    EXPECT_GT(m_count, 25);
}

INSTANTIATE_TEST_SUITE_P(Each, VisibleFocusInTheme,
                         testing::Values(ThemeName::Light, ThemeName::Dark, ThemeName::Projector));

TEST_F(VisibleFocus, InALecture)
{
    openScenario(QStringLiteral("last-ack-lost"));
    window->action(Do::Lecture)->trigger();
    window->resize(1024, 768);
    settle();
    expectSeen(window.get());
    window->action(Do::ShowTables)->trigger();
    settle();
    expectSeen(window.get());
    EXPECT_GT(m_count, 3);
    window->action(Do::Lecture)->trigger();
}

TEST_F(VisibleFocus, GoesAroundScrollBarsToo)
{
    openScenario(QStringLiteral("last-ack-lost"));
    window->showDetail(Detail::Tables);
    settle();
    RunTable* table = window->details()->findChild<TablesPanel*>()->current();
    ASSERT_TRUE(table->verticalScrollBar()->isVisible());
    table->setFocus(Qt::TabFocusReason);
    session().last();
    window->resize(1300, 740);
    settle();
    const QImage image = pictureOf(table);
    const QColor accent = themeNamed(ThemeName::Light).accent;
    for (const QPoint& at :
         {QPoint(image.width() / 2, 1), QPoint(1, image.height() / 2),
          QPoint(image.width() - 2, image.height() / 2), QPoint(image.width() / 2, image.height() - 2)})
        EXPECT_EQ(image.pixelColor(at), accent) << at.x() << ' ' << at.y();
}

TEST_F(VisibleFocus, IsNotDrawnAroundWhatWasClickedUntilAKeyIsPressedThere)
{
    openScenario(QStringLiteral("last-ack-lost"));
    window->showDetail(Detail::Tables);
    settle();
    RunTable* table = window->details()->findChild<TablesPanel*>()->current();
    const auto framed = [&] { return !table->findChildren<QFocusFrame*>().isEmpty(); };
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, QPoint(30, 30));
    table->setFocus(Qt::MouseFocusReason);
    EXPECT_FALSE(framed());
    QTest::keyClick(table, Qt::Key_Down);
    EXPECT_TRUE(framed());
    window->ladder()->setFocus();
    EXPECT_FALSE(framed());
}

} // namespace
} // namespace tcplab
