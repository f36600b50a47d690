#include "app/cli/environment.h"

#include "core/base/quantity.h"

#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>

namespace tcplab {
namespace {

bool isSet(const char* value) { return value != nullptr && *value != '\0'; }

/// COLUMNS, which people set by hand, before what the terminal says; 80 where neither is to be believed.
int columnsOfTerminal(int descriptor)
{
    constexpr int least = 40;
    constexpr int most = 1000;
    if (const char* columns = std::getenv("COLUMNS"); isSet(columns))
        if (const auto count = readCount(columns, least, most))
            return static_cast<int>(*count);
    winsize size{};
    if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col >= least && size.ws_col <= most)
        return size.ws_col;
    return 80;
}

} // namespace

Language languageOfLocale(const char* lcAll, const char* lcMessages, const char* lang)
{
    for (const char* locale : {lcAll, lcMessages, lang})
        if (isSet(locale))
            return languageNamed(locale).value_or(Language::English);
    return Language::English;
}

std::optional<Language> languageNamed(std::string_view name)
{
    const auto begins = [name](std::string_view language) {
        return name.starts_with(language) &&
               (name.size() == language.size() || name[language.size()] == '_' ||
                name[language.size()] == '-' || name[language.size()] == '.');
    };
    if (begins("zh"))
        return Language::Chinese;
    if (begins("en"))
        return Language::English;
    return std::nullopt;
}

Environment environmentOfProcess()
{
    Environment here;
    here.language = languageOfLocale(std::getenv("LC_ALL"), std::getenv("LC_MESSAGES"), std::getenv("LANG"));
    if (isatty(here.out) != 0) {
        here.columns = columnsOfTerminal(here.out);
        const char* terminal = std::getenv("TERM");
        here.colour =
            !isSet(std::getenv("NO_COLOR")) && isSet(terminal) && std::string_view(terminal) != "dumb";
    }
    return here;
}

} // namespace tcplab
