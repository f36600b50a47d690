/// Whose packet is whose, and what the script's numbers are on the wire. As packetdrill has it: a SYN's numbers are
/// absolute, all others count from the first SYN of each side.
#pragma once
#include "core/script/script.h"

#include <deque>
#include <optional>
#include <vector>

namespace tcplab::script {

/// One connection as the script sees it; names follow packetdrill: the script plays the remote end.
struct Conversation {
    enum class Stage : std::uint8_t { New, Listening, Connecting, Going };
    Stage stage = Stage::New;
    bool passive = false;           ///< the script has opened it: its first packet of any kind tells its ISN
    std::uint16_t localPort = 0;    ///< on the wire: of the host under test; 0: not known yet
    std::uint16_t remotePort = 0;   ///< on the wire
    std::optional<Ports> written{}; ///< as the script writes them: source is the host under test
    bool knowsRemote = false;
    std::uint32_t remoteIsn = 0; ///< the script's own: the same on the wire
    bool knowsLocal = false;
    std::uint32_t localIsnLive = 0;
    std::uint32_t localIsnScript = 0;
    /// TS val of the host under test: as the script has it, and on the wire.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> timestamps{};

    /// What is added to a number of the script's.
    std::uint32_t remoteOffset(bool syn) const { return syn || !knowsRemote ? 0 : remoteIsn; }
    std::uint32_t localOffset(bool syn) const
    {
        if (!knowsLocal)
            return 0;
        return localIsnLive - (syn ? localIsnScript : 0);
    }
    /// A timestamp that the script echoes, on the wire; nothing if it has not been seen.
    std::optional<std::uint32_t> liveTimestamp(std::uint32_t scripts) const;
};

/// In which order a host lays out its options, and how it pads them.
enum class OptionLayout : std::uint8_t { Linux, FreeBsd };
/// The options as they stand in a header.
std::vector<OptionItem> itemsOf(const Options& options, OptionLayout layout);
/// What a segment carries that has these options, in this order.
Options optionsOf(const std::vector<OptionItem>& items, bool syn);
/// "S. 0:0(0) ack 1 win 65535 <mss 1460>": a live segment in the script's numbers.
std::string textOf(const Segment& segment, const Conversation& conversation, OptionLayout layout);

} // namespace tcplab::script
