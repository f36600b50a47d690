#include "app/cli/columns.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/library/library.h"
#include "core/world/scenario_file.h"

#include <algorithm>

namespace tcplab {

int listCommand(bool namesAlone, const Setting& setting)
{
    constexpr int indent = 2;
    constexpr int mostColumns = 100;
    Output out(setting.here.out);
    std::size_t longest = 0;
    for (const LibraryFile& file : libraryFiles())
        longest = std::max(longest, file.name.size());
    const int nameColumns = static_cast<int>(longest) + indent + 2;
    std::string lesson;
    bool first = true;
    for (const LibraryFile& file : libraryFiles()) {
        if (namesAlone) {
            out.write(std::string(file.name) + "\n");
            continue;
        }
        const Input<Scenario> scenario = readScenario(file.text, std::string(file.name));
        if (!scenario) { // a library that is wrong is ours to mend; its tests say so before anyone else
            setting.complain(errorText(scenario.error(), setting.language));
            return exitBadInput;
        }
        if (first || scenario->lesson != lesson)
            out.write((first ? "" : "\n") + setting.plain(lessonTitle(scenario->lesson, setting.language)) +
                      "\n");
        first = false;
        lesson = scenario->lesson;
        std::string begin = padded("  " + std::string(file.name), nameColumns);
        const int columns = std::min(setting.here.columns, mostColumns) - nameColumns;
        for (const std::string& line :
             wrapped(setting.plain(pick(scenario->title, setting.language)), columns)) {
            out.write(begin + line + "\n");
            begin = std::string(static_cast<std::size_t>(nameColumns), ' ');
        }
    }
    return finishStandardOutput(out, setting);
}

} // namespace tcplab
