#include "app/cli/commands.h"
#include "app/cli/scenario_source.h"
#include "app/cli/sweep_words.h"
#include "app/sweep/part_file.h"
#include "app/sweep/table.h"

#include <map>

namespace tcplab {
namespace {

template <class... Named> Failure refused(const Setting& setting, const Sentence& sentence, Named... named)
{
    Facts facts;
    (facts.set(named.first, named.second), ...);
    return {exitBadInput, setting.say(sentence, facts)};
}

using Fact = std::pair<std::string_view, std::string>;

tl::expected<SweepPart, Failure> partIn(const std::string& file, const Setting& setting)
{
    const auto text = textOfInput(file, setting);
    if (!text)
        return tl::unexpected(text.error());
    auto part = readPart(*text);
    if (!part)
        return tl::unexpected(refused(setting, part.error() == 0 ? words::shortPart : words::noPart,
                                      Fact{"file", file}, Fact{"line", std::to_string(part.error())}));
    if (!part->finished())
        return tl::unexpected(refused(setting, words::unfinishedPart, Fact{"file", file},
                                      Fact{"done", std::to_string(part->done)},
                                      Fact{"all", std::to_string(part->endUnit() - part->firstUnit())}));
    return *std::move(part);
}

/// The names of those that are not there: the first few of many.
std::string missingFrom(const std::map<std::uint64_t, std::string>& present, std::uint64_t of)
{
    constexpr int mostNamed = 20;
    std::string names;
    int named = 0;
    for (std::uint64_t number = 1; number <= of; ++number) {
        if (present.contains(number))
            continue;
        if (++named > mostNamed)
            return names + " …";
        names += (names.empty() ? "" : ", ") + fileNameOf({number, of});
    }
    return names;
}

/// All parts as one; each is read and added in turn, so that many take no more room than one.
tl::expected<SweepPart, Failure> joined(const std::vector<std::string>& files, const Setting& setting)
{
    std::optional<SweepPart> all;
    std::map<std::uint64_t, std::string> present;
    for (const std::string& file : files) {
        auto part = partIn(file, setting);
        if (!part)
            return tl::unexpected(part.error());
        if (all && (part->plan != all->plan || part->shard.of != all->shard.of))
            return tl::unexpected(
                refused(setting, words::foreignPart, Fact{"file", file}, Fact{"other", files.front()}));
        const auto [same, isNew] = present.emplace(part->shard.number, file);
        if (!isNew)
            return tl::unexpected(
                refused(setting, words::doubledPart, Fact{"file", file}, Fact{"other", same->second}));
        if (!all) {
            all = *std::move(part);
            continue;
        }
        for (std::size_t variant = 0; variant < all->results.size(); ++variant)
            all->results[variant].add(part->results[variant]);
    }
    if (const std::string missing = missingFrom(present, all->shard.of); !missing.empty())
        return tl::unexpected(refused(setting, words::missingParts, Fact{"parts", missing}));
    return *std::move(all);
}

} // namespace

int mergeCommand(const MergeOptions& options, const Setting& setting)
{
    const auto all = joined(options.parts, setting);
    if (!all) {
        setting.complain(all.error().text);
        return all.error().exitCode;
    }
    return writeText(options.output, sweepTable(all->plan, all->results), setting);
}

} // namespace tcplab
