#include "core/script/conversation.h"

#include "core/segment/notation.h"
#include "core/segment/option_bytes.h"

#include <array>

namespace tcplab::script {
namespace {

std::uint32_t bigEndian(std::span<const std::uint8_t> octets, std::size_t at, std::size_t length)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < length && at + i < octets.size(); ++i)
        value = value << 8 | octets[at + i];
    return value;
}

void put(std::vector<std::uint8_t>& octets, std::uint32_t value, int length)
{
    for (int i = length - 1; i >= 0; --i)
        octets.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

OptionItem itemAt(std::span<const std::uint8_t> octets, std::size_t at)
{
    OptionItem item;
    switch (static_cast<OptionKind>(octets[at])) {
    case OptionKind::EndOfList: item.kind = OptionItem::Kind::EndOfList; break;
    case OptionKind::NoOperation: item.kind = OptionItem::Kind::NoOperation; break;
    case OptionKind::Mss:
        item.kind = OptionItem::Kind::Mss;
        item.number = bigEndian(octets, at + 2, 2);
        break;
    case OptionKind::WindowScale:
        item.kind = OptionItem::Kind::WindowScale;
        item.number = bigEndian(octets, at + 2, 1);
        break;
    case OptionKind::SackPermitted: item.kind = OptionItem::Kind::SackPermitted; break;
    case OptionKind::Timestamps:
        item.kind = OptionItem::Kind::Timestamps;
        item.number = bigEndian(octets, at + 2, 4);
        item.echo = bigEndian(octets, at + 6, 4);
        break;
    case OptionKind::Sack:
        item.kind = OptionItem::Kind::Sack;
        for (std::size_t block = at + 2; block + 8 <= at + octets[at + 1]; block += 8)
            item.blocks.emplace_back(bigEndian(octets, block, 4), bigEndian(octets, block + 4, 4));
        break;
    default: item.kind = OptionItem::Kind::Other; break;
    }
    return item;
}

/// As tcp_addoptions() of FreeBSD puts them: each where its numbers are aligned, EOL and zeros behind the last.
class FreeBsdOptions {
public:
    explicit FreeBsdOptions(const Options& options)
    {
        using Kind = OptionItem::Kind;
        if (options.mss != 0)
            add({.kind = Kind::Mss, .number = options.mss}, 4, 4, 0);
        if (options.windowScale)
            add({.kind = Kind::WindowScale, .number = *options.windowScale}, 3, 2, 1);
        if (options.sackPermitted)
            add({.kind = Kind::SackPermitted}, 2, 2, 0);
        if (options.timestamps)
            add({.kind = Kind::Timestamps, .number = options.tsVal, .echo = options.tsEcr}, 10, 4, 2);
        if (!options.sack.empty()) {
            OptionItem sack{.kind = Kind::Sack};
            for (const SackBlock& block : options.sack)
                sack.blocks.emplace_back(block.left.value(), block.right.value());
            add(std::move(sack), 2 + 8 * options.sack.size(), 4, 2);
        }
        for (; m_octets % 4 != 0; ++m_octets)
            m_items.push_back({.kind = Kind::EndOfList});
    }
    std::vector<OptionItem> items() && { return std::move(m_items); }

private:
    /// Behind as many NOPs as it takes for its first octet to lie at `rest` modulo `unit`.
    void add(OptionItem item, std::size_t octets, std::size_t unit, std::size_t rest)
    {
        for (; m_octets % unit != rest; ++m_octets)
            m_items.push_back({.kind = OptionItem::Kind::NoOperation});
        m_items.push_back(std::move(item));
        m_octets += octets;
    }
    std::vector<OptionItem> m_items;
    std::size_t m_octets = 0;
};

} // namespace

std::optional<std::uint32_t> Conversation::liveTimestamp(std::uint32_t scripts) const
{
    for (auto seen = timestamps.rbegin(); seen != timestamps.rend(); ++seen)
        if (seen->first == scripts)
            return seen->second;
    return std::nullopt;
}

std::vector<OptionItem> itemsOf(const Options& options, OptionLayout layout)
{
    if (layout == OptionLayout::FreeBsd)
        return FreeBsdOptions(options).items();
    std::vector<OptionItem> items;
    const std::optional<OptionBytes> bytes = encodeOptions(options);
    if (!bytes)
        return items;
    const auto octets = bytes->octets();
    for (std::size_t at = 0; at < octets.size();) {
        items.push_back(itemAt(octets, at));
        const bool single = octets[at] < 2;
        at += single ? 1u : std::max<std::size_t>(2, octets[at + 1]);
    }
    return items;
}

Options optionsOf(const std::vector<OptionItem>& items, bool syn)
{
    std::vector<std::uint8_t> octets;
    for (const OptionItem& item : items) {
        switch (item.kind) {
        case OptionItem::Kind::NoOperation: put(octets, 1, 1); break;
        case OptionItem::Kind::EndOfList: put(octets, 0, 1); break;
        case OptionItem::Kind::Mss: put(octets, 0x0204, 2), put(octets, item.number, 2); break;
        case OptionItem::Kind::WindowScale: put(octets, 0x0303, 2), put(octets, item.number, 1); break;
        case OptionItem::Kind::SackPermitted: put(octets, 0x0402, 2); break;
        case OptionItem::Kind::Timestamps:
            put(octets, 0x080a, 2), put(octets, item.number, 4), put(octets, item.echo, 4);
            break;
        case OptionItem::Kind::Sack:
            put(octets, 5, 1), put(octets, static_cast<std::uint32_t>(2 + 8 * item.blocks.size()), 1);
            for (const auto& [left, right] : item.blocks)
                put(octets, left, 4), put(octets, right, 4);
            break;
        case OptionItem::Kind::Other: break;
        }
    }
    if (octets.size() > mostOptionOctets)
        octets.resize(mostOptionOctets);
    return decodeOptions(octets, syn).options;
}

std::string textOf(const Segment& segment, const Conversation& conversation, OptionLayout layout)
{
    Segment mapped = segment;
    const bool syn = segment.ctl.syn;
    mapped.options = {};
    mapped.seq = segment.seq - conversation.localOffset(syn);
    if (segment.ctl.ack)
        mapped.ack = segment.ack - conversation.remoteOffset(syn);
    std::string text = packetdrillText(mapped);
    std::vector<OptionItem> items = itemsOf(segment.options, layout);
    for (OptionItem& item : items) {
        for (auto& [left, right] : item.blocks) {
            left -= conversation.remoteOffset(syn);
            right -= conversation.remoteOffset(syn);
        }
    }
    if (!items.empty())
        text += " <" + textOf(items) + ">";
    return text;
}

} // namespace tcplab::script
