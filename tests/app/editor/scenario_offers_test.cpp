// What the editor offers at each place of a text: what the reader would take there.
#include "app/editor/scenario_offers.h"
#include "core/host/program.h"
#include "core/world/scenario_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

std::vector<std::string> offeredAt(const std::string& text, std::size_t offset)
{
    std::vector<std::string> words;
    for (const Offer& one : offersAt(placeIn(text, offset), Language::English))
        words.push_back(one.word);
    return words;
}

std::vector<std::string> offeredAfter(const std::string& text) { return offeredAt(text, text.size()); }

std::string meaningOf(const std::string& text, const std::string& word, Language language)
{
    for (const Offer& one : offersAt(placeIn(text, text.size()), language))
        if (one.word == word)
            return one.meaning;
    return "not offered";
}

TEST(TextPlace, KnowsTheTableTheKeyAndWhatIsBegun)
{
    const std::string text = "[client]\ncongestion_control = \"cu";
    const TextPlace place = placeIn(text, text.size());
    EXPECT_EQ(place.kind, TextPlace::Kind::Value);
    EXPECT_EQ(place.table, "client");
    EXPECT_EQ(place.key, "congestion_control");
    EXPECT_EQ(place.begun, "\"cu");
}

TEST(TextPlace, TellsATextOfSeveralLinesFromTables)
{
    const std::string text = "[client]\nprogram = \"\"\"\n[network]\nconnect ser\n\"\"\"\n";
    const TextPlace place = placeIn(text, text.find("ser\n") + 3);
    EXPECT_EQ(place.kind, TextPlace::Kind::Line);
    EXPECT_EQ(place.table, "client");
    EXPECT_EQ(place.key, "program");
    EXPECT_EQ(place.before, "connect ");
    EXPECT_EQ(place.begun, "ser");
}

TEST(TextPlace, FindsItsWayThroughInlineTables)
{
    const std::string text = "[[fault]]\ndrop = { from = \"client, x\", fl";
    const TextPlace place = placeIn(text, text.size());
    EXPECT_EQ(place.kind, TextPlace::Kind::Key);
    EXPECT_TRUE(place.listed);
    EXPECT_EQ(place.begun, "fl");
    EXPECT_EQ(place.after, "}");
    EXPECT_THAT(place.there, ElementsAre("from"));
}

TEST(ScenarioOffers, AtTheTopAreWhatTheReaderTakesThere)
{
    const std::vector<std::string> all = offeredAfter("");
    EXPECT_THAT(all,
                IsSupersetOf({"title", "title.en", "title.zh_CN", "summary.en", "notes.zh_CN", "lesson",
                              "rfc", "until", "[network]", "[client]", "[server]", "[[fault]]", "[[user]]"}));
    EXPECT_THAT(all, Not(Contains("network")));
    EXPECT_THAT(offeredAfter("title.en = \"x\"\nti"), Contains("title.zh_CN"));
    EXPECT_THAT(offeredAfter("title.en = \"x\"\nti"), Not(Contains("title.en")));
    EXPECT_THAT(offeredAfter("title.en = \"x\"\nti"), Not(Contains("title"))); // it would be two things
    EXPECT_THAT(offeredAfter("title = \"x\"\nti"), Not(Contains("title.en")));
}

TEST(ScenarioOffers, HeadersAreOfferedOnceTheirBracketIsWritten)
{
    EXPECT_THAT(offeredAfter("["), ElementsAre("[network]", "[client]", "[server]", "[[fault]]", "[[user]]"));
    // A table stands once, one of a list as often as one likes.
    EXPECT_THAT(offeredAfter("[network]\n[[fault]]\n[cl"),
                ElementsAre("[client]", "[server]", "[[fault]]", "[[user]]"));
    const std::string before = "[ne\n[server]\n";
    EXPECT_THAT(offeredAt(before, 3), Not(Contains("[server]")));
    EXPECT_THAT(offeredAt(before, 3), Contains("[network]"));
}

