#include "tests/scenarios/library.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

namespace tcplab {
namespace {

using testing::ElementsAreArray;
using testing::StartsWith;

const std::map<std::string, std::vector<std::string>> lessons{
    {"opening",
     {"three-way-handshake", "simultaneous-open", "connection-refused", "syn-lost", "syn-lost-forever",
      "syn-ack-lost", "third-ack-lost-client-sends", "third-ack-lost-server-sends", "third-ack-lost-silence",
      "old-duplicate-syn", "listen-queues"}},
    {"closing",
     {"close-four-segments", "close-three-segments", "server-closes-first", "simultaneous-close",
      "half-close", "fin-lost", "ack-of-fin-lost", "last-ack-lost", "fin-wait-2-forever"}},
    {"time-wait",
     {"time-wait-30s", "time-wait-1min", "time-wait-2min", "port-unavailable", "port-reuse-reuseaddr",
      "old-duplicate-with-time-wait", "old-duplicate-without-time-wait", "syn-in-time-wait"}},
    {"reset",
     {"reset-unread-data", "connect-send-close", "abort-linger", "half-open-crash", "write-to-closed-peer"}},
    {"data",
     {"fast-retransmit", "tail-loss", "ack-lost", "reordering", "duplicate-segment", "zero-window",
      "nagle-delayed-ack", "slow-start", "sack", "without-sack", "sequence-wrap", "keep-alive",
      "window-scale", "timestamps-paws", "ecn"}},
    {"rules", {"why-two-msl", "why-isns-differ", "why-exact-resets"}},
    {"figures",
     {"rfc9293-figure-6", "rfc9293-figure-7", "rfc9293-figure-8", "rfc9293-figure-9", "rfc9293-figure-10",
      "rfc9293-figure-11", "rfc9293-figure-12", "rfc9293-figure-13"}},
};

TEST(Library, HasEveryScenarioOfItsLessonsAndNoOther)
{
    std::vector<std::string> expected;
    for (const auto& [lesson, names] : lessons)
        expected.insert(expected.end(), names.begin(), names.end());
    std::sort(expected.begin(), expected.end());
    EXPECT_THAT(libraryNames(), ElementsAreArray(expected));
}

TEST(Library, FilesKnowTheirLesson)
{
    for (const auto& [lesson, names] : lessons)
        for (const std::string& name : names)
            EXPECT_EQ(libraryScenario(name).lesson, lesson) << name;
}

bool hasChinese(const std::string& text)
{
    // Three octets from E4 on: the block of unified ideographs, near enough.
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto octet = static_cast<unsigned char>(c);
        return octet >= 0xe4 && octet <= 0xe9;
    });
}

TEST(Library, SpeaksBothLanguagesAndNamesItsSource)
{
    for (const std::string& name : libraryNames()) {
        const Scenario s = libraryScenario(name);
        for (const Bilingual* text : {&s.title, &s.summary, &s.notes}) {
            EXPECT_FALSE(text->en.empty()) << name;
            EXPECT_FALSE(hasChinese(text->en)) << name;
            EXPECT_TRUE(hasChinese(text->zh)) << name;
        }
        // As many points to look at in one language as in the other.
        EXPECT_EQ(std::count(s.notes.en.begin(), s.notes.en.end(), '\n'),
                  std::count(s.notes.zh.begin(), s.notes.zh.end(), '\n'))
            << name;
        EXPECT_THAT(s.rfc, StartsWith("RFC ")) << name;
        EXPECT_EQ(s.title.zh.find("数据包"), std::string::npos) << name;
        EXPECT_EQ(s.notes.zh.find("数据包"), std::string::npos) << name;
    }
}

TEST(Library, FilesFitOnAScreen)
{
    for (const std::string& name : libraryNames()) {
        const std::string text = libraryText(name);
        EXPECT_LT(std::count(text.begin(), text.end(), '\n'), 80) << name;
        EXPECT_EQ(text.find('\t'), std::string::npos) << name;
        EXPECT_EQ(text.find(" \n"), std::string::npos) << name;
        EXPECT_TRUE(text.ends_with("\n")) << name;
    }
}

TEST(Library, WritesBackWhatItReads)
{
    for (const std::string& name : libraryNames()) {
        Scenario s = libraryScenario(name);
        EXPECT_EQ(writeScenario(s), s.source) << name;
        // Without its text it is composed anew, and says the same.
        s.source.clear();
        const Input<Scenario> again = readScenario(writeScenario(s), name + ".toml");
        ASSERT_TRUE(again.has_value()) << name;
        EXPECT_EQ(again->links, s.links) << name;
        EXPECT_EQ(again->hosts[0].profile, s.hosts[0].profile) << name;
        EXPECT_EQ(again->hosts[1].programText, s.hosts[1].programText) << name;
        EXPECT_EQ(again->notes, s.notes) << name;
        EXPECT_EQ(again->faults.size(), s.faults.size()) << name;
    }
}

} // namespace
} // namespace tcplab
