#include "app/live/capture.h"

#include "core/trace/pcapng.h"

namespace tcplab::live {

std::string captureBeginning(const CaptureWords& words)
{
    std::string text = pcapngSection("TCP Lab", words.title);
    for (const Side side : {Side::Client, Side::Server})
        text += pcapngInterface(nameOf(side), words.interfaces[indexOf(side)]);
    return text;
}

std::string captured(const Passing& passing, Duration beginning, const CaptureWords& words)
{
    PcapngPacket packet{.interface = static_cast<std::uint32_t>(indexOf(passing.at)),
                        .at = passing.when + beginning,
                        .outgoing = passing.outgoing};
    if (passing.fate != DropReason::None)
        packet.comments.push_back(words.lost(passing.fate));
    if (passing.isCopy)
        packet.comments.push_back(words.copy);
    return pcapngPacket(packet, passing.octets);
}

} // namespace tcplab::live
