#include "app/cli/arguments.h"

#include "app/cli/chart_words.h"
#include "app/cli/figure_words.h"
#include "app/cli/help.h"
#include "app/cli/live_words.h"
#include "app/cli/sweep_words.h"
#include "app/cli/words.h"

namespace tcplab {

Arguments::Arguments(Asked& asked, Language language, int columns)
    : m_language(language), m_app(say(words::program), programName)
{
    m_app.formatter(std::make_shared<HelpFormatter>(language, columns));
    m_app.require_subcommand(0, 1);
    m_app.allow_extras();
    m_app.footer(say(words::programFooter));
    addCommon(m_app, asked);
    addRun(asked);
    addMatrix(asked);
    addCompare(asked);
    addExplore(asked);
    addCheck(asked);
    addLive(asked);
    addSweep(asked);
    addFigure(asked);
    addChart(asked);
    CLI::App& list = addCommand("list", words::listCommand, asked);
    list.add_flag("--names", asked.namesAlone, say(words::names));
    CLI::App& show = addCommand("show", words::showCommand, asked);
    show.add_option("NAME", asked.shown, say(words::scenarioName));
    addCommand("knobs", words::knobsCommand, asked);
    CLI::App& replay = addCommand("replay", words::replayCommand, asked);
    replay.add_option("TRACE.json|FOLDER", asked.traces, say(words::traces));
}

const CLI::App* Arguments::command() const
{
    const auto named = m_app.get_subcommands();
    return named.empty() ? nullptr : named.front();
}

void Arguments::addCommon(CLI::App& app, Asked& asked)
{
    app.set_help_flag("-h,--help", say(words::help));
    app.set_version_flag("--version", std::string(programName) + " " + TCPLAB_VERSION, say(words::version));
    app.add_option("--lang", asked.language, say(words::lang))->type_name("LANG")->take_last();
    app.add_flag("--ascii", asked.ascii, say(words::ascii));
}

CLI::App& Arguments::addCommand(const char* name, const Sentence& meaning, Asked& asked)
{
    CLI::App& command = *m_app.add_subcommand(name, say(meaning));
    command.footer("");
    addCommon(command, asked);
    return command;
}

void Arguments::addRun(Asked& asked)
{
    CLI::App& run = addCommand("run", words::runCommand, asked);
    const auto add = [&](const char* name, auto& into, const Sentence& meaning, const char* value) {
        run.add_option(name, into, say(meaning))->type_name(value)->take_last();
    };
    run.add_option("SCENARIO", asked.run.scenario, say(words::scenario));
    add("--format,-f", asked.run.format, words::format, "FORMAT");
    add("--output,-o", asked.run.output, words::output, "FILE");
    add("--seed", asked.run.seed, words::seed, "N");
    add("--until", asked.run.until, words::until, "TIME");
    run.add_option("--set", asked.run.sets, say(words::set))
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false)
        ->take_all();
    run.add_flag("--relative", asked.run.relative, say(words::relative));
    run.add_flag("--absolute", asked.run.absolute, say(words::absolute));
    add("--interface", asked.run.interface, words::interface, "HOST");
    run.add_flag("--ipv6", asked.run.ipv6, say(words::ipv6));
    run.add_flag("--check", asked.run.check, say(words::check));
    add("--limit", asked.run.limit, words::limit, "N");
}

CLI::App& Arguments::addExperiment(const char* name, const Sentence& meaning, RunOptions& into, Asked& asked)
{
    CLI::App& command = addCommand(name, meaning, asked);
    command.add_option("SCENARIO", into.scenario, say(words::scenario));
    command.add_option("--output,-o", into.output, say(words::output))->type_name("FILE")->take_last();
    command.add_option("--seed", into.seed, say(words::seed))->type_name("N")->take_last();
    command.add_option("--until", into.until, say(words::until))->type_name("TIME")->take_last();
    command.add_option("--set", into.sets, say(words::set))
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false)
        ->take_all();
    return command;
}

void Arguments::addMatrix(Asked& asked)
{
    asked.matrix.run.format = "table";
    CLI::App& matrix = addExperiment("matrix", words::matrixCommand, asked.matrix.run, asked);
    matrix.add_option("--format,-f", asked.matrix.run.format, say(words::matrixFormat))
        ->type_name("FORMAT")
        ->take_last();
    matrix.add_flag("--pairs", asked.matrix.pairs, say(words::pairs));
    matrix.add_option("--cell", asked.matrix.cell, say(words::cell))->type_name("SEGMENT")->take_last();
}

