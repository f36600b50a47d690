#include "core/segment/option_bytes.h"

#include <algorithm>

namespace tcplab {
namespace {

constexpr std::size_t mssLength = 4;
constexpr std::size_t windowScaleLength = 3;
constexpr std::size_t sackPermittedLength = 2;
constexpr std::size_t timestampsLength = 10;
constexpr std::size_t sackBlockLength = 8;

void putKind(OptionBytes& bytes, OptionKind kind, std::size_t length)
{
    bytes.put(static_cast<std::uint8_t>(kind));
    bytes.put(static_cast<std::uint8_t>(length));
}

void putNoOperations(OptionBytes& bytes, int count)
{
    for (int i = 0; i < count; ++i)
        bytes.put(static_cast<std::uint8_t>(OptionKind::NoOperation));
}

void put16(OptionBytes& bytes, std::uint32_t value)
{
    bytes.put(static_cast<std::uint8_t>(value >> 8 & 0xff));
    bytes.put(static_cast<std::uint8_t>(value & 0xff));
}

void put32(OptionBytes& bytes, std::uint32_t value)
{
    put16(bytes, value >> 16);
    put16(bytes, value & 0xffff);
}

void putWindowScale(OptionBytes& bytes, const Options& options)
{
    if (!options.windowScale)
        return;
    putNoOperations(bytes, 1);
    putKind(bytes, OptionKind::WindowScale, windowScaleLength);
    bytes.put(*options.windowScale);
}

std::uint32_t get16(std::span<const std::uint8_t> data, std::size_t at)
{
    return std::uint32_t{data[at]} << 8 | data[at + 1];
}

std::uint32_t get32(std::span<const std::uint8_t> data, std::size_t at)
{
    return get16(data, at) << 16 | get16(data, at + 2);
}

/// Keeps what options say, in the order in which they come.
class Reader {
public:
    explicit Reader(bool syn) : m_syn(syn) {}
    const Options& options() const { return m_options; }
    /// `data` is what follows kind and length.
    OptionFlaw read(OptionKind kind, std::span<const std::uint8_t> data)
    {
        switch (kind) {
        case OptionKind::Mss: return readMss(data);
        case OptionKind::WindowScale: return readWindowScale(data);
        case OptionKind::SackPermitted: return readSackPermitted(data);
        case OptionKind::Sack: return readSack(data);
        case OptionKind::Timestamps: return readTimestamps(data);
        case OptionKind::EndOfList:
        case OptionKind::NoOperation: break;
        }
        return OptionFlaw::UnknownKind;
    }

private:
    OptionFlaw readMss(std::span<const std::uint8_t> data)
    {
        if (data.size() != mssLength - 2)
            return OptionFlaw::WrongLength;
        if (!m_syn)
            return OptionFlaw::OutsideSyn;
        const auto mss = static_cast<std::uint16_t>(get16(data, 0));
        if (mss == 0)
            return OptionFlaw::ZeroMss;
        const bool again = m_options.mss != 0;
        m_options.mss = mss;
        return again ? OptionFlaw::Repeated : OptionFlaw::None;
    }
    OptionFlaw readWindowScale(std::span<const std::uint8_t> data)
    {
        if (data.size() != windowScaleLength - 2)
            return OptionFlaw::WrongLength;
        if (!m_syn)
            return OptionFlaw::OutsideSyn;
        const bool again = m_options.windowScale.has_value();
        m_options.windowScale = std::min(data[0], mostWindowScale);
        if (data[0] > mostWindowScale)
            return OptionFlaw::ScaleTooLarge;
        return again ? OptionFlaw::Repeated : OptionFlaw::None;
    }
    OptionFlaw readSackPermitted(std::span<const std::uint8_t> data)
    {
        if (data.size() != sackPermittedLength - 2)
            return OptionFlaw::WrongLength;
        if (!m_syn)
            return OptionFlaw::OutsideSyn;
        const bool again = m_options.sackPermitted;
        m_options.sackPermitted = true;
        return again ? OptionFlaw::Repeated : OptionFlaw::None;
    }
    OptionFlaw readSack(std::span<const std::uint8_t> data)
    {
        if (data.empty() || data.size() % sackBlockLength != 0)
            return OptionFlaw::WrongLength;
        const bool again = !m_options.sack.empty();
        m_options.sack = {};
        for (std::size_t at = 0; at < data.size(); at += sackBlockLength)
            m_options.sack.add({SeqNum{get32(data, at)}, SeqNum{get32(data, at + 4)}});
        return again ? OptionFlaw::Repeated : OptionFlaw::None;
    }
    OptionFlaw readTimestamps(std::span<const std::uint8_t> data)
    {
        if (data.size() != timestampsLength - 2)
            return OptionFlaw::WrongLength;
        const bool again = m_options.timestamps;
        m_options.timestamps = true;
        m_options.tsVal = get32(data, 0);
        m_options.tsEcr = get32(data, 4);
        return again ? OptionFlaw::Repeated : OptionFlaw::None;
    }

