#include "app/cli/command_line.h"

#include "app/cli/arguments.h"
#include "app/cli/output.h"
#include "app/cli/words.h"
#include "app/library/library.h"
#include "core/base/nearest.h"

#include <algorithm>

namespace tcplab {
namespace {

/// The value of the last --lang, wherever it stands: the texts of all other options depend on it.
std::string languageAskedFor(const std::vector<std::string>& arguments)
{
    constexpr std::string_view option = "--lang";
    std::string asked;
    for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
        const std::string& argument = arguments[i];
        if (argument == option && i + 1 < arguments.size())
            asked = arguments[i + 1];
        else if (argument.starts_with(option) && argument.size() > option.size() &&
                 argument[option.size()] == '=')
            asked = argument.substr(option.size() + 1);
    }
    return asked;
}

int print(const std::string& text, const Setting& setting)
{
    Output out(setting.here.out);
    out.write(setting.plain(text));
    return finishStandardOutput(out, setting);
}

int misused(const Setting& setting, const Sentence& sentence, const CLI::App* command, std::string what,
            std::string known = {})
{
    Facts facts;
    facts.set("what", std::move(what));
    facts.set("known", std::move(known));
    facts.set("command", std::string(programName) + (command ? " " + command->get_name() : std::string{}));
    setting.complain(setting.say(sentence, facts));
    return exitBadInput;
}

/// Says what is meant by a word that is not known: the nearest there is, or what there is at all.
int unknownWord(const Setting& setting, const Sentence& near, const Sentence& far, const CLI::App* command,
                const std::string& word, const std::vector<std::string>& known)
{
    const std::vector<std::string_view> views(known.begin(), known.end());
    const std::string nearest = nearestOrAll(word.substr(0, word.find('=')), views);
    const bool isNear = std::ranges::find(known, nearest) != known.end();
    return misused(setting, isNear ? near : far, command, word, nearest);
}

/// An option that does not exist, or an argument too many; a command that does not exist.
int notExpected(const Setting& setting, Arguments& arguments, const std::vector<std::string>& rest)
{
    const CLI::App* command = arguments.command();
    const auto isOption = [](const std::string& word) { return word.size() > 1 && word[0] == '-'; };
    const auto option = std::ranges::find_if(rest, isOption);
    if (option != rest.end() && *option != "--") {
        std::vector<std::string> names;
        for (const CLI::Option* known : (command ? command : &arguments.app())->get_options())
            for (const std::string& name : known->get_lnames())
                names.push_back("--" + name);
        return unknownWord(setting, words::unknownOptionNear, words::unknownOption, command, *option, names);
    }
    if (command != nullptr)
        return misused(setting, words::unexpected, command, rest.front());
    if (findInLibrary(rest.front()) != nullptr || rest.front().ends_with(".toml") ||
        rest.front().ends_with(".pkt")) // most likely `run` was left out
        return misused(setting, words::unknownCommandNear, command, rest.front(), "run " + rest.front());
    return unknownWord(setting, words::unknownCommandNear, words::unknownCommand, command, rest.front(),
                       {"run", "figure", "matrix", "compare", "explore", "check", "list", "show", "knobs",
                        "replay", "live", "sweep", "merge", "chart"});
}

/// What CLI11 found wrong, in our words: nearly always a value is missing.
int misparsed(const Setting& setting, const CLI::App* command, const CLI::ParseError& error)
{
    const std::string what = error.what();
    if (error.get_name() == "ArgumentMismatch" && what.find("required") != std::string::npos)
        return misused(setting, words::missingValue, command, what.substr(0, what.find(':')));
    return misused(setting, words::misunderstood, command, what);
}

int checkLanguage(Setting& setting, const std::string& asked)
{
    if (asked.empty())
        return exitDone;
    const auto language = languageNamed(asked);
    if (!language) {
        setting.complain(errorText(
            {.file = "--lang", .problem = Problem::UnknownName, .subject = asked, .expected = "en, zh"},
            setting.language));
        return exitBadInput;
    }
    if (setting.ascii && *language == Language::Chinese)
        return misused(setting, words::asciiChinese, nullptr, asked);
    return exitDone;
}

int runAsked(const Setting& setting, const CLI::App& command, const Asked& asked)
{
    const std::string& name = command.get_name();
    if (name == "list")
        return listCommand(asked.namesAlone, setting);
    if (name == "knobs")
        return knobsCommand(setting);
    if (name == "replay")
        return asked.traces.empty() ? misused(setting, words::missing, &command, "TRACE.json")
                                    : replayCommand(asked.traces, setting);
    if (name == "live")
        return asked.live.listen || asked.live.connect
                   ? liveCommand(asked.live, setting)
                   : misused(setting, words::missing, &command, "--listen / --connect");
    if (name == "check")
        return asked.check.paths.empty() ? misused(setting, words::missing, &command, "SCRIPT")
                                         : checkCommand(asked.check, setting);
    if (name == "merge")
        return asked.merge.parts.empty() ? misused(setting, words::missing, &command, "PART")
                                         : mergeCommand(asked.merge, setting);
    if (name == "chart")
        return asked.chart.table.empty() ? misused(setting, words::missing, &command, "TABLE.csv")
                                         : chartCommand(asked.chart, setting);
    if (name == "sweep")
        return asked.sweep.run.scenario.empty() ? misused(setting, words::missing, &command, "SCENARIO")
                                                : sweepCommand(asked.sweep, setting);
    const RunOptions& run = name == "matrix"    ? asked.matrix.run
                            : name == "compare" ? asked.compare.run
                            : name == "explore" ? asked.explore.run
                            : name == "figure"  ? asked.figure.run
                                                : asked.run;
    const std::string& scenario = name == "show" ? asked.shown : run.scenario;
    if (scenario.empty())
        return misused(setting, words::missing, &command, name == "show" ? "NAME" : "SCENARIO");
    if (name == "show")
        return showCommand(scenario, setting);
    if (run.output && run.output->empty())
        return misused(setting, words::missingValue, &command, "--output");
    if (name == "matrix")
        return matrixCommand(asked.matrix, setting);
    if (name == "compare")
        return compareCommand(asked.compare, setting);
    if (name == "figure")
        return figureCommand(asked.figure, setting);
    if (name == "explore")
        return exploreCommand(asked.explore, setting);
    return runCommand(asked.run, setting);
}

} // namespace

