/// For libFuzzer: any octets as a scenario file. One that is read is written, and read again as the same.
#include "core/world/scenario_file.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto scenario = tcplab::readScenario(text, "fuzz.toml");
    if (!scenario)
        return 0;
    const std::string written = tcplab::writeScenario(*scenario);
    const auto again = tcplab::readScenario(written, "again.toml");
    if (!again || tcplab::writeScenario(*again) != written)
        std::abort();
    return 0;
}
