#include "core/script/assertion.h"

#include <gtest/gtest.h>

namespace tcplab::script {
namespace {

Asserted judged(std::string_view code)
{
    return evaluate(code, [](std::string_view name) -> std::optional<std::int64_t> {
        if (name == "tcpi_snd_cwnd")
            return 10;
        if (name == "tcpi_rto")
            return 204'000;
        return name == "TCP_ESTABLISHED" ? std::optional<std::int64_t>(1) : std::nullopt;
    });
}
bool holds(std::string_view code) { return judged(code).kind == Asserted::Kind::Holds; }
bool fails(std::string_view code) { return judged(code).kind == Asserted::Kind::Fails; }

TEST(Assertion, ComparesAsPythonDoes)
{
    EXPECT_TRUE(holds("assert tcpi_snd_cwnd == 10"));
    EXPECT_TRUE(fails("assert tcpi_snd_cwnd == 11"));
    EXPECT_TRUE(holds("assert 9 < tcpi_snd_cwnd <= 10 != 11"));
    EXPECT_TRUE(fails("assert 9 < tcpi_snd_cwnd < 10"));
    EXPECT_TRUE(holds("assert tcpi_snd_cwnd >= 10 and tcpi_snd_cwnd <= 10 and not tcpi_snd_cwnd > 10"));
    EXPECT_TRUE(holds("assert tcpi_snd_cwnd == 3 or tcpi_snd_cwnd == 10, 'why'"));
    EXPECT_TRUE(holds("assert not (tcpi_snd_cwnd == 3)"));
}

TEST(Assertion, CalculatesWithWholeNumbers)
{
    EXPECT_TRUE(holds("assert 2 + 3 * 4 == 14 and (2 + 3) * 4 == 20"));
    EXPECT_TRUE(holds("assert 7 // 2 == 3 and -7 // 2 == -4 and -7 % 3 == 2"));
    EXPECT_TRUE(holds("assert 0x10 == 16 and 1 << 4 == 16 and 6 & 3 == 2 and 6 | 1 == 7 and ~0 == -1"));
    EXPECT_TRUE(holds("assert abs(tcpi_rto - 200*1000) < 5000 and min(1, 2) == 1 and max(1, 2, 3) == 3"));
    EXPECT_TRUE(holds("assert True and not False"));
}

TEST(Assertion, ReadsLinesSemicolonsCommentsAndVariables)
{
    EXPECT_TRUE(
        holds("\nimport math # no\nx = tcpi_snd_cwnd * 2\nprint x, 'a;b'\nprint('c'); assert x == 20\n"));
    EXPECT_TRUE(holds("assert (tcpi_snd_cwnd ==\n 10)\nassert tcpi_snd_cwnd \\\n == 10"));
    const Asserted asserted = judged("\nassert tcpi_snd_cwnd == 10\n\nassert tcpi_snd_cwnd == \\\n 12, 'no'");
    EXPECT_EQ(asserted.kind, Asserted::Kind::Fails);
    EXPECT_EQ(asserted.line, 3);
    EXPECT_EQ(asserted.text, "tcpi_snd_cwnd == 12");
    EXPECT_EQ(asserted.got, "tcpi_snd_cwnd = 10");
}

TEST(Assertion, NamesWhatItDoesNotKnow)
{
    EXPECT_EQ(judged("assert tcpi_delivered_ce == 1"),
              (Asserted{.kind = Asserted::Kind::Unknown, .text = "tcpi_delivered_ce"}));
    EXPECT_EQ(judged("assert len(3) == 1").text, "len()");
    for (const char* code : {"for i in range(3): pass", "assert", "assert (1", "assert 1 +", "assert 1 2",
                             "x += 1", "assert 1 / 0 == 1", "assert 1 << 99", "assert 1.5 == 1",
                             "if 1: assert 0", "assert 99999999999999999999 == 1"})
        EXPECT_EQ(judged(code).kind, Asserted::Kind::NotPython) << code;
    EXPECT_EQ(judged("assert " + std::string(500, '(') + "1").kind, Asserted::Kind::NotPython);
}

} // namespace
} // namespace tcplab::script
