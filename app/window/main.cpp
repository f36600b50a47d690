// tcplab: the window. What it shows is in the library tcplab_app.
#include "app/library/library.h"
#include "app/panels/library_panel.h"
#include "app/window/main_window.h"
#include "app/window/scenario_source.h"
#include "app/window/start_options.h"

#include "app/ladder/ladder_view.h"

#include <QApplication>
#include <QIcon>
#include <QPixmap>
#include <QStandardPaths>
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

/// A picture needs no screen.
bool wantsPictureOnly(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i)
        if (const QByteArray word = argv[i]; word.startsWith("--screenshot") || word == "--help" ||
                                             word == "-h" || word == "--version" || word == "-v")
            return true;
    return false;
}

void lookAt(MainWindow& window, const StartOptions& options)
{
    Session& session = window.session();
    for (const QString& panel : options.panels)
        window
            .action(panel == QLatin1String("library")  ? Do::ShowLibrary
                    : panel == QLatin1String("events") ? Do::ShowEvents
                                                       : Do::ShowSegment)
            ->setChecked(true);
    if (options.linear)
        window.action(Do::LinearTime)->trigger();
    if (options.relative)
        window.action(Do::RelativeNumbers)->trigger();
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
    if (window.grab().save(options.screenshot, "PNG"))
        return 0;
    say(stderr, QStringLiteral("tcplab: cannot write %1").arg(options.screenshot));
    return 1;
}

} // namespace

int main(int argc, char** argv)
{
    const bool pictureOnly = wantsPictureOnly(argc, argv);
    if (pictureOnly && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication app(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("TCP Lab"));
    QApplication::setApplicationName(QStringLiteral("tcplab"));
    QApplication::setApplicationDisplayName(QString());
    QApplication::setApplicationVersion(QStringLiteral(TCPLAB_VERSION));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/org.tcplab.TcpLab.svg")));
    QApplication::setDesktopFileName(QStringLiteral("org.tcplab.TcpLab"));
    if (pictureOnly) // what this person prefers must not change the picture
        QStandardPaths::setTestModeEnabled(true);

    const auto options = readOptions(QApplication::arguments());
    if (!options)
        return misuse(QStringLiteral("%1 (tcplab --help lists the options)").arg(options.error()));
    if (options->help) {
        std::fputs(helpText().toUtf8().constData(), stdout);
        return 0;
    }
    if (options->version) {
        say(stdout, QStringLiteral("tcplab %1").arg(QStringLiteral(TCPLAB_VERSION)));
        return 0;
    }

    const QString name = options->scenario.isEmpty()
                             ? QString::fromUtf8(defaultScenarioName.data(), int(defaultScenarioName.size()))
                             : options->scenario;
    auto opened = openScenario(name);
    if (!opened)
        return misuse(
            QString::fromStdString(errorText(opened.error(), options->language.value_or(systemLanguage()))));

    MainWindow window;
    if (options->theme || pictureOnly)
        window.setTheme(options->theme.value_or(ThemeName::Light));
    if (options->language || pictureOnly)
        window.setLanguage(options->language.value_or(Language::English));
    window.show(std::move(opened->scenario), opened->path);
    if (!options->screenshot.isEmpty())
        return takePicture(window, *options);
    window.restorePlaces();
    window.show();
    // In the middle of something: the first segment is on its way, and can be caught.
    if (options->scenario.isEmpty() && window.session().trace().segmentCount() > 0)
        window.session().goToPosition((window.session().axis().positionOfSend(1) +
                                       window.session().axis().positionOfEnd(window.session().trace(), 1)) /
                                      2);
    lookAt(window, *options);
    window.ladder()->setFocus();
    return QApplication::exec();
}
