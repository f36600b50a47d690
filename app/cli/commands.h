/// The commands of tcplab-cli: one function each, given what its options said. Each returns the exit code.
#pragma once
#include "app/cli/environment.h"
#include "app/wording/sentence.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

struct Scenario;

inline constexpr int exitDone = 0;
inline constexpr int exitFailed = 1;   ///< the run failed to do what was asked
inline constexpr int exitBadInput = 2; ///< an input or an option is wrong

/// What all commands have in common.
struct Setting {
    Environment here;
    Language language = Language::English;
    bool ascii = false;

    /// A sentence in the language of the output, its places filled in.
    std::string say(const Sentence& sentence, const Facts& facts = {}) const;
    /// The text as it may be written: without control characters, in ASCII if asked.
    std::string plain(std::string_view text) const;
    /// One line on standard error.
    void complain(std::string_view text) const;
};

struct RunOptions {
    std::string scenario;          ///< a name, a path or "-"
    std::vector<std::string> sets; ///< "key=value"
    std::string format = "ladder";
    std::optional<std::string> seed;
    std::optional<std::string> until;
    std::optional<std::string> limit;
    std::optional<std::string> output; ///< nothing or "-": standard output
    bool relative = false;
    bool absolute = false;
    std::string interface = "both";
    bool ipv6 = false;
    bool check = false;
};

struct CheckOptions {
    std::vector<std::string> paths;     ///< scripts and folders of them
    std::optional<std::string> profile; ///< nothing: guessed from each script
    std::vector<std::string> defined;   ///< "SYMBOL" or "SYMBOL=VALUE"
    bool strict = false;
};

struct LiveOptions {
    std::string tun = "tcplab0";
    std::optional<std::string> listen;  ///< a port
    std::optional<std::string> connect; ///< "10.0.0.2:80", "[fd00::2]:80" or a port
    std::optional<std::string> from;    ///< the port to connect from
    std::optional<std::string> scenario;
    std::optional<std::string> profile;
    std::vector<std::string> sets;
    std::optional<std::string> loss;
    std::optional<std::string> seed;
    bool ipv6 = false;
    bool echo = false;
    bool discard = false;
    bool program = false;
    std::optional<std::string> send;
    std::optional<std::string> receive;
    std::optional<std::string> page;
    std::optional<std::string> close;
    std::optional<std::string> connections;
    std::optional<std::string> duration;
    std::optional<std::string> trace;
    std::optional<std::string> capture;
    std::optional<std::string> save;
};

struct MatrixOptions {
    RunOptions run; ///< of these: scenario, sets, format, seed, until, output
    bool pairs = false;
    std::optional<std::string> cell; ///< "c3", "c3,s1": this one as a scenario, instead of the matrix
};

struct CompareOptions {
    RunOptions run; ///< of these: scenario (A), sets (of B), format, seed and until (of both), output
    std::optional<std::string> other; ///< B; nothing: A, with what is set
};

struct ExploreOptions {
    RunOptions run; ///< of these: scenario, sets, seed, until, output
    std::optional<std::string> losses;
    std::optional<std::string> duplicates;
    std::optional<std::string> delays;
    bool reorder = false;
    std::optional<std::string> memory;
};

struct SweepOptions {
    RunOptions run;                ///< of these: scenario, sets, seed, until, limit, output
    std::vector<std::string> vary; ///< "network.loss=0:20%:1%"
    std::optional<std::string> runs;
    std::optional<std::string> jobs;
    std::optional<std::string> shard; ///< "3/8"
    bool resume = false;
    bool each = false;
};

struct FigureCommandOptions {
    RunOptions run;                    ///< of these: scenario, sets, seed, until, output, relative
    std::optional<std::string> format; ///< nothing: by the file's ending
    std::string what = "timeline";
    std::string host = "client";
    std::optional<std::string> from;
    std::optional<std::string> to;
    bool packetdrill = false;
    bool linear = false;
};

struct MergeOptions {
    std::vector<std::string> parts;
    std::optional<std::string> output;
};

struct ChartOptions {
    std::string table; ///< the CSV of a sweep, or "-"
    std::string x;
    std::string y;
    std::vector<std::string> by;
    std::vector<std::string> where; ///< "KEY=VALUE"
    std::string band = "quantiles";
    bool logX = false;
    bool logY = false;
    RunOptions theory; ///< of these: scenario ("": no theory), sets, output
    std::optional<std::string> format;
    std::optional<std::string> size; ///< "900x560"
};

/// Writes a figure of a run.
int figureCommand(const FigureCommandOptions& options, const Setting& setting);
int runCommand(const RunOptions& options, const Setting& setting);
/// Explores every way in which the wire can treat the segments, and says whether TCP keeps its promises.
int exploreCommand(const ExploreOptions& options, const Setting& setting);
/// Loses each segment in turn, and tabulates what comes of it.
int matrixCommand(const MatrixOptions& options, const Setting& setting);
/// Says where two runs part, and sets what they came to side by side.
int compareCommand(const CompareOptions& options, const Setting& setting);
/// Plays the traces of real kernels again and compares; a folder stands for all traces in it.
int replayCommand(const std::vector<std::string>& traces, const Setting& setting);
int checkCommand(const CheckOptions& options, const Setting& setting);
/// Plays at most so many steps and asks checkInvariants() after each; what is broken goes to standard error.
int checkRun(const std::shared_ptr<const Scenario>& scenario, std::uint64_t limit, const Setting& setting);
/// A simulated host in real time, with this machine's kernel on the other end.
int liveCommand(const LiveOptions& options, const Setting& setting);
/// Plays many random runs of the variants of a scenario, and writes statistics of them.
int sweepCommand(const SweepOptions& options, const Setting& setting);
/// Draws what a sweep has come to, as SVG or as the CSV of its points.
int chartCommand(const ChartOptions& options, const Setting& setting);
/// Joins the parts of a sweep.
int mergeCommand(const MergeOptions& options, const Setting& setting);
int listCommand(bool namesAlone, const Setting& setting);
int showCommand(const std::string& name, const Setting& setting);
int knobsCommand(const Setting& setting);

class Output;
/// Ends a command that wrote to standard output: says what could not be written. A reader who has gone
/// away is no news.
int finishStandardOutput(Output& output, const Setting& setting);
/// Says why it could not be written; the exit code for that.
int cannotWrite(const std::string& path, int error, const Setting& setting);
/// Writes all of it into a file, or to standard output where none is named ("-").
int writeText(const std::optional<std::string>& path, std::string_view text, const Setting& setting);
/// Why the system would not do something, in words.
std::string systemReason(int error, Language language);

} // namespace tcplab
