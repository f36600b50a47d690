#include "app/sweep/part_file.h"

#include "app/sweep/table.h"
#include "core/base/fingerprint.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <numeric>
#include <optional>

namespace tcplab {
namespace {

constexpr std::string_view firstLine = "# tcplab sweep part 1";
constexpr std::string_view columns = "variant,metric,value,count";

/// Fields of a CSV line.
std::vector<std::string> fieldsOf(std::string_view line)
{
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
            fields.back() += c;
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            fields.emplace_back();
        } else {
            fields.back() += c;
        }
    }
    return fields;
}

std::optional<std::uint64_t> numberIn(std::string_view text, int base = 10)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty())
        return std::nullopt;
    return number;
}

std::uint64_t sumOf(std::string_view text)
{
    Fingerprint sum;
    sum.add(text);
    return sum.value();
}

/// Takes a file apart from its beginning.
class Reader {
public:
    explicit Reader(std::string_view text) : m_all(text), m_rest(text) {}

    std::size_t line() const { return m_line; }
    bool atEnd() const { return m_rest.empty(); }
    /// The next line, taken off; nothing where no line feed ends it.
    std::optional<std::string_view> next()
    {
        const std::size_t end = m_rest.find('\n');
        ++m_line;
        if (end == std::string_view::npos)
            return std::nullopt;
        const std::string_view line = m_rest.substr(0, end);
        m_rest.remove_prefix(end + 1);
        return line;
    }
    /// What follows "# WORD " in the next line, as fields; nothing if that says something else.
    std::optional<std::vector<std::string>> header(std::string_view word)
    {
        const auto line = next();
        const std::string begin = fmt::format("# {} ", word);
        if (!line || !line->starts_with(begin))
            return std::nullopt;
        return fieldsOf(line->substr(begin.size()));
    }
    std::optional<std::uint64_t> number(std::string_view word, int base = 10)
    {
        const auto fields = header(word);
        return fields && fields->size() == 1 ? numberIn(fields->front(), base) : std::nullopt;
    }
    /// True when the next line is "# axis …".
    bool axisFollows() const { return m_rest.starts_with("# axis "); }
    /// Everything before the line that was read last.
    std::string_view before(std::string_view line) const
    {
        return m_all.substr(0, static_cast<std::size_t>(line.data() - m_all.data()));
    }

private:
    std::string_view m_all;
    std::string_view m_rest;
    std::size_t m_line = 0;
};

bool readHeader(Reader& reader, SweepPart& part)
{
    if (const auto first = reader.next(); !first || *first != firstLine)
        return false;
    const auto identity = reader.number("sweep", 16);
    const auto scenario = identity ? reader.header("scenario") : std::nullopt;
    const auto seed = scenario && scenario->size() == 1 ? reader.number("seed") : std::nullopt;
    const auto runs = seed ? reader.number("runs") : std::nullopt;
    const auto limit = runs ? reader.number("limit") : std::nullopt;
    if (!limit || *runs == 0 || *runs > mostRuns)
        return false;
    part.plan = {.scenario = scenario->front(),
                 .axes = {},
                 .seed = *seed,
                 .runs = *runs,
                 .stepLimit = *limit,
                 .identity = *identity};
    while (reader.axisFollows()) {
        const auto fields = reader.header("axis");
        if (!fields || fields->size() < 2)
            return false;
        part.plan.axes.push_back({.key = fields->front(), .values = {fields->begin() + 1, fields->end()}});
    }
    if (part.plan.variants() > mostVariants)
        return false;
    const auto shard = reader.number("part");
    const auto of = shard ? reader.number("of") : std::nullopt;
    const auto done = of ? reader.number("done") : std::nullopt;
    if (!done || *shard == 0 || *shard > *of || *of > mostShards)
        return false;
    part.shard = {*shard, *of};
    part.done = *done;
    part.results.resize(part.plan.variants());
    const auto line = reader.next();
    return part.done <= part.endUnit() - part.firstUnit() && line && *line == columns;
}

