// --format jsonl: the trace, a line as soon as its step is done.
#include "app/cli/columns.h"
#include "app/cli/formats.h"
#include "core/trace/trace_file.h"

namespace tcplab {

EndReason showJsonLines(Run& run, const Showing& showing)
{
    const Trace& trace = run.trace();
    const auto writeLine = [&](const std::string& line) {
        return showing.out.write((showing.setting.ascii ? asciiJson(line) : line) + '\n');
    };
    writeLine(headerLine(trace));
    std::uint32_t written = 0;
    return play(run, showing.limit, [&] {
        while (written < trace.recordCount())
            if (!writeLine(recordLine(trace, ++written)))
                return false;
        return true;
    });
}

} // namespace tcplab
