// tcplab-cli replay: a line for each trace, and how many passed, failed and were skipped.
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/scenario_source.h"
#include "app/cli/words.h"
#include "app/replay/compare.h"
#include "app/replay/player.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

namespace tcplab {
namespace {

constexpr Sentence segmentDiffers{"{host} {subject}: the kernel sent {kernels}, here {ours}",
                                  "{host} {subject}：内核发送 {kernels}，这里 {ours}"};
constexpr Sentence lastAckDiffers{"{host} {subject}: the kernel's last was {kernels}, here {ours}",
                                  "{host} {subject}：内核最后的是 {kernels}，这里 {ours}"};
constexpr Sentence stateDiffers{"{host} {subject}: the kernel went {kernels}, here {ours}",
                                "{host} {subject}：内核的状态 {kernels}，这里 {ours}"};
constexpr Sentence resultDiffers{"{host} {subject}: the kernel's result was {kernels}, here {ours}",
                                 "{host} {subject}：内核的结果是 {kernels}，这里 {ours}"};
constexpr Sentence passed{"{file}: passed", "{file}：通过"};
constexpr Sentence failed{"{file}: failed ({why})", "{file}：失败（{why}）"};
constexpr Sentence notSupported{"{file}: not supported ({why})", "{file}：不支持（{why}）"};
constexpr Sentence nothing{"nothing", "没有"};
constexpr Sentence more{"and {count} more", "另有 {count} 处"};

const Sentence& sentenceOf(Difference::Kind kind)
{
    switch (kind) {
    case Difference::Kind::Segment: return segmentDiffers;
    case Difference::Kind::LastAck: return lastAckDiffers;
    case Difference::Kind::State: return stateDiffers;
    case Difference::Kind::Result: break;
    }
    return resultDiffers;
}

std::string differenceText(const std::vector<Difference>& differences, const Setting& setting)
{
    const Difference& first = differences.front();
    const auto orNothing = [&](const std::string& text) {
        return text.empty() ? setting.say(nothing) : text;
    };
    Facts facts;
    facts.set("host", nameOf(first.side));
    facts.set("subject", first.subject);
    facts.set("kernels", orNothing(first.kernels));
    facts.set("ours", orNothing(first.ours));
    facts.set("count", static_cast<std::int64_t>(differences.size() - 1));
    return setting.say(sentenceOf(first.kind), facts) +
           (differences.size() == 1 ? "" : "; " + setting.say(more, facts));
}

/// The files that are meant: of a folder all its traces, by name.
tl::expected<std::vector<std::string>, Failure> filesOf(const std::vector<std::string>& asked,
                                                        const Setting& setting)
{
    std::vector<std::string> files;
    for (const std::string& path : asked) {
        std::error_code error;
        if (!std::filesystem::is_directory(path, error)) {
            files.push_back(path);
            continue;
        }
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator(path, error))
            if (entry.path().extension() == ".json")
                found.push_back(entry.path().string());
        if (error)
            return tl::unexpected(unreadable(path, error.value(), setting));
        if (found.empty())
            return tl::unexpected(Failure{
                exitBadInput,
                errorText({.file = path, .problem = Problem::NotFound, .subject = "*.json", .expected = ""},
                          setting.language)});
        std::ranges::sort(found);
        files.insert(files.end(), found.begin(), found.end());
    }
    return files;
}

struct Counts {
    int passed = 0;
    int failed = 0;
    int skipped = 0;
};

/// One trace's line.
std::string outcomeOf(const KernelTrace& trace, const std::string& file, Counts& counts,
                      const Setting& setting)
{
    Facts facts;
    facts.set("file", file);
    const auto plan = planOf(trace);
    if (!plan) {
        ++counts.skipped;
        facts.set("why", plan.error());
        return setting.say(notSupported, facts);
    }
    const std::vector<Difference> differences = compare(trace, rowsOf(trace), play(trace, *plan).rows);
    if (differences.empty()) {
        ++counts.passed;
        return setting.say(passed, facts);
    }
    ++counts.failed;
    facts.set("why", differenceText(differences, setting));
    return setting.say(failed, facts);
}

} // namespace

int replayCommand(const std::vector<std::string>& traces, const Setting& setting)
{
    const auto fail = [&](const Failure& failure) {
        setting.complain(failure.text);
        return failure.exitCode;
    };
    const auto files = filesOf(traces, setting);
    if (!files)
        return fail(files.error());
    Output out(setting.here.out);
    Counts counts;
    bool badInput = false;
    for (const std::string& file : *files) {
        const auto text = textOfInput(file, setting);
        const auto trace =
            text ? readKernelTrace(*text, file) : Input<KernelTrace>(tl::unexpected(InputError{}));
        if (!text || !trace) {
            setting.complain(text ? errorText(trace.error(), setting.language) : text.error().text);
            badInput = true;
            continue;
        }
        if (!out.write(outcomeOf(*trace, file, counts, setting) + "\n") || !out.flush())
            break;
    }
    Facts facts;
    facts.set("passed", static_cast<std::int64_t>(counts.passed));
    facts.set("failed", static_cast<std::int64_t>(counts.failed));
    facts.set("skipped", static_cast<std::int64_t>(counts.skipped));
    out.write(setting.say(words::checked, facts) + "\n");
    if (const int code = finishStandardOutput(out, setting); code != exitDone)
        return code;
    return badInput ? exitBadInput : counts.failed > 0 ? exitFailed : exitDone;
}

} // namespace tcplab
