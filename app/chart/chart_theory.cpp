// Theory beside what was measured: the formulas with the values of each point, drawn finer than the points.
#include "app/chart/chart_rows.h"
#include "app/chart/chart_words.h"
#include "app/chart/theory.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace tcplab {
namespace {

constexpr int stepsBetween = 8; ///< places between two points

/// The scenario as this curve and place have it; nothing where a place between two values is none.
std::optional<Scenario> scenarioAt(const Scenario& scenario, const ChartRows& rows,
                                   const ChartRows::Curve& curve, const std::vector<std::string>& keys,
                                   const std::string& value)
{
    Scenario one = scenario;
    std::vector<Assignment> assignments;
    for (std::size_t key = 0; key < keys.size(); ++key)
        assignments.push_back(
            {.key = keys[key], .value = key == rows.x ? value : curve.values[key], .place = "--theory"});
    return setValues(one, assignments) ? std::optional(std::move(one)) : std::nullopt;
}

struct Place {
    double x = 0;
    Scenario scenario;
};

std::vector<Place> placesOf(const Scenario& scenario, const ChartRows& rows, const ChartRows::Curve& curve,
                            const std::vector<std::string>& keys)
{
    std::vector<std::pair<double, std::string>> values;
    for (std::size_t i = 0; i < curve.rows.size(); ++i)
        values.emplace_back(curve.places[i], curve.rows[i]->values[rows.x]);
    std::ranges::sort(values);
    std::vector<Place> places;
    const auto add = [&](double x, const std::string& value) {
        if (auto one = scenarioAt(scenario, rows, curve, keys, value))
            places.push_back({x, *std::move(one)});
    };
    for (std::size_t i = 0; i < values.size(); ++i) {
        add(values[i].first, values[i].second);
        if (!rows.axis.isNumeric() || i + 1 == values.size())
            continue;
        const double step = (values[i + 1].first - values[i].first) / stepsBetween;
        for (int k = 1; k < stepsBetween; ++k)
            add(values[i].first + step * k, valueAt(rows.axis, values[i].first + step * k));
    }
    return places;
}

bool isReno(CongestionAlgorithm algorithm)
{
    return algorithm == CongestionAlgorithm::Reno || algorithm == CongestionAlgorithm::NewReno;
}

bool samePoints(const ChartCurve& a, const ChartCurve& b)
{
    return std::ranges::equal(a.points, b.points, [](const ChartPoint& p, const ChartPoint& q) {
        return p.x == q.x && p.y == q.y;
    });
}

/// What kept a curve from having a theory.
struct Reasons {
    bool notReno = false;
    bool inBursts = false;
};

/// Curves of several variants that are the same are drawn once, and then need no name of their own.
class TheoryCurves {
public:
    void add(const Sentence& name, Language language, const std::string& of, ChartCurve curve)
    {
        if (curve.points.empty())
            return;
        const std::string base = textOf(name, language);
        curve.isTheory = true;
        for (Named& known : m_curves)
            if (known.base == base && samePoints(known.curve, curve)) {
                known.of.clear();
                return;
            }
        m_curves.push_back({base, of, std::move(curve)});
    }
    void into(Chart& chart)
    {
        for (Named& named : m_curves) {
            named.curve.name = named.base + (named.of.empty() ? "" : ": " + named.of);
            chart.curves.push_back(std::move(named.curve));
        }
    }
    bool empty() const { return m_curves.empty(); }

private:
    struct Named {
        std::string base;
        std::string of;
        ChartCurve curve;
    };
    std::vector<Named> m_curves;
};

void addFlowTheory(Chart& chart, const ChartRows& rows, const std::vector<std::string>& keys,
                   const Scenario& scenario, Language language)
{
    TheoryCurves curves;
    Reasons reasons;
    std::optional<FlowModel> common;
    bool varies = false;
    bool anyMathis = false;
    std::uint64_t octets = 0;
    Side sender = Side::Client;
    for (const ChartRows::Curve& curve : rows.curves) {
        ChartCurve mathis;
        ChartCurve pftk;
        for (const Place& place : placesOf(scenario, rows, curve, keys)) {
            const ScenarioFlow flow = flowOf(place.scenario);
            if (!isReno(place.scenario.hosts[indexOf(flow.sender)].profile.congestionControl)) {
                reasons.notReno = true;
                continue;
            }
            if (place.scenario.links[indexOf(flow.sender)].lossModel != LossModel::Bernoulli) {
                reasons.inBursts = true;
                continue;
            }
            octets = flow.octets;
            sender = flow.sender;
            FlowModel same = flow.model;
            same.loss = 0;
            if (common)
                varies = varies || common->roundTrip != same.roundTrip || common->segment != same.segment ||
                         common->perAck != same.perAck || common->firstTimeout != same.firstTimeout ||
                         common->window != same.window;
            common = common.value_or(same);
            const double p = flow.model.loss;
            if (p >= 1)
                continue;
            // Without loss the one has no bound, the other the window's; the curve may be too steep to be seen.
            if (p > 0)
                mathis.points.push_back({.x = place.x, .y = mathisRate(flow.model) * rows.scale});
            pftk.points.push_back({.x = place.x, .y = pftkThroughput(flow.model) * rows.scale});
        }
        anyMathis = anyMathis || !mathis.points.empty();
        curves.add(words::mathisName, language, curve.name, std::move(mathis));
        curves.add(words::pftkName, language, curve.name, std::move(pftk));
    }
    Facts facts;
    if (!curves.empty() && common) {
        curves.into(chart);
        if (anyMathis)
            chart.notes.emplace_back(textOf(words::mathisAssumes, language));
        chart.notes.emplace_back(textOf(words::pftkAssumes, language));
        facts.set("sender", language == Language::Chinese ? sideName(sender, language) : nameOf(sender));
        facts.set("mss", fmt::format("{:g}", common->segment));
        facts.set("rtt", fmt::format("{:.4g}", common->roundTrip * 1e3));
        facts.set("b", fmt::format("{:g}", common->perAck));
        facts.set("t0", fmt::format("{:.3g}", common->firstTimeout));
        facts.set("window", fmt::format("{:g}", common->window));
        facts.set("octets", std::to_string(octets));
        chart.notes.push_back(fill(varies ? words::flowFactsVary : words::flowFacts, language, facts));
    }
    for (const auto& [holds, why] :
         {std::pair{reasons.notReno, words::notReno}, {reasons.inBursts, words::notBernoulli}})
        if (holds) {
            facts.set("why", textOf(why, language));
            chart.notes.push_back(fill(words::noTheoryFor, language, facts));
        }
}

void addHandshakeTheory(Chart& chart, const ChartRows& rows, const std::vector<std::string>& keys,
                        const Scenario& scenario, Language language)
{
    TheoryCurves curves;
    Reasons reasons;
    std::vector<std::uint32_t> attempts;
    for (const ChartRows::Curve& curve : rows.curves) {
        ChartCurve survival;
        for (const Place& place : placesOf(scenario, rows, curve, keys)) {
            const auto& links = place.scenario.links;
            if (links[0].lossModel != LossModel::Bernoulli || links[1].lossModel != LossModel::Bernoulli) {
                reasons.inBursts = true;
                continue;
            }
            const std::uint32_t n = synAttempts(place.scenario.hosts[indexOf(Side::Client)].profile);
            attempts.push_back(n);
            survival.points.push_back({.x = place.x, .y = oneOfMany(handshakeChance(place.scenario), n)});
        }
        curves.add(words::survivalName, language, curve.name, std::move(survival));
    }
    Facts facts;
    if (!curves.empty()) {
        curves.into(chart);
        const auto [least, most] = std::ranges::minmax(attempts);
        facts.set("n", least == most ? std::to_string(most) : fmt::format("{} … {}", least, most));
        chart.notes.push_back(fill(words::survivalAssumes, language, facts));
    }
    if (reasons.inBursts) {
        facts.set("why", textOf(words::notBernoulli, language));
        chart.notes.push_back(fill(words::noTheoryFor, language, facts));
    }
}

} // namespace

void addTheory(Chart& chart, const ChartRows& rows, const std::vector<std::string>& keys,
               const Scenario& scenario, Language language)
{
    if (rows.kind == ChartedKind::Established) {
        addHandshakeTheory(chart, rows, keys, scenario, language);
    } else if (rows.metric == "goodput") {
        addFlowTheory(chart, rows, keys, scenario, language);
    } else {
        Facts facts;
        facts.set("y", rows.metric);
        chart.notes.push_back(fill(words::noFormula, language, facts));
    }
}

} // namespace tcplab
