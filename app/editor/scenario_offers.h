/// What could stand at a place of a scenario's text. No list of it is kept here: the reader is given a word that nothing has,
/// and says which there are.
#pragma once
#include "app/editor/text_place.h"
#include "app/wording/wording.h"

#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

struct Offer {
    std::string word;
    std::string meaning; ///< one line; may be empty
    friend bool operator==(const Offer&, const Offer&) = default;
};

std::vector<Offer> offersAt(const TextPlace& place, Language language);
/// What is written with a word that was chosen, so that typing goes on; the cursor stands between both.
struct Continuation {
    std::string before;
    std::string after;
    friend bool operator==(const Continuation&, const Continuation&) = default;
};
/// Behind a key its " = ", with quotes where it takes a text; behind a word of a program that is no line yet, a blank.
Continuation continuationOf(const TextPlace& place, const std::string& word);
/// The values of a key that takes one of a few words, or of a knob, as TOML writes them.
std::vector<Offer> valuesOf(std::string_view table, std::string_view key);

} // namespace tcplab
