#include "app/window/start_options.h"

#include "app/window/detail_pane.h"
#include "app/window/languages.h"
#include "app/window/option_text.h"
#include "app/window/preferences.h"
#include "core/base/quantity.h"

#include <QCommandLineParser>
#include <QRegularExpression>
#include <array>

namespace tcplab {

namespace {

struct OptionWords {
    const char* name;
    Sentence help{};
    const char* value = ""; ///< "": it takes none
};

constexpr std::array optionWords{
    OptionWords{"lang", {"Language: en or zh.", "语言：en 或 zh。"}, "LANG"},
    OptionWords{
        "theme",
        {"Theme: light, dark or projector.", "主题：light（浅色）、dark（深色）或 projector（投影）。"},
        "THEME"},
    OptionWords{
        "step", {"Look at this step of the run (0: the beginning).", "查看运行的这一步（0 是开头）。"}, "N"},
    OptionWords{
        "at",
        {"Look at this instant of the run, for example \"75 ms\".", "查看运行的这一时刻，例如 \"75 ms\"。"},
        "TIME"},
    OptionWords{"select", {"Select this segment, counted from 1.", "选中这个报文段，从 1 开始计数。"}, "N"},
    OptionWords{"show",
                {"Show library or editor, or one of the details: tables, segment, numbers, graphs, sockets, "
                 "notes; of the graphs graphs:sequence, graphs:cwnd, graphs:rtt or graphs:window. May be "
                 "given more than once.",
                 "显示 library（场景库）或 "
                 "editor（场景编辑器），或一种详情：tables（表格）、segment（报文段）、numbers（序号）、"
                 "graphs（曲线）、sockets（套接字）、notes（说明）；曲线可写明哪一种： graphs:sequence "
                 "（时间–序号）、 "
                 "graphs:cwnd （拥塞窗口）、 graphs:rtt （往返时间）或 graphs:window "
                 "（在途数据与窗口）。可以多次使用。"},
                "PANEL"},
    OptionWords{
        "compare",
        {"Show the run beside another: a scenario file, a name of the library, \"undisturbed\" (without "
         "what was done by hand), or the same with other settings, for example profile=linux or "
         "network.delay=20ms,congestion_control=cubic.",
         "把运行与另一次运行并排显示：场景文件、场景库中的名字、\"undisturbed\"（没有手动操作的运行），"
         "或改了设置的同一场景，例如 profile=linux 或 network.delay=20ms,congestion_control=cubic。"},
        "WHAT"},
    OptionWords{"break",
                {"A breakpoint, in the words of \"run until\": \"ESTABLISHED -> CLOSE-WAIT\", \"client "
                 "TIME-WAIT\", \"ACK lost\". May be given more than once.",
                 "断点，写法同“运行到”：\"ESTABLISHED -> CLOSE-WAIT\"、\"client TIME-WAIT\"、\"ACK lost\"。"
                 "可以多次使用。"},
                "WHERE"},
    OptionWords{"profile",
                {"The profile of the host that a packetdrill script tests: rfc9293, linux or freebsd.",
                 "packetdrill 脚本所测主机的配置：rfc9293、linux 或 freebsd。"},
                "P"},
    OptionWords{"one-diagram", {"Both hosts in one state diagram.", "两台主机画在同一个状态图中。"}},
    OptionWords{"lecture", {"Lecture mode, as by F11.", "讲课模式，同 F11。"}},
    OptionWords{"linear", {"Linear time: idle stretches are not folded.", "线性时间：空闲时段不折叠。"}},
    OptionWords{"relative", {"Relative sequence numbers.", "相对序号。"}},
    OptionWords{"packetdrill", {"Segments in packetdrill's notation.", "以 packetdrill 的记法书写报文段。"}},
    OptionWords{"export",
                {"Open no window: write a figure (.svg .pdf .png .tex .mmd .puml) and end. Needs no screen.",
                 "不打开窗口：写出一幅图（.svg .pdf .png .tex .mmd .puml）后结束。不需要屏幕。"},
                "FILE"},
    OptionWords{"figure",
                {"Of what: timeline, client or server (their state diagrams, as of --step or --at).",
                 "画什么：timeline（时间线）、client 或 server（其状态图，按 --step 或 --at 的时刻）。"},
                "WHAT"},
    OptionWords{"from", {"The figure begins at this instant.", "图从这一时刻开始。"}, "TIME"},
    OptionWords{"to", {"The figure ends at this instant.", "图到这一时刻结束。"}, "TIME"},
    OptionWords{"causes", {"Light causes and effects.", "点亮起因和结果。"}},
    OptionWords{"screenshot",
                {"Open no window: write its picture (PNG) and end. Needs no screen.",
                 "不打开窗口：写出窗口的图片（PNG）后结束。不需要屏幕。"},
                "FILE"},
    OptionWords{
        "size", {"Size of that picture: 1600x1000 unless given.", "图片大小：默认 1600x1000。"}, "WxH"},
    OptionWords{"end-when",
                {"End by itself, for measuring: when the window is painted, or when the run is computed.",
                 "自动结束，用于测量：painted（窗口画出后）或 computed（运行算完后）。"},
                "MOMENT"},
    OptionWords{
        "live",
        {"A live run: the simulated host is behind this TUN device, this machine's kernel on the other end. "
         "Takes root.",
         "实时运行：模拟主机在这个 TUN 设备后面，另一端是本机的内核。需要 root。"},
        "DEVICE"},
    OptionWords{"listen",
                {"Live: the simulated host listens on this port (80 unless given).",
                 "实时运行：模拟主机在这个端口上监听（默认 80）。"},
                "PORT"},
    OptionWords{"connect",
                {"Live: the simulated host connects to this port of this machine instead.",
                 "实时运行：改为由模拟主机连接本机的这个端口。"},
                "PORT"},
};
constexpr Sentence about{
    "TCP Lab shows how TCP really works.\n\nWithout --screenshot it opens a window. The "
    "command line for everything else is tcplab-cli.\n\ntcplab --chart TABLE.csv -o FILE.png draws what a "
    "sweep has come to, with the options of tcplab-cli chart.",
    "TCP Lab 展示 TCP 究竟如何工作。\n\n没有 --screenshot 时打开窗口。其余功能请用命令行 "
    "tcplab-cli。\n\ntcplab --chart TABLE.csv -o FILE.png "
    "画出 sweep 的结果，选项与 tcplab-cli chart 相同。"};
constexpr Sentence scenarioHelp{"A scenario file, or the name of one in the library (tcplab-cli list).",
                                "场景文件，或场景库中的名字（见 tcplab-cli list）。"};
constexpr Sentence helpHelp{"This text.", "显示这段文字。"};
constexpr Sentence versionHelp{"The version.", "显示版本。"};

constexpr Sentence noFile{"--screenshot: the name of a file is missing", "--screenshot：缺少文件名"};
constexpr Sentence noPanel{
    "--show: no panel '%1'; there are library, editor, tables, segment, numbers, graphs, sockets, notes",
    "--show：没有面板“%1”；可用的有 library、editor、tables、segment、numbers、graphs、sockets、notes"};
constexpr Sentence noPlot{"--show graphs: no plot '%1'; there are sequence, cwnd, rtt, window",
                          "--show graphs：没有曲线“%1”；可用的有 sequence、cwnd、rtt、window"};
constexpr Sentence oneScenario{"one scenario at a time, not '%1'", "一次只能打开一个场景，而不是“%1”"};
constexpr Sentence noLanguage{"--lang: '%1' is not en or zh", "--lang：“%1”不是 en 或 zh"};
constexpr Sentence noProfile{"--profile: '%1' is not rfc9293, linux or freebsd",
                             "--profile：“%1”不是 rfc9293、linux 或 freebsd"};
constexpr Sentence profileOfNone{"--profile is for packetdrill scripts (*.pkt)",
                                 "--profile 只用于 packetdrill 脚本（*.pkt）"};
constexpr Sentence noNumber{"%1 is not a number", "%1 不是数字"};
constexpr Sentence noTime{"--at: '%1' is not a time such as \"75 ms\"",
                          "--at：“%1”不是时间，应写成 \"75 ms\" 这样"};
constexpr Sentence noSize{"--size: '%1' is not like 1600x1000", "--size：“%1”应写成 1600x1000 这样"};
constexpr Sentence noMoment{"--end-when: '%1' is not painted or computed",
                            "--end-when：“%1”不是 painted 或 computed"};
constexpr Sentence noBreakpoint{"--break: '%1' is not understood; there are: %2",
                                "--break：看不懂“%1”；可用的有：%2"};
constexpr Sentence noPort{"%1 is not a port (1 … 65535)", "%1 不是端口（1 … 65535）"};
constexpr Sentence notBothPorts{"--listen and --connect exclude each other",
                                "--listen 与 --connect 互相排斥"};
constexpr Sentence onlyLive{"%1 is for a live run (--live)", "%1 只用于实时运行（--live）"};
constexpr Sentence noLivePicture{"--live and --screenshot exclude each other",
                                 "--live 与 --screenshot 互相排斥"};
constexpr Sentence noFigure{"--figure: '%1' is not timeline, client or server",
                            "--figure：“%1”不是 timeline、client 或 server"};
constexpr Sentence noExport{"--export: '%1' does not end in .svg, .pdf, .png, .tex, .mmd or .puml",
                            "--export：“%1”不以 .svg、.pdf、.png、.tex、.mmd 或 .puml 结尾"};
constexpr Sentence noTimeOf{"%1 is not a time such as \"75 ms\"", "%1 不是时间，应写成 \"75 ms\" 这样"};
constexpr Sentence emptyFigure{"--to: the figure would end before it begins", "--to：图的结束早于开始"};
constexpr Sentence onlyExport{"%1 is for a figure (--export)", "%1 只用于图（--export）"};
constexpr Sentence unknown{"no option '%1'", "没有选项“%1”"};
constexpr Sentence valueMissing{"--%1: its value is missing", "--%1：缺少值"};

void describe(QCommandLineParser& parser, Language language)
{
    parser.setApplicationDescription(optionText(about, language));
    parser.addPositionalArgument(QStringLiteral("SCENARIO"), optionText(scenarioHelp, language),
                                 QStringLiteral("[SCENARIO]"));
    parser.addOption({{QStringLiteral("h"), QStringLiteral("help")}, optionText(helpHelp, language)});
    parser.addOption({{QStringLiteral("v"), QStringLiteral("version")}, optionText(versionHelp, language)});
    for (const OptionWords& words : optionWords) {
        QCommandLineOption option(QString::fromLatin1(words.name), optionText(words.help, language));
        option.setValueName(QString::fromLatin1(words.value));
        parser.addOption(option);
    }
}

/// What the parser says, in our words.
QString parserError(const QCommandLineParser& parser, const QStringList& arguments, Language language)
{
    if (const QStringList names = parser.unknownOptionNames(); !names.isEmpty())
        return optionText(unknown, language, names.first());
    const QString last = arguments.isEmpty() ? QString() : arguments.last();
    for (const OptionWords& words : optionWords)
        if (words.value[0] != '\0' && last == QStringLiteral("--%1").arg(QLatin1String(words.name)))
            return optionText(valueMissing, language, QString::fromLatin1(words.name));
    return parser.errorText();
}

tl::unexpected<QString> wrong(const QString& words) { return tl::unexpected(words); }

/// What is wrong with the panels that shall be shown; "" if nothing is.
QString readPanels(const QCommandLineParser& parser, Language language, StartOptions& options)
{
    const QString graphs = QStringLiteral("graphs:");
    for (QString panel : parser.values(QStringLiteral("show"))) {
        if (panel.startsWith(graphs)) {
            const QString plot = panel.mid(graphs.size());
            options.plot = plotCalled(plot);
            if (!options.plot)
                return optionText(noPlot, language, plot);
            panel.truncate(graphs.size() - 1);
        }
        if (panel != QLatin1String("library") && panel != QLatin1String("editor") && !detailCalled(panel))
            return optionText(noPanel, language, panel);
        options.panels << panel;
    }
    return {};
}

/// What is wrong with what is said of breakpoints; "" if nothing is.
QString readBreakpoints(const QCommandLineParser& parser, Language language, StartOptions& options)
{
    for (const QString& words : parser.values(QStringLiteral("break"))) {
        const auto when = readUntil(words.toStdString());
        if (!when)
            return optionText(noBreakpoint, language)
                .arg(QString::fromStdString(when.error().subject),
                     QString::fromStdString(when.error().expected));
        options.breakpoints.push_back(*when);
    }
    return {};
}

/// What is wrong with what is said of a live run; "" if nothing is.
QString readLive(const QCommandLineParser& parser, Language language, LiveStart& live)
{
    const QString listen = QStringLiteral("listen");
    const QString connect = QStringLiteral("connect");
    const bool isLive = parser.isSet(QStringLiteral("live"));
    live.device = parser.value(QStringLiteral("live"));
    for (const QString& name : {listen, connect}) {
        if (!parser.isSet(name))
            continue;
        if (!isLive)
            return optionText(onlyLive, language, QStringLiteral("--%1").arg(name));
        const auto port = readCount(parser.value(name).toStdString(), 1, 65535);
        if (!port)
            return optionText(noPort, language, QStringLiteral("--%1: '%2'").arg(name, parser.value(name)));
        (name == listen ? live.listenPort : live.connectPort) = static_cast<std::uint16_t>(*port);
    }
    if (parser.isSet(listen) && parser.isSet(connect))
        return optionText(notBothPorts, language);
    if (parser.isSet(connect))
        live.listenPort = 0;
    if (isLive && live.device.isEmpty())
        return optionText(valueMissing, language, QStringLiteral("live"));
    return isLive && parser.isSet(QStringLiteral("screenshot")) ? optionText(noLivePicture, language)
                                                                : QString();
}

/// What is wrong with what is said of a figure; "" if nothing is.
QString readFigure(const QCommandLineParser& parser, Language language, StartOptions& options)
{
    const QString exported = QStringLiteral("export");
    for (const char* name : {"figure", "from", "to"})
        if (parser.isSet(QLatin1String(name)) && !parser.isSet(exported))
            return optionText(onlyExport, language, QStringLiteral("--%1").arg(QLatin1String(name)));
    options.exported = parser.value(exported);
    if (parser.isSet(exported) && !figureKindOf(options.exported))
        return optionText(noExport, language, options.exported);
    if (const QString name = QStringLiteral("figure"); parser.isSet(name)) {
        const QStringList subjects{QStringLiteral("timeline"), QStringLiteral("client"),
                                   QStringLiteral("server")};
        const qsizetype subject = subjects.indexOf(parser.value(name));
        if (subject < 0)
            return optionText(noFigure, language, parser.value(name));
        options.figure = static_cast<FigureSubject>(subject);
    }
    for (const auto& [name, into] : {std::pair("from", &options.from), std::pair("to", &options.to)}) {
        if (!parser.isSet(QLatin1String(name)))
            continue;
        const auto at = readDuration(parser.value(QLatin1String(name)).toStdString(), longestInstant);
        if (!at)
            return optionText(
                noTimeOf, language,
                QStringLiteral("--%1: '%2'").arg(QLatin1String(name), parser.value(QLatin1String(name))));
        *into = at->ns;
    }
    return options.to && *options.to <= options.from.value_or(0) ? optionText(emptyFigure, language)
                                                                 : QString();
}

} // namespace

Language languageOf(const QStringList& arguments)
{
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        QString name;
        if (arguments[i] == QLatin1String("--lang") && i + 1 < arguments.size())
            name = arguments[i + 1];
        else if (arguments[i].startsWith(QLatin1String("--lang=")))
            name = arguments[i].mid(7);
        if (const auto language = languageNamed(name))
            return *language;
    }
    return systemLanguage();
}

