#include "app/wording/scene.h"

namespace tcplab {
namespace {

Explanation explainBeginning(const Trace& trace, Language language)
{
    Explanation explanation;
    const Scenario& scenario = trace.scenario();
    explanation.headline = pick(scenario.title, language);
    if (explanation.headline.empty())
        explanation.headline = textOf(sentenceFor(Say::BeginningNoSummary), language);
    explanation.body = pick(scenario.summary, language);
    if (explanation.body.empty())
        explanation.body = textOf(sentenceFor(Say::BeginningHint), language);
    explanation.citation = scenario.rfc;
    return explanation;
}

Explanation explainStep(const Scene& scene)
{
    if (scene.user)
        return explainPerson(scene);
    if (scene.delivered)
        return explainArrival(scene);
    if (scene.expired)
        return explainTimeout(scene);
    if (scene.call || scene.returned)
        return explainCall(scene);
    if (scene.dropped)
        return explainLoss(scene);
    Explanation explanation;
    explanation.headline = scene.say(Say::ProgramGoesOn, {});
    return explanation;
}

} // namespace

Explanation explain(const Trace& trace, std::uint64_t step, Language language, bool relative)
{
    Explanation explanation;
    if (step == 0 || step > trace.stepCount()) {
        explanation = explainBeginning(trace, language);
    } else {
        const Scene scene(trace, step, language, relative);
        explanation = explainStep(scene);
        addCongestion(scene, explanation);
        const bool toldAlready =
            scene.user || !(scene.delivered || scene.expired || scene.call || scene.returned);
        if (scene.dropped && !toldAlready) {
            Facts facts;
            scene.addSegment(facts, scene.segmentOf(*scene.dropped));
            facts.set("count", static_cast<std::int64_t>(scene.dropCount));
            const bool early = scene.dropped->clause == Clause::WireRed;
            const Say one = early ? Say::RedDroppedToo : Say::DroppedToo;
            const Say several = early ? Say::SeveralRedDroppedToo : Say::SeveralDroppedToo;
            append(explanation.body, scene.say(scene.dropCount == 1 ? one : several, facts), language);
        }
        if (scene.duplicated && !scene.user) {
            Facts facts;
            scene.addSegment(facts, scene.segmentOf(*scene.duplicated));
            append(explanation.body, scene.say(Say::Copied, facts), language);
            addCitation(explanation, scene.duplicated->clause);
        }
    }
    explanation.citation = citationText(std::move(explanation.citation), language);
    return explanation;
}

} // namespace tcplab
