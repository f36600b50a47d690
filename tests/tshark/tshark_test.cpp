// tshark (Wireshark's rules) reads what --format pcapng writes, for every scenario and both interfaces.
#include "app/library/library.h"
#include "core/run/run.h"
#include "core/world/scenario_file.h"
#include "tests/cli/run_cli.h"
#include "tests/tshark/wireshark.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <iostream>
#include <map>

namespace tcplab {
namespace {

using testing::IsEmpty;

/// One packet's line.
struct TsharkSays {
    std::string says{};
    int stream = -1;
    int completeness = -1;
    std::string tcpChecksum; ///< "1": good, "0": bad
    std::string ipChecksum;
    std::string malformed;
    std::string unexpected; ///< other complaints of the severity of an error
};

std::vector<std::string> fieldsOf(const std::string& line)
{
    std::vector<std::string> fields;
    std::size_t begin = 0;
    for (std::size_t tab = 0; tab != std::string::npos; begin = tab + 1) {
        tab = line.find('\t', begin);
        fields.push_back(line.substr(begin, tab == std::string::npos ? tab : tab - begin));
    }
    return fields;
}

std::vector<TsharkSays> readByTshark(const std::string& file, bool twice)
{
    std::vector<std::string> words{"/usr/bin/tshark",
                                   "-n", // no names
                                   "-o",
                                   "tcp.check_checksum:TRUE",
                                   "-o",
                                   "ip.check_checksum:TRUE",
                                   "-o",
                                   "tcp.try_heuristic_first:FALSE",
                                   "--disable-protocol",
                                   "http", // the patterns are no HTTP
                                   "-r",
                                   file,
                                   "-T",
                                   "fields"};
    if (twice)
        words.emplace_back("-2");
    for (const char* field :
         {"tcp.stream", "tcp.completeness", "tcp.checksum.status", "ip.checksum.status", "_ws.malformed"})
        words.insert(words.end(), {"-e", field});
    for (const char* name : saysNames)
        words.insert(words.end(), {"-e", std::string("tcp.analysis.") + name});
    const Outcome outcome = runWords(words, {}, {"LC_ALL=C.UTF-8", "HOME=/nonexistent"});
    EXPECT_EQ(outcome.code, 0) << outcome.error;
    std::vector<TsharkSays> all;
    for (const std::string& line : linesOf(outcome.out)) {
        const std::vector<std::string> fields = fieldsOf(line);
        constexpr std::size_t before = 5;
        EXPECT_EQ(fields.size(), before + saysNames.size()) << line;
        if (fields.size() != before + saysNames.size())
            break;
        TsharkSays says{.stream = std::stoi(fields[0]),
                        .completeness = std::stoi(fields[1]),
                        .tcpChecksum = fields[2],
                        .ipChecksum = fields[3],
                        .malformed = fields[4],
                        .unexpected = ""};
        for (std::size_t i = 0; i < saysNames.size(); ++i)
            if (!fields[before + i].empty())
                says.says += (says.says.empty() ? "" : " ") + std::string(saysNames[i]);
        all.push_back(says);
    }
    return all;
}

Run played(const std::string& name)
{
    tcplab::Run run(std::make_shared<const Scenario>(*readScenario(findInLibrary(name)->text, name)));
    run.extendToEnd();
    return run;
}

/// What Wireshark calls a packet, of all it says of it.
std::string wordFor(const std::string& says)
{
    for (const char* word : {"zero_window_probe_ack", "keep_alive_ack", "zero_window_probe", "keep_alive",
                             "spurious_retransmission", "fast_retransmission", "out_of_order",
                             "retransmission", "duplicate_ack", "window_update"})
        for (std::size_t at = says.find(word); at != std::string::npos; at = says.find(word, at + 1)) {
            const std::size_t end = at + std::string_view(word).size();
            if ((at == 0 || says[at - 1] == ' ') && (end == says.size() || says[end] == ' '))
                return word;
        }
    return "nothing";
}

/// A packet that is one thing by its cause, what Wireshark calls it, and why not otherwise.
struct Otherwise {
    const char* is;
    const char* called;
    const char* because;
};
constexpr const char* right = "so it is";
constexpr Otherwise otherwise[]{
    {"new", "nothing", right},
    {"pure ACK", "nothing", right},
    {"retransmission", "retransmission", right},
    {"fast retransmission", "fast_retransmission", right},
    {"keep-alive", "keep_alive", right},
    {"zero-window probe", "zero_window_probe", right},
    {"window update", "window_update", right},
    {"pure ACK", "duplicate_ack", "numbers and window are those of the ACK before"},
    {"pure ACK", "keep_alive_ack", "and a keep-alive came before it"},
    {"pure ACK", "zero_window_probe_ack", "and a zero-window probe came before it"},
    {"pure ACK", "window_update",
     "the application has read since the ACK before: this one acknowledges nothing new, and has a larger "
     "window"},
    {"window update", "nothing", "it acknowledges more than the one before: Wireshark wants equal numbers"},
    {"retransmission", "nothing",
     "at the receiver: what it repeats was lost on the way, and nothing beyond has come"},
    {"fast retransmission", "retransmission",
     "Wireshark knows the first segment that duplicate ACKs ask for, and within 20 ms; this fills a further "
     "hole, or "
     "arrives half a round trip after the ACKs have left"},
    {"fast retransmission", "out_of_order",
     "as before; and within the handshake's round trip since the highest number, which is taken for "
     "reordering"},
    {"fast retransmission", "spurious_retransmission",
     "at the receiver, who has acknowledged the segment meanwhile: it was only late"},
    {"overtaken", "fast_retransmission", "what comes late looks as if the duplicate ACKs had asked for it"},
    {"overtaken", "retransmission", "what comes later than the round trip of the handshake is taken for one"},
    {"overtaken", "spurious_retransmission",
     "and has been acknowledged, for it has been sent again meanwhile"},
    {"overtaken", "nothing",
     "what overtook it is of another incarnation, or has lower numbers: it looks new"},
    {"new", "retransmission",
     "an old duplicate of another incarnation, with the same numbers, has come before"},
    {"copy", "spurious_retransmission", "the network made it; its original has been acknowledged"},
    {"SYN again with ACK", "retransmission",
     "in a simultaneous open the SYN,ACK repeats the SYN (RFC 9293 figure 7)"},
    {"zero-window probe", "nothing", "at the receiver, who has just told of a window: the two have crossed"},
};

class Tshark : public testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_EQ(runWords({"/usr/bin/tshark", "--version"}).code, 0)
            << "tshark is not installed (./dev test --everything installs it)";
    }
};