void Arguments::addCompare(Asked& asked)
{
    asked.compare.run.format = "table";
    CompareOptions& into = asked.compare;
    CLI::App& compare = addCommand("compare", words::compareCommand, asked);
    compare.add_option("SCENARIO", into.run.scenario, say(words::scenario));
    compare.add_option("OTHER", into.other, say(words::compareOther));
    compare.add_option("--set", into.run.sets, say(words::compareSet))
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false)
        ->take_all();
    compare.add_option("--format,-f", into.run.format, say(words::compareFormat))
        ->type_name("FORMAT")
        ->take_last();
    compare.add_option("--output,-o", into.run.output, say(words::output))->type_name("FILE")->take_last();
    compare.add_option("--seed", into.run.seed, say(words::seed))->type_name("N")->take_last();
    compare.add_option("--until", into.run.until, say(words::until))->type_name("TIME")->take_last();
    compare.footer(say(words::compareFooter));
}

void Arguments::addExplore(Asked& asked)
{
    CLI::App& explore = addExperiment("explore", words::exploreCommand, asked.explore.run, asked);
    const auto add = [&](const char* name, auto& into, const Sentence& meaning, const char* value) {
        explore.add_option(name, into, say(meaning))->type_name(value)->take_last();
    };
    add("--losses", asked.explore.losses, words::losses, "N");
    add("--duplicates", asked.explore.duplicates, words::duplicates, "N");
    add("--delays", asked.explore.delays, words::delays, "N");
    explore.add_flag("--reorder", asked.explore.reorder, say(words::reorder));
    add("--memory", asked.explore.memory, words::memory, "SIZE");
}

void Arguments::addFigure(Asked& asked)
{
    FigureCommandOptions& into = asked.figure;
    CLI::App& figure = addExperiment("figure", words::figureCommand, into.run, asked);
    const auto add = [&](const char* name, auto& value, const Sentence& meaning, const char* type) {
        figure.add_option(name, value, say(meaning))->type_name(type)->take_last();
    };
    add("--format,-f", into.format, words::figureFormat, "FORMAT");
    add("--what", into.what, words::figureWhat, "WHAT");
    add("--host", into.host, words::figureHost, "HOST");
    add("--from", into.from, words::figureFrom, "TIME");
    add("--to", into.to, words::figureTo, "TIME");
    figure.add_flag("--relative", into.run.relative, say(words::figureRelative));
    figure.add_flag("--packetdrill", into.packetdrill, say(words::figurePacketdrill));
    figure.add_flag("--linear", into.linear, say(words::figureLinear));
}

void Arguments::addCheck(Asked& asked)
{
    CLI::App& check = addCommand("check", words::checkCommand, asked);
    check.add_option("SCRIPT", asked.check.paths, say(words::scripts));
    check.add_option("--profile", asked.check.profile, say(words::checkProfile))
        ->type_name("PROFILE")
        ->take_last();
    check.add_option("--define,-D", asked.check.defined, say(words::define))
        ->type_name("SYMBOL")
        ->allow_extra_args(false)
        ->take_all();
    check.add_flag("--strict", asked.check.strict, say(words::strict));
}

