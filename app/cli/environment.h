/// Where the command line runs: handed in, so that tests can choose it.
#pragma once
#include "app/wording/wording.h"

#include <optional>
#include <string>
#include <string_view>

namespace tcplab {

struct Environment {
    int in = 0;
    int out = 1;
    int error = 2;
    Language language = Language::English; ///< of the locale
    int columns = 80;                      ///< of the terminal, where standard output is one
    bool colour = false;                   ///< standard output is a terminal that is not to stay plain
};

/// What this process was started with.
Environment environmentOfProcess();
/// The language of a locale: "zh_CN.UTF-8" is Chinese; the first of the three that is not empty counts, as
/// POSIX has it. Null: not set.
Language languageOfLocale(const char* lcAll, const char* lcMessages, const char* lang);
/// "en", "zh", and what begins with them ("zh_CN"); nothing if it is another.
std::optional<Language> languageNamed(std::string_view name);

} // namespace tcplab
