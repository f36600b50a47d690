// --format pcapng: what each host's network interface saw, with a comment on every packet that was lost, that
// somebody laid hands on, or that a call by hand has made.
#include "app/cli/formats.h"
#include "core/trace/pcapng.h"
#include "core/trace/sightings.h"

#include <map>

namespace tcplab {
namespace {

/// A run begins at 2000-01-01 00:00:00 UTC: Wireshark takes a time of zero for one that it does not know, and would not
/// measure the round trip of the handshake.
constexpr Duration beginning = seconds(946'684'800);

/// Numbers of the records that tell of a segment what a packet cannot.
using RecordsToTell = std::map<SegmentId, std::vector<std::uint32_t>>;

bool isCallByHand(const Effect& what)
{
    return what.kind == EffectKind::User && what.command == UserCommand::Call && what.applied;
}

RecordsToTell recordsToTell(const Trace& trace)
{
    RecordsToTell tell;
    for (std::uint32_t n = 1; n <= trace.recordCount(); ++n) {
        const Effect& what = trace.record(n).what;
        switch (what.kind) {
        case EffectKind::Drop: tell[what.segment].push_back(n); break;
        case EffectKind::Duplicate:
            tell[what.segment].push_back(n);
            tell[what.copy].push_back(n);
            break;
        case EffectKind::User:
            if (what.segment != 0 && what.applied)
                tell[what.segment].push_back(n);
            break;
        case EffectKind::Send: {
            const std::uint32_t first = trace.firstRecordOf(trace.record(n).step);
            if (isCallByHand(trace.record(first).what))
                tell[what.segment].push_back(first);
            break;
        }
        default: break;
        }
    }
    return tell;
}

std::string describe(const Trace& trace, Side side, const IpAddress& address, const Setting& setting)
{
    return setting.plain(sideName(side, setting.language) + ", " + ipAddressText(address) + ", " +
                         nameOf(trace.scenario().hosts[indexOf(side)].profile.name));
}

} // namespace

EndReason showPcapng(Run& run, const Showing& showing)
{
    const Setting& setting = showing.setting;
    const Trace& trace = run.trace();
    // What becomes of a packet stands beside it, so the whole run comes first.
    const EndReason reason = play(run, showing.limit, [] { return true; });
    const Addresses addresses = showing.ipv6 ? ipv6Addresses() : addressesOf(trace.scenario());
    const RecordsToTell tell = recordsToTell(trace);

    showing.out.write(
        pcapngSection("TCP Lab", setting.plain(pick(trace.scenario().title, setting.language))));
    std::array<std::uint32_t, 2> numbers{};
    std::uint32_t interfaces = 0;
    for (const Side side : {Side::Client, Side::Server}) {
        if (showing.interface.value_or(side) != side)
            continue;
        numbers[indexOf(side)] = interfaces++;
        showing.out.write(
            pcapngInterface(nameOf(side), describe(trace, side, addresses[indexOf(side)], setting)));
    }
    StreamBytes streams;
    for (std::uint32_t n = 1; n <= trace.recordCount(); ++n) {
        streams.note(trace, trace.record(n));
        const std::optional<Sighting> sighting = sightingOf(trace, n);
        if (!sighting || showing.interface.value_or(sighting->at) != sighting->at)
            continue;
        PcapngPacket packet{.interface = numbers[indexOf(sighting->at)],
                            .at = trace.record(n).t + beginning,
                            .outgoing = sighting->outgoing};
        if (const auto records = tell.find(sighting->segment); records != tell.end())
            for (const std::uint32_t record : records->second)
                packet.comments.push_back(setting.plain(recordText(trace, record, setting.language)));
        if (!showing.out.write(pcapngPacket(packet, packetOf(trace, *sighting, addresses, streams))))
            break;
    }
    return reason;
}

} // namespace tcplab
