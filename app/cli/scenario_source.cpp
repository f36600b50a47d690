#include "app/cli/scenario_source.h"

#include "app/cli/words.h"
#include "app/library/library.h"
#include "app/wording/script_text.h"
#include "core/base/nearest.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tcplab {
namespace {

/// More than a scenario file may have: the reader complains about the rest.
constexpr std::size_t mostOfScenario = 4 * 1024 * 1024 + 1;

/// All of a file, or the errno that says why not.
tl::expected<std::string, int> readAll(int descriptor, std::size_t most)
{
    std::string text;
    std::array<char, 65536> buffer{};
    while (text.size() < most) {
        const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return tl::unexpected(errno);
        if (got == 0)
            break;
        text.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return text;
}

tl::expected<std::string, int> readFile(const std::string& path, std::size_t most)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return tl::unexpected(errno);
    struct stat found{};
    const bool isFolder = fstat(descriptor, &found) == 0 && S_ISDIR(found.st_mode);
    auto text = isFolder ? tl::unexpected(EISDIR) : readAll(descriptor, most);
    ::close(descriptor);
    return text;
}

bool looksLikePath(const std::string& name)
{
    return name.find('/') != std::string::npos || name.ends_with(".toml") || isScriptName(name);
}

Failure worded(const InputError& error, const Setting& setting)
{
    return {exitBadInput, errorText(error, setting.language)};
}

/// A packetdrill script as a scenario; where it went another way is told.
Input<Scenario> readPlayed(const std::string& text, const std::string& file, const Setting& setting)
{
    Input<script::Played> played = playScript(text, file);
    if (!played)
        return tl::unexpected(played.error());
    if (played->outcome != script::Outcome::Passed)
        setting.complain(verdictText(*played, file, setting.language));
    return std::move(played->scenario);
}

/// The text of the scenario that was asked for.
tl::expected<std::string, Failure> sourceText(const std::string& asked, const Setting& setting)
{
    if (asked == "-") {
        auto text = readAll(setting.here.in, mostOfScenario);
        if (!text)
            return tl::unexpected(unreadable(setting.say(words::standardInput), text.error(), setting));
        return *std::move(text);
    }
    if (!looksLikePath(asked))
        if (const LibraryFile* found = findInLibrary(asked))
            return std::string(found->text);
    auto text = readFile(asked, mostOfScenario);
    if (text)
        return *std::move(text);
    if (text.error() == ENOENT)
        return tl::unexpected(unknownScenario(asked, setting));
    return tl::unexpected(unreadable(asked, text.error(), setting));
}

} // namespace

Failure unreadable(const std::string& what, int error, const Setting& setting)
{
    Facts facts;
    facts.set("what", what);
    facts.set("why", systemReason(error, setting.language));
    return {exitBadInput, setting.say(words::cannotRead, facts)};
}

tl::expected<std::string, Failure> textOfInput(const std::string& path, const Setting& setting)
{
    constexpr std::size_t most = std::size_t{1} << 30;
    auto text = path == "-" ? readAll(setting.here.in, most) : readFile(path, most);
    if (!text)
        return tl::unexpected(
            unreadable(path == "-" ? setting.say(words::standardInput) : path, text.error(), setting));
    return *std::move(text);
}

Failure unknownScenario(const std::string& name, const Setting& setting)
{
    std::vector<std::string_view> names;
    for (const LibraryFile& file : libraryFiles())
        names.push_back(file.name);
    std::string_view stem = name;
    if (stem.ends_with(".toml"))
        stem.remove_suffix(5);
    stem.remove_prefix(std::min(stem.size(), stem.find_last_of('/') + 1));
    const std::string nearest = nearestOrAll(stem, names);
    const bool isNear = findInLibrary(nearest) != nullptr;
    Facts facts;
    facts.set("known", nearest);
    const std::string hint = setting.say(isNear ? words::didYouMean : words::seeList, facts);
    return {exitBadInput,
            errorText({.file = {}, .problem = Problem::NotFound, .subject = name, .expected = {}},
                      setting.language) +
                (setting.language == Language::Chinese ? "；" : "; ") + hint};
}

tl::expected<void, Failure> setAsked(Scenario& scenario, const RunOptions& options, const Setting& setting)
{
    std::vector<Assignment> assignments;
    for (const std::string& assignment : options.sets) {
        const std::size_t equals = assignment.find('=');
        if (equals == std::string::npos)
            return tl::unexpected(worded({.file = "--set",
                                          .problem = Problem::WrongType,
                                          .subject = assignment,
                                          .expected = "KEY=VALUE"},
                                         setting));
        const std::string key = assignment.substr(0, equals);
        assignments.push_back({.key = key, .value = assignment.substr(equals + 1), .place = "--set " + key});
    }
    if (options.seed)
        assignments.push_back({.key = "network.seed", .value = *options.seed, .place = "--seed"});
    if (options.until)
        assignments.push_back({.key = "until", .value = *options.until, .place = "--until"});
    if (const Input<void> done = setValues(scenario, assignments); !done)
        return tl::unexpected(worded(done.error(), setting));
    return {};
}

tl::expected<std::shared_ptr<const Scenario>, Failure> loadScenario(const RunOptions& options,
                                                                    const Setting& setting)
{
    const auto text = sourceText(options.scenario, setting);
    if (!text)
        return tl::unexpected(text.error());
    Input<Scenario> scenario = isScriptName(options.scenario) ? readPlayed(*text, options.scenario, setting)
                                                              : readScenario(*text, options.scenario);
    if (!scenario)
        return tl::unexpected(worded(scenario.error(), setting));
    if (const auto done = setAsked(*scenario, options, setting); !done)
        return tl::unexpected(done.error());
    return std::make_shared<const Scenario>(*std::move(scenario));
}

} // namespace tcplab