    Options m_options{};
    bool m_syn = false;
};

/// Why an option's length does not tell where the next one begins.
OptionFlaw lengthFlaw(std::span<const std::uint8_t> rest)
{
    if (rest.size() < 2)
        return OptionFlaw::LengthMissing;
    if (rest[1] < 2)
        return OptionFlaw::LengthTooShort;
    return rest[1] > rest.size() ? OptionFlaw::LengthPastEnd : OptionFlaw::None;
}

bool isZero(std::span<const std::uint8_t> octets)
{
    return std::ranges::all_of(octets, [](std::uint8_t octet) { return octet == 0; });
}

} // namespace

std::size_t roomForSackBlocks(const Options& options)
{
    Options others = options;
    others.sack = {};
    const std::size_t taken = others.octets() + 4; // at most 24: NOP, NOP, kind and length are four
    return std::min(SackBlocks::most, (mostOptionOctets - taken) / sackBlockLength);
}

std::optional<OptionBytes> encodeOptions(const Options& options)
{
    if (options.octets() > mostOptionOctets)
        return std::nullopt;
    OptionBytes bytes;
    const bool scaleFirst = options.order == OptionOrder::FreeBsd;
    if (options.mss != 0) {
        putKind(bytes, OptionKind::Mss, mssLength);
        put16(bytes, options.mss);
    }
    if (scaleFirst)
        putWindowScale(bytes, options);
    if (options.sackPermitted) {
        if (!options.timestamps && !scaleFirst)
            putNoOperations(bytes, 2);
        putKind(bytes, OptionKind::SackPermitted, sackPermittedLength);
    }
    if (options.timestamps) {
        if (!options.sackPermitted)
            putNoOperations(bytes, 2);
        putKind(bytes, OptionKind::Timestamps, timestampsLength);
        put32(bytes, options.tsVal);
        put32(bytes, options.tsEcr);
    }
    if (!scaleFirst)
        putWindowScale(bytes, options);
    if (!options.sack.empty()) {
        putNoOperations(bytes, bytes.size() % 4 == 2 ? 0 : 2);
        putKind(bytes, OptionKind::Sack, 2 + sackBlockLength * options.sack.size());
        for (const SackBlock& block : options.sack) {
            put32(bytes, block.left.value());
            put32(bytes, block.right.value());
        }
    }
    while (bytes.size() % 4 != 0) // "must be … padded with zeros" (§3.1)
        bytes.put(static_cast<std::uint8_t>(OptionKind::EndOfList));
    return bytes;
}

bool DecodedOptions::malformed() const
{
    const OptionFlaw last = parts.empty() ? OptionFlaw::None : parts.back().flaw;
    return last == OptionFlaw::LengthMissing || last == OptionFlaw::LengthTooShort ||
           last == OptionFlaw::LengthPastEnd;
}

DecodedOptions decodeOptions(std::span<const std::uint8_t> octets, bool syn)
{
    octets = octets.first(std::min(octets.size(), mostOptionOctets));
    DecodedOptions decoded;
    Reader reader{syn};
    for (std::size_t at = 0; at < octets.size();) {
        const auto rest = octets.subspan(at);
        const OptionKind kind{rest[0]};
        std::size_t length = rest.size();
        OptionFlaw flaw = OptionFlaw::None;
        if (kind == OptionKind::EndOfList) {
            flaw = isZero(rest) ? OptionFlaw::None : OptionFlaw::PaddingNotZero;
        } else if (kind == OptionKind::NoOperation) {
            length = 1;
        } else if (flaw = lengthFlaw(rest); flaw == OptionFlaw::None) {
            length = rest[1];
            flaw = reader.read(kind, rest.subspan(2, length - 2));
        }
        decoded.parts.push_back(
            {kind, static_cast<std::uint8_t>(at), static_cast<std::uint8_t>(length), flaw});
        at += length;
    }
    decoded.options = reader.options();
    return decoded;
}

} // namespace tcplab
