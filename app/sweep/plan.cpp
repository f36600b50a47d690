#include "app/sweep/plan.h"

#include "core/base/fingerprint.h"
#include "core/base/quantity.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace tcplab {
namespace {

constexpr const char* option = "--vary";
constexpr const char* rangeForm = "START:END:STEP";

tl::unexpected<InputError> wrong(Problem problem, std::string_view subject, std::string_view expected,
                                 std::string_view key = {})
{
    return tl::unexpected(InputError{.file = key.empty() ? option : option + (" " + std::string(key)),
                                     .problem = problem,
                                     .subject = std::string(subject),
                                     .expected = std::string(expected)});
}

/// At this character where it stands neither between brackets or braces nor in quotes.
std::vector<std::string_view> splitAt(char separator, std::string_view text)
{
    std::vector<std::string_view> parts;
    std::size_t from = 0;
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '[' || c == '{'))
            ++depth;
        else if (!quoted && (c == ']' || c == '}'))
            --depth;
        else if (!quoted && depth <= 0 && c == separator) {
            parts.push_back(trimmed(text.substr(from, i - from)));
            from = i + 1;
        }
    }
    parts.push_back(trimmed(text.substr(from)));
    return parts;
}

/// A decimal number and its unit; the number is digits / 10^places.
struct Number {
    std::int64_t digits = 0;
    int places = 0;
    std::string_view unit;
};

std::optional<Number> readNumberWithUnit(std::string_view text)
{
    constexpr int mostDigits = 15;
    Number number;
    std::size_t at = 0;
    int count = 0;
    bool point = false;
    for (; at < text.size(); ++at) {
        if (text[at] == '.' && !point) {
            point = true;
        } else if (text[at] >= '0' && text[at] <= '9' && ++count <= mostDigits) {
            number.digits = number.digits * 10 + (text[at] - '0');
            number.places += point ? 1 : 0;
        } else {
            break;
        }
    }
    if (count == 0 || count > mostDigits || text[at - 1] == '.')
        return std::nullopt;
    number.unit = trimmed(text.substr(at));
    return number;
}

/// With so many places behind the point; nothing if it has become too large.
std::optional<std::int64_t> withPlaces(const Number& number, int places)
{
    std::int64_t digits = number.digits;
    for (int i = number.places; i < places; ++i) {
        if (digits > 100'000'000'000'000'000)
            return std::nullopt;
        digits *= 10;
    }
    return digits;
}

std::string decimalText(std::int64_t digits, int places)
{
    std::string text = std::to_string(digits);
    if (places == 0)
        return text;
    const auto behind = static_cast<std::size_t>(places);
    if (text.size() <= behind)
        text.insert(0, behind + 1 - text.size(), '0');
    text.insert(text.size() - behind, ".");
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text;
}

bool looksLikeRange(std::string_view text, const std::vector<std::string_view>& parts)
{
    const bool begins =
        !text.empty() && ((text[0] >= '0' && text[0] <= '9') || text[0] == '-' || text[0] == ':');
    return parts.size() > 1 && begins && text.find("::") == std::string_view::npos;
}

/// Times may be said in different units: then all are nanoseconds.
bool inNanoseconds(std::vector<Number>& numbers, const std::vector<std::string_view>& parts)
{
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (numbers[i].digits == 0) {
            numbers[i] = {.digits = 0, .places = 0, .unit = "ns"};
            continue;
        }
        const auto time = readDuration(parts[i], longestInstant);
        if (!time)
            return false;
        numbers[i] = {.digits = time->ns, .places = 0, .unit = "ns"};
    }
    return true;
}

/// START:END:STEP, END included where a step meets it. A part without unit has END's.
Input<std::vector<std::string>> valuesOfRange(std::string_view key, std::string_view text,
                                              const std::vector<std::string_view>& parts)
{
    if (parts.size() != 3)
        return wrong(Problem::WrongType, text, rangeForm, key);
    std::vector<Number> numbers;
    for (const std::string_view part : parts) {
        const auto number = readNumberWithUnit(part);
        if (!number)
            return wrong(Problem::WrongType, part.empty() ? text : part, rangeForm, key);
        numbers.push_back(*number);
    }
    for (Number& number : numbers)
        if (number.unit.empty())
            number.unit = numbers[1].unit;
    const bool same = numbers[0].unit == numbers[1].unit && numbers[2].unit == numbers[1].unit;
    if (!same && !inNanoseconds(numbers, parts))
        return wrong(Problem::BadUnit, text, std::string(rangeForm) + ": " + std::string(numbers[1].unit),
                     key);
    const int places = std::ranges::max(numbers, {}, &Number::places).places;
    std::vector<std::int64_t> digits;
    for (const Number& number : numbers) {
        const auto scaled = withPlaces(number, places);
        if (!scaled)
            return wrong(Problem::TooLarge, text, "10¹⁵", key);
        digits.push_back(*scaled);
    }
    if (digits[2] == 0)
        return wrong(Problem::OutOfRange, text, "STEP > 0", key);
    if (digits[0] > digits[1])
        return wrong(Problem::OutOfRange, text, "START ≤ END", key);
    if (static_cast<std::uint64_t>((digits[1] - digits[0]) / digits[2]) >= mostVariants)
        return wrong(Problem::TooLarge, text, std::to_string(mostVariants), key);
    std::vector<std::string> values;
    const std::string_view unit = numbers[1].unit;
    for (std::int64_t value = digits[0]; value <= digits[1]; value += digits[2]) {
        if (!same)
            values.push_back(writeDuration(nanoseconds(value)));
        else
            values.push_back(decimalText(value, places) + (unit.empty() ? "" : " ") + std::string(unit));
    }
    return values;
}

} // namespace

