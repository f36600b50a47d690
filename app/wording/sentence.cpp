#include "app/wording/sentence.h"

#include <fmt/format.h>

namespace tcplab {

void Facts::set(std::string_view name, std::string value) { m_values.emplace_back(name, std::move(value)); }

const std::string* Facts::find(std::string_view name) const
{
    for (auto value = m_values.rbegin(); value != m_values.rend(); ++value)
        if (value->first == name)
            return &value->second;
    return nullptr;
}

std::string fill(const Sentence& sentence, Language language, const Facts& facts)
{
    std::string_view rest = textOf(sentence, language);
    std::string text;
    for (;;) {
        const auto open = rest.find('{');
        text += rest.substr(0, open);
        if (open == std::string_view::npos)
            return text;
        const auto close = rest.find('}', open);
        const std::string* value = facts.find(rest.substr(open + 1, close - open - 1));
        text += value != nullptr ? *value : std::string(rest.substr(open, close + 1 - open));
        rest.remove_prefix(close + 1);
        // A full-width bracket brings its own room: "2·MSL（1 min）已过".
        if (value != nullptr && value->ends_with("）") && rest.starts_with(' '))
            rest.remove_prefix(1);
    }
}

void append(std::string& text, const std::string& sentence, Language language)
{
    if (!text.empty() && !sentence.empty() && language == Language::English)
        text += ' ';
    text += sentence;
}

std::string octetsText(std::uint64_t octets, Language language)
{
    if (language == Language::Chinese)
        return fmt::format("{} 字节", octets);
    return fmt::format("{} {}", octets, octets == 1 ? "octet" : "octets");
}

} // namespace tcplab
