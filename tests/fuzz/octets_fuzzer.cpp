/// For libFuzzer: any octets as a packet, and as the options of a header.
#include "core/segment/option_bytes.h"
#include "core/segment/packet_bytes.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// What was understood says the same again, written and read once more.
void readOptions(std::span<const std::uint8_t> octets, bool syn)
{
    const tcplab::DecodedOptions decoded = tcplab::decodeOptions(octets, syn);
    const auto bytes = tcplab::encodeOptions(decoded.options);
    if (!bytes)
        return; // more than a header holds: a SYN's options and SACK blocks together
    require(bytes->size() == decoded.options.octets());
    require(tcplab::decodeOptions(bytes->octets(), syn).options == decoded.options);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::span<const std::uint8_t> octets(data, size);
    if (size != 0)
        readOptions(octets.subspan(1), (data[0] & 1) != 0);
    const tcplab::PacketRead packet = tcplab::readPacket(octets);
    if (packet.flaw == tcplab::PacketFlaw::None)
        require(packet.segment.text.length == packet.text.size());
    return 0;
}
