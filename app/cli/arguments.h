/// The program's options and commands as CLI11 reads them.
#pragma once
#include "app/cli/commands.h"
#include "app/wording/sentence.h"

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace tcplab {

inline constexpr const char* programName = "tcplab-cli";

/// What the arguments ask for, as CLI11 puts it there.
struct Asked {
    std::string language;
    bool ascii = false;
    RunOptions run;
    CheckOptions check;
    LiveOptions live;
    MatrixOptions matrix;
    CompareOptions compare;
    ExploreOptions explore;
    SweepOptions sweep;
    FigureCommandOptions figure;
    MergeOptions merge;
    ChartOptions chart;
    bool namesAlone = false;
    std::string shown;
    std::vector<std::string> traces;
};

/// The program's options and commands, in the language of their help.
class Arguments {
public:
    Arguments(Asked& asked, Language language, int columns);
    CLI::App& app() { return m_app; }
    /// The command that was named; null if none was.
    const CLI::App* command() const;

private:
    std::string say(const Sentence& sentence) const { return textOf(sentence, m_language); }
    /// The last one counts.
    template <class Value>
    void addOption(CLI::App& to, const char* name, Value& value, const Sentence& meaning, const char* type)
    {
        to.add_option(name, value, say(meaning))->type_name(type)->take_last();
    }
    /// May be given more than once, with one value each time.
    void addList(CLI::App& to, const char* name, std::vector<std::string>& values, const Sentence& meaning,
                 const char* type);
    void addCommon(CLI::App& app, Asked& asked);
    CLI::App& addCommand(const char* name, const Sentence& meaning, Asked& asked);
    /// What all commands have that play a scenario and write what became of it.
    void addPlayed(CLI::App& to, RunOptions& into);
    void addRun(Asked& asked);
    /// What all commands have that take a scenario and write a result.
    CLI::App& addExperiment(const char* name, const Sentence& meaning, RunOptions& into, Asked& asked);
    void addMatrix(Asked& asked);
    void addCompare(Asked& asked);
    void addExplore(Asked& asked);
    void addFigure(Asked& asked);
    void addCheck(Asked& asked);
    void addLive(Asked& asked);
    void addSweep(Asked& asked);
    void addChart(Asked& asked);

    Language m_language;
    CLI::App m_app;
};

} // namespace tcplab
