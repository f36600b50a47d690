#include "app/editor/scenario_offers.h"

#include "app/editor/key_help.h"
#include "app/editor/program_offers.h"
#include "app/editor/scenario_text.h"
#include "core/base/quantity.h"
#include "core/tcp/knobs.h"
#include "core/world/scenario_file.h"

#include <algorithm>
#include <array>

namespace tcplab {
namespace {

using Kind = TextPlace::Kind;

/// Nothing is called so, nor nearly so. With a blank it is no word of a program either.
constexpr std::string_view unknown = "***";
constexpr std::string_view unknownValue = "*** ***";

/// What the reader says of this text in this table.
InputError askReader(const TextPlace& place, const std::string& text)
{
    std::string header;
    if (!place.table.empty())
        header = place.listed ? "[[" + place.table + "]]\n" : "[" + place.table + "]\n";
    const auto read = readScenario(header + text + "\n", "");
    return read ? InputError{} : read.error();
}

/// The names that it knows in the place of one that it does not; none if that is not what it complains of.
std::vector<std::string> namesInstead(const InputError& error, std::string_view instead)
{
    if (error.subject != instead)
        return {};
    if (error.problem == Problem::WrongType && error.expected == "true or false")
        return {"true", "false"};
    if (error.problem != Problem::UnknownKey && error.problem != Problem::UnknownName)
        return {};
    return namesIn(error.expected);
}

std::vector<std::string> keysBehind(const TextPlace& place, const std::string& path)
{
    const std::string question = place.before + path + "\"" + std::string(unknown) + "\" = 1" + place.after;
    return namesInstead(askReader(place, question), unknown);
}

/// What the reader wants in the place of a number: "table", "list of tables", "text" …
std::string wantedFor(const std::string& rootKey)
{
    const InputError error = askReader({}, rootKey + " = 1");
    return error.problem == Problem::WrongType ? error.expected : std::string{};
}

bool isThere(const TextPlace& place, const std::string& name)
{
    return std::ranges::find(place.there, name) != place.there.end();
}

/// "[network]", "[[fault]]".
std::vector<Offer> headers(const TextPlace& place)
{
    std::vector<Offer> offers;
    for (const std::string& key : keysBehind({}, "")) {
        const std::string wanted = wantedFor(key);
        if (wanted == "table" && !isThere(place, key))
            offers.push_back({"[" + key + "]", {}});
        else if (wanted == "list of tables")
            offers.push_back({"[[" + key + "]]", {}});
    }
    return offers;
}

std::vector<Offer> keysAt(const TextPlace& place, Language language)
{
    // Of "title.e": those of title.
    const std::size_t dot = place.begun.rfind('.');
    const std::string path = dot == std::string::npos ? "" : place.begun.substr(0, dot + 1);
    const bool atRoot = place.table.empty() && !place.inside && path.empty();
    std::vector<Offer> offers;
    const auto offer = [&](const std::string& name) {
        if (!isThere(place, name))
            offers.push_back(
                {name, place.inside ? std::string{} : meaningOfKey(place.table, name, language)});
    };
    for (const std::string& key : keysBehind(place, path)) {
        if (atRoot) {
            const std::string wanted = wantedFor(key);
            if (wanted == "table" || wanted == "list of tables")
                continue; // those have headers
        }
        const bool inParts = std::ranges::any_of(
            place.there, [&](const std::string& one) { return one.starts_with(key + "."); });
        if (!inParts)
            offer(path + key);
        if (atRoot && !isThere(place, key)) // it is one text, or one in each language
            for (const std::string& part : keysBehind(place, key + "."))
                offer(key + "." + part);
    }
    if (!place.inside && place.begun.empty())
        for (Offer& one : headers(place))
            offers.push_back(std::move(one));
    return offers;
}

/// What a knob is in each profile, which is how such a value is written.
std::vector<Offer> valuesOfKnob(const Knob& knob)
{
    std::vector<Offer> offers;
    for (const ProfileName name : profileNames) {
        const Offer offer{asToml(knob.write(profileNamed(name))), nameOf(name)};
        if (std::ranges::find(offers, offer.word, &Offer::word) == offers.end())
            offers.push_back(offer);
    }
    return offers;
}

std::vector<Offer> valuesAt(const TextPlace& place)
{
    const std::string question = place.before + "\"" + std::string(unknownValue) + "\"" + place.after;
    std::vector<Offer> offers;
    for (const std::string& word : namesInstead(askReader(place, question), unknownValue))
        offers.push_back({asToml(word), {}});
    const bool isHost = place.table == "client" || place.table == "server";
    if (const Knob* knob = isHost && !place.inside && offers.empty() ? findKnob(place.key) : nullptr)
        return valuesOfKnob(*knob);
    return offers;
}

/// Whether that text of several lines is a program: then the reader does not know this word in it.
bool isProgram(const TextPlace& place)
{
    // With a second line it is the name of nothing else.
    const std::string question = place.key + " = \"\"\"" + std::string(unknown) + "\n\"\"\"";
    return !namesInstead(askReader(place, question), unknown).empty();
}

} // namespace

std::vector<std::string> namesIn(std::string_view list)
{
    std::vector<std::string> names;
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        names.emplace_back(trimmed(list.substr(0, comma)));
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return names;
}

std::vector<Offer> offersAt(const TextPlace& place, Language language)
{
    switch (place.kind) {
    case Kind::Nothing: break;
    case Kind::Key: return keysAt(place, language);
    case Kind::Value: return valuesAt(place);
    case Kind::Header: return headers(place);
    case Kind::Line:
        if (isProgram(place))
            return programOffers(place);
        break;
    }
    return {};
}

Continuation continuationOf(const TextPlace& place, const std::string& word)
{
    if (place.kind == Kind::Line) {
        const bool goesOn = isProgram(place) && !word.ends_with(':') && !readStatement(place.before + word);
        return {.before = goesOn ? " " : "", .after = {}};
    }
    if (place.kind != Kind::Key || word.starts_with('['))
        return {};
    TextPlace behind = place;
    behind.key = word;
    if (!place.inside && isProgram(behind))
        return {.before = " = \"\"\"\n", .after = "\n\"\"\""};
    // Of what is neither true nor false the reader says what it should be. Those have units, and so quotes.
    const InputError error = askReader(place, place.before + word + " = true" + place.after);
    constexpr std::array<std::string_view, 4> inQuotes{"text", "time", "bandwidth", "probability"};
    const bool quoted =
        error.problem == Problem::WrongType && std::ranges::find(inQuotes, error.expected) != inQuotes.end();
    return {.before = quoted ? " = \"" : " = ", .after = quoted ? "\"" : ""};
}

std::vector<Offer> valuesOf(std::string_view table, std::string_view key)
{
    TextPlace place;
    place.table = table;
    place.key = key;
    place.before = std::string(key) + " = ";
    return valuesAt(place);
}

} // namespace tcplab
