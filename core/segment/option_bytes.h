/// Options as the octets of a TCP header's option part (RFC 9293 §3.1, §3.2; RFC 7323; RFC 2018).
#pragma once
#include "core/segment/segment.h"

#include <array>
#include <cassert>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tcplab {

/// Data Offset has four bits: 15 words, five of which are the header without options.
inline constexpr std::size_t mostOptionOctets = 40;
/// RFC 7323 §2.3: larger shift counts are taken as this one.
inline constexpr std::uint8_t mostWindowScale = 14;

/// Of those not named here, the number alone is known.
enum class OptionKind : std::uint8_t {
    EndOfList = 0,
    NoOperation = 1,
    Mss = 2,
    WindowScale = 3,
    SackPermitted = 4,
    Sack = 5,
    Timestamps = 8,
};

/// The option part of one header.
class OptionBytes {
public:
    std::size_t size() const { return m_size; }
    std::span<const std::uint8_t> octets() const { return {m_octets.data(), m_size}; }
    /// There must be room.
    void put(std::uint8_t octet)
    {
        assert(m_size < mostOptionOctets);
        m_octets[m_size++] = octet;
    }
    friend bool operator==(const OptionBytes&, const OptionBytes&) = default;

private:
    std::array<std::uint8_t, mostOptionOctets> m_octets{}; ///< those beyond the size are zero
    std::size_t m_size = 0;
};

/// How many SACK blocks there is room for beside the other options: what a sender offers at most.
std::size_t roomForSackBlocks(const Options& options);

/// options.octets() octets, in the order and with the padding of Linux: MSS; SACK-permitted and timestamps in
/// three words, or one of them behind two NOPs; NOP and window scale; two NOPs and SACK. Each option's data
/// lies on a word boundary, so that no EOL is needed. Or in FreeBSD's (tcp_addoptions): MSS; NOP and window
/// scale; SACK-permitted; timestamps and SACK, with NOPs before them; EOL to the word's end. Nothing if they take more than 40 octets: whoever makes
/// the segment must leave out SACK blocks first (roomForSackBlocks(); RFC 2018 §3).
std::optional<OptionBytes> encodeOptions(const Options& options);

/// What is to be said about an option that was read.
enum class OptionFlaw : std::uint8_t {
    None,
    UnknownKind,    ///< no error: skipped by its length (MUST-6)
    LengthMissing,  ///< the header ends behind the kind; what follows each of these three is not read:
    LengthTooShort, ///< 0 or 1, less than kind and length take (MUST-7)
    LengthPastEnd,  ///< more than the header holds
    WrongLength,    ///< not what this kind has; ignored
    OutsideSyn,     ///< means something only in a SYN; ignored
    ZeroMss,        ///< no segment could be sent; ignored
    ScaleTooLarge,  ///< more than 14; 14 is taken (RFC 7323 §2.3)
    Repeated,       ///< was there before; the later one holds
    PaddingNotZero, ///< what follows EOL is not zero (MUST-69); ignored
};

/// One option of a header, or one octet of padding between options.
struct OptionPart {
    OptionKind kind = OptionKind::EndOfList;
    std::uint8_t at = 0; ///< its first octet, from the start of the option part
    std::uint8_t length =
        0; ///< octets, kind and length included; of EOL and of what cannot be read: all the rest
    OptionFlaw flaw = OptionFlaw::None;
    friend bool operator==(const OptionPart&, const OptionPart&) = default;
};

struct DecodedOptions {
    Options options{};               ///< what holds
    std::vector<OptionPart> parts{}; ///< in their order; together they are all the octets

    /// A length was illegal, and the rest could not be read: the RFC suggests to reset the connection
    /// (MUST-7), Linux goes on with what was read before.
    bool malformed() const;
    friend bool operator==(const DecodedOptions&, const DecodedOptions&) = default;
};

/// Reads the option part of a header, at most 40 octets, whatever they are (MUST-4, MUST-5, MUST-64). MSS,
/// window scale and SACK-permitted are options of a SYN. Of two of a kind the later one holds.
DecodedOptions decodeOptions(std::span<const std::uint8_t> octets, bool syn);

} // namespace tcplab
