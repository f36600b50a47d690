#include "app/wording/wording.h"

namespace tcplab {

std::string sideName(Side side, Language language)
{
    if (language == Language::Chinese)
        return side == Side::Client ? "客户端" : "服务器";
    return side == Side::Client ? "Client" : "Server";
}

std::string hostName(const Scenario& scenario, Side side, Language language)
{
    if (isScript(scenario, side))
        return language == Language::Chinese ? "脚本" : "Script";
    return sideName(side, language);
}

bool isOfScript(const Scenario& scenario)
{
    return (scenario.hosts[0].scripted || scenario.hosts[1].scripted) && scenario.title.en.ends_with(".pkt");
}

bool isScript(const Scenario& scenario, Side side)
{
    return scenario.hosts[indexOf(side)].scripted && isOfScript(scenario);
}

const std::string& pick(const Bilingual& text, Language language)
{
    const std::string& chosen = language == Language::Chinese ? text.zh : text.en;
    return chosen.empty() ? (language == Language::Chinese ? text.en : text.zh) : chosen;
}

} // namespace tcplab