TEST(ScenarioOffers, KeysAndValuesAreTheReaders)
{
    EXPECT_THAT(offeredAfter("[network]\n"), IsSupersetOf({"delay", "loss", "msl", "loss_list", "seed"}));
    EXPECT_THAT(offeredAfter("[network]\nloss.cl"), ElementsAre("loss.client", "loss.server"));
    EXPECT_THAT(offeredAfter("[client]\n"), IsSupersetOf({"profile", "program", "scripted", "initial_rto"}));
    EXPECT_THAT(offeredAfter("[client]\nisn = 1\nis"), Not(Contains("isn")));
    EXPECT_THAT(offeredAfter("[server]\nprofile = "), ElementsAre("\"rfc9293\"", "\"linux\"", "\"freebsd\""));
    EXPECT_THAT(offeredAfter("[client]\ncongestion_control = "),
                IsSupersetOf({"\"reno\"", "\"cubic\"", "\"none\""}));
    EXPECT_THAT(offeredAfter("[client]\nchallenge_ack = "), ElementsAre("true", "false"));
    EXPECT_THAT(offeredAfter("[network]\nqueue_discipline = \"re"),
                ElementsAre("\"drop-tail\"", "\"red\"", "\"codel\""));
    EXPECT_THAT(offeredAfter("[client] # co"), IsEmpty());
    EXPECT_THAT(offeredAfter("[client]\nisn = 1 # co"), IsEmpty());
}

TEST(ScenarioOffers, GoOnInsideInlineTables)
{
    EXPECT_THAT(offeredAfter("[[fault]]\n"), IsSupersetOf({"drop", "delay", "duplicate", "corrupt"}));
    EXPECT_THAT(offeredAfter("[[fault]]\ndrop = { "), IsSupersetOf({"from", "flags", "nth"}));
    EXPECT_THAT(offeredAfter("[[fault]]\ndrop = { from = "), ElementsAre("\"client\"", "\"server\""));
    EXPECT_THAT(offeredAfter("[[fault]]\ndrop = { from = \"client\", "), Not(Contains("from")));
    EXPECT_THAT(offeredAfter("[[user]]\nst"), IsSupersetOf({"step", "at", "call"}));
    EXPECT_THAT(offeredAfter("[[user]]\ncall = { "), ElementsAre("host", "line"));
}

TEST(ScenarioOffers, EveryKeyThatTheReaderDescribesIsOffered)
{
    const std::vector<std::string> network = offeredAfter("[network]\n");
    for (const NetworkKeyDescription& key : describeNetworkKeys())
        EXPECT_THAT(network, Contains(key.name));
    const std::vector<std::string> host = offeredAfter("[server]\n");
    for (const KnobDescription& knob : describeKnobs())
        EXPECT_THAT(host, Contains(knob.name));
}

constexpr const char* program = "[client]\nprogram = \"\"\"\n";

std::vector<std::string> onALine(const std::string& line) { return offeredAfter(program + line); }

TEST(ProgramOffers, KnowEveryCall)
{
    std::vector<std::string> all;
    for (int call = 0; call <= static_cast<int>(Call::End); ++call)
        all.push_back(nameOf(static_cast<Call>(call)));
    EXPECT_THAT(onALine(""), testing::UnorderedElementsAreArray(all));
    EXPECT_THAT(onALine("  con"), Contains("connect"));
    EXPECT_THAT(onALine("c2: se"), IsSupersetOf({"send", "setsockopt"}));
}

TEST(ProgramOffers, SayHowACallIsWritten)
{
    EXPECT_EQ(meaningOf(std::string(program) + "con", "connect", Language::English),
              "connect HOST:PORT [from PORT] [as NAME] [nowait]");
}

TEST(ProgramOffers, GoOnWithWhatTheCallTakes)
{
    EXPECT_THAT(onALine("connect "), ElementsAre("server:")); // not itself
    EXPECT_THAT(onALine("connect server:80 "), ElementsAre("from", "as", "nowait"));
    EXPECT_THAT(onALine("connect server:80 from 40000 "), ElementsAre("as", "nowait"));
    EXPECT_THAT(onALine("shutdown "), ElementsAre("write", "read", "both"));
    EXPECT_THAT(onALine("until "), ElementsAre("established", "closed"));
    EXPECT_THAT(onALine("setsockopt "), IsSupersetOf({"SO_LINGER", "TCP_NODELAY"}));
    EXPECT_THAT(onALine("setsockopt SO_LINGER "), ElementsAre("off"));
    EXPECT_THAT(onALine("setsockopt SO_REUSEADDR "), IsEmpty());
    EXPECT_THAT(onALine("listen 80 "), ElementsAre("backlog"));
    EXPECT_THAT(onALine("recv "), ElementsAre("eof"));
    EXPECT_THAT(onALine("close "), IsEmpty());
}

TEST(ProgramOffers, AreNotForOtherTexts)
{
    EXPECT_THAT(offeredAfter("notes.en = \"\"\"\ncon"), IsEmpty());
    EXPECT_THAT(offeredAfter("[client]\nprogram = \"\"\"\nclose\n\"\"\"\ncon"),
                Contains("congestion_control"));
}

} // namespace
} // namespace tcplab