TEST_F(Tshark, SaysOfEachScenarioWhatItsTraceForetells)
{
    const TemporaryFolder folder;
    std::map<std::pair<std::string, std::string>, std::vector<std::string>> seen; // places
    std::map<std::string, int> flags;
    int packets = 0;
    forEachScenario([&](const std::string& name) {
        const tcplab::Run run = played(name);
        for (const Side side : {Side::Client, Side::Server})
            for (const bool ipv6 : {false, true}) {
                const std::string file = folder.path("run.pcapng");
                std::vector<std::string> words{"run",         name,         "-f", "pcapng",
                                               "--interface", nameOf(side), "-o", file};
                if (ipv6)
                    words.emplace_back("--ipv6");
                ASSERT_EQ(call(words).code, 0);
                const std::vector<SeenPacket> sent = seenBy(run.trace(), side);
                const std::vector<Foretold> foretold = foretell(sent);
                const std::vector<TsharkSays> says = readByTshark(file, ipv6);
                ASSERT_EQ(says.size(), sent.size());
                for (std::size_t i = 0; i < sent.size(); ++i) {
                    const std::string place =
                        name + ", " + nameOf(side) + ", packet " + std::to_string(i + 1);
                    EXPECT_EQ(says[i].malformed, "") << place;
                    EXPECT_EQ(says[i].tcpChecksum, sent[i].badChecksum ? "0" : "1") << place;
                    EXPECT_EQ(says[i].ipChecksum, ipv6 ? "" : "1") << place;
                    EXPECT_EQ(says[i].stream, foretold[i].stream) << place;
                    // In its second pass Wireshark takes the SYN,ACKs of a stream for those of reused ports if they
                    // had several numbers: its flags are those of the first.
                    EXPECT_EQ(says[i].completeness,
                              int{ipv6 ? foretold[i].atTheEnd : foretold[i].completeness})
                        << place;
                    ++packets;
                    if (ipv6)
                        continue;
                    EXPECT_EQ(says[i].says, foretold[i].says.text()) << place;
                    seen[{truthOf(sent[i]), wordFor(says[i].says)}].push_back(place);
                    for (std::size_t f = 0; f < saysNames.size(); ++f)
                        if ((" " + says[i].says + " ").find(std::string(" ") + saysNames[f] + " ") !=
                            std::string::npos)
                            ++flags[saysNames[f]];
                }
            }
    });
    std::cout << packets << " packets read\n";
    for (const auto& [flag, count] : flags)
        std::cout << "  " << flag << ": " << count << "\n";
    for (const auto& [pair, places] : seen) {
        const auto row = std::ranges::find_if(
            otherwise, [&](const Otherwise& o) { return pair.first == o.is && pair.second == o.called; });
        EXPECT_NE(row, std::end(otherwise))
            << places.size() << " times a packet is by its cause: " << pair.first
            << "; and Wireshark says: " << pair.second << " (" << testing::PrintToString(places) << ")";
    }
    for (const Otherwise& row : otherwise)
        EXPECT_TRUE(seen.contains({row.is, row.called}))
            << row.is << ", " << row.called << ": is not the case";
}

} // namespace
} // namespace tcplab
