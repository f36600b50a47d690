/// The phrases of "run until" in Chinese beside the English ones: "客户端 ACK 丢失" is "client ACK lost". Names of states, flags,
/// calls and errors are the same in both.
#pragma once
#include "app/wording/wording.h"

#include <string>
#include <string_view>

namespace tcplab {

/// A phrase in either language, or a mixture of them, as readUntil() takes it.
std::string untilInEnglish(std::string_view phrase);
/// An English phrase in this language.
std::string untilInLanguage(std::string_view english, Language language);

} // namespace tcplab
