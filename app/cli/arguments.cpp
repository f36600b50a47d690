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

void Arguments::addList(CLI::App& to, const char* name, std::vector<std::string>& values,
                        const Sentence& meaning, const char* type)
{
    to.add_option(name, values, say(meaning))->type_name(type)->allow_extra_args(false)->take_all();
}

void Arguments::addCommon(CLI::App& app, Asked& asked)
{
    app.set_help_flag("-h,--help", say(words::help));
    app.set_version_flag("--version", std::string(programName) + " " + TCPLAB_VERSION, say(words::version));
    addOption(app, "--lang", asked.language, words::lang, "LANG");
    app.add_flag("--ascii", asked.ascii, say(words::ascii));
}

CLI::App& Arguments::addCommand(const char* name, const Sentence& meaning, Asked& asked)
{
    CLI::App& command = *m_app.add_subcommand(name, say(meaning));
    command.footer("");
    addCommon(command, asked);
    return command;
}

void Arguments::addPlayed(CLI::App& to, RunOptions& into)
{
    addOption(to, "--output,-o", into.output, words::output, "FILE");
    addOption(to, "--seed", into.seed, words::seed, "N");
    addOption(to, "--until", into.until, words::until, "TIME");
}

void Arguments::addRun(Asked& asked)
{
    RunOptions& into = asked.run;
    CLI::App& run = addCommand("run", words::runCommand, asked);
    run.add_option("SCENARIO", into.scenario, say(words::scenario));
    addOption(run, "--format,-f", into.format, words::format, "FORMAT");
    addPlayed(run, into);
    addList(run, "--set", into.sets, words::set, "KEY=VALUE");
    run.add_flag("--relative", into.relative, say(words::relative));
    run.add_flag("--absolute", into.absolute, say(words::absolute));
    addOption(run, "--interface", into.interface, words::interface, "HOST");
    run.add_flag("--ipv6", into.ipv6, say(words::ipv6));
    run.add_flag("--check", into.check, say(words::check));
    addOption(run, "--limit", into.limit, words::limit, "N");
}

CLI::App& Arguments::addExperiment(const char* name, const Sentence& meaning, RunOptions& into, Asked& asked)
{
    CLI::App& command = addCommand(name, meaning, asked);
    command.add_option("SCENARIO", into.scenario, say(words::scenario));
    addPlayed(command, into);
    addList(command, "--set", into.sets, words::set, "KEY=VALUE");
    return command;
}

void Arguments::addMatrix(Asked& asked)
{
    asked.matrix.run.format = "table";
    CLI::App& matrix = addExperiment("matrix", words::matrixCommand, asked.matrix.run, asked);
    addOption(matrix, "--format,-f", asked.matrix.run.format, words::matrixFormat, "FORMAT");
    matrix.add_flag("--pairs", asked.matrix.pairs, say(words::pairs));
    addOption(matrix, "--cell", asked.matrix.cell, words::cell, "SEGMENT");
}

void Arguments::addCompare(Asked& asked)
{
    asked.compare.run.format = "table";
    CompareOptions& into = asked.compare;
    CLI::App& compare = addCommand("compare", words::compareCommand, asked);
    compare.add_option("SCENARIO", into.run.scenario, say(words::scenario));
    compare.add_option("OTHER", into.other, say(words::compareOther));
    addList(compare, "--set", into.run.sets, words::compareSet, "KEY=VALUE");
    addOption(compare, "--format,-f", into.run.format, words::compareFormat, "FORMAT");
    addPlayed(compare, into.run);
    compare.footer(say(words::compareFooter));
}

void Arguments::addExplore(Asked& asked)
{
    CLI::App& explore = addExperiment("explore", words::exploreCommand, asked.explore.run, asked);
    addOption(explore, "--losses", asked.explore.losses, words::losses, "N");
    addOption(explore, "--duplicates", asked.explore.duplicates, words::duplicates, "N");
    addOption(explore, "--delays", asked.explore.delays, words::delays, "N");
    explore.add_flag("--reorder", asked.explore.reorder, say(words::reorder));
    addOption(explore, "--memory", asked.explore.memory, words::memory, "SIZE");
}

void Arguments::addFigure(Asked& asked)
{
    FigureCommandOptions& into = asked.figure;
    CLI::App& figure = addExperiment("figure", words::figureCommand, into.run, asked);
    addOption(figure, "--format,-f", into.format, words::figureFormat, "FORMAT");
    addOption(figure, "--what", into.what, words::figureWhat, "WHAT");
    addOption(figure, "--host", into.host, words::figureHost, "HOST");
    addOption(figure, "--from", into.from, words::figureFrom, "TIME");
    addOption(figure, "--to", into.to, words::figureTo, "TIME");
    figure.add_flag("--relative", into.run.relative, say(words::figureRelative));
    figure.add_flag("--packetdrill", into.packetdrill, say(words::figurePacketdrill));
    figure.add_flag("--linear", into.linear, say(words::figureLinear));
}

