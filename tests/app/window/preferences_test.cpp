#include "app/window/preferences.h"

#include "app/window/languages.h"

#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

class PreferencesOfAPerson : public testing::Test {
protected:
    PreferencesOfAPerson() { QSettings().clear(); }
    QString makeFile(const QString& name) const
    {
        QFile file(folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        return file.fileName();
    }
    QTemporaryDir folder;
    Preferences preferences;
};

TEST_F(PreferencesOfAPerson, AreRememberedAndBeginSensibly)
{
    EXPECT_EQ(preferences.theme(), ThemeName::Light);
    EXPECT_EQ(preferences.language(), std::nullopt);
    preferences.setTheme(ThemeName::Projector);
    preferences.setLanguage(Language::Chinese);
    EXPECT_EQ(Preferences().theme(), ThemeName::Projector);
    EXPECT_EQ(Preferences().language(), Language::Chinese);
}

TEST_F(PreferencesOfAPerson, TheNotationIsRemembered)
{
    EXPECT_FALSE(preferences.relativeNumbers());
    EXPECT_FALSE(preferences.packetdrillNotation());
    preferences.setRelativeNumbers(true);
    preferences.setPacketdrillNotation(true);
    EXPECT_TRUE(Preferences().relativeNumbers());
    EXPECT_TRUE(Preferences().packetdrillNotation());
}

TEST_F(PreferencesOfAPerson, SettingsThatMakeNoSenseAreIgnored)
{
    QSettings().setValue(QStringLiteral("theme"), QStringLiteral("paisley"));
    QSettings().setValue(QStringLiteral("language"), QStringLiteral("x"));
    EXPECT_EQ(preferences.theme(), ThemeName::Light);
    EXPECT_EQ(preferences.language(), std::nullopt);
}

TEST_F(PreferencesOfAPerson, RecentFilesHaveTheLatestFirstOnceAndNoneThatIsGone)
{
    for (int i = 0; i < 14; ++i)
        preferences.addRecentFile(makeFile(QStringLiteral("%1.toml").arg(i)));
    preferences.addRecentFile(folder.filePath(QStringLiteral("9.toml")));
    QStringList recent = preferences.recentFiles();
    EXPECT_EQ(recent.size(), Preferences::mostRecentFiles);
    EXPECT_TRUE(recent.first().endsWith(QLatin1String("/9.toml")));
    EXPECT_EQ(recent.count(recent.first()), 1);
    QFile::remove(recent.first());
    EXPECT_FALSE(preferences.recentFiles().contains(recent.first()));
    preferences.clearRecentFiles();
    EXPECT_TRUE(preferences.recentFiles().isEmpty());
}

TEST(LanguageNames, AreTheFirstTwoLetters)
{
    EXPECT_EQ(languageNamed(QStringLiteral("zh_CN.UTF-8")), Language::Chinese);
    EXPECT_EQ(languageNamed(QStringLiteral("zh")), Language::Chinese);
    EXPECT_EQ(languageNamed(QStringLiteral("en-GB")), Language::English);
    EXPECT_EQ(languageNamed(QStringLiteral("enough")), std::nullopt);
    EXPECT_EQ(languageNamed(QStringLiteral("")), std::nullopt);
    EXPECT_EQ(languageNamed(QStringLiteral("fr")), std::nullopt);
}

} // namespace
} // namespace tcplab
