/// The sentences of errorText().
#pragma once
#include "app/wording/sentence.h"

namespace tcplab {

inline constexpr std::size_t problemCount = static_cast<std::size_t>(Problem::BadScript) + 1;
/// What is wrong, with {subject}; and what would be right, with {expected}.
struct ProblemSentences {
    Sentence wrong{};
    Sentence right{};
};
const ProblemSentences& sentencesFor(Problem problem);

} // namespace tcplab
