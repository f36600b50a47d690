#include "app/window/window_actions.h"

#include "app/window/key_list.h"

#include <QLabel>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

namespace tcplab {
namespace {

TEST(WindowActions, NoKeyDoesTwoThings)
{
    const WindowActions actions;
    std::map<QString, int> uses;
    for (std::size_t i = 0; i < actionCount; ++i)
        for (const QKeySequence& key : actions[static_cast<Do>(i)]->shortcuts()) {
            EXPECT_FALSE(key.isEmpty());
            EXPECT_EQ(++uses[key.toString()], 1) << key.toString().toStdString();
        }
}

TEST(WindowActions, AllHaveNamesAndAllKeysAreInTheList)
{
    const WindowActions actions;
    std::vector<Do> listed;
    for (const WindowActions::Group& group : WindowActions::groups())
        listed.insert(listed.end(), group.actions.begin(), group.actions.end());
    for (std::size_t i = 0; i < actionCount; ++i) {
        const auto what = static_cast<Do>(i);
        EXPECT_FALSE(actions[what]->text().isEmpty());
        if (!actions[what]->shortcut().isEmpty()) {
            EXPECT_THAT(listed, testing::Contains(what)) << actions[what]->text().toStdString();
        }
    }
}

TEST(KeyList, NamesEveryKey)
{
    const WindowActions actions;
    const KeyList list(actions);
    QStringList words;
    for (const QLabel* label : list.findChildren<QLabel*>())
        words << label->text();
    for (const char* key : {"Space", "→", "←", "Home", "End", "F10", "X", "D", "U", "?", "Ctrl+Z"})
        EXPECT_TRUE(std::any_of(words.begin(), words.end(), [key](const QString& w) {
            return w.split(QStringLiteral("  ")).contains(QString::fromUtf8(key));
        })) << key;
}

} // namespace
} // namespace tcplab
