#include "app/cli/output.h"
#include "app/cli/scenario_source.h"
#include "app/library/library.h"

namespace tcplab {

int showCommand(const std::string& name, const Setting& setting)
{
    const LibraryFile* found = findInLibrary(name);
    if (found == nullptr) {
        const Failure failure = unknownScenario(name, setting);
        setting.complain(failure.text);
        return failure.exitCode;
    }
    Output out(setting.here.out);
    out.write(found->text);
    return finishStandardOutput(out, setting);
}

} // namespace tcplab