void Arguments::addLive(Asked& asked)
{
    CLI::App& live = addCommand("live", words::liveCommand, asked);
    LiveOptions& into = asked.live;
    const auto add = [&](const char* name, auto& value, const Sentence& meaning, const char* type) {
        live.add_option(name, value, say(meaning))->type_name(type)->take_last();
    };
    add("--tun", into.tun, words::liveTun, "NAME");
    add("--listen", into.listen, words::liveListen, "PORT");
    add("--connect", into.connect, words::liveConnect, "ADDRESS:PORT");
    add("--from", into.from, words::liveFrom, "PORT");
    live.add_flag("--echo", into.echo, say(words::liveEcho));
    live.add_flag("--discard", into.discard, say(words::liveDiscard));
    add("--send", into.send, words::liveSend, "FILE");
    add("--receive", into.receive, words::liveReceive, "FILE");
    add("--page", into.page, words::livePage, "FILE");
    live.add_flag("--program", into.program, say(words::liveProgram));
    add("--close", into.close, words::liveClose, "WHEN");
    add("--connections", into.connections, words::liveConnections, "N");
    add("--for", into.duration, words::liveFor, "TIME");
    add("--scenario", into.scenario, words::liveScenario, "SCENARIO");
    add("--profile", into.profile, words::liveProfile, "PROFILE");
    add("--loss", into.loss, words::liveLoss, "SHARE");
    live.add_option("--set", into.sets, say(words::set))
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false)
        ->take_all();
    add("--seed", into.seed, words::liveSeed, "N");
    live.add_flag("--ipv6", into.ipv6, say(words::liveIpv6));
    add("--trace", into.trace, words::liveTrace, "FILE");
    add("--capture", into.capture, words::liveCapture, "FILE");
    add("--save", into.save, words::liveSave, "FILE");
}

void Arguments::addSweep(Asked& asked)
{
    CLI::App& sweep = addCommand("sweep", words::sweepCommand, asked);
    SweepOptions& into = asked.sweep;
    const auto add = [&](const char* name, auto& value, const Sentence& meaning, const char* type) {
        sweep.add_option(name, value, say(meaning))->type_name(type)->take_last();
    };
    const auto addList = [&](const char* name, auto& values, const Sentence& meaning, const char* type) {
        sweep.add_option(name, values, say(meaning))->type_name(type)->allow_extra_args(false)->take_all();
    };
    sweep.add_option("SCENARIO", into.run.scenario, say(words::scenario));
    addList("--vary", into.vary, words::vary, "KEY=VALUES");
    add("--runs,-n", into.runs, words::sweepRuns, "N");
    add("--jobs,-j", into.jobs, words::jobs, "N");
    add("--output,-o", into.run.output, words::sweepOutput, "FILE");
    add("--seed", into.run.seed, words::sweepSeed, "N");
    add("--until", into.run.until, words::sweepUntil, "TIME");
    addList("--set", into.run.sets, words::set, "KEY=VALUE");
    add("--limit", into.run.limit, words::sweepLimit, "N");
    sweep.add_flag("--each", into.each, say(words::sweepEach));
    sweep.add_flag("--resume", into.resume, say(words::resume));
    add("--shard", into.shard, words::shard, "I/N");
    sweep.footer(say(words::sweepFooter));

    CLI::App& merge = addCommand("merge", words::mergeCommand, asked);
    merge.add_option("PART", asked.merge.parts, say(words::parts));
    merge.add_option("--output,-o", asked.merge.output, say(words::output))->type_name("FILE")->take_last();
}

void Arguments::addChart(Asked& asked)
{
    CLI::App& chart = addCommand("chart", words::chartCommand, asked);
    ChartOptions& into = asked.chart;
    const auto add = [&](const char* name, auto& value, const Sentence& meaning, const char* type) {
        chart.add_option(name, value, say(meaning))->type_name(type)->take_last();
    };
    const auto addList = [&](const char* name, auto& values, const Sentence& meaning, const char* type) {
        chart.add_option(name, values, say(meaning))->type_name(type)->allow_extra_args(false)->take_all();
    };
    chart.add_option("TABLE.csv", into.table, say(words::chartTable));
    add("--x", into.x, words::chartX, "KEY");
    add("--y", into.y, words::chartY, "METRIC");
    addList("--by", into.by, words::chartBy, "KEY");
    addList("--where", into.where, words::chartWhere, "KEY=VALUE");
    add("--band", into.band, words::chartBandOption, "BAND");
    chart.add_flag("--log-x", into.logX, say(words::chartLogX));
    chart.add_flag("--log-y", into.logY, say(words::chartLogY));
    add("--theory", into.theory.scenario, words::chartTheory, "SCENARIO");
    addList("--set", into.theory.sets, words::chartSet, "KEY=VALUE");
    add("--format,-f", into.format, words::chartFormat, "FORMAT");
    add("--size", into.size, words::chartSizeOption, "WxH");
    add("--output,-o", into.theory.output, words::output, "FILE");
    chart.footer(say(words::chartFooter));
}

} // namespace tcplab
