/// As much of JSON as the tests need: whether a text is JSON, and what a path in it holds.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

struct Json {
    enum class Kind { Null, Truth, Number, Text, List, Object };
    Kind kind = Kind::Null;
    std::string text; ///< of a text, unescaped; of a number or truth, as written
    std::vector<Json> items;
    std::vector<std::string> keys; ///< of an object, in order; beside items

    /// Null where there is no such member.
    const Json& operator[](std::string_view key) const;
    long long number() const { return text.empty() ? 0 : std::stoll(text); }
};

/// Nothing if the text is not one JSON value.
std::optional<Json> readJson(std::string_view text);

} // namespace tcplab
