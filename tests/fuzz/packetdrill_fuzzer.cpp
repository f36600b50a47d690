/// For libFuzzer: any octets as a packetdrill script, which is played if it can be read.
#include "core/script/parser.h"
#include "core/script/play.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto script = tcplab::script::readScript(text, "fuzz.pkt", {"STANDARD"}))
        (void)tcplab::script::play(*script, {});
    return 0;
}
