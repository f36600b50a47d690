#include "app/window/start_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

auto read(QStringList words)
{
    words.prepend(QStringLiteral("tcplab"));
    return readOptions(words);
}

TEST(StartOptions, AreNoneByDefault)
{
    const auto options = read({});
    ASSERT_TRUE(options.has_value());
    EXPECT_TRUE(options->scenario.isEmpty());
    EXPECT_TRUE(options->screenshot.isEmpty());
    EXPECT_EQ(options->language, std::nullopt);
}

TEST(StartOptions, SayWhatThePictureShows)
{
    const auto options = read({"--screenshot", "a.png", "--size", "1280x720", "--theme", "dark", "--lang",
                               "zh", "--at", "75 ms", "--show", "tables", "half-close"});
    ASSERT_TRUE(options.has_value()) << options.error().toStdString();
    EXPECT_EQ(options->screenshot, QStringLiteral("a.png"));
    EXPECT_EQ(options->size, QSize(1280, 720));
    EXPECT_EQ(options->theme, ThemeName::Dark);
    EXPECT_EQ(options->language, Language::Chinese);
    EXPECT_EQ(options->at, 75'000'000);
    EXPECT_EQ(options->panels, QStringList{"tables"});
    EXPECT_EQ(options->scenario, QStringLiteral("half-close"));
}

TEST(StartOptions, SayWhichOfTheGraphs)
{
    const auto options = read({"--show", "graphs:rtt", "--show", "library"});
    ASSERT_TRUE(options.has_value()) << options.error().toStdString();
    EXPECT_EQ(options->plot, PlotKind::RoundTrip);
    EXPECT_EQ(options->panels, (QStringList{"graphs", "library"}));
    EXPECT_EQ(read({"--show", "graphs"})->plot, std::nullopt);
    const auto wrong = read({"--show", "graphs:speed"});
    ASSERT_FALSE(wrong.has_value());
    for (std::size_t i = 0; i < plotKindCount; ++i) {
        const QString name = QString::fromLatin1(nameOf(static_cast<PlotKind>(i)));
        EXPECT_TRUE(wrong.error().contains(name)) << name.toStdString();
        EXPECT_EQ(plotCalled(name), static_cast<PlotKind>(i));
        for (const Language language : {Language::English, Language::Chinese})
            EXPECT_TRUE(helpText(language).contains(QStringLiteral("graphs:") + name)) << name.toStdString();
    }
}

TEST(StartOptions, SetBreakpoints)
{
    const auto options = read({"--break", "ESTABLISHED -> CLOSE-WAIT", "--break", "client TIME-WAIT"});
    ASSERT_TRUE(options.has_value()) << options.error().toStdString();
    ASSERT_EQ(options->breakpoints.size(), 2U);
    EXPECT_EQ(untilText(options->breakpoints[0]), "ESTABLISHED → CLOSE-WAIT");
    EXPECT_EQ(untilText(options->breakpoints[1]), "client TIME-WAIT");
}

TEST(StartOptions, SayWhatALiveRunIs)
{
    const auto listens = read({"--live", "tun7"});
    ASSERT_TRUE(listens.has_value());
    EXPECT_EQ(listens->live.device, QStringLiteral("tun7"));
    EXPECT_EQ(listens->live.listenPort, 80);
    const auto connects = read({"--live", "tun7", "--connect", "8080"});
    ASSERT_TRUE(connects.has_value());
    EXPECT_EQ(connects->live.listenPort, 0);
    EXPECT_EQ(connects->live.connectPort, 8080);
}

TEST(StartOptions, NameTheProfileForAScript)
{
    const auto options = read({"--profile", "freebsd", "x.pkt"});
    ASSERT_TRUE(options.has_value()) << options.error().toStdString();
    EXPECT_EQ(options->profile, ProfileName::FreeBsd);
}

TEST(StartOptions, ThatMakeNoSenseAreNamed)
{
    const std::vector<QStringList> wrong{{"--theme", "paisley"},
                                         {"--end-when", "bored"},
                                         {"--break", "TIME-WAITT"},
                                         {"--lang", "fr"},
                                         {"--size", "big"},
                                         {"--size", "0x0"},
                                         {"--step", "-1"},
                                         {"--step", "5000000000"},
                                         {"--at", "noon"},
                                         {"--show", "door"},
                                         {"--show", "graphs:"},
                                         {"--show", "tables:rtt"},
                                         {"--nonsense"},
                                         {"--select", "x"},
                                         {"--screenshot"},
                                         {"one", "two"},
                                         {"--listen", "80"},
                                         {"--live"},
                                         {"--live", "t", "--listen", "0"},
                                         {"--live", "t", "--listen", "1", "--connect", "2"},
                                         {"--live", "t", "--screenshot", "a.png"},
                                         {"--profile", "linus", "x.pkt"},
                                         {"--profile", "linux", "half-close"}};
    for (const QStringList& words : wrong) {
        const auto options = read(words);
        ASSERT_FALSE(options.has_value()) << words.join(' ').toStdString();
        EXPECT_FALSE(options.error().isEmpty());
        EXPECT_FALSE(options.error().contains('\n'));
    }
}

TEST(StartOptions, HelpNamesEachOfThem)
{
    const QString help = helpText(Language::English);
    for (const char* option :
         {"--lang", "--theme", "--step", "--at", "--select", "--show", "--linear", "--relative",
          "--screenshot", "--profile", "--size", "--live", "--listen", "--connect", "--help", "--version"})
        EXPECT_TRUE(help.contains(QLatin1String(option)) &&
                    helpText(Language::Chinese).contains(QLatin1String(option)))
            << option;
    EXPECT_TRUE(helpText(Language::Chinese).startsWith(QStringLiteral("用法：")));
}

TEST(StartOptions, AreAnsweredInTheLanguageAskedFor)
{
    const auto options = read({"--lang", "zh", "--theme", "paisley"});
    ASSERT_FALSE(options.has_value());
    EXPECT_TRUE(options.error().contains(QStringLiteral("不是")));
}

} // namespace
} // namespace tcplab
