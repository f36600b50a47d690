/// The three tables behind sentencesFor().
#pragma once
#include "app/wording/sentence.h"

namespace tcplab {

std::span<const ClauseSentences> openingSentences(); ///< opening, refusing, resetting
std::span<const ClauseSentences> closingSentences(); ///< closing, TIME-WAIT, aborting, giving up
std::span<const ClauseSentences> dataSentences();    ///< text, acknowledgments, windows

} // namespace tcplab
