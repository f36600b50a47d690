#include "app/wording/promise_text.h"

#include "app/wording/sentence.h"

#include <array>
#include <fmt/format.h>

namespace tcplab {
namespace {

constexpr std::array<Sentence, promiseCount> promises{{
    {"Both ends come to rest, and nobody waits for what will never come",
     "双方最终都停下来，谁也不会等待永远不会到来的东西"},
    {"No octet is lost, doubled or out of order to an application",
     "对应用程序来说，没有字节丢失、重复或乱序"},
    {"Nobody is ESTABLISHED with an end that is not there", "不会与不存在的另一端处于 ESTABLISHED"},
    {"No octet, FIN, RST or ACK of an old incarnation is taken for one of the new",
     "旧化身的字节、FIN、RST 或 ACK 不会被当成新化身的"},
    {"RST is sent only where RFC 9293 has a reason for it", "只在 RFC 9293 规定的情况下发送 RST"},
    {"Nobody gives up while the other end is there and can be reached",
     "只要另一端还在、可以到达，就不会放弃"},
    {"No round trip is measured that is shorter than the way", "测得的往返时间不会短于线路本身的往返时间"},
}};

constexpr Sentence brokenAt{"Broken at {h}: {promise}.", "{h}违反了：{promise}。"};
constexpr Sentence complete{"All runs with {budget}: {states} states ({worlds} different worlds), the "
                            "longest run of {depth} steps. No promise "
                            "is broken.",
                            "{budget}的所有运行：{states} 个状态（{worlds} 个不同的世界），最长的运行 "
                            "{depth} 步。没有违反任何承诺。"};
constexpr Sentence found{"Runs with {budget}: a promise is broken with {faults}, after {states} states.",
                         "{budget}的运行：只需 {faults}就违反了承诺，此前查看了 {states} 个状态。"};
constexpr Sentence outOfMemory{"The memory for states is full. All runs with up to {before} have been seen, "
                               "of those with {faults} {states} states; "
                               "no promise is broken in them. --memory gives more room.",
                               "状态占满了内存。{before}以内的所有运行都已查看，{faults}的运行查看了 "
                               "{states} 个状态；其中没有违反任何承诺。--memory "
                               "可以给更多空间。"};
constexpr Sentence cancelled{"Ended from outside. All runs with up to {before} have been seen, of those with "
                             "{faults} {states} states; no promise "
                             "is broken in them.",
                             "从外部结束。{before}以内的所有运行都已查看，{faults}的运行查看了 {states} "
                             "个状态；其中没有违反任何承诺。"};

std::string counted(std::uint64_t count, const char* one, const char* many, const char* chinese,
                    Language language)
{
    if (language == Language::Chinese)
        return fmt::format("{} 次{}", count, chinese);
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string faultsText(std::uint64_t faults, Language language)
{
    return counted(faults, "fault", "faults", "故障", language);
}

} // namespace

std::string promiseText(Promise promise, Language language)
{
    return textOf(promises[static_cast<std::size_t>(promise)], language);
}

std::string brokenText(const BrokenPromise& broken, Language language)
{
    Facts facts;
    std::string side = sideName(broken.host, language);
    if (language == Language::English)
        side = broken.host == Side::Client ? "the client" : "the server";
    facts.set("h", side);
    std::string promise = promiseText(broken.what, language);
    if (language == Language::English)
        promise[0] = static_cast<char>(promise[0] - 'A' + 'a');
    facts.set("promise", promise);
    return fill(brokenAt, language, facts);
}

std::string budgetText(const WireBudget& budget, Language language)
{
    const bool chinese = language == Language::Chinese;
    std::string text;
    const auto add = [&](std::uint32_t count, const char* one, const char* many, const char* zh) {
        if (count == 0)
            return;
        text += text.empty() ? (chinese ? "至多 " : "up to ") : (chinese ? "、" : ", ");
        text += counted(count, one, many, zh, language);
    };
    add(budget.losses, "loss", "losses", "丢失");
    add(budget.duplicates, "copy", "copies", "重复");
    add(budget.delays, "delay", "delays", "延迟");
    if (budget.reorder)
        text +=
            text.empty() ? (chinese ? "任意乱序" : "reordering") : (chinese ? "、任意乱序" : ", reordering");
    return text.empty() ? (chinese ? "没有故障" : "no faults") : text;
}

std::string exploredText(const Explored& explored, const WireBudget& budget, Language language)
{
    Facts facts;
    facts.set("budget", budgetText(budget, language));
    facts.set("states", std::to_string(explored.states));
    facts.set("worlds", std::to_string(explored.worlds));
    facts.set("depth", std::to_string(explored.depth));
    facts.set("faults", faultsText(explored.broken ? explored.broken->faults : explored.faults, language));
    facts.set("before", faultsText(explored.faults == 0 ? 0 : explored.faults - 1, language));
    switch (explored.end) {
    case ExploreEnd::Complete: return fill(complete, language, facts);
    case ExploreEnd::Broken: return fill(found, language, facts);
    case ExploreEnd::Memory: return fill(outOfMemory, language, facts);
    case ExploreEnd::Cancelled: return fill(cancelled, language, facts);
    }
    return {};
}

} // namespace tcplab