Input<SweepAxis> readAxis(std::string_view text)
{
    constexpr const char* form = "KEY=VALUE,VALUE,… / KEY=START:END:STEP";
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || trimmed(text.substr(0, equals)).empty())
        return wrong(Problem::WrongType, text, form);
    SweepAxis axis{.key = std::string(trimmed(text.substr(0, equals))), .values = {}};
    const std::string_view values = trimmed(text.substr(equals + 1));
    if (values.empty())
        return wrong(Problem::WrongType, text, form, axis.key);
    if (axis.key == "network.seed")
        return wrong(Problem::Conflict, axis.key, "--seed, --runs");
    for (const std::string_view one : splitAt(',', values)) {
        if (one.empty())
            return wrong(Problem::WrongType, values, form, axis.key);
        const auto parts = splitAt(':', one);
        if (!looksLikeRange(one, parts)) {
            axis.values.emplace_back(one);
            continue;
        }
        auto range = valuesOfRange(axis.key, one, parts);
        if (!range)
            return tl::unexpected(range.error());
        axis.values.insert(axis.values.end(), range->begin(), range->end());
    }
    std::set<std::string_view> seen;
    for (const std::string& value : axis.values)
        if (!seen.insert(value).second)
            return wrong(Problem::Conflict, value, "each value once", axis.key);
    return axis;
}

std::uint64_t SweepPlan::variants() const
{
    std::uint64_t count = 1;
    for (const SweepAxis& axis : axes)
        count = std::min(count * axis.values.size(), mostVariants + 1); // more is too many anyway
    return count;
}

std::vector<std::string> SweepPlan::valuesOf(std::uint64_t variant) const
{
    std::vector<std::string> values(axes.size());
    for (std::size_t i = axes.size(); i-- > 0;) {
        const std::size_t count = axes[i].values.size();
        values[i] = axes[i].values[variant % count];
        variant /= count;
    }
    return values;
}

namespace {

/// Of the axes together.
Input<void> checkKeys(const SweepPlan& plan)
{
    std::set<std::string_view> keys;
    for (const SweepAxis& axis : plan.axes)
        if (!keys.insert(axis.key).second)
            return wrong(Problem::Conflict, axis.key, "each key once");
    if (plan.variants() > mostVariants)
        return wrong(Problem::TooLarge, "--vary × --vary", std::to_string(mostVariants));
    return {};
}

Assignment assignmentOf(const SweepAxis& axis, const std::string& value)
{
    return {.key = axis.key, .value = value, .place = option + (" " + axis.key)};
}

/// What only people read is not copied for each variant.
Scenario leanOf(const Scenario& scenario)
{
    Scenario lean = scenario;
    lean.summary = lean.notes = {};
    lean.source.clear();
    return lean;
}

} // namespace

Input<void> checkAxes(const Scenario& scenario, const SweepPlan& plan)
{
    constexpr std::size_t outer = 50;
    if (const Input<void> keys = checkKeys(plan); !keys)
        return keys;
    const Scenario lean = leanOf(scenario);
    for (const SweepAxis& axis : plan.axes)
        for (std::size_t i = 0; i < axis.values.size(); ++i) {
            if (i == outer && axis.values.size() > 2 * outer)
                i = axis.values.size() - outer;
            Scenario one = lean;
            const std::array assignment{assignmentOf(axis, axis.values[i])};
            if (const Input<void> done = setValues(one, assignment); !done)
                return done;
        }
    return {};
}

Input<std::vector<Scenario>> variantsOf(const Scenario& scenario, const SweepPlan& plan)
{
    if (const Input<void> keys = checkKeys(plan); !keys)
        return tl::unexpected(keys.error());
    const Scenario lean = leanOf(scenario);
    std::vector<Scenario> variants;
    for (std::uint64_t variant = 0; variant < plan.variants(); ++variant) {
        std::vector<Assignment> assignments;
        const auto values = plan.valuesOf(variant);
        for (std::size_t i = 0; i < values.size(); ++i)
            assignments.push_back(assignmentOf(plan.axes[i], values[i]));
        Scenario& one = variants.emplace_back(lean);
        if (const Input<void> done = setValues(one, assignments); !done)
            return tl::unexpected(done.error());
    }
    return variants;
}

std::uint64_t identityOf(const Scenario& scenario, const std::vector<std::string>& settings,
                         const SweepPlan& plan)
{
    Fingerprint all;
    all.add("tcplab-sweep 1");
    all.add(plan.scenario);
    all.add(writeScenario(scenario));
    all.add(settings.size());
    for (const std::string& setting : settings)
        all.add(setting);
    all.add(static_cast<std::uint64_t>(scenario.until.ns));
    all.add(plan.axes.size());
    for (const SweepAxis& axis : plan.axes) {
        all.add(axis.key);
        all.add(axis.values.size());
        for (const std::string& value : axis.values)
            all.add(value);
    }
    all.add(plan.seed);
    all.add(plan.runs);
    all.add(plan.stepLimit);
    return all.value();
}

std::uint64_t seedOfRun(std::uint64_t seed, std::uint64_t k)
{
    // A purpose and a stream that no run draws from (core/base/random.h): a run's luck is not that of its seed's.
    constexpr Purpose purpose{0xff};
    return draw(seed, 0, purpose, k) >> 11;
}

} // namespace tcplab