void Arguments::addCheck(Asked& asked)
{
    CLI::App& check = addCommand("check", words::checkCommand, asked);
    check.add_option("SCRIPT", asked.check.paths, say(words::scripts));
    addOption(check, "--profile", asked.check.profile, words::checkProfile, "PROFILE");
    addList(check, "--define,-D", asked.check.defined, words::define, "SYMBOL");
    check.add_flag("--strict", asked.check.strict, say(words::strict));
}

void Arguments::addLive(Asked& asked)
{
    CLI::App& live = addCommand("live", words::liveCommand, asked);
    LiveOptions& into = asked.live;
    addOption(live, "--tun", into.tun, words::liveTun, "NAME");
    addOption(live, "--listen", into.listen, words::liveListen, "PORT");
    addOption(live, "--connect", into.connect, words::liveConnect, "ADDRESS:PORT");
    addOption(live, "--from", into.from, words::liveFrom, "PORT");
    live.add_flag("--echo", into.echo, say(words::liveEcho));
    live.add_flag("--discard", into.discard, say(words::liveDiscard));
    addOption(live, "--send", into.send, words::liveSend, "FILE");
    addOption(live, "--receive", into.receive, words::liveReceive, "FILE");
    addOption(live, "--page", into.page, words::livePage, "FILE");
    live.add_flag("--program", into.program, say(words::liveProgram));
    addOption(live, "--close", into.close, words::liveClose, "WHEN");
    addOption(live, "--connections", into.connections, words::liveConnections, "N");
    addOption(live, "--for", into.duration, words::liveFor, "TIME");
    addOption(live, "--scenario", into.scenario, words::liveScenario, "SCENARIO");
    addOption(live, "--profile", into.profile, words::liveProfile, "PROFILE");
    addOption(live, "--loss", into.loss, words::liveLoss, "SHARE");
    addList(live, "--set", into.sets, words::set, "KEY=VALUE");
    addOption(live, "--seed", into.seed, words::liveSeed, "N");
    live.add_flag("--ipv6", into.ipv6, say(words::liveIpv6));
    addOption(live, "--trace", into.trace, words::liveTrace, "FILE");
    addOption(live, "--capture", into.capture, words::liveCapture, "FILE");
    addOption(live, "--save", into.save, words::liveSave, "FILE");
}

void Arguments::addSweep(Asked& asked)
{
    CLI::App& sweep = addCommand("sweep", words::sweepCommand, asked);
    SweepOptions& into = asked.sweep;
    sweep.add_option("SCENARIO", into.run.scenario, say(words::scenario));
    addList(sweep, "--vary", into.vary, words::vary, "KEY=VALUES");
    addOption(sweep, "--runs,-n", into.runs, words::sweepRuns, "N");
    addOption(sweep, "--jobs,-j", into.jobs, words::jobs, "N");
    addOption(sweep, "--output,-o", into.run.output, words::sweepOutput, "FILE");
    addOption(sweep, "--seed", into.run.seed, words::sweepSeed, "N");
    addOption(sweep, "--until", into.run.until, words::sweepUntil, "TIME");
    addList(sweep, "--set", into.run.sets, words::set, "KEY=VALUE");
    addOption(sweep, "--limit", into.run.limit, words::sweepLimit, "N");
    sweep.add_flag("--each", into.each, say(words::sweepEach));
    sweep.add_flag("--resume", into.resume, say(words::resume));
    addOption(sweep, "--shard", into.shard, words::shard, "I/N");
    sweep.footer(say(words::sweepFooter));

    CLI::App& merge = addCommand("merge", words::mergeCommand, asked);
    merge.add_option("PART", asked.merge.parts, say(words::parts));
    addOption(merge, "--output,-o", asked.merge.output, words::output, "FILE");
}

void Arguments::addChart(Asked& asked)
{
    CLI::App& chart = addCommand("chart", words::chartCommand, asked);
    ChartOptions& into = asked.chart;
    chart.add_option("TABLE.csv", into.table, say(words::chartTable));
    addOption(chart, "--x", into.x, words::chartX, "KEY");
    addOption(chart, "--y", into.y, words::chartY, "METRIC");
    addList(chart, "--by", into.by, words::chartBy, "KEY");
    addList(chart, "--where", into.where, words::chartWhere, "KEY=VALUE");
    addOption(chart, "--band", into.band, words::chartBandOption, "BAND");
    chart.add_flag("--log-x", into.logX, say(words::chartLogX));
    chart.add_flag("--log-y", into.logY, say(words::chartLogY));
    addOption(chart, "--theory", into.theory.scenario, words::chartTheory, "SCENARIO");
    addList(chart, "--set", into.theory.sets, words::chartSet, "KEY=VALUE");
    addOption(chart, "--format,-f", into.format, words::chartFormat, "FORMAT");
    addOption(chart, "--size", into.size, words::chartSizeOption, "WxH");
    addOption(chart, "--output,-o", into.theory.output, words::output, "FILE");
    chart.footer(say(words::chartFooter));
}

} // namespace tcplab
