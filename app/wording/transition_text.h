/// What an arrow of the state diagram means, and the words that stand in the diagram; in both languages.
#pragma once
#include "app/wording/wording.h"

namespace tcplab {

/// A transition of RFC 9293's Figure 5 in one sentence; of what the figure leaves out (Note 3: resets, and what a
/// connection gives up), a general one.
std::string transitionMeaning(ConnectionState from, ConnectionState to, Language language);

enum class DiagramWord : std::uint8_t {
    ActiveClose,
    PassiveClose,
    ActiveCloseMeaning,
    PassiveCloseMeaning,
    ArrowsWalked, ///< "{n} of {all}"
    ArrowsLong,   ///< what stands under it, as there is room
    Arrows,
    ArrowsShort,
    WalkedMeaning,
    ClientToken, ///< the letter on the token
    ServerToken,
};
std::string diagramWord(DiagramWord word, Language language);
/// "14 of 21"; "14 / 21".
std::string arrowsWalked(std::size_t walked, std::size_t all, Language language);

} // namespace tcplab
