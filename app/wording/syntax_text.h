/// What is usually wrong with a text that is no TOML, in words of our own: its parser speaks English, of tokens.
#pragma once
#include "app/wording/sentence.h"

#include <span>
#include <string>
#include <string_view>

namespace tcplab {

/// What the parser says begins so and has this in it.
struct SyntaxSentences {
    std::string_view begins;
    std::string_view holds;
    Sentence wrong{}; ///< with {subject}: what the parser quotes
    Sentence right{};
};
std::span<const SyntaxSentences> syntaxSentences();
/// nullptr: there are no words for it but the parser's.
const SyntaxSentences* syntaxSentencesFor(std::string_view parsersWords);
/// What it quotes last: 'isn' of "cannot redefine existing integer 'isn'".
std::string quotedIn(std::string_view parsersWords);

} // namespace tcplab
