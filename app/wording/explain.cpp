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

} // namespace

Explanation explain(const Trace& trace, std::uint64_t step, Language language)
{
    if (step == 0 || step > trace.stepCount())
        return explainBeginning(trace, language);
    const Scene scene(trace, step, language);
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

} // namespace tcplab
