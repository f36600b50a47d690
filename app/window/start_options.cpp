#include "app/window/start_options.h"

#include "app/window/languages.h"
#include "app/window/preferences.h"
#include "core/base/quantity.h"

#include <QCommandLineParser>
#include <QRegularExpression>

namespace tcplab {

namespace {

void describe(QCommandLineParser& parser)
{
    parser.setApplicationDescription(QStringLiteral(
        "TCP Lab shows how TCP really works.\n\n"
        "Without --screenshot it opens a window. The command line for everything else is tcplab-cli."));
    parser.addPositionalArgument(QStringLiteral("scenario"),
                                 QStringLiteral("A scenario file, or the name of one in the library "
                                                "(tcplab-cli list)."),
                                 QStringLiteral("[scenario]"));
    const auto add = [&parser](const char* name, const char* help, const char* value = nullptr) {
        QCommandLineOption option(QString::fromLatin1(name), QString::fromLatin1(help));
        if (value != nullptr)
            option.setValueName(QString::fromLatin1(value));
        parser.addOption(option);
    };
    parser.addOption({{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("This text.")});
    parser.addOption({{QStringLiteral("v"), QStringLiteral("version")}, QStringLiteral("The version.")});
    add("lang", "Language: en or zh.", "language");
    add("theme", "Theme: light, dark or projector.", "theme");
    add("step", "Look at this step of the run (0: the beginning).", "number");
    add("at", "Look at this instant of the run, for example \"75 ms\".", "time");
    add("select", "Select this segment, counted from 1.", "number");
    add("show", "Show a panel: library, events or segment. May be given more than once.", "panel");
    add("linear", "Linear time: idle stretches are not folded.");
    add("relative", "Relative sequence numbers.");
    add("screenshot", "Open no window: write its picture (PNG) and end. Needs no screen.", "file");
    add("size", "Size of that picture: 1600x1000 unless given.", "WxH");
}

tl::unexpected<QString> wrong(const QString& words) { return tl::unexpected(words); }

} // namespace

tl::expected<StartOptions, QString> readOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(arguments))
        return wrong(parser.errorText());
    StartOptions options;
    options.help = parser.isSet(QStringLiteral("help"));
    options.version = parser.isSet(QStringLiteral("version"));
    options.linear = parser.isSet(QStringLiteral("linear"));
    options.relative = parser.isSet(QStringLiteral("relative"));
    options.screenshot = parser.value(QStringLiteral("screenshot"));
    options.panels = parser.values(QStringLiteral("show"));
    if (parser.isSet(QStringLiteral("screenshot")) && options.screenshot.isEmpty())
        return wrong(QStringLiteral("--screenshot: the name of a file is missing"));
    for (const QString& panel : options.panels)
        if (panel != QLatin1String("library") && panel != QLatin1String("events") &&
            panel != QLatin1String("segment"))
            return wrong(
                QStringLiteral("--show: no panel '%1'; there are library, events, segment").arg(panel));
    const QStringList rest = parser.positionalArguments();
    if (rest.size() > 1)
        return wrong(QStringLiteral("one scenario at a time, not '%1'").arg(rest.join(QLatin1Char(' '))));
    if (!rest.isEmpty())
        options.scenario = rest.first();

    if (const QString name = QStringLiteral("lang"); parser.isSet(name)) {
        options.language = languageNamed(parser.value(name));
        if (!options.language)
            return wrong(QStringLiteral("--lang: '%1' is not en or zh").arg(parser.value(name)));
    }
    if (const QString name = QStringLiteral("theme"); parser.isSet(name)) {
        options.theme = themeCalled(parser.value(name));
        if (!options.theme)
            return wrong(
                QStringLiteral("--theme: '%1' is not light, dark or projector").arg(parser.value(name)));
    }
    const auto number = [&parser](const QString& name, auto& into) -> QString {
        if (!parser.isSet(name))
            return {};
        bool good = false;
        const qulonglong value = parser.value(name).toULongLong(&good);
        if (!good || value > 0xffffffffULL)
            return QStringLiteral("--%1: '%2' is not a number").arg(name, parser.value(name));
        into = static_cast<quint32>(value);
        return {};
    };
    for (const QString& error :
         {number(QStringLiteral("step"), options.step), number(QStringLiteral("select"), options.select)})
        if (!error.isEmpty())
            return wrong(error);
    if (const QString name = QStringLiteral("at"); parser.isSet(name)) {
        const auto at = readDuration(parser.value(name).toStdString(), longestInstant);
        if (!at)
            return wrong(
                QStringLiteral("--at: '%1' is not a time such as \"75 ms\"").arg(parser.value(name)));
        options.at = at->ns;
    }
    if (const QString name = QStringLiteral("size"); parser.isSet(name)) {
        static const QRegularExpression pattern(QStringLiteral("^(\\d{3,4})x(\\d{3,4})$"));
        const auto match = pattern.match(parser.value(name));
        if (!match.hasMatch())
            return wrong(QStringLiteral("--size: '%1' is not like 1600x1000").arg(parser.value(name)));
        options.size = {match.captured(1).toInt(), match.captured(2).toInt()};
    }
    return options;
}

QString helpText()
{
    QCommandLineParser parser;
    describe(parser);
    return parser.helpText();
}

} // namespace tcplab
