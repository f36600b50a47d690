#include "app/wording/wording.h"

namespace tcplab {

std::string sideName(Side side, Language language)
{
    if (language == Language::Chinese)
        return side == Side::Client ? "客户端" : "服务器";
    return side == Side::Client ? "Client" : "Server";
}

const std::string& pick(const Bilingual& text, Language language)
{
    const std::string& chosen = language == Language::Chinese ? text.zh : text.en;
    return chosen.empty() ? (language == Language::Chinese ? text.en : text.zh) : chosen;
}

} // namespace tcplab
