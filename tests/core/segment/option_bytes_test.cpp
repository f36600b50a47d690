#include "core/segment/option_bytes.h"

#include "core/base/random.h"
#include "core/segment/notation.h"

#include <gmock/gmock.h>
#include <initializer_list>
#include <ostream>
#include <string>

namespace tcplab {

void PrintTo(const Options& options, std::ostream* os) { *os << "<" << optionsText(options) << ">"; }
void PrintTo(const OptionPart& part, std::ostream* os)
{
    *os << "kind " << static_cast<int>(part.kind) << " at " << int{part.at} << ", " << int{part.length}
        << " octets, flaw " << static_cast<int>(part.flaw);
}

namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsEmpty;

using Octets = std::vector<std::uint8_t>;

SackBlocks blocks(std::uint32_t count)
{
    SackBlocks made;
    for (std::uint32_t i = 0; i < count; ++i)
        made.add({SeqNum{0xfffff000u + i * 0x1000}, SeqNum{0xfffff100u + i * 0x1000}});
    return made;
}

/// Every combination of options, with numbers that fill their octets.
std::vector<Options> everyCombination()
{
    std::vector<Options> all;
    for (unsigned bits = 0; bits < 16; ++bits) {
        for (std::uint32_t count = 0; count <= SackBlocks::most; ++count) {
            Options options{.sackPermitted = (bits & 1) != 0, .sack = blocks(count)};
            if ((bits & 2) != 0)
                options.mss = 0x0102;
            if ((bits & 4) != 0)
                options.windowScale = 14;
            if ((bits & 8) != 0) {
                options.timestamps = true;
                options.tsVal = 0xdeadbeef;
                options.tsEcr = 0x01020304;
            }
            all.push_back(options);
        }
    }
    return all;
}

Octets encoded(const Options& options)
{
    const auto bytes = encodeOptions(options);
    if (!bytes)
        return {};
    return {bytes->octets().begin(), bytes->octets().end()};
}

// Proves MUST-4.
TEST(EncodeOptions, LaysASynOutAsLinuxDoes)
{
    EXPECT_THAT(encoded({.mss = 1460,
                         .windowScale = 7,
                         .sackPermitted = true,
                         .timestamps = true,
                         .tsVal = 0x01020304,
                         .tsEcr = 0x05060708}),
                ElementsAre(2, 4, 0x05, 0xb4, 4, 2, 8, 10, 1, 2, 3, 4, 5, 6, 7, 8, 1, 3, 3, 7));
    EXPECT_THAT(encoded({.mss = 1460, .sackPermitted = true}), ElementsAre(2, 4, 0x05, 0xb4, 1, 1, 4, 2));
    EXPECT_THAT(encoded({.mss = 536, .windowScale = 0}), ElementsAre(2, 4, 0x02, 0x18, 1, 3, 3, 0));
}

// Proves MUST-69.
TEST(EncodeOptions, LaysASynOutAsFreeBsdDoes)
{
    const auto order = OptionOrder::FreeBsd;
    EXPECT_THAT(encoded({.mss = 1460,
                         .windowScale = 6,
                         .sackPermitted = true,
                         .timestamps = true,
                         .order = order,
                         .tsVal = 0x01020304,
                         .tsEcr = 0x05060708}),
                ElementsAre(2, 4, 0x05, 0xb4, 1, 3, 3, 6, 4, 2, 8, 10, 1, 2, 3, 4, 5, 6, 7, 8));
    EXPECT_THAT(encoded({.mss = 1460, .windowScale = 6, .sackPermitted = true, .order = order}),
                ElementsAre(2, 4, 0x05, 0xb4, 1, 3, 3, 6, 4, 2, 0, 0));
    EXPECT_THAT(encoded({.mss = 1460, .timestamps = true, .order = order}),
                ElementsAre(2, 4, 0x05, 0xb4, 1, 1, 8, 10, 0, 0, 0, 0, 0, 0, 0, 0));
}

TEST(EncodeOptions, LaysAnAckOutAsLinuxDoes)
{
    EXPECT_THAT(encoded({}), IsEmpty());
    EXPECT_THAT(encoded({.timestamps = true, .tsVal = 1, .tsEcr = 0xffffffff}),
                ElementsAre(1, 1, 8, 10, 0, 0, 0, 1, 0xff, 0xff, 0xff, 0xff));
    EXPECT_THAT(encoded({.timestamps = true, .tsVal = 1, .tsEcr = 2, .sack = blocks(1)}),
                ElementsAre(1, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2, //
                            1, 1, 5, 10, 0xff, 0xff, 0xf0, 0, 0xff, 0xff, 0xf1, 0));
}

// Proves MUST-68.
TEST(EncodeOptions, TakesTheOctetsThatOptionsSay)
{
    int fitting = 0;
    for (const Options& options : everyCombination()) {
        const auto bytes = encodeOptions(options);
        EXPECT_EQ(bytes.has_value(), options.octets() <= mostOptionOctets) << optionsText(options);
        if (!bytes)
            continue;
        ++fitting;
        EXPECT_EQ(bytes->size(), options.octets()) << optionsText(options);
        EXPECT_EQ(bytes->size() % 4, 0u);
    }
    EXPECT_GT(fitting, 60);
}

TEST(EncodeOptions, LeavesOutNothingSilently)
{
    const Options tooMany{.timestamps = true, .sack = blocks(4)};
    EXPECT_EQ(encodeOptions(tooMany), std::nullopt);
    EXPECT_EQ(roomForSackBlocks(tooMany), 3u) << "RFC 2018 §3: three with timestamps";
    EXPECT_EQ(roomForSackBlocks({}), 4u);
    for (Options options : everyCombination()) {
        const auto room = static_cast<std::uint32_t>(roomForSackBlocks(options));
        options.sack = blocks(room);
        EXPECT_TRUE(encodeOptions(options)) << optionsText(options);
        options.sack = blocks(room + 1);
        EXPECT_TRUE(room == SackBlocks::most || !encodeOptions(options)) << optionsText(options);
    }
}

TEST(EncodeOptions, PadsAsPacketdrillsNotationSays)
{
    for (const Options& options : everyCombination()) {
        const auto bytes = encodeOptions(options);
        if (!bytes)
            continue;
        std::string words;
        for (const OptionPart& part : decodeOptions(bytes->octets(), true).parts) {
            words += words.empty() ? " <" : ",";
            switch (part.kind) {
            case OptionKind::EndOfList: words += "eol"; break;
            case OptionKind::NoOperation: words += "nop"; break;
            case OptionKind::Mss: words += "mss 258"; break;
            case OptionKind::WindowScale: words += "wscale 14"; break;
            case OptionKind::SackPermitted: words += "sackOK"; break;
            case OptionKind::Sack: words += optionsText({.sack = options.sack}); break;
            case OptionKind::Timestamps: words += "TS val 3735928559 ecr 16909060"; break;
            }
        }
        if (!words.empty())
            words += ">";
        EXPECT_EQ(packetdrillText({.options = options}), "- 0:0(0) win 0" + words);
    }
}

// Proves MUST-5.
TEST(DecodeOptions, ReadsBackWhatWasEncoded)
{
    for (const Options& options : everyCombination()) {
        const auto bytes = encodeOptions(options);
        if (!bytes)
            continue;
        const DecodedOptions decoded = decodeOptions(bytes->octets(), true);
        EXPECT_EQ(decoded.options, options);
        EXPECT_FALSE(decoded.malformed());
        for (const OptionPart& part : decoded.parts)
            EXPECT_EQ(part.flaw, OptionFlaw::None);
    }
}

// Proves MUST-6.
TEST(DecodeOptions, SkipsUnknownKindsByTheirLength) // MUST-6
{
    const Octets octets{253, 4, 2, 2, 30, 2, 2, 4, 5, 0xb4};
    const DecodedOptions decoded = decodeOptions(octets, true);
    EXPECT_EQ(decoded.options, Options{.mss = 1460});
    EXPECT_THAT(decoded.parts, ElementsAre(OptionPart{OptionKind{253}, 0, 4, OptionFlaw::UnknownKind},
                                           OptionPart{OptionKind{30}, 4, 2, OptionFlaw::UnknownKind},
                                           OptionPart{OptionKind::Mss, 6, 4}));
    EXPECT_FALSE(decoded.malformed());
}

TEST(DecodeOptions, ReadsOptionsAtAnyAlignment) // MUST-64
{
    for (std::size_t offset = 0; offset < 8; ++offset) {
        Octets octets(offset, 1);
        const Octets options = encoded({.mss = 536, .timestamps = true, .tsVal = 77, .tsEcr = 88});
        octets.insert(octets.end(), options.begin(), options.end());
        EXPECT_EQ(decodeOptions(octets, true).options,
                  (Options{.mss = 536, .timestamps = true, .tsVal = 77, .tsEcr = 88}))
            << offset;
    }
}

// Proves MUST-4, MUST-69.
TEST(DecodeOptions, StopsAtTheEndOfTheList)
{
    const Octets clean{1, 0, 0, 0};
    EXPECT_THAT(decodeOptions(clean, true).parts, ElementsAre(OptionPart{OptionKind::NoOperation, 0, 1},
                                                              OptionPart{OptionKind::EndOfList, 1, 3}));
    const Octets dirty{0, 2, 4, 5, 0xb4};
    const DecodedOptions decoded = decodeOptions(dirty, true);
    EXPECT_EQ(decoded.options, Options{});
    EXPECT_THAT(decoded.parts,
                ElementsAre(OptionPart{OptionKind::EndOfList, 0, 5, OptionFlaw::PaddingNotZero}));
    EXPECT_FALSE(decoded.malformed());
}

TEST(DecodeOptions, IgnoresTheRestBehindAnIllegalLength) // MUST-7
{
    struct Case {
        Octets end;
        OptionFlaw flaw;
    };
    for (const Case& c :
         {Case{{8, 0, 8, 10, 0, 0}, OptionFlaw::LengthTooShort},
          Case{{8, 1, 8, 10, 0, 0}, OptionFlaw::LengthTooShort}, Case{{99, 0}, OptionFlaw::LengthTooShort},
          Case{{8, 10, 0, 0, 0, 0, 0, 0, 0}, OptionFlaw::LengthPastEnd},
          Case{{77, 255}, OptionFlaw::LengthPastEnd}, Case{{3}, OptionFlaw::LengthMissing}}) {
        Octets octets{2, 4, 5, 0xb4};
        octets.insert(octets.end(), c.end.begin(), c.end.end());
        const DecodedOptions decoded = decodeOptions(octets, true);
        EXPECT_EQ(decoded.options, Options{.mss = 1460}) << "what came before holds";
        EXPECT_THAT(decoded.parts, ElementsAre(OptionPart{OptionKind::Mss, 0, 4},
                                               OptionPart{OptionKind{c.end[0]}, 4,
                                                          static_cast<std::uint8_t>(c.end.size()), c.flaw}));
        EXPECT_TRUE(decoded.malformed());
    }
}

TEST(DecodeOptions, IgnoresAnOptionWithTheLengthOfAnother)
{
    for (const Octets& octets :
         {Octets{2, 3, 5}, Octets{2, 5, 5, 0xb4, 0}, Octets{3, 2}, Octets{3, 4, 7, 7}, Octets{4, 3, 1},
          Octets{5, 2}, Octets{5, 9, 0, 0, 0, 1, 0, 0, 0}, Octets{5, 6, 0, 0, 0, 1},
          Octets{5, 11, 0, 0, 0, 1, 0, 0, 0, 2, 0}, Octets{8, 9, 0, 0, 0, 1, 0, 0, 0},
          Octets{8, 11, 0, 0, 0, 1, 0, 0, 0, 2, 0}}) {
        Octets followed = octets;
        followed.insert(followed.end(), {3, 3, 5});
        const DecodedOptions decoded = decodeOptions(followed, true);
        EXPECT_EQ(decoded.options, Options{.windowScale = 5});
        ASSERT_EQ(decoded.parts.size(), 2u);
        EXPECT_EQ(decoded.parts[0].flaw, OptionFlaw::WrongLength) << int{octets[0]};
        EXPECT_FALSE(decoded.malformed());
    }
}

// Proves MUST-5.
TEST(DecodeOptions, TakesOptionsOfASynFromASynAlone)
{
    const Options all{.mss = 1460,
                      .windowScale = 7,
                      .sackPermitted = true,
                      .timestamps = true,
                      .tsVal = 5,
                      .tsEcr = 6,
                      .sack = blocks(1)};
    const Octets octets = encoded(all);
    EXPECT_EQ(decodeOptions(octets, true).options, all);
    const DecodedOptions decoded = decodeOptions(octets, false);
    EXPECT_EQ(decoded.options, (Options{.timestamps = true, .tsVal = 5, .tsEcr = 6, .sack = blocks(1)}));
    for (const OptionPart& part : decoded.parts) {
        const bool ofSyn = part.kind == OptionKind::Mss || part.kind == OptionKind::WindowScale ||
                           part.kind == OptionKind::SackPermitted;
        EXPECT_EQ(part.flaw, ofSyn ? OptionFlaw::OutsideSyn : OptionFlaw::None);
    }
}

TEST(DecodeOptions, TakesAShiftCountAbove14As14) // RFC 7323 §2.3
{
    for (const int shift : {14, 15, 255}) {
        const Octets octets{3, 3, static_cast<std::uint8_t>(shift)};
        const DecodedOptions decoded = decodeOptions(octets, true);
        EXPECT_EQ(decoded.options, Options{.windowScale = 14});
        EXPECT_EQ(decoded.parts[0].flaw, shift > 14 ? OptionFlaw::ScaleTooLarge : OptionFlaw::None);
    }
}

TEST(DecodeOptions, IgnoresAnMssOfZero)
{
    const Octets octets{2, 4, 0, 0};
    const DecodedOptions decoded = decodeOptions(octets, true);
    EXPECT_EQ(decoded.options, Options{});
    EXPECT_THAT(decoded.parts, ElementsAre(OptionPart{OptionKind::Mss, 0, 4, OptionFlaw::ZeroMss}));
}

TEST(DecodeOptions, LetsTheLaterOfTwoHold)
{
    Octets octets = encoded({.mss = 1000, .windowScale = 1, .sackPermitted = true});
    const Octets later = encoded({.mss = 2000, .windowScale = 2, .sackPermitted = true});
    octets.insert(octets.end(), later.begin(), later.end());
    const DecodedOptions decoded = decodeOptions(octets, true);
    EXPECT_EQ(decoded.options, (Options{.mss = 2000, .windowScale = 2, .sackPermitted = true}));
    for (const OptionPart& part : decoded.parts)
        EXPECT_EQ(part.flaw, part.at >= octets.size() / 2 && part.kind != OptionKind::NoOperation
                                 ? OptionFlaw::Repeated
                                 : OptionFlaw::None);

    Octets acks = encoded({.timestamps = true, .tsVal = 1, .sack = blocks(1)});
    const Octets second = encoded({.timestamps = true, .tsVal = 2});
    acks.insert(acks.end(), second.begin(), second.end());
    EXPECT_EQ(decodeOptions(acks, false).options,
              (Options{.timestamps = true, .tsVal = 2, .sack = blocks(1)}));
    EXPECT_EQ(decodeOptions(acks, false).parts.back().flaw, OptionFlaw::Repeated);

    Octets sacks{5, 18, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 5, 10, 0, 0, 0, 5, 0, 0, 0, 6};
    SackBlocks last;
    last.add({SeqNum{5}, SeqNum{6}});
    EXPECT_EQ(decodeOptions(sacks, false).options, Options{.sack = last});
}

TEST(DecodeOptions, ReadsNoMoreThanAHeaderHolds)
{
    Octets octets(40, 1);
    octets.insert(octets.end(), {2, 4, 5, 0xb4});
    EXPECT_EQ(decodeOptions(octets, true).options, Options{});
    EXPECT_EQ(decodeOptions(octets, true).parts.size(), 40u);
    EXPECT_THAT(decodeOptions({}, true).parts, IsEmpty());
}

/// Whatever the octets are: the parts tile them, what holds can be said again, and nothing else changes.
void expectSense(const Octets& octets, bool syn)
{
    const Octets exactly = octets; // a heap block of its own size: a read beyond its end is seen
    const DecodedOptions decoded = decodeOptions(exactly, syn);
    std::size_t at = 0;
    for (const OptionPart& part : decoded.parts) {
        ASSERT_EQ(part.at, at);
        ASSERT_GT(part.length, 0);
        ASSERT_EQ(static_cast<std::uint8_t>(part.kind), octets[at]);
        at += part.length;
    }
    ASSERT_EQ(at, octets.size());
    if (!syn) {
        ASSERT_EQ(decoded.options.mss, 0);
        ASSERT_FALSE(decoded.options.windowScale);
        ASSERT_FALSE(decoded.options.sackPermitted);
    }
    ASSERT_LE(decoded.options.windowScale.value_or(0), mostWindowScale);
    if (const auto again = encodeOptions(decoded.options)) {
        ASSERT_EQ(decodeOptions(again->octets(), true).options, decoded.options);
    }
}

TEST(DecodeOptions, MakesSenseOfWhateverArrives)
{
    const std::vector<Options> all = everyCombination();
    for (std::uint64_t k = 0; k < 30'000; ++k) {
        std::uint64_t draws = 0;
        const auto drawn = [k, &draws](std::uint64_t bound) {
            return drawBelow(bound, k, 0, Purpose::Test, draws++);
        };
        Octets octets = encoded(all[k % all.size()]);
        for (std::uint64_t changes = 1 + drawn(4); changes > 0; --changes) {
            const std::uint64_t how = drawn(4);
            const auto interesting = [&] {
                constexpr std::array<std::uint8_t, 12> octet{0, 1, 2, 3, 4, 5, 8, 10, 34, 38, 127, 255};
                return drawn(2) == 0 ? octet[drawn(octet.size())] : static_cast<std::uint8_t>(drawn(256));
            };
            const auto place = [&](std::size_t size) { return static_cast<std::ptrdiff_t>(drawn(size)); };
            if (octets.empty() || (how == 0 && octets.size() < mostOptionOctets))
                octets.insert(octets.begin() + place(octets.size() + 1), interesting());
            else if (how == 1)
                octets.erase(octets.begin() + place(octets.size()));
            else if (how == 2)
                octets.resize(drawn(octets.size() + 1));
            else
                octets[drawn(octets.size())] = interesting();
        }
        ASSERT_NO_FATAL_FAILURE(expectSense(octets, drawn(2) == 0)) << k;
    }
}

} // namespace
} // namespace tcplab
