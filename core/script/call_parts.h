/// What the calls of a script are made of, for those that play them: arguments, members of structs, outcomes.
#pragma once
#include "core/script/player.h"
#include "core/tcp/errno.h"

namespace tcplab::script {

inline constexpr std::uint64_t mostOctets = 1u << 30;
inline constexpr std::int64_t mostMilliseconds = 86'400'000; ///< a day

/// Empty where the script has fewer.
const Expression& argumentOf(const CallEvent& call, std::size_t i);
/// The member of a {...} or [...] that is called so: "linger", "msg_iov".
const Expression* member(const Expression& braces, std::string_view name);
/// "[1]" and "1" as 1.
const Expression& inList(const Expression& value);
/// None: there is none of that name.
Errno errnoNamed(std::string_view name);

inline CallOutcome gives(std::int64_t value) { return {.returned = true, .value = value, .error = {}}; }
inline CallOutcome fails(const char* error) { return {.returned = true, .value = -1, .error = error}; }

} // namespace tcplab::script
