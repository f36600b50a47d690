#include "app/wording/figure_text.h"

#include "app/wording/sentence.h"
#include "core/world/world.h"

#include <fmt/format.h>

namespace tcplab {
namespace {

Sentence nameOfTimer(Timer timer)
{
    switch (timer) {
    case Timer::Retransmission: return {"RTO", "RTO"};
    case Timer::TimeWait: return {"2·MSL", "2·MSL"};
    case Timer::DelayedAck: return {"delayed ACK", "延迟确认"};
    case Timer::Reordering: return {"reordering", "乱序"};
    case Timer::TailLossProbe: return {"tail loss probe", "尾部丢失探测"};
    case Timer::Persist: return {"persist", "窗口探测"};
    case Timer::KeepAlive: return {"keep-alive", "保活"};
    case Timer::FinWait2: return {"FIN-WAIT-2", "FIN-WAIT-2"};
    case Timer::User: return {"user timeout", "用户超时"};
    }
    return {"", ""};
}

} // namespace

std::string gapText(Duration gap) { return "+" + durationText(gap); }

bool staysTwiceMsl(const Scenario& scenario, Side host)
{
    return timeWaitOf(scenario, host) == mslOf(scenario) * 2;
}

std::string timerText(const Scenario& scenario, Side host, Timer timer, Language language)
{
    if (timer == Timer::TimeWait && !staysTwiceMsl(scenario, host))
        return "TIME-WAIT";
    return std::string(textOf(nameOfTimer(timer), language));
}

std::string timerSpanText(const std::string& name, Duration whole)
{
    return fmt::format("{} {}", name, durationText(whole));
}

std::string timerCutShortText(Duration passed, bool restarted, Language language, bool brief)
{
    const Sentence words = restarted
                               ? Sentence{brief ? "anew after {}" : "restarted after {}", "{} 后重新计时"}
                               : Sentence{brief ? "off after {}" : "stopped after {}", "{} 后停止"};
    return fmt::format(fmt::runtime(textOf(words, language)), durationText(passed));
}

std::string owedAckText(bool full, Language language)
{
    return std::string(full ? textOf({"ACK: after the program", "ACK：程序之后"}, language)
                            : textOf({"ACK owed", "欠 ACK"}, language));
}

std::string callText(const Trace& trace, const Record& record, Language language)
{
    const Effect& what = record.what;
    if (what.kind == EffectKind::Return)
        return nameOf(what.error);
    if (what.kind == EffectKind::User && what.command == UserCommand::Inject)
        return textOf({"made by hand", "手动造出"}, language);
    if (what.kind == EffectKind::User && what.command == UserCommand::Icmp)
        return "ICMP";
    if (what.kind == EffectKind::User && what.command != UserCommand::Call)
        return nameOf(what.command);
    const std::string arguments = what.text == noText ? std::string{} : std::string(trace.text(what.text));
    if (what.call == Call::SetSockOpt)
        return arguments; // "SO_LINGER 0" says which call it is
    const std::string name = nameOf(what.call);
    if (what.call == Call::Crash || what.call == Call::Boot)
        return name;
    // Where a connection goes to is seen; how much is sent is not.
    if (arguments.empty() || what.call == Call::Connect)
        return name + "()";
    return name + " " + arguments;
}

std::string leftOutText(std::size_t labels, Language language)
{
    if (language == Language::Chinese)
        return fmt::format("空间不足，省略了 {} 个标签", labels);
    return fmt::format("{} {} left out for lack of room", labels, labels == 1 ? "label" : "labels");
}

} // namespace tcplab
