#include "app/editor/program_offers.h"

#include "core/world/scenario_file.h"

#include <algorithm>
#include <array>

namespace tcplab {
namespace {

constexpr std::string_view unknown = "***"; // no name, no number

InputError complaintOf(const std::string& line)
{
    const auto read = readStatement(line);
    return read ? InputError{} : read.error();
}

/// The names there are in the place of the unknown one.
std::vector<std::string> namesBehind(const std::string& line, std::string_view rest)
{
    const InputError error = complaintOf(line + std::string(unknown) + std::string(rest));
    if (error.problem != Problem::UnknownName || error.subject != unknown)
        return {};
    return namesIn(error.expected);
}

/// "connect HOST:PORT [from PORT]"; "" for what is not a line of that call.
std::string formOf(const std::string& line)
{
    const InputError error = complaintOf(line);
    return error.problem == Problem::BadProgram ? error.expected : std::string{};
}

/// The words of a form that are written as they stand there: "from", "SO_LINGER", but not "PORT".
std::vector<std::string> wordsOfForm(const std::string& form)
{
    std::vector<std::string> words;
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    for (auto begin = form.begin(); begin != form.end();) {
        begin = std::find_if(begin, form.end(), isLetter);
        const auto end = std::find_if_not(begin, form.end(), isLetter);
        const std::string word(begin, end);
        const bool stands = std::ranges::any_of(word, [](char c) { return c == '_' || c >= 'a'; });
        if (stands && std::ranges::find(words, word) == words.end())
            words.push_back(word);
        begin = end;
    }
    return words;
}

/// With it the line is one, perhaps once a number or a name follows.
bool fits(const std::string& line)
{
    return std::ranges::any_of(std::array{"", " 1", " x"},
                               [&](const char* rest) { return readStatement(line + rest).has_value(); });
}

} // namespace

std::vector<Offer> programOffers(const TextPlace& place)
{
    const std::string line = place.before;
    std::vector<Offer> offers;
    for (const std::string& name : namesBehind(line, "")) {
        const std::string form = formOf(line + name);
        offers.push_back({name, form.starts_with(name + " ") ? form : std::string{}});
    }
    if (!offers.empty())
        return offers;
    for (const std::string& host : namesBehind(line, ":1"))
        if (host != place.table) // it is the other one that is called
            offers.push_back({host + ":", {}});
    const std::string form = formOf(line + std::string(unknown));
    for (const std::string& word : wordsOfForm(form))
        if (fits(line + word))
            offers.push_back({word, form});
    return offers;
}

} // namespace tcplab
