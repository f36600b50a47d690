#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/words.h"

namespace tcplab {

int cannotWrite(const std::string& path, int error, const Setting& setting)
{
    Facts facts;
    facts.set("what", path);
    facts.set("why", systemReason(error, setting.language));
    setting.complain(setting.say(words::cannotWrite, facts));
    return exitFailed;
}

int writeText(const std::optional<std::string>& path, std::string_view text, const Setting& setting)
{
    if (!path || *path == "-") {
        Output out(setting.here.out);
        out.write(text);
        return finishStandardOutput(out, setting);
    }
    ResultFile file;
    if (const int error = file.open(*path); error != 0)
        return cannotWrite(*path, error, setting);
    Output out(file.descriptor());
    out.write(text);
    const int error = out.flush() ? file.commit() : out.error();
    return error != 0 ? cannotWrite(*path, error, setting) : exitDone;
}

} // namespace tcplab
