/// For libFuzzer: any octets as a packetdrill script.
#include "core/script/parser.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    (void)tcplab::script::readScript(text, "fuzz.pkt", {"STANDARD"});
    return 0;
}
