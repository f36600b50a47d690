#include "core/base/random.h"
#include "core/world/scenario_file.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

const std::string valid = R"(title = { en = "Lost", zh_CN = "丢失" }
lesson = "closing"
until = "10 min"

[network]
delay = { client = "50 ms", server = "1.5 s" }
loss.client = 0.01
bandwidth = "10 Mbit/s"
queue = "64 KiB"
queue_discipline = { client = "red", server = "codel" }
red_min_th.client = "8 KiB"
red_max_th.client = "24 KiB"
red_weight.client = 0.002
codel_target.server = "5 ms"
ecn = true
jitter = "3 ms"
jitter_reorders = false
loss_model.server = "gilbert-elliott"
good_to_bad.server = "1 %"
bad_to_good.server = "25 %"
loss_in_bad.server = "80 %"
loss_list = [3, "10..12", "100.."]
mtu = 1400
msl = "30 s"
seed = 7

[client]
profile = "linux"
isn = [1000, 2000]
min_rto = "300 ms"
time_wait = "2 msl"
program = """
connect server:80 from 49152 as c2
c2: send "GET /\\r\\n" ?
repeat 3   # again
  c2: send 4 KiB &
  sleep 20 ms
end
c2: setsockopt SO_LINGER 0
c2: close
"""

[server]
program = '''
listen 80 backlog 2
accept
recv eof
close
'''

[[fault]]
drop = { from = "client", flags = "ACK", after = "FIN", length = "0..10", seq = "1..", count = "all" }
[[fault]]
delay = { by = "1 s", retransmission = true }

[[user]]
step = 3
at = "10 ms"
call = { host = "client", line = "send 5" }
)";

/// Pieces that mean something in such a file: put into odd places they go further than random octets.
const std::vector<std::string> pieces{"\n",
                                      "\"",
                                      "\"\"\"",
                                      "'''",
                                      "[",
                                      "]",
                                      "[[",
                                      "]]",
                                      "{",
                                      "}",
                                      "=",
                                      "..",
                                      "-1",
                                      "0",
                                      "1e9",
                                      "99999999999999999999",
                                      "nan",
                                      "inf",
                                      "1979-05-27",
                                      "true",
                                      ", ",
                                      "\\",
                                      "\\x",
                                      "#",
                                      "\xff",
                                      "\xe4\xb8",
                                      "end\n",
                                      "repeat 1000000\n",
                                      "[[user]]\n",
                                      "[client]\n",
                                      "? ",
                                      "&",
                                      ":",
                                      "h",
                                      "µs",
                                      "segments",
                                      "red",
                                      "codel",
                                      "drop-tail",
                                      "bernoulli",
                                      "ecn_threshold = \"1 B\"\n",
                                      "mtu = 68\n",
                                      "delay",
                                      "by",
                                      "\t",
                                      "\r\n",
                                      std::string(1, '\0'),
                                      "a.b.c.d",
                                      "9223372036854775807"};

/// A deterministic source of choices.
class Choices {
public:
    explicit Choices(std::uint64_t seed) : m_seed(seed) {}
    std::size_t below(std::size_t bound)
    {
        return static_cast<std::size_t>(drawBelow(bound, m_seed, 0, Purpose::Test, m_next++));
    }

private:
    std::uint64_t m_seed;
    std::uint64_t m_next = 0;
};

std::string mutated(std::string text, Choices& choices)
{
    const std::size_t changes = 1 + choices.below(3);
    for (std::size_t i = 0; i < changes; ++i) {
        const std::size_t at = choices.below(text.size() + 1);
        const std::size_t length = std::min(text.size() - at, choices.below(12));
        switch (choices.below(5)) {
        case 0: text.erase(at, length); break;
        case 1: text.insert(at, pieces[choices.below(pieces.size())]); break;
        case 2: text.replace(at, length, pieces[choices.below(pieces.size())]); break;
        case 3: text.insert(choices.below(text.size() + 1), text.substr(at, choices.below(80))); break;
        default:
            if (at < text.size())
                text[at] = static_cast<char>(choices.below(256));
            break;
        }
    }
    return text;
}

TEST(MutatedScenarioFile, IsReadOrRefusedWithOneErrorInsideTheFile)
{
    ASSERT_TRUE(readScenario(valid, "x").has_value());
    int good = 0;
    int bad = 0;
    for (std::uint64_t seed = 0; seed < 4'000; ++seed) {
        Choices choices(seed);
        const std::string text = mutated(valid, choices);
        const Input<Scenario> scenario = readScenario(text, "x");
        if (scenario) {
            ++good;
            continue;
        }
        ++bad;
        const auto lines = static_cast<int>(std::count(text.begin(), text.end(), '\n')) + 1;
        EXPECT_GE(scenario.error().line, 0) << text;
        EXPECT_LE(scenario.error().line, lines) << text;
        EXPECT_GE(scenario.error().column, 0) << text;
    }
    // Both ways are walked often, or this would show little.
    EXPECT_GT(good, 50);
    EXPECT_GT(bad, 1'000);
}

TEST(MutatedScenarioFile, WhatCanBeReadCanBeWrittenAndReadAgain)
{
    for (std::uint64_t seed = 10'000; seed < 12'000; ++seed) {
        Choices choices(seed);
        Input<Scenario> scenario = readScenario(mutated(valid, choices), "x");
        if (!scenario)
            continue;
        scenario->seed = seed;
        const std::string written = writeScenario(*scenario);
        const Input<Scenario> again = readScenario(written, "x");
        ASSERT_TRUE(again.has_value()) << written;
        EXPECT_EQ(again->interventions, scenario->interventions) << written;
        EXPECT_EQ(again->seed, seed) << written;
        EXPECT_EQ(again->links, scenario->links) << written;
        EXPECT_EQ(again->hosts[0].profile, scenario->hosts[0].profile) << written;
        EXPECT_EQ(again->title, scenario->title) << written;
    }
}

TEST(MutatedStatement, IsReadAndWrittenBackOrRefused)
{
    const std::vector<std::string> lines{"c2: send \"GET /\\r\\n\" ? &", "connect server:80 from 49152 as c2",
                                         "listen 80 backlog 2", "setsockopt SO_LINGER off", "sleep 1.5 s"};
    for (std::uint64_t seed = 20'000; seed < 23'000; ++seed) {
        Choices choices(seed);
        const std::string line = mutated(lines[choices.below(lines.size())], choices);
        const Input<Statement> statement = readStatement(line);
        if (!statement)
            continue;
        const Input<Statement> again = readStatement(statementText(*statement));
        ASSERT_TRUE(again.has_value()) << line;
        EXPECT_EQ(*again, *statement) << line;
    }
}

} // namespace
} // namespace tcplab
