#include "core/base/quantity.h"
#include "core/base/random.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace tcplab {
namespace {

TEST(ReadDuration, TakesEachUnitAndExactFractions)
{
    EXPECT_EQ(readDuration("50 ms"), milliseconds(50));
    EXPECT_EQ(readDuration("  1 s "), seconds(1));
    EXPECT_EQ(readDuration("2min"), minutes(2));
    EXPECT_EQ(readDuration("250 us"), microseconds(250));
    EXPECT_EQ(readDuration("250 µs"), microseconds(250));
    EXPECT_EQ(readDuration("10 ns"), nanoseconds(10));
    EXPECT_EQ(readDuration("1 h"), minutes(60));
    EXPECT_EQ(readDuration("1.5 s"), milliseconds(1500));
    EXPECT_EQ(readDuration("0.25 min"), seconds(15));
    EXPECT_EQ(readDuration("0.000000001 s"), nanoseconds(1));
    EXPECT_EQ(readDuration("1.50000000000000000000 s"), milliseconds(1500));
    EXPECT_EQ(readDuration("0 s"), Duration{0});
}

TEST(ReadDuration, RefusesWhatIsNotExactlyATime)
{
    using Kind = Misread::Kind;
    for (const char* text :
         {"", "5", "ms", "5 parsecs", "5 ms s", "five ms", ".5 s", "5. s", "1e3 ms", "+5 ms"})
        EXPECT_EQ(readDuration(text).error().kind, Kind::BadUnit) << text;
    for (const char* text :
         {"-1 ms", "0.5 ns", "0.0000000001 s", "24.1 h", "99999999999999999999 h", "0.1234567890123456789 s"})
        EXPECT_EQ(readDuration(text).error().kind, Kind::OutOfRange) << text;
    EXPECT_EQ(readDuration("24 h"), longestDuration);
    EXPECT_EQ(readDuration("11 s", seconds(10)).error().expected, "0 s … 10 s");
}

TEST(WriteDuration, UsesTheLargestExactUnit)
{
    EXPECT_EQ(writeDuration(Duration{0}), "0 s");
    EXPECT_EQ(writeDuration(milliseconds(1500)), "1500 ms");
    EXPECT_EQ(writeDuration(seconds(90)), "90 s");
    EXPECT_EQ(writeDuration(minutes(2)), "2 min");
    EXPECT_EQ(writeDuration(minutes(120)), "2 h");
    EXPECT_EQ(writeDuration(nanoseconds(1'000'001)), "1000001 ns");
}

TEST(ReadOctets, CountsByThousandAndBy1024)
{
    EXPECT_EQ(readOctets("100", 0, 1'000), 100u);
    EXPECT_EQ(readOctets("1 octet", 0, 1'000), 1u);
    EXPECT_EQ(readOctets("4 KiB", 0, 100'000), 4096u);
    EXPECT_EQ(readOctets("1.25 KiB", 0, 100'000), 1280u);
    EXPECT_EQ(readOctets("4 kB", 0, 100'000), 4000u);
    EXPECT_EQ(readOctets("1 MiB", 0, 1u << 30), 1'048'576u);
    EXPECT_EQ(readOctets("1.5", 0, 10).error().kind, Misread::Kind::OutOfRange);
    EXPECT_EQ(readOctets("11", 0, 10).error().expected, "0 … 10");
    EXPECT_EQ(readOctets("1 GiB", 0, 10).error().kind, Misread::Kind::BadUnit);
}

TEST(ReadCount, IsDigitsAloneAndKnowsItsLargest)
{
    constexpr std::uint64_t largest = 0xffff'ffff'ffff'ffff;
    EXPECT_EQ(readCount("18446744073709551615", 0, largest), largest);
    EXPECT_EQ(readCount("18446744073709551616", 0, largest).error().kind, Misread::Kind::OutOfRange);
    EXPECT_EQ(readCount("-1", 0, 9).error().kind, Misread::Kind::OutOfRange);
    EXPECT_EQ(readCount("1.0", 0, 9).error().kind, Misread::Kind::WrongType);
    EXPECT_EQ(readCount("", 0, 9).error().kind, Misread::Kind::WrongType);
}

TEST(ReadBitRate, KnowsDecimalPrefixesAndUnlimited)
{
    EXPECT_EQ(readBitRate("unlimited"), 0u);
    EXPECT_EQ(readBitRate("56 kbit/s"), 56'000u);
    EXPECT_EQ(readBitRate("1.5 Mbit/s"), 1'500'000u);
    EXPECT_EQ(readBitRate("1 Gbit/s"), 1'000'000'000u);
    EXPECT_EQ(readBitRate("999 bit/s").error().kind, Misread::Kind::OutOfRange);
    EXPECT_EQ(readBitRate("10 MB/s").error().kind, Misread::Kind::BadUnit);
    EXPECT_EQ(readBitRate("10").error().kind, Misread::Kind::BadUnit);
}

TEST(ReadProbability, IsExactToABillionth)
{
    EXPECT_EQ(readProbability("1 %")->ppb, 10'000'000u);
    EXPECT_EQ(readProbability("0.1 %")->ppb, 1'000'000u);
    EXPECT_EQ(readProbability("0.01")->ppb, 10'000'000u);
    EXPECT_EQ(readProbability("100%")->ppb, 1'000'000'000u);
    EXPECT_EQ(readProbability("1")->ppb, 1'000'000'000u);
    EXPECT_EQ(readProbability("0.0000001 %")->ppb, 1u);
    EXPECT_EQ(readProbability("0.00000001 %").error().kind, Misread::Kind::OutOfRange);
    EXPECT_EQ(readProbability("1.01").error().kind, Misread::Kind::OutOfRange);
}

TEST(Quantities, ReadBackWhatTheyWrite)
{
    for (const std::uint32_t ppb : {0u, 1u, 10u, 1'000'000u, 12'345'678u, 500'000'000u, 1'000'000'000u})
        EXPECT_EQ(readProbability(writeProbability({ppb}))->ppb, ppb);
    for (const std::uint64_t rate : {0ull, 1'000ull, 1'001ull, 1'500'000ull, 1'000'000'000'000ull})
        EXPECT_EQ(readBitRate(writeBitRate(rate)), rate);
    for (std::uint64_t k = 0; k < 1'000; ++k) {
        const auto ns = static_cast<std::int64_t>(drawBelow(1'000'000'000'000, 1, 0, Purpose::Test, k));
        EXPECT_EQ(readDuration(writeDuration({ns})), Duration{ns});
    }
}

/// Words from pieces that mean something in a quantity, and a few odd octets.
std::string mutated(std::uint64_t k)
{
    static const std::vector<std::string> pieces{
        "0",        "1",   "9",  ".", "-",      "+",   " ",    "e", "ms", "us",   "s",  "min",          "h",
        "%",        "KiB", "MB", "k", "Mbit/s", "1 /", "true", ",", "∞",  "\xff", "µs", "999999999999", "x",
        "unlimited"};
    std::string word;
    const std::uint64_t length = drawBelow(6, k, 0, Purpose::Test, 0);
    for (std::uint64_t i = 0; i <= length; ++i)
        word += pieces[drawBelow(pieces.size(), k, 1, Purpose::Test, i)];
    if (drawBelow(8, k, 2, Purpose::Test, 0) == 0)
        word.push_back('\0');
    return word;
}

TEST(Quantities, WhateverIsWrittenIsReadBackOrRefusedWithAWord)
{
    int read = 0;
    for (std::uint64_t k = 0; k < 30'000; ++k) {
        const std::string word = mutated(k);
        if (const auto time = readDuration(word)) {
            ++read;
            EXPECT_EQ(readDuration(writeDuration(*time)), *time) << word;
            EXPECT_LE(*time, longestDuration) << word;
        } else {
            EXPECT_FALSE(time.error().expected.empty()) << word;
        }
        if (const auto rate = readBitRate(word)) {
            ++read;
            EXPECT_EQ(readBitRate(writeBitRate(*rate)), *rate) << word;
        }
        if (const auto share = readProbability(word)) {
            ++read;
            EXPECT_LE(share->ppb, 1'000'000'000u) << word;
            EXPECT_EQ(readProbability(writeProbability(*share))->ppb, share->ppb) << word;
        }
        const auto octets = readOctets(word, 1, 1000);
        EXPECT_TRUE(!octets || (*octets >= 1 && *octets <= 1000)) << word;
        const auto count = readCount(word, 1, 1000);
        EXPECT_TRUE(!count || (*count >= 1 && *count <= 1000)) << word;
    }
    EXPECT_GT(read, 300); // it does not only try what cannot be read
}

} // namespace
} // namespace tcplab
