/// Scenario texts and options with pieces changed at random: whatever comes of it, the program ends in order.
#include "app/library/library.h"
#include "core/base/random.h"
#include "tests/cli/run_cli.h"

#include <gmock/gmock.h>

namespace tcplab {
namespace {

using testing::AnyOf;
using testing::SizeIs;

/// Draws that are the same on every machine.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_seed(seed) {}
    std::size_t below(std::size_t bound) { return drawBelow(bound, m_seed, 0, Purpose::Test, m_k++); }
    template <class List> const auto& oneOf(const List& list) { return list[below(list.size())]; }

private:
    std::uint64_t m_seed;
    std::uint64_t m_k = 0;
};

const std::vector<std::string> pieces{"\n",
                                      "\"",
                                      "'''",
                                      "[",
                                      "]",
                                      "{",
                                      "}",
                                      "=",
                                      ".",
                                      "#",
                                      "\\",
                                      "-",
                                      "0",
                                      "9999999999999999999",
                                      "%",
                                      " ms",
                                      " s",
                                      "\xff",
                                      "断",
                                      "\x1b",
                                      "client",
                                      "server",
                                      "repeat 1000000\n",
                                      "end\n",
                                      "crash\n",
                                      "boot\n",
                                      "close\n",
                                      "send 1 MiB\n",
                                      "accept\n",
                                      "recv eof\n",
                                      "connect server:80\n",
                                      "listen 80\n",
                                      "abort\n",
                                      "[network]\n",
                                      "loss = \"30 %\"\n",
                                      "duplicate = 1\n",
                                      "profile = \"linux\"\n",
                                      "[[user]]\nstep = 2\nat = \"1 ms\"\ndrop = 1\n"};

std::string mutated(std::string text, Dice& dice)
{
    for (std::size_t changes = dice.below(3) + 1; changes > 0; --changes) {
        const std::size_t at = dice.below(text.size() + 1);
        switch (dice.below(5)) {
        case 0: text.insert(at, dice.oneOf(pieces)); break;
        case 1: text.erase(at, dice.below(30)); break;
        case 2: text.insert(at, text.substr(dice.below(text.size() + 1), dice.below(60))); break;
        case 3:
            if (at < text.size())
                text[at] = static_cast<char>(dice.below(256));
            break;
        case 4: // a number becomes another
            if (const std::size_t digit = text.find_first_of("0123456789", at); digit != text.npos)
                text[digit] = static_cast<char>('0' + dice.below(10));
            break;
        }
    }
    return text;
}

void expectOrderlyEnd(const Outcome& outcome, const std::string& from)
{
    EXPECT_THAT(outcome.code, AnyOf(0, 1, 2)) << from;
    EXPECT_THAT(linesOf(outcome.error), SizeIs(outcome.code == 0 ? 0 : 1)) << outcome.error << from;
    EXPECT_TRUE(outcome.code != 2 || outcome.out.empty()) << from;
}

TEST(MutatedScenarios, EndInOrderInEveryFormat)
{
    const std::vector<std::string> formats{"ladder", "table", "steps", "jsonl", "summary", "pcapng"};
    int played = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        Dice dice(seed);
        const std::string text = mutated(std::string(dice.oneOf(libraryFiles()).text), dice);
        const Outcome outcome = call({"run", "-", "--limit", "1500", "-f", dice.oneOf(formats), "--lang",
                                      dice.below(2) == 0 ? "en" : "zh"},
                                     text);
        expectOrderlyEnd(outcome, text);
        played += outcome.code == 2 ? 0 : 1;
    }
    EXPECT_GT(played, 40); // else the mutations would test the reader alone
}

TEST(MutatedOptions, EndInOrder)
{
    const std::vector<std::string> options{"--seed",     "--until",     "--set",   "--format",
                                           "--limit",    "--lang",      "--ascii", "-f",
                                           "--help",     "--",          "-",       "--set=network.loss=1 %",
                                           "half-close", "run",         "list",    "show",
                                           "--relative", "--interface", "--ipv6"};
    const std::vector<std::string> values{"1",
                                          "2 s",
                                          "network.delay=10 ms",
                                          "client.isn=[1,2]",
                                          "jsonl",
                                          "pcapng",
                                          "client",
                                          "summary",
                                          "zh",
                                          "network.loss.client=3 %",
                                          "client.program=connect server:80",
                                          "5000",
                                          "fault=[]",
                                          "title={en=\"x\"}",
                                          "until=3 s"};
    for (std::uint64_t seed = 1; seed <= 600; ++seed) {
        Dice dice(seed);
        std::vector<std::string> words{"run", "half-close", "--limit", "1500"};
        std::string all;
        for (std::size_t more = dice.below(5) + 1; more > 0; --more) {
            std::string word = dice.oneOf(dice.below(2) == 0 ? options : values);
            if (dice.below(2) == 0)
                word = mutated(word, dice);
            std::erase(word, '\0'); // what no argument can hold
            if (word.find("-o") != word.npos)
                continue; // files of any name are not for tests to write
            words.push_back(word);
            all += " <" + word + ">";
        }
        expectOrderlyEnd(call(words), all);
    }
}

} // namespace
} // namespace tcplab
