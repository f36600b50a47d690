#include "tests/cli/json.h"

#include <algorithm>

namespace tcplab {
namespace {

class Reader {
public:
    explicit Reader(std::string_view text) : m_rest(text) {}

    std::optional<Json> readAll()
    {
        std::optional<Json> value = readValue();
        skipBlanks();
        return m_rest.empty() ? value : std::nullopt;
    }

private:
    void skipBlanks() { m_rest.remove_prefix(std::min(m_rest.find_first_not_of(" \n\r\t"), m_rest.size())); }
    bool take(std::string_view token)
    {
        skipBlanks();
        if (!m_rest.starts_with(token))
            return false;
        m_rest.remove_prefix(token.size());
        return true;
    }

    std::optional<Json> readValue()
    {
        if (take("{"))
            return readMembers(Json::Kind::Object, "}");
        if (take("["))
            return readMembers(Json::Kind::List, "]");
        if (take("\""))
            return readText();
        for (const std::string_view word : {"true", "false"})
            if (take(word))
                return Json{.kind = Json::Kind::Truth, .text = std::string(word), .items = {}, .keys = {}};
        if (take("null"))
            return Json{};
        const std::size_t length = std::min(m_rest.find_first_not_of("-0123456789"), m_rest.size());
        if (length == 0)
            return std::nullopt;
        Json number{.kind = Json::Kind::Number,
                    .text = std::string(m_rest.substr(0, length)),
                    .items = {},
                    .keys = {}};
        m_rest.remove_prefix(length);
        return number;
    }

    std::optional<Json> readMembers(Json::Kind kind, std::string_view end)
    {
        Json value{.kind = kind, .text = {}, .items = {}, .keys = {}};
        if (take(end))
            return value;
        do {
            if (kind == Json::Kind::Object) {
                const std::optional<Json> key = take("\"") ? readText() : std::nullopt;
                if (!key || !take(":"))
                    return std::nullopt;
                value.keys.push_back(key->text);
            }
            std::optional<Json> item = readValue();
            if (!item)
                return std::nullopt;
            value.items.push_back(*std::move(item));
        } while (take(","));
        return take(end) ? std::optional(value) : std::nullopt;
    }

    std::optional<Json> readText()
    {
        Json value{.kind = Json::Kind::Text, .text = {}, .items = {}, .keys = {}};
        while (!m_rest.empty()) {
            const char c = m_rest.front();
            m_rest.remove_prefix(1);
            if (c == '"')
                return value;
            if (static_cast<unsigned char>(c) < 0x20)
                return std::nullopt;
            value.text += c;
            if (c == '\\' && !m_rest.empty()) {
                if (std::string_view("\"\\/bfnrtu").find(m_rest.front()) == std::string_view::npos)
                    return std::nullopt;
                value.text.back() = m_rest.front();
                m_rest.remove_prefix(1);
            }
        }
        return std::nullopt;
    }

    std::string_view m_rest;
};

} // namespace

const Json& Json::operator[](std::string_view key) const
{
    static const Json null;
    const auto found = std::ranges::find(keys, key);
    return found == keys.end() ? null : items[static_cast<std::size_t>(found - keys.begin())];
}

std::optional<Json> readJson(std::string_view text) { return Reader(text).readAll(); }

} // namespace tcplab