int commandLine(std::vector<std::string> arguments, const Environment& here)
{
    if (!arguments.empty() && arguments.front() == "help") { // as git has it: help run
        arguments.erase(arguments.begin());
        arguments.insert(arguments.begin() + (arguments.empty() ? 0 : 1), "--help");
    }
    if (arguments.empty())
        arguments.emplace_back("--help");

    Setting setting{.here = here, .language = here.language};
    const std::string languageAsked = languageAskedFor(arguments);
    setting.ascii = std::ranges::find(arguments, "--ascii") != arguments.end();
    setting.language =
        setting.ascii ? Language::English : languageNamed(languageAsked).value_or(here.language);

    Asked asked;
    Arguments parser(asked, setting.language, std::min(here.columns, 100));
    try {
        std::vector<std::string> reversed(arguments.rbegin(), arguments.rend()); // as CLI11 wants them
        parser.app().parse(reversed);
    } catch (const CLI::CallForHelp&) {
        return print(parser.app().help(), setting);
    } catch (const CLI::CallForVersion& version) {
        return print(std::string(version.what()) + "\n", setting);
    } catch (const CLI::ParseError& error) {
        return misparsed(setting, parser.command(), error);
    }
    setting.ascii = asked.ascii;
    if (asked.ascii)
        setting.language = Language::English;
    if (const int wrong = checkLanguage(setting, languageAsked); wrong != exitDone)
        return wrong;
    if (const auto rest = parser.app().remaining(true); !rest.empty())
        return notExpected(setting, parser, rest);
    if (parser.command() == nullptr)
        return misused(setting, words::missing, nullptr, setting.say(words::command));
    return runAsked(setting, *parser.command(), asked);
}

} // namespace tcplab
