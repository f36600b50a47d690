#include "app/wording/script_text.h"

#include "app/wording/sentence.h"
#include "core/script/parser.h"

#include <array>

namespace tcplab {
namespace {

using script::Difference;

struct Row {
    Difference what;
    Sentence sentence;
};
constexpr std::array rows{
    Row{Difference::Packet, {"expected {expected}; got {got}", "应为 {expected}；实为 {got}"}},
    Row{Difference::NoPacket,
        {"expected {expected}; nothing was sent", "应为 {expected}；没有发送任何报文段"}},
    Row{Difference::Time,
        {"expected at {expected}; sent at {got}", "应在 {expected} 发送；实际在 {got} 发送"}},
    Row{Difference::Result, {"expected {expected}; got {got}", "应为 {expected}；实为 {got}"}},
    Row{Difference::StillWaiting,
        {"expected {expected}; the call still waits", "应为 {expected}；调用仍在等待"}},
    Row{Difference::ReturnTime,
        {"expected to return at {expected}; returned at {got}", "应在 {expected} 返回；实际在 {got} 返回"}},
    Row{Difference::Assertion, {"expected {expected}; got {got}", "应有 {expected}；实为 {got}"}},
    Row{Difference::States, {"expected {expected}; got {got}", "应为 {expected}；实为 {got}"}},
    Row{Difference::Unexpected, {"nothing more was expected; got {got}", "此后不应再有报文段；实为 {got}"}},
    Row{Difference::TimestampEcho,
        {"expected {expected}; the timestamp echo is another: {got}",
         "应为 {expected}；时间戳回显不同：{got}"}},
    Row{Difference::LeftBehind,
        {"expected no connection at the end; one is in {got}", "结束时不应有连接；有一个处于 {got}"}},
    Row{Difference::CannotMap,
        {"{expected} echoes a timestamp that has not been seen", "{expected} 回显了从未出现过的时间戳"}},
};

} // namespace

std::string findingText(const script::Finding& finding, Language language)
{
    Facts facts;
    facts.set("expected", finding.expected);
    facts.set("got", finding.got);
    for (const Row& row : rows)
        if (row.what == finding.what)
            return fill(row.sentence, language, facts);
    return {};
}

std::string missingText(const script::Missing& missing, Language language)
{
    return textOf({"not supported: ", "不支持："}, language) + std::string(missing.what);
}

std::string verdictText(const script::Played& played, const std::string& file, Language language)
{
    switch (played.outcome) {
    case script::Outcome::Passed: return std::string(textOf({"passed: ", "通过："}, language)) + file;
    case script::Outcome::Failed:
        return std::string(textOf({"failed: ", "失败："}, language)) + file + ":" +
               std::to_string(played.finding.line) + ": " + findingText(played.finding, language);
    case script::Outcome::NotSupported: break;
    }
    return std::string(textOf({"not supported: ", "不支持："}, language)) + file + ":" +
           std::to_string(played.missing.line) + ": " + played.missing.what;
}

bool isScriptName(std::string_view path) { return path.ends_with(".pkt"); }

std::string troubleText(const script::Played& played, Language language)
{
    switch (played.outcome) {
    case script::Outcome::Passed: return {};
    case script::Outcome::Failed: return findingText(played.finding, language);
    case script::Outcome::NotSupported: break;
    }
    return missingText(played.missing, language);
}

Input<script::Played> playScript(std::string_view text, const std::string& file,
                                 const script::PlaySettings& settings)
{
    const auto script = script::readScript(text, file, {"STANDARD"});
    if (!script)
        return tl::unexpected(script.error());
    script::Played played = script::play(*script, settings);
    const std::string name = file.substr(file.find_last_of('/') + 1);
    played.scenario.notes = {.en = verdictText(played, name, Language::English),
                             .zh = verdictText(played, name, Language::Chinese)};
    return played;
}

} // namespace tcplab
