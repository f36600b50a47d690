#include "app/window/chart_picture.h"

#include "app/experiment/chart_painter.h"
#include "app/window/option_text.h"
#include "app/window/preferences.h"
#include "app/window/scenario_source.h"
#include "app/window/start_options.h"

#include <QCommandLineParser>
#include <QFile>
#include <QRegularExpression>
#include <cstdio>

namespace tcplab {

namespace {

constexpr Sentence noOutput{"--chart needs -o FILE: .png, .svg or .csv",
                            "--chart 需要 -o FILE：.png、.svg 或 .csv"};
constexpr Sentence misplaced{
    "'%1' is not understood; tcplab-cli chart --help lists the options, which are the same here",
    "无法理解“%1”；选项与 tcplab-cli chart 相同，见 tcplab-cli chart --help"};
constexpr Sentence noSize{"--size: '%1' is not like 900x560 (200 … 10000)",
                          "--size：“%1”应写成 900x560 这样（200 … 10000）"};
constexpr Sentence unreadable{"%1 cannot be read: %2", "%1 无法读取：%2"};

tl::unexpected<QString> worded(const InputError& error, Language language)
{
    return tl::unexpected(QString::fromStdString(errorText(error, language)));
}

/// The scenario with what --set says in it.
tl::expected<Scenario, QString> theoryOf(const QCommandLineParser& parser, Language language)
{
    auto opened = openScenario(parser.value(QStringLiteral("theory")), std::nullopt);
    if (!opened)
        return worded(opened.error(), language);
    std::vector<Assignment> assignments;
    for (const QString& text : parser.values(QStringLiteral("set"))) {
        const std::string word = text.toStdString();
        const std::size_t equals = std::min(word.find('='), word.size());
        const std::string key = word.substr(0, equals);
        assignments.push_back(
            {.key = key, .value = word.substr(std::min(equals + 1, word.size())), .place = "--set " + key});
    }
    if (const auto set = setValues(opened->scenario, assignments); !set)
        return worded(set.error(), language);
    return std::move(opened->scenario);
}

tl::expected<ChartRequest, QString> requestOf(const QCommandLineParser& parser, Language language)
{
    const auto word = [&](const char* name) { return parser.value(QLatin1String(name)).toStdString(); };
    ChartRequest request{.x = word("x"),
                         .y = word("y"),
                         .by = {},
                         .logX = parser.isSet(QStringLiteral("log-x")),
                         .logY = parser.isSet(QStringLiteral("log-y"))};
    for (const QString& key : parser.values(QStringLiteral("by")))
        request.by.push_back(key.toStdString());
    for (const QString& text : parser.values(QStringLiteral("where"))) {
        const auto where = readWhere(text.toStdString());
        if (!where)
            return worded(where.error(), language);
        request.where.push_back(*where);
    }
    const auto band = readBand(word("band"));
    if (!band)
        return worded(band.error(), language);
    request.band = *band;
    if (parser.isSet(QStringLiteral("theory"))) {
        auto theory = theoryOf(parser, language);
        if (!theory)
            return tl::unexpected(theory.error());
        request.theory = *std::move(theory);
    }
    return request;
}

QString readLook(const QCommandLineParser& parser, Language language, ChartPicture& picture)
{
    if (parser.isSet(QStringLiteral("theme"))) {
        const auto theme = themeCalled(parser.value(QStringLiteral("theme")));
        if (!theme)
            return optionText(noTheme, language).arg(parser.value(QStringLiteral("theme")));
        picture.theme = *theme;
    }
    if (!parser.isSet(QStringLiteral("size")))
        return {};
    const auto size = QRegularExpression(QStringLiteral("^(\\d{3,5})x(\\d{3,5})$"))
                          .match(parser.value(QStringLiteral("size")));
    picture.size = {size.captured(1).toInt(), size.captured(2).toInt()};
    const auto good = [](int length) { return length >= 200 && length <= 10'000; };
    return good(picture.size.width()) && good(picture.size.height())
               ? QString()
               : optionText(noSize, language).arg(parser.value(QStringLiteral("size")));
}

} // namespace

bool asksForChart(const QStringList& arguments)
{
    return std::any_of(arguments.begin(), arguments.end(), [](const QString& word) {
        return word == QLatin1String("--chart") || word.startsWith(QLatin1String("--chart="));
    });
}

tl::expected<ChartPicture, QString> readChartPicture(const QStringList& arguments)
{
    const Language language = languageOf(arguments);
    QCommandLineParser parser;
    for (const char* name : {"chart", "x", "y", "by", "where", "theory", "set", "size", "theme", "lang"})
        parser.addOption(QCommandLineOption(QString::fromLatin1(name), QString(), QStringLiteral("VALUE")));
    parser.addOption(QCommandLineOption(QStringLiteral("band"), QString(), QStringLiteral("VALUE"),
                                        QStringLiteral("quantiles")));
    parser.addOption({{QStringLiteral("o"), QStringLiteral("output")}, QString(), QStringLiteral("FILE")});
    parser.addOption(QCommandLineOption(QStringLiteral("log-x")));
    parser.addOption(QCommandLineOption(QStringLiteral("log-y")));
    if (!parser.parse(arguments) || !parser.positionalArguments().isEmpty()) {
        const QStringList unknown = parser.unknownOptionNames() + parser.positionalArguments();
        return tl::unexpected(
            optionText(misplaced, language).arg(unknown.isEmpty() ? arguments.last() : unknown.first()));
    }
    ChartPicture picture;
    picture.output = parser.value(QStringLiteral("output"));
    if (picture.output.isEmpty())
        return tl::unexpected(optionText(noOutput, language));
    if (const QString wrong = readLook(parser, language, picture); !wrong.isEmpty())
        return tl::unexpected(wrong);
    const auto request = requestOf(parser, language);
    if (!request)
        return tl::unexpected(request.error());
    const QString name = parser.value(QStringLiteral("chart"));
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(optionText(unreadable, language).arg(name, file.errorString()));
    const auto table = readStatistics(file.readAll().toStdString(), name.toStdString());
    if (!table)
        return worded(table.error(), language);
    auto chart = makeChart(*table, *request, language);
    if (!chart)
        return worded(chart.error(), language);
    picture.chart = *std::move(chart);
    return picture;
}

int writeChartPicture(const ChartPicture& picture)
{
    QString error;
    if (saveChart(picture.chart, themeNamed(picture.theme), picture.size, picture.output, &error))
        return 0;
    std::fputs(QStringLiteral("tcplab: %1: %2\n").arg(picture.output, error).toUtf8().constData(), stderr);
    return 1;
}

} // namespace tcplab
