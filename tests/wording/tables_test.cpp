#include "app/wording/error_text.h"
#include "app/wording/record_text.h"
#include "app/wording/sentence.h"
#include "app/wording/syntax_text.h"
#include "app/wording/transition_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <regex>
#include <set>

namespace tcplab {
namespace {

struct Named {
    std::string name;
    Sentence sentence;
};

template <class Key, class Find> void addAll(std::vector<Named>& all, const std::string& table,
                                             std::size_t count, Find find)
{
    for (std::size_t i = 0; i < count; ++i)
        all.push_back({table + " " + std::to_string(i), find(static_cast<Key>(i))});
}

/// Every sentence of every table but those that are meant to be empty.
std::vector<Named> allSentences()
{
    std::vector<Named> all;
    for (std::size_t i = 1; i < clauseCount; ++i) {
        const auto clause = static_cast<Clause>(i);
        const ClauseSentences& sentences = sentencesFor(clause);
        if (*sentences.headline.en == '\0')
            continue;
        all.push_back({std::string(nameOf(clause)) + ", headline", sentences.headline});
        all.push_back({std::string(nameOf(clause)) + ", body", sentences.body});
    }
    addAll<Say>(all, "say", sayCount, [](Say say) { return sentenceFor(say); });
    addAll<RecordSay>(all, "record", recordSayCount, [](RecordSay say) { return sentenceFor(say); });
    addAll<Timer>(all, "timer", timerCount, [](Timer timer) { return sentenceFor(timer); });
    addAll<CongestionPhase>(all, "phase", 4, [](CongestionPhase phase) { return sentenceFor(phase); });
    for (auto error = Errno::ConnRefused; error <= lastErrno;
         error = static_cast<Errno>(static_cast<int>(error) + 1))
        all.push_back({nameOf(error), sentenceFor(error)});
    for (auto why = IgnoreReason::OutOfWindow; why <= IgnoreReason::NoTimestamp;
         why = static_cast<IgnoreReason>(static_cast<int>(why) + 1)) {
        Effect ignored;
        ignored.ignoreWhy = why;
        all.push_back({nameOf(why), whyIgnored(ignored)});
    }
    for (const Clause queue : {Clause::ListenQueueFull, Clause::AcceptQueueFull}) {
        Effect ignored;
        ignored.ignoreWhy = IgnoreReason::QueueFull;
        ignored.clause = queue;
        all.push_back({"queue full", whyIgnored(ignored)});
    }
    for (const SyntaxSentences& sentences : syntaxSentences()) {
        all.push_back({std::string(sentences.begins) + ": " + std::string(sentences.holds), sentences.wrong});
        all.push_back({"right " + std::string(sentences.begins), sentences.right});
    }
    for (std::size_t i = 0; i < problemCount; ++i) {
        const ProblemSentences& sentences = sentencesFor(static_cast<Problem>(i));
        all.push_back({"problem " + std::to_string(i), sentences.wrong});
        all.push_back({"problem " + std::to_string(i) + ", right", sentences.right});
    }
    return all;
}

/// What a Chinese sentence may hold besides Chinese: names that are never translated.
const std::set<std::string>& allowedWords()
{
    static const std::set<std::string> words = [] {
        std::set<std::string> set{
            "ECN",    "CE",   "RED",  "CoDel",  "TCP",  "TCB",     "MSL",   "RTO",     "RTT",   "SRTT",
            "RTTVAR", "RFC",  "ICMP", "ISN",    "SYN",  "FIN",     "RST",   "ACK",     "URG",   "PSH",
            "SND",    "RCV",  "UNA",  "NXT",    "SEND", "RECEIVE", "CLOSE", "ABORT",   "TOML",  "UTF",
            "seq",    "ack",  "SO",   "LINGER", "true", "false",   "Linux", "FreeBSD", "Nagle", "SACK",
            "SMSS",   "PAWS", "Echo", "D",      "R",    "Tahoe",   "ECE",   "TSval",   "ms",    "RACK"};
        for (std::size_t i = 0; i < connectionStateCount; ++i) {
            // "FIN-WAIT-1" is met as the words FIN and WAIT.
            const std::string name = nameOf(static_cast<ConnectionState>(i));
            const std::regex word("[A-Za-z]+");
            for (std::sregex_iterator it(name.begin(), name.end(), word), end; it != end; ++it)
                set.insert(it->str());
        }
        for (auto call = Call::Socket; call <= Call::SetSockOpt;
             call = static_cast<Call>(static_cast<int>(call) + 1))
            set.insert(nameOf(call));
        for (auto error = Errno::ConnRefused; error <= lastErrno;
             error = static_cast<Errno>(static_cast<int>(error) + 1))
            set.insert(nameOf(error));
        return set;
    }();
    return words;
}

std::string withoutPlaces(const std::string& text)
{
    static const std::regex place("\\{[A-Za-z]+\\}");
    return std::regex_replace(text, place, "");
}

std::vector<std::string> foreignWords(const std::string& chinese)
{
    std::vector<std::string> found;
    const std::string text = withoutPlaces(chinese);
    static const std::regex word("[A-Za-z]+");
    for (std::sregex_iterator it(text.begin(), text.end(), word), end; it != end; ++it)
        if (!allowedWords().contains(it->str()))
            found.push_back(it->str());
    return found;
}

bool holdsChinese(const std::string& text)
{
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i]);
        if (lead >= 0xe4 && lead <= 0xe9)
            return true;
    }
    return false;
}

