// tcplab: the window. What it shows is in the library tcplab_app.
#include "app/library/library.h"
#include "app/live/live_scenario.h"
#include "app/panels/library_panel.h"
#include "app/plots/graphs_panel.h"
#include "app/plots/plot_view.h"
#include "app/window/after_paint.h"
#include "app/window/chart_picture.h"
#include "app/window/compare_runs.h"
#include "app/window/figure_export.h"
#include "app/window/fonts_ahead.h"
#include "app/window/main_window.h"
#include "app/window/scenario_source.h"
#include "app/window/start_options.h"

#include "app/ladder/ladder_view.h"

#include <QApplication>
#include <QIcon>
#include <QPixmap>
#include <QSettings>
#include <cstdio>

namespace {

using namespace tcplab;

void say(std::FILE* where, const QString& text)
{
    std::fputs(text.toUtf8().constData(), where);
    std::fputc('\n', where);
}

int misuse(const QString& words)
{
    say(stderr, QStringLiteral("tcplab: %1").arg(words));
    return 2;
}

void lookAt(MainWindow& window, const StartOptions& options)
{
    Session& session = window.session();
    for (const QString& panel : options.panels) {
        if (const auto detail = detailCalled(panel))
            window.showDetail(*detail);
        else
            window.action(panel == QLatin1String("editor") ? Do::ShowEditor : Do::ShowLibrary)
                ->setChecked(true);
    }
    if (auto* graphs = window.findChild<GraphsPanel*>(); graphs != nullptr && options.plot)
        graphs->showKind(*options.plot);
    if (options.oneDiagram || !options.screenshot.isEmpty())
        window.action(Do::OneDiagram)->setChecked(options.oneDiagram);
    if (options.lecture)
        window.action(Do::Lecture)->trigger();
    if (options.lecture && options.oneDiagram)
        window.action(Do::OneDiagram)->setChecked(true);
    if (options.linear)
        window.action(Do::LinearTime)->trigger();
    for (const auto& [what, wanted] :
         {std::pair(Do::RelativeNumbers, options.relative),
          std::pair(Do::PacketdrillNotation, options.packetdrill), std::pair(Do::CausePath, options.causes)})
        if (wanted && !window.action(what)->isChecked())
            window.action(what)->trigger();
    for (const UntilCondition& when : options.breakpoints)
        window.breakpoints().add(when);
    if (options.step)
        session.goToStep(*options.step);
    if (options.at)
        session.goToInstant(Instant{*options.at});
    if (options.select && *options.select <= session.trace().segmentCount())
        session.selectSegment(*options.select);
}

int takePicture(MainWindow& window, const StartOptions& options)
{
    window.setAttribute(Qt::WA_DontShowOnScreen);
    window.resize(options.size);
    window.show();
    // Layouts settle, and a long run goes on, in the event loop.
    for (int i = 0; i < 1000 && !window.session().run().ended(); ++i)
        QApplication::processEvents();
    QApplication::processEvents();
    lookAt(window, options);
    if (!options.step && !options.at)
        window.session().last();
    for (int i = 0; i < 4; ++i)
        QApplication::processEvents();
    window.resize(options.size);
    QApplication::processEvents();
    for (const PlotView* plot : window.findChildren<PlotView*>())
        while (plot->isReading())
            QApplication::processEvents();
    if (window.grab().save(options.screenshot, "PNG"))
        return 0;
    say(stderr, QStringLiteral("tcplab: cannot write %1").arg(options.screenshot));
    return 1;
}

bool hasScreen()
{
    return !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") || !qEnvironmentVariableIsEmpty("DISPLAY") ||
           !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
}

int run(QApplication& app, const StartOptions& options, OpenedScenario opened)
{
    const bool pictureOnly = !options.screenshot.isEmpty();
    // What this person prefers must not change a picture or a measurement: nothing is read, nothing kept.
    if (pictureOnly || options.end)
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, QStringLiteral("/dev/null"));
    MainWindow window;
    if (options.theme || pictureOnly)
        window.setTheme(options.theme.value_or(ThemeName::Light));
    if (options.language || pictureOnly)
        window.setLanguage(options.language.value_or(Language::English));
    std::unique_ptr<LiveDriver> live; // it goes before the window does
    if (options.live.device.isEmpty()) {
        // Nothing was asked for: it begins where something is to be seen, and done.
        if (options.scenario.isEmpty() && !pictureOnly)
            window.showUnderWay(std::move(opened.scenario), opened.path, std::move(opened.script));
        else
            window.show(std::move(opened.scenario), opened.path, std::move(opened.script));
    } else {
        Scenario wire = options.scenario.isEmpty() ? live::plainScenario() : std::move(opened.scenario);
        auto driver =
            LiveDriver::open(window.session(), std::move(wire), options.live, window.session().language());
        if (!driver) {
            say(stderr, QStringLiteral("tcplab: %1").arg(driver.error()));
            return 1;
        }
        live = *std::move(driver);
    }
    if (!options.compare.isEmpty() && live == nullptr)
        if (const auto done = window.compareRuns()->compareWith(options.compare); !done)
            return misuse(done.error());
    if (pictureOnly)
        return takePicture(window, options);
    window.restorePlaces();
    window.show();
    if (!options.end)
        window.beginAutosave(Autosave::usualFolder());
    lookAt(window, options);
    window.ladder()->setFocus();
    if (options.end)
        endWhen(window, *options.end);
    // Drawing it takes a plug-in: not before the window is there.
    afterFirstPaint(
        window, [] { QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/org.tcplab.TcpLab.svg"))); });
    return app.exec();
}

} // namespace

int main(int argc, char** argv)
{
    // What is wrong with the words or the scenario is said before a screen is asked for.
    QStringList words;
    for (int i = 0; i < argc; ++i)
        words << QString::fromLocal8Bit(argv[i]);
    if (asksForChart(words)) {
        const auto picture = readChartPicture(words);
        if (!picture)
            return misuse(picture.error());
        qputenv("QT_QPA_PLATFORM", "offscreen"); // a picture needs no screen
        const QApplication app(argc, argv);
        chooseFaces();
        return writeChartPicture(*picture);
    }
    const auto options = readOptions(words);
    const Language language = languageOf(words);
    const bool chinese = language == Language::Chinese;
    if (!options)
        return misuse((chinese ? QStringLiteral("%1（tcplab --help 列出所有选项）")
                               : QStringLiteral("%1 (tcplab --help lists the options)"))
                          .arg(options.error()));
    if (options->help) {
        std::fputs(helpText(language).toUtf8().constData(), stdout);
        return 0;
    }
    if (options->version) {
        say(stdout, QStringLiteral("tcplab %1").arg(QStringLiteral(TCPLAB_VERSION)));
        return 0;
    }
    const QString name = options->scenario.isEmpty()
                             ? QString::fromUtf8(defaultScenarioName.data(), int(defaultScenarioName.size()))
                             : options->scenario;
    FontsAhead fonts; // only now: help and version need none
    auto opened = openScenario(name, options->profile);
    if (!opened)
        return misuse(QString::fromStdString(errorText(opened.error(), language)));
    if (!(options->screenshot.isEmpty() && options->exported.isEmpty()) &&
        qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen"); // a picture needs no screen
    if (!hasScreen()) {
        say(stderr, chinese
                        ? QStringLiteral("tcplab：这里没有屏幕（未设置 DISPLAY 和 WAYLAND_DISPLAY）；"
                                         "--screenshot FILE 不用屏幕画出窗口，tcplab-cli 在终端中运行")
                        : QStringLiteral("tcplab: no screen here (DISPLAY and WAYLAND_DISPLAY are not set); "
                                         "--screenshot FILE draws the window without one, tcplab-cli runs in "
                                         "a terminal"));
        return 1;
    }

    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication app(argc, argv);
    fonts.wait();
    chooseFaces();
    QApplication::setOrganizationName(QStringLiteral("TCP Lab"));
    QApplication::setApplicationName(QStringLiteral("tcplab"));
    QApplication::setApplicationDisplayName(QString());
    QApplication::setApplicationVersion(QStringLiteral(TCPLAB_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.tcplab.TcpLab"));
    if (!options->exported.isEmpty()) {
        QString error;
        const int code = exportFigure(*options, *std::move(opened), language, &error);
        if (code != 0)
            say(stderr, QStringLiteral("tcplab: %1: %2").arg(options->exported, error));
        return code;
    }
    return run(app, *options, *std::move(opened));
}
