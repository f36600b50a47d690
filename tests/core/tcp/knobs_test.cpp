#include "core/tcp/knobs.h"

#include <gtest/gtest.h>
#include <set>
#include <string>

namespace tcplab {
namespace {

TEST(Knobs, CarryAWholeProfileFromOneToAnother)
{
    // If a member of Profile were missing in the table, it would stay behind.
    for (const ProfileName name : profileNames) {
        Profile made = rfc9293Profile();
        for (const Knob& knob : knobs())
            ASSERT_TRUE(knob.read(made, knob.write(profileNamed(name))).has_value()) << knob.name;
        made.name = name;
        EXPECT_EQ(made, profileNamed(name));
    }
}

TEST(Knobs, HaveNamesOfTheirOwnInSnakeCase)
{
    std::set<std::string> names;
    for (const Knob& knob : knobs()) {
        const std::string name = knob.name;
        EXPECT_TRUE(names.insert(name).second) << name;
        EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_"), std::string::npos) << name;
        EXPECT_EQ(findKnob(name), &knob);
    }
    EXPECT_EQ(findKnob("no_such_knob"), nullptr);
}

TEST(Knobs, LeaveTheProfileAloneWhenTheValueIsWrong)
{
    for (const Knob& knob : knobs())
        for (const char* text : {"", "parsecs", "-1", "99999999999999999999999"}) {
            Profile profile = linuxProfile();
            EXPECT_FALSE(knob.read(profile, text).has_value()) << knob.name << " = " << text;
            EXPECT_EQ(profile, linuxProfile()) << knob.name << " = " << text;
        }
}

// Proves SHLD-10, SHLD-11.
TEST(Rfc9293Profile, HasTheValuesThatTheStandardsName)
{
    const Profile p = rfc9293Profile();
    EXPECT_EQ(p.initialRto, seconds(1));        // RFC 6298 §2.1
    EXPECT_EQ(p.minRto, seconds(1));            // RFC 6298 §2.4
    EXPECT_GE(p.maxRto, seconds(60));           // RFC 6298 §2.5
    EXPECT_EQ(p.userTimeout, minutes(5));       // RFC 9293 §3.10.1
    EXPECT_GE(p.userTimeout, seconds(100));     // SHLD-11
    EXPECT_GE(p.r1, 3u);                        // SHLD-10
    EXPECT_EQ(p.synTimeout, minutes(3));        // MUST-23
    EXPECT_LE(p.delayedAck, milliseconds(500)); // MUST-40
    EXPECT_EQ(p.timeWait, Duration{0});         // 2·MSL: MUST-13
    EXPECT_FALSE(p.timeWaitZero);
    EXPECT_FALSE(p.timeWaitAcceptsSyn);
    EXPECT_TRUE(p.nagle);             // SHLD-7
    EXPECT_TRUE(p.probeCarriesOctet); // §3.8.6.1
}

TEST(LinuxProfile, HasTheKernelsConstants)
{
    const Profile p = linuxProfile();
    EXPECT_EQ(p.name, ProfileName::Linux);
    EXPECT_EQ(p.timeWait, seconds(60));
    EXPECT_EQ(p.finWait2Timeout, seconds(60));
    EXPECT_EQ(p.minRto, milliseconds(200));
    EXPECT_TRUE(p.minRtoFloorsVariance);
    EXPECT_EQ(p.maxRto, seconds(120));
    EXPECT_EQ(p.initialWindow, 10u);
    EXPECT_EQ(p.delayedAck, milliseconds(40));
    EXPECT_EQ(p.synRetries, 10u);
    EXPECT_EQ(p.synLinearTimeouts, 4u);
    EXPECT_EQ(p.synAckRetries, 5u);
    EXPECT_EQ(p.retries, 15u);
    EXPECT_TRUE(p.resetOnUnreadClose);
    EXPECT_TRUE(p.backlogPlusOne);
    EXPECT_EQ(p.receiveBuffer, 64240u);
}

} // namespace
} // namespace tcplab
