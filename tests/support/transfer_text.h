/// A transfer as the text of a scenario: the client connects, sends, and both close.
#pragma once
#include <cstdint>
#include <string>

namespace tcplab {

/// `times` calls of so many octets each. `network`: lines for [network]; `knobs`: lines for both hosts.
inline std::string transferText(std::uint32_t times, std::uint32_t octets, const std::string& network,
                                const std::string& knobs = "")
{
    const std::string send = "send " + std::to_string(octets) + "\n";
    const std::string sends = times == 1 ? send : "repeat " + std::to_string(times) + "\n" + send + "end\n";
    return "title = { en = \"A transfer\", zh_CN = \"传输\" }\n[network]\nmsl = \"30 s\"\n" + network +
           "[client]\n" + knobs + "program = \"\"\"\nconnect server:80\n" + sends + "close\n\"\"\"\n" +
           "[server]\n" + knobs + "program = \"\"\"\nlisten 80\naccept\nrecv eof\nclose\n\"\"\"\n";
}

} // namespace tcplab
