/// The little JSON that the command line writes besides traces.
#pragma once
#include <string>
#include <string_view>

namespace tcplab {

/// A JSON string with its quotes (RFC 8259 §7).
std::string jsonText(std::string_view text);

/// Members of an object, in the order in which they are added.
class JsonObject {
public:
    JsonObject& text(std::string_view key, std::string_view value) { return raw(key, jsonText(value)); }
    JsonObject& raw(std::string_view key, std::string_view json)
    {
        m_members += (m_members.empty() ? "" : ",") + jsonText(key) + ":" + std::string(json);
        return *this;
    }
    template <class Number> JsonObject& number(std::string_view key, Number value)
    {
        return raw(key, std::to_string(value));
    }
    std::string finish() const { return "{" + m_members + "}"; }

private:
    std::string m_members;
};

} // namespace tcplab
