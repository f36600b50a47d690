#include "core/world/essence.h"
#include "core/world/scenario_file_parts.h"

#include <algorithm>

namespace tcplab {
namespace {

std::string writeBilingual(const char* key, const Bilingual& text)
{
    if (text == Bilingual{})
        return {};
    const std::string start = std::string(key) + " = ";
    if (text.zh.empty())
        return start + tomlText(text.en) + "\n";
    return start + "{ en = " + tomlText(text.en) + ", zh_CN = " + tomlText(text.zh) + " }\n";
}

std::string writeLine(const char* key, const std::string& text)
{
    return text.empty() ? "" : std::string(key) + " = " + tomlText(text) + "\n";
}

/// The whole scenario from its values, for one that no text says.
std::string compose(const Scenario& scenario)
{
    std::string text = writeBilingual("title", scenario.title) + writeBilingual("summary", scenario.summary) +
                       writeBilingual("notes", scenario.notes) + writeLine("lesson", scenario.lesson) +
                       writeLine("rfc", scenario.rfc);
    if (!scenario.until.isNever())
        text += "until = " + tomlText(writeDuration(scenario.until - Instant{})) + "\n";
    return text + writeNetwork(scenario) + writeHost(scenario, Side::Client) +
           writeHost(scenario, Side::Server) + writeFaults(scenario) + writeInterventions(scenario);
}

bool says(const std::string& text, const Scenario& scenario)
{
    const Input<Scenario> read = readScenario(text, scenario.name);
    return read && essence(*read) == essence(scenario);
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return lines;
}

std::string_view headerOf(std::string_view line)
{
    const std::string_view bare = trimmed(line);
    return bare.starts_with('[') ? trimmed(bare.substr(0, bare.find('#'))) : std::string_view{};
}

/// The text without its [[user]] entries, and with this seed if another one is said.
std::string patched(const Scenario& scenario, bool withSeed)
{
    std::string text;
    std::string_view header;
    bool seedSaid = !withSeed;
    for (const std::string_view line : linesOf(scenario.source)) {
        if (const std::string_view found = headerOf(line); !found.empty())
            header = found;
        if (header == "[[user]]")
            continue;
        const bool isSeed = header == "[network]" && trimmed(line).starts_with("seed") && !seedSaid;
        if (isSeed) {
            text += "seed = " + writeSeed(scenario.seed) + "\n";
            seedSaid = true;
            continue;
        }
        text += line;
    }
    if (!text.empty() && text.back() != '\n')
        text += '\n';
    if (!seedSaid) {
        const std::string seed = "seed = " + writeSeed(scenario.seed) + "\n";
        const std::size_t at = text.find("[network]\n");
        if (at == std::string::npos)
            text += "\n[network]\n" + seed;
        else
            text.insert(at + std::string_view("[network]\n").size(), seed);
    }
    while (text.ends_with("\n\n"))
        text.pop_back();
    return text + writeInterventions(scenario);
}

} // namespace

std::string writeScenario(const Scenario& scenario)
{
    // A person's own lines and comments are kept whenever they can be: whether the text then says what the
    // scenario is, is found by reading it.
    if (says(scenario.source, scenario)) // with the [[user]] entries as they stand there
        return scenario.source;
    for (const bool withSeed : {false, true})
        if (std::string text = patched(scenario, withSeed); says(text, scenario))
            return text;
    return compose(scenario);
}

} // namespace tcplab