/// The places that stand for values; names of hosts may be used more freely.
std::set<std::string> places(const std::string& text)
{
    static const std::set<std::string> hosts{"H", "h", "Th", "P", "p", "Tp"};
    std::set<std::string> found;
    static const std::regex place("\\{([A-Za-z]+)\\}");
    for (std::sregex_iterator it(text.begin(), text.end(), place), end; it != end; ++it)
        if (!hosts.contains((*it)[1].str()))
            found.insert((*it)[1].str());
    return found;
}

TEST(Tables, EverySentenceExistsInBothLanguages)
{
    for (const Named& named : allSentences()) {
        EXPECT_STRNE(named.sentence.en, "") << named.name;
        EXPECT_STRNE(named.sentence.zh, "") << named.name;
        EXPECT_FALSE(holdsChinese(named.sentence.en)) << named.sentence.en;
    }
}

TEST(Tables, ChineseHoldsNoEnglishButNamesOfTcp)
{
    for (const Named& named : allSentences())
        EXPECT_THAT(foreignWords(named.sentence.zh), ::testing::IsEmpty()) << named.sentence.zh;
}

TEST(Tables, BothLanguagesGiveTheSameValues)
{
    for (const Named& named : allSentences())
        EXPECT_EQ(places(named.sentence.en), places(named.sentence.zh)) << named.sentence.en;
}

TEST(Tables, ChineseUsesTheTermsAgreedOn)
{
    for (const Named& named : allSentences()) {
        const std::string zh = named.sentence.zh;
        for (const char* wrong : {"数据包", "序列号", "定时器", "重置", "连线", "服务端", "持续计时器"})
            EXPECT_EQ(zh.find(wrong), std::string::npos) << zh;
    }
}

class Clauses : public ::testing::TestWithParam<std::size_t> {};
INSTANTIATE_TEST_SUITE_P(All, Clauses, ::testing::Range(std::size_t{1}, clauseCount),
                         [](const auto& clause) { return "clause" + std::to_string(clause.param); });

TEST_P(Clauses, HasARuleInBothLanguagesAndAName)
{
    const auto clause = static_cast<Clause>(GetParam());
    const std::string en = clauseText(clause, Language::English);
    const std::string zh = clauseText(clause, Language::Chinese);
    EXPECT_FALSE(en.empty());
    EXPECT_FALSE(holdsChinese(en));
    EXPECT_TRUE(holdsChinese(zh));
    EXPECT_THAT(foreignWords(zh), ::testing::IsEmpty()) << zh;
    EXPECT_TRUE(zh.ends_with("。"));
    EXPECT_TRUE(en.ends_with("."));
    EXPECT_STRNE(nameOf(clause), "");
}

TEST(Clauses, NoneSaysNothing)
{
    EXPECT_EQ(clauseText(Clause::None, Language::English), "");
    EXPECT_EQ(clauseText(Clause::None, Language::Chinese), "");
}

TEST(Clauses, HaveDifferentNames)
{
    std::set<std::string> names;
    for (std::size_t i = 0; i < clauseCount; ++i)
        names.insert(nameOf(static_cast<Clause>(i)));
    EXPECT_EQ(names.size(), clauseCount);
}

TEST(StateMeaning, OfEveryStateBeginsWithItsNameInBothLanguages)
{
    for (std::size_t i = 0; i < connectionStateCount; ++i) {
        const auto state = static_cast<ConnectionState>(i);
        EXPECT_TRUE(stateMeaning(state, Language::English).starts_with(nameOf(state)));
        EXPECT_TRUE(stateMeaning(state, Language::Chinese).starts_with(nameOf(state)));
        EXPECT_TRUE(holdsChinese(stateMeaning(state, Language::Chinese)));
        EXPECT_THAT(foreignWords(stateMeaning(state, Language::Chinese)), ::testing::IsEmpty());
    }
}

TEST(SideName, IsTranslated)
{
    EXPECT_EQ(sideName(Side::Server, Language::English), "Server");
    EXPECT_EQ(sideName(Side::Server, Language::Chinese), "服务器");
    EXPECT_EQ(sideName(Side::Client, Language::Chinese), "客户端");
}

TEST(Pick, FallsBackToTheOtherLanguage)
{
    EXPECT_EQ(pick({.en = "a", .zh = "b"}, Language::Chinese), "b");
    EXPECT_EQ(pick({.en = "a", .zh = ""}, Language::Chinese), "a");
    EXPECT_EQ(pick({.en = "", .zh = "b"}, Language::English), "b");
}

/// "Note 3: A RST can be sent from any state …": of time-outs and crashes it says nothing.
TEST(TransitionText, TheThirdNoteOfTheFigureIsCitedForResetsAlone)
{
    EXPECT_EQ(transitionMeaning(ConnectionState::Established, ConnectionState::Closed, Language::English),
              "Not in the figure: a reset (its Note 3), a time-out or a crash ends the connection.");
    EXPECT_EQ(transitionMeaning(ConnectionState::Established, ConnectionState::Closed, Language::Chinese),
              "图中没有画出：复位（图的注 3）、超时或崩溃使连接终止。");
}

} // namespace
} // namespace tcplab
