#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/scenario_source.h"
#include "app/cli/words.h"
#include "app/wording/script_text.h"
#include "core/base/nearest.h"
#include "core/script/parser.h"
#include "core/script/play.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>

namespace tcplab {
namespace {

namespace files = std::filesystem;

/// The scripts in a folder and below it, by name; an error says why it cannot be looked into.
std::error_code addScripts(const files::path& folder, std::vector<std::string>& scripts)
{
    std::error_code error;
    std::vector<std::string> found;
    for (files::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error))
        if (entry->path().extension() == ".pkt" && entry->is_regular_file(error))
            found.push_back(entry->path().string());
    std::ranges::sort(found);
    scripts.insert(scripts.end(), found.begin(), found.end());
    return error;
}

class Checking {
public:
    Checking(const CheckOptions& options, const Setting& setting)
        : m_options(options), m_setting(setting), m_out(setting.here.out)
    {}

    /// What is wrong with the options themselves.
    std::optional<std::string> readOptions()
    {
        m_settings.strict = m_options.strict;
        if (!m_options.profile)
            return std::nullopt;
        std::vector<std::string_view> names;
        for (const ProfileName name : profileNames) {
            names.emplace_back(nameOf(name));
            if (*m_options.profile == nameOf(name))
                m_settings.profile = name;
        }
        if (m_settings.profile)
            return std::nullopt;
        return errorText({.file = "--profile",
                          .problem = Problem::UnknownName,
                          .subject = *m_options.profile,
                          .expected = nearestOrAll(*m_options.profile, names)},
                         m_setting.language);
    }

    int run()
    {
        std::vector<std::string> scripts;
        for (const std::string& path : m_options.paths) {
            std::error_code error;
            if (path != "-" && files::is_directory(path, error)) {
                const std::size_t before = scripts.size();
                if (const std::error_code why = addScripts(path, scripts))
                    complain(unreadable(path, why.value(), m_setting).text);
                else if (scripts.size() == before)
                    complain(errorText(
                        {.file = path, .problem = Problem::NotFound, .subject = "*.pkt", .expected = ""},
                        m_setting.language));
            } else {
                scripts.push_back(path);
            }
        }
        for (const std::string& script : scripts)
            check(script);
        Facts facts;
        facts.set("passed", m_passed);
        facts.set("failed", m_failed);
        facts.set("skipped", m_skipped);
        m_out.write(m_setting.say(words::checked, facts) + "\n");
        if (const int code = finishStandardOutput(m_out, m_setting); code != exitDone)
            return code;
        return m_unreadable ? exitBadInput : m_failed != 0 ? exitFailed : exitDone;
    }

private:
    void complain(const std::string& text)
    {
        m_unreadable = true;
        m_out.flush(); // so that both outputs keep their order on a terminal
        m_setting.complain(text);
    }

    void check(const std::string& path)
    {
        const auto text = textOfInput(path, m_setting);
        if (!text)
            return complain(text.error().text);
        std::vector<std::string> defined = m_options.defined;
        if (defined.empty())
            defined.emplace_back("STANDARD"); // what the RFC says, where a script knows two answers
        const auto script = script::readScript(*text, path, defined);
        if (!script)
            return complain(errorText(script.error(), m_setting.language));
        const script::Played played = script::play(*script, m_settings);
        switch (played.outcome) {
        case script::Outcome::Passed: ++m_passed; break;
        case script::Outcome::Failed: ++m_failed; break;
        case script::Outcome::NotSupported: ++m_skipped; break;
        }
        m_out.write(m_setting.plain(verdictText(played, path, m_setting.language)) + "\n");
    }

    const CheckOptions& m_options;
    const Setting& m_setting;
    Output m_out;
    script::PlaySettings m_settings;
    bool m_unreadable = false;
    std::int64_t m_passed = 0;
    std::int64_t m_failed = 0;
    std::int64_t m_skipped = 0;
};

} // namespace

int checkCommand(const CheckOptions& options, const Setting& setting)
{
    Checking checking(options, setting);
    if (const auto wrong = checking.readOptions()) {
        setting.complain(*wrong);
        return exitBadInput;
    }
    return checking.run();
}

} // namespace tcplab