tl::expected<StartOptions, QString> readOptions(const QStringList& arguments)
{
    const Language language = languageOf(arguments);
    QCommandLineParser parser;
    describe(parser, language);
    if (!parser.parse(arguments))
        return wrong(parserError(parser, arguments, language));
    StartOptions options;
    options.help = parser.isSet(QStringLiteral("help"));
    options.version = parser.isSet(QStringLiteral("version"));
    options.oneDiagram = parser.isSet(QStringLiteral("one-diagram"));
    options.lecture = parser.isSet(QStringLiteral("lecture"));
    options.linear = parser.isSet(QStringLiteral("linear"));
    options.relative = parser.isSet(QStringLiteral("relative"));
    options.packetdrill = parser.isSet(QStringLiteral("packetdrill"));
    options.causes = parser.isSet(QStringLiteral("causes"));
    options.screenshot = parser.value(QStringLiteral("screenshot"));
    options.compare = parser.value(QStringLiteral("compare"));
    if (parser.isSet(QStringLiteral("screenshot")) && options.screenshot.isEmpty())
        return wrong(optionText(noFile, language));
    if (const QString error = readPanels(parser, language, options); !error.isEmpty())
        return wrong(error);
    const QStringList rest = parser.positionalArguments();
    if (rest.size() > 1)
        return wrong(optionText(oneScenario, language, rest.join(QLatin1Char(' '))));
    if (!rest.isEmpty())
        options.scenario = rest.first();

    if (const QString name = QStringLiteral("lang"); parser.isSet(name)) {
        options.language = languageNamed(parser.value(name));
        if (!options.language)
            return wrong(optionText(noLanguage, language, parser.value(name)));
    }
    if (const QString name = QStringLiteral("theme"); parser.isSet(name)) {
        options.theme = themeCalled(parser.value(name));
        if (!options.theme)
            return wrong(optionText(noTheme, language, parser.value(name)));
    }
    if (const QString name = QStringLiteral("end-when"); parser.isSet(name)) {
        options.end = endWhenCalled(parser.value(name));
        if (!options.end)
            return wrong(optionText(noMoment, language, parser.value(name)));
    }
    if (const QString name = QStringLiteral("profile"); parser.isSet(name)) {
        for (const ProfileName profile : profileNames)
            if (parser.value(name) == QLatin1String(nameOf(profile)))
                options.profile = profile;
        if (!options.profile)
            return wrong(optionText(noProfile, language, parser.value(name)));
        if (!options.scenario.endsWith(QLatin1String(".pkt")))
            return wrong(optionText(profileOfNone, language));
    }
    const auto number = [&parser, language](const QString& name, auto& into) -> QString {
        if (!parser.isSet(name))
            return {};
        bool good = false;
        const qulonglong value = parser.value(name).toULongLong(&good);
        if (!good || value > 0xffffffffULL)
            return optionText(noNumber, language, QStringLiteral("--%1: '%2'").arg(name, parser.value(name)));
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
            return wrong(optionText(noTime, language, parser.value(name)));
        options.at = at->ns;
    }
    if (const QString error = readBreakpoints(parser, language, options); !error.isEmpty())
        return wrong(error);
    if (const QString error = readFigure(parser, language, options); !error.isEmpty())
        return wrong(error);
    if (const QString error = readLive(parser, language, options.live); !error.isEmpty())
        return wrong(error);
    if (const QString name = QStringLiteral("size"); parser.isSet(name)) {
        static const QRegularExpression pattern(QStringLiteral("^(\\d{3,4})x(\\d{3,4})$"));
        const auto match = pattern.match(parser.value(name));
        if (!match.hasMatch())
            return wrong(optionText(noSize, language, parser.value(name)));
        options.size = {match.captured(1).toInt(), match.captured(2).toInt()};
    }
    return options;
}

QString helpText(Language language)
{
    QCommandLineParser parser;
    describe(parser, language);
    QString text = parser.helpText();
    // Without a QCoreApplication, the parser does not know its name, and speaks English.
    text.replace(QStringLiteral("<executable_name>"), QStringLiteral("tcplab"));
    if (language == Language::Chinese)
        for (const auto& [english, chinese] : {std::pair{"Usage:", "用法："},
                                               {"Options:", "选项："},
                                               {"Arguments:", "参数："},
                                               {"[options]", "[选项]"}})
            text.replace(QLatin1String(english), QString::fromUtf8(chinese));
    return text;
}

} // namespace tcplab
