#include "app/replay/kernel_trace.h"

#include "core/base/random.h"
#include "tests/cli/run_cli.h"

#include <gmock/gmock.h>

namespace tcplab {
namespace {

using testing::HasSubstr;

const std::string text = textOfFile(std::string(TCPLAB_KERNEL_TRACES) + "/15a-fin-lost.default.json");

TEST(KernelTrace, IsReadWithItsNumbers)
{
    const auto trace = readKernelTrace(text, "x.json");
    ASSERT_TRUE(trace) << trace.error().subject;
    EXPECT_EQ(trace->name, "15a-fin-lost.default");
    EXPECT_EQ(trace->delay, milliseconds(10));
    EXPECT_EQ(trace->mtu, 1500u);
    EXPECT_EQ(trace->sysctls.at("tcp_congestion_control"), "cubic");
    ASSERT_FALSE(trace->packets.empty());
    const KernelPacket& syn = trace->packets.front();
    EXPECT_EQ(syn.ctl, Flags{.syn = true});
    EXPECT_EQ(syn.from, Side::Client);
    EXPECT_TRUE(syn.scaled);
    EXPECT_EQ(syn.windowScale, 7);
    EXPECT_EQ(std::ranges::count(trace->packets, KernelFate::Dropped, &KernelPacket::fate), 1);
    EXPECT_EQ(trace->calls.front().call, "bind");
    EXPECT_EQ(trace->calls.front().socket.substr(1), "1");
}

TEST(KernelTrace, SaysWhereAValueIsWrong)
{
    const auto errorOf = [](const std::string& from, const std::string& to) {
        std::string wrong = text;
        const std::size_t at = wrong.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        wrong.replace(at, from.size(), to);
        const auto trace = readKernelTrace(wrong, "x.json");
        return trace ? std::string{} : trace.error().subject + " / " + trace.error().expected;
    };
    EXPECT_EQ(errorOf("\"delay_ms\":10", "\"delay_ms\":-1"), "delay_ms: -1 / 0 … 60000");
    EXPECT_EQ(errorOf("\"mtu\":1500", "\"mtu\":\"large\""), "mtu: \"large\" / a whole number");
    EXPECT_EQ(errorOf("\"mtu\":1500,", ""), "mtu / a value");
    EXPECT_THAT(errorOf("\"dir\":\"A>B\"", "\"dir\":\"up\""), HasSubstr("packets[0].dir: \"up\" / A>B, B>A"));
    EXPECT_THAT(errorOf("\"flags\":\"S\"", "\"flags\":\"X\""), HasSubstr("packets[0].flags"));
    EXPECT_THAT(errorOf("\"arrive_us\":[1", "\"arrive_us\":[\"x\",1"), HasSubstr("packets[0].arrive_us[0]"));
    EXPECT_THAT(errorOf("\"ports\":\"4", "\"ports\":\"x4"), HasSubstr("PORT:PORT"));
}

TEST(KernelTrace, TakesBrokenTextWithoutHarm)
{
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        std::string broken = text;
        std::uint64_t k = 0;
        const auto below = [&](std::uint64_t bound) { return drawBelow(bound, seed, 0, Purpose::Test, k++); };
        for (std::uint64_t changes = below(4); changes > 0; --changes)
            broken[below(broken.size())] = static_cast<char>(below(128));
        if (below(3) == 0)
            broken.resize(below(broken.size()));
        const auto trace = readKernelTrace(broken, "x.json");
        EXPECT_TRUE(trace || !trace.error().subject.empty() || !trace.error().expected.empty());
    }
}

} // namespace
} // namespace tcplab