bool readBin(const std::vector<std::string>& fields, SweepPart& part)
{
    if (fields.size() != 4)
        return false;
    const auto variant = numberIn(fields[0]);
    const auto count = numberIn(fields[3]);
    if (!variant || *variant >= part.results.size() || !count)
        return false;
    VariantResults& results = part.results[*variant];
    if (fields[1] == "outcome") {
        for (std::size_t i = 0; i < finalOutcomeCount; ++i)
            if (fields[2] == nameOf(static_cast<FinalOutcome>(i))) {
                results.outcomes[i] += *count;
                return true;
            }
        return false;
    }
    const auto value = numberIn(fields[2]);
    for (std::size_t i = 0; value && i < sweepMetricCount; ++i)
        if (fields[1] == nameOf(static_cast<SweepMetric>(i))) {
            results.metrics[i].add(*value, *count);
            return true;
        }
    return false;
}

} // namespace

Input<Shard> readShard(std::string_view text)
{
    const std::size_t slash = text.find('/');
    const auto number = numberIn(text.substr(0, slash));
    const auto of = slash == std::string_view::npos ? std::nullopt : numberIn(text.substr(slash + 1));
    const bool isShard = number && of;
    if (isShard && *number >= 1 && *number <= *of && *of <= mostShards)
        return Shard{*number, *of};
    return tl::unexpected(
        InputError{.file = "--shard",
                   .problem = isShard ? Problem::OutOfRange : Problem::WrongType,
                   .subject = std::string(text),
                   .expected = isShard ? fmt::format("1/N … N/N, N ≤ {}", mostShards) : std::string("3/8")});
}

std::string fileNameOf(Shard shard) { return fmt::format("part-{}-of-{}.csv", shard.number, shard.of); }

std::uint64_t SweepPart::boundary(std::uint64_t number) const
{
    // units·number/of without overflow: units may be 10^16.
    const std::uint64_t units = plan.units();
    return units / shard.of * number + units % shard.of * number / shard.of;
}

std::string writePart(const SweepPart& part)
{
    const SweepPlan& plan = part.plan;
    std::string text =
        fmt::format("{}\n# sweep {:016x}\n# scenario {}\n# seed {}\n# runs {}\n# limit {}\n", firstLine,
                    plan.identity, csvField(plan.scenario), plan.seed, plan.runs, plan.stepLimit);
    for (const SweepAxis& axis : plan.axes) {
        text += "# axis " + csvField(axis.key);
        for (const std::string& value : axis.values)
            text += "," + csvField(value);
        text += "\n";
    }
    text += fmt::format("# part {}\n# of {}\n# done {}\n{}\n", part.shard.number, part.shard.of, part.done,
                        columns);
    for (std::size_t variant = 0; variant < part.results.size(); ++variant) {
        const VariantResults& results = part.results[variant];
        for (std::size_t i = 0; i < sweepMetricCount; ++i)
            for (const Bin& bin : results.metrics[i].bins())
                text += fmt::format("{},{},{},{}\n", variant, nameOf(static_cast<SweepMetric>(i)), bin.value,
                                    bin.count);
        for (std::size_t i = 0; i < finalOutcomeCount; ++i)
            if (results.outcomes[i] != 0)
                text += fmt::format("{},outcome,{},{}\n", variant, nameOf(static_cast<FinalOutcome>(i)),
                                    results.outcomes[i]);
    }
    return text + fmt::format("# sum {:016x}\n", sumOf(text));
}

tl::expected<SweepPart, std::size_t> readPart(std::string_view text)
{
    Reader reader(text);
    SweepPart part;
    if (!readHeader(reader, part))
        return tl::unexpected(reader.line());
    while (const auto line = reader.next()) {
        if (line->starts_with('#')) {
            const std::uint64_t runs =
                std::accumulate(part.results.begin(), part.results.end(), std::uint64_t{0},
                                [](std::uint64_t sum, const VariantResults& v) { return sum + v.runs(); });
            if (*line != fmt::format("# sum {:016x}", sumOf(reader.before(*line))) || !reader.atEnd() ||
                runs != part.done)
                return tl::unexpected(reader.line());
            return part;
        }
        if (!readBin(fieldsOf(*line), part))
            return tl::unexpected(reader.line());
    }
    return tl::unexpected(std::size_t{0});
}

} // namespace tcplab
