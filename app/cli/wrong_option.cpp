#include "app/cli/wrong_option.h"

#include "app/wording/wording.h"
#include "core/base/nearest.h"

#include <algorithm>

namespace tcplab {

int wrongOption(const InputError& error, const Setting& setting)
{
    setting.complain(errorText(error, setting.language));
    return exitBadInput;
}

std::optional<int> unknownWord(const char* option, const std::string& word,
                               std::span<const std::string_view> known, const Setting& setting)
{
    if (std::ranges::find(known, word) != known.end())
        return std::nullopt;
    return wrongOption({.file = option,
                        .problem = Problem::UnknownName,
                        .subject = word,
                        .expected = nearestOrAll(word, known)},
                       setting);
}

} // namespace tcplab
