#include "app/diagram/diagram_figure.h"

#include "core/segment/notation.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace tcplab {

namespace {

using enum DiagramNode;

constexpr std::array figure{
    FigureArrow{{Closed, SynSent}, "active OPEN", "create TCB, snd SYN", ArrowWay::Client},
    FigureArrow{{Closed, Listen}, "passive OPEN", "create TCB", ArrowWay::Server},
    FigureArrow{{Listen, Closed}, "CLOSE", "delete TCB"},
    FigureArrow{{SynSent, Closed}, "CLOSE", "delete TCB"},
    FigureArrow{{Listen, SynReceived}, "rcv SYN", "snd SYN,ACK", ArrowWay::Server},
    FigureArrow{{SynReceived, Listen}, "rcv RST", "x"},
    FigureArrow{{Listen, SynSent}, "SEND", "snd SYN"},
    FigureArrow{{SynSent, SynReceived}, "rcv SYN", "snd SYN,ACK"},
    FigureArrow{{SynReceived, Established}, "rcv ACK of SYN", "x", ArrowWay::Server},
    FigureArrow{{SynSent, Established}, "rcv SYN,ACK", "snd ACK", ArrowWay::Client},
    FigureArrow{{SynReceived, FinWait1}, "CLOSE", "snd FIN"},
    FigureArrow{{Established, FinWait1}, "CLOSE", "snd FIN", ArrowWay::Client},
    FigureArrow{{Established, CloseWait}, "rcv FIN", "snd ACK", ArrowWay::Server},
    FigureArrow{{FinWait1, FinWait2}, "rcv ACK of FIN", "x", ArrowWay::Client},
    FigureArrow{{FinWait1, Closing}, "rcv FIN", "snd ACK"},
    FigureArrow{{FinWait1, TimeWait}, "rcv FIN, ACK of FIN", "snd ACK"},
    FigureArrow{{FinWait2, TimeWait}, "rcv FIN", "snd ACK", ArrowWay::Client},
    FigureArrow{{Closing, TimeWait}, "rcv ACK of FIN", "x"},
    FigureArrow{{CloseWait, LastAck}, "CLOSE", "snd FIN", ArrowWay::Server},
    FigureArrow{{LastAck, ClosedAgain}, "rcv ACK of FIN", "x", ArrowWay::Server},
    FigureArrow{{TimeWait, ClosedAgain}, "Timeout=2MSL", "delete TCB", ArrowWay::Client},
};

static_assert(figure.size() == figureArrowCount);

enum class Trigger : std::uint8_t { None, Call, Segment, Reset, Timeout };

Trigger triggerOf(const FigureArrow& arrow)
{
    const std::string_view event = arrow.event;
    if (event == "rcv RST")
        return Trigger::Reset;
    if (event.substr(0, 3) == "rcv")
        return Trigger::Segment;
    return event.substr(0, 7) == "Timeout" ? Trigger::Timeout : Trigger::Call;
}

/// What one step shows of a change: its trigger in words, and the segments that left with it.
struct Seen {
    Trigger trigger = Trigger::None;
    ArrowText text;
};

std::string upper(std::string_view word)
{
    std::string text(word);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

Seen look(const Trace& trace, Side side, const StateChange& change)
{
    Seen seen;
    for (std::uint32_t n = trace.firstRecordOf(change.step); n < trace.endRecordOf(change.step); ++n) {
        const Effect& what = trace.record(n).what;
        if (what.host != side)
            continue;
        if (what.kind == EffectKind::Send && what.segment != 0) {
            const std::string sent = "snd " + flagsText(trace.segment(what.segment).packet.segment.ctl);
            seen.text.action += (seen.text.action.empty() ? "" : ", ") + sent;
        } else if (n > change.record) {
            continue;
        } else if (what.kind == EffectKind::Deliver && what.segment != 0) {
            const Flags ctl = trace.segment(what.segment).packet.segment.ctl;
            seen.trigger = ctl.rst ? Trigger::Reset : Trigger::Segment;
            seen.text.event = "rcv " + flagsText(ctl);
        } else if (what.kind == EffectKind::Timer && what.action == TimerAction::Expire) {
            seen.trigger = Trigger::Timeout;
            seen.text.event = std::string(nameOf(what.timer)) + " timeout";
        } else if (what.kind == EffectKind::Call) {
            seen.trigger = Trigger::Call;
            seen.text.event = upper(nameOf(what.call));
        } else if (what.kind == EffectKind::User && what.command >= UserCommand::Call &&
                   what.command != UserCommand::Inject) {
            seen.trigger = Trigger::Call;
            seen.text.event =
                upper(what.command == UserCommand::Call ? nameOf(what.call) : nameOf(what.command));
        }
    }
    if (seen.text.action.empty())
        seen.text.action = change.to == ConnectionState::Closed ? "delete TCB" : "x";
    return seen;
}

} // namespace

std::span<const FigureArrow> figureArrows() { return figure; }

std::optional<std::size_t> figureArrow(DiagramStep step)
{
    const auto place =
        std::find_if(figure.begin(), figure.end(), [&](const FigureArrow& a) { return a.step == step; });
    if (place == figure.end())
        return std::nullopt;
    return static_cast<std::size_t>(place - figure.begin());
}

DiagramStep diagramStep(ConnectionState from, ConnectionState to)
{
    DiagramStep step{static_cast<DiagramNode>(from), static_cast<DiagramNode>(to)};
    if (to == ConnectionState::Closed && from != ConnectionState::Listen && from != ConnectionState::SynSent)
        step.to = ClosedAgain;
    return step;
}

DiagramSituation situationAt(const Trace& trace, std::span<const StateChange> walk, Side side,
                             std::uint64_t step)
{
    DiagramSituation situation;
    situation.side = side;
    for (const StateChange& change : walk) {
        if (change.step > step)
            break;
        const DiagramStep gone = diagramStep(change.from, change.to);
        situation.walked.push_back(gone);
        if (figureArrow(gone) && !arrowGone(trace, side, change))
            situation.strayed.push_back(gone);
        situation.current = gone.to;
        if (change.step == step) {
            situation.taken = gone;
            situation.takenText = arrowText(trace, side, change);
        }
    }
    return situation;
}

ArrowText arrowText(const Trace& trace, Side side, const StateChange& change)
{
    if (const auto place = arrowGone(trace, side, change))
        return {figure[*place].event, figure[*place].action};
    return look(trace, side, change).text;
}

std::optional<std::size_t> arrowGone(const Trace& trace, Side side, const StateChange& change)
{
    const auto place = figureArrow(diagramStep(change.from, change.to));
    if (!place)
        return std::nullopt;
    const Seen seen = look(trace, side, change);
    if (seen.trigger == Trigger::None)
        return place;
    // An abort or a crash is no CLOSE either.
    const bool otherCall = std::string_view(figure[*place].event) == "CLOSE" && seen.text.event != "CLOSE" &&
                           seen.text.event != "SHUTDOWN";
    return seen.trigger == triggerOf(figure[*place]) && !otherCall ? place : std::nullopt;
}

} // namespace tcplab
