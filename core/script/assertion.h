/// `%{ assert tcpi_snd_cwnd == 10 }%`: a small evaluator, no Python. It knows assert, assignments, comparisons, and/or/
/// not, arithmetic on whole numbers; print and import are passed over.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tcplab::script {

/// What a name stands for at this moment; nothing if nobody knows it.
using Lookup = std::function<std::optional<std::int64_t>(std::string_view name)>;

struct Asserted {
    enum class Kind : std::uint8_t {
        Holds,
        Fails,     ///< `text`: the assertion
        Unknown,   ///< `text`: a name that nobody knows
        NotPython, ///< `text`: what cannot be read
    };
    Kind kind = Kind::Holds;
    int line = 0;       ///< in the code, from 0
    std::string text{}; ///< see above
    std::string got{};  ///< Fails: the values of the names in it, "tcpi_snd_cwnd = 11"
    friend bool operator==(const Asserted&, const Asserted&) = default;
};

Asserted evaluate(std::string_view code, const Lookup& lookup);

} // namespace tcplab::script
