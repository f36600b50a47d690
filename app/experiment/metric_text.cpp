#include "app/experiment/metric_text.h"

#include "app/wording/wording.h"

#include <QCoreApplication>

namespace tcplab {

namespace {

QString say(const char* words) { return QCoreApplication::translate("tcplab::Metric", words); }

QString rateText(std::uint64_t bits)
{
    const auto rate = static_cast<double>(bits);
    if (bits >= 1'000'000'000)
        return QString::number(rate / 1e9, 'g', 4) + QStringLiteral(" Gbit/s");
    if (bits >= 1'000'000)
        return QString::number(rate / 1e6, 'g', 4) + QStringLiteral(" Mbit/s");
    if (bits >= 1000)
        return QString::number(rate / 1e3, 'g', 4) + QStringLiteral(" kbit/s");
    return QString::number(bits) + QStringLiteral(" bit/s");
}

} // namespace

QString metricText(SweepMetric metric, std::uint64_t value)
{
    switch (metric) {
    case SweepMetric::Completion:
    case SweepMetric::Handshake:
        return QString::fromStdString(durationText(Duration{static_cast<std::int64_t>(value)}));
    case SweepMetric::Goodput: return rateText(value);
    default: return QString::number(value);
    }
}

QString metricName(SweepMetric metric)
{
    switch (metric) {
    case SweepMetric::Completion: return say(QT_TRANSLATE_NOOP("tcplab::Metric", "Completion time"));
    case SweepMetric::Handshake: return say(QT_TRANSLATE_NOOP("tcplab::Metric", "Handshake time"));
    case SweepMetric::Goodput: return say(QT_TRANSLATE_NOOP("tcplab::Metric", "Goodput"));
    case SweepMetric::Segments: return say(QT_TRANSLATE_NOOP("tcplab::Metric", "Segments"));
    case SweepMetric::Retransmissions: return say(QT_TRANSLATE_NOOP("tcplab::Metric", "Retransmissions"));
    case SweepMetric::Timeouts: return say(QT_TRANSLATE_NOOP("tcplab::Metric", "Time-outs"));
    case SweepMetric::Spurious: return say(QT_TRANSLATE_NOOP("tcplab::Metric", "Spurious retransmissions"));
    }
    return {};
}

QString outcomeName(FinalOutcome outcome)
{
    switch (outcome) {
    case FinalOutcome::Complete: return say(QT_TRANSLATE_NOOP("tcplab::Metric", "complete"));
    case FinalOutcome::TimedOut: return say(QT_TRANSLATE_NOOP("tcplab::Metric", "timed out"));
    case FinalOutcome::Reset: return say(QT_TRANSLATE_NOOP("tcplab::Metric", "reset"));
    case FinalOutcome::Refused: return say(QT_TRANSLATE_NOOP("tcplab::Metric", "refused"));
    case FinalOutcome::Aborted: return say(QT_TRANSLATE_NOOP("tcplab::Metric", "aborted"));
    case FinalOutcome::Crashed: return say(QT_TRANSLATE_NOOP("tcplab::Metric", "crashed"));
    case FinalOutcome::CallFailed: return say(QT_TRANSLATE_NOOP("tcplab::Metric", "a call failed"));
    case FinalOutcome::Waiting: return say(QT_TRANSLATE_NOOP("tcplab::Metric", "a program waits for ever"));
    case FinalOutcome::Until:
        return say(QT_TRANSLATE_NOOP("tcplab::Metric", "the scenario's end came first"));
    case FinalOutcome::CutOff: return say(QT_TRANSLATE_NOOP("tcplab::Metric", "cut off"));
    }
    return {};
}

QString runsText(std::uint64_t count)
{
    return count == 1 ? say(QT_TRANSLATE_NOOP("tcplab::Metric", "1 run"))
                      : say(QT_TRANSLATE_NOOP("tcplab::Metric", "%1 runs")).arg(count);
}

} // namespace tcplab
