/// Scripts that are nearly right: whatever is changed, the parser says yes or names a line, and never falls.
#include "core/base/random.h"
#include "core/base/utf8.h"
#include "core/script/parser.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace tcplab::script {
namespace {

constexpr std::string_view original = R"(--tolerance_usecs=75000
--define=CC="reno"
`../common/defaults.sh`
0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
+0 setsockopt(3, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0
+0 bind(3, {sa_family = AF_INET, sin_port = htons(80), sin_addr = inet_addr("1.2.3.4")}, ...) = 0
+0 listen(3, 1) = 0
0.1 < S 0:0(0) win 32792 <mss 1000,sackOK,nop,nop,nop,wscale 7>
0.1 > S. 0:0(0) ack 1 <...> // a comment
+.1~+.2 > [ce] . 1:1(0) ack 1 win 257 <nop,nop,TS val 1 ecr 2,sack 3:4 5:6>
*  > P. 1:1001(1000) ack 1 win 5 urg 7
0.2...0.3 sendmsg(4, {msg_name(...)=..., msg_iov(1)=[{..., 10}], msg_flags=0}, MSG_MORE|MSG_OOB) = -1 EPIPE (x)
+0 < icmp unreachable frag_needed mtu 1200 [1:1001(1000)]
#ifdef STANDARD
+0 > R ...(0) win 0
#endif
+0 %{ assert tcpi_state == 1 and (2 < 3) }%
/* many
lines */ +1 < 40000 > 8080 FSRPEWU. 5:6(1)! win 1
`cleanup`
)";

class Mutations {
public:
    std::string next(std::uint64_t trial)
    {
        m_trial = trial;
        m_drawn = 0;
        std::string text(original);
        for (std::uint64_t changes = 1 + drawn(4); changes > 0 && !text.empty(); --changes)
            change(text);
        return text;
    }

private:
    std::uint64_t drawn(std::uint64_t below)
    {
        return draw(2026, 0, Purpose::Isn, m_trial << 8 | m_drawn++) % below;
    }
    void change(std::string& text)
    {
        const std::size_t at = drawn(text.size());
        const std::size_t length = std::min<std::size_t>(1 + drawn(12), text.size() - at);
        constexpr std::string_view pieces[] = {
            "(", ")",  "<",    ">", "`",  "\"", "...", "%{",
            ":", "-1", "\xff", "=", "/*", "*/", "0x",  "99999999999999999999"};
        switch (drawn(4)) {
        case 0: text.erase(at, length); break;
        case 1: text.insert(at, text.substr(drawn(text.size()), length)); break;
        case 2: text.insert(at, pieces[drawn(std::size(pieces))]); break;
        default: text[at] = static_cast<char>(drawn(256)); break;
        }
    }

    std::uint64_t m_trial = 0;
    std::uint64_t m_drawn = 0;
};

TEST(ScriptMutations, AreReadOrRefusedWithALine)
{
    const auto lines = std::ranges::count(original, '\n');
    int refused = 0;
    Mutations mutations;
    for (std::uint64_t trial = 0; trial < 1500; ++trial) {
        const std::string text = mutations.next(trial);
        const auto script = readScript(text, "mutated.pkt", {"STANDARD"});
        EXPECT_EQ(script, readScript(text, "mutated.pkt", {"STANDARD"})) << "trial " << trial;
        if (script)
            continue;
        ++refused;
        const InputError& error = script.error();
        EXPECT_GE(error.line, 1) << "trial " << trial;
        EXPECT_LE(error.line, lines + 60) << "trial " << trial;
        EXPECT_FALSE(error.subject.empty()) << "trial " << trial << ": " << error.expected;
        EXPECT_FALSE(error.expected.empty()) << "trial " << trial;
        EXPECT_EQ(firstNotUtf8(error.subject), std::string::npos) << "trial " << trial;
    }
    EXPECT_GT(refused, 150);  // mutations do hurt
    EXPECT_LT(refused, 1450); // but not always
}

TEST(ScriptMutations, OfNothingAreRightAlready)
{
    const auto script = readScript(original, "original.pkt");
    EXPECT_TRUE(script) << script.error().line << ": " << script.error().subject;
}

TEST(ScriptMutations, EveryBeginningIsReadOrRefused)
{
    for (std::size_t size = 0; size < original.size(); ++size) {
        const auto script = readScript(original.substr(0, size), "cut.pkt");
        EXPECT_TRUE(script || script.error().line >= 1) << size;
    }
}

} // namespace
} // namespace tcplab::script
