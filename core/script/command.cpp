#include "core/script/command.h"

#include "core/base/quantity.h"
#include "core/script/sysctl.h"

#include <algorithm>
#include <array>

namespace tcplab::script {
namespace {

std::vector<std::string> wordsOf(std::string_view text)
{
    std::vector<std::string> words;
    std::string word;
    char quote = '\0';
    bool any = false;
    for (const char c : text) {
        if (quote == '\0' && (c == '"' || c == '\'')) {
            quote = c;
            any = true;
        } else if (quote != '\0' && c == quote) {
            quote = '\0';
        } else if (quote == '\0' && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
            if (any)
                words.push_back(word);
            word.clear();
            any = false;
        } else {
            word += c;
            any = true;
        }
    }
    if (any)
        words.push_back(word);
    return words;
}

/// Splits at any of these, outside of quotes.
std::vector<std::string> split(std::string_view text, const std::vector<std::string_view>& separators)
{
    std::vector<std::string> parts(1);
    char quote = '\0';
    for (std::size_t i = 0; i < text.size();) {
        if (quote == '\0' && (text[i] == '"' || text[i] == '\''))
            quote = text[i];
        else if (text[i] == quote)
            quote = '\0';
        const auto found = std::ranges::find_if(separators, [&](std::string_view separator) {
            return quote == '\0' && text.substr(i).starts_with(separator);
        });
        if (found == separators.end()) {
            parts.back() += text[i++];
        } else {
            parts.emplace_back();
            i += found->size();
        }
    }
    return parts;
}

std::string baseName(const std::string& program) { return program.substr(program.find_last_of('/') + 1); }

/// "/proc/sys/net/ipv4/tcp_sack" as "net.ipv4.tcp_sack".
std::string sysctlName(std::string name)
{
    constexpr std::string_view root = "/proc/sys/";
    if (name.starts_with(root)) {
        name.erase(0, root.size());
        std::ranges::replace(name, '/', '.');
    }
    return name;
}

class Reading {
public:
    Reading(Understood& understood, Profile& profile) : m_understood(understood), m_profile(profile) {}

    void line(std::string_view text)
    {
        const std::vector<std::string> pipe = split(text, {"|"});
        const std::vector<std::string> words = wordsOf(pipe.front());
        std::size_t first = 0;
        bool negated = false;
        while (first < words.size() &&
               (words[first] == "sudo" || words[first] == "!" || words[first] == "exec")) {
            negated = negated || words[first] == "!";
            ++first;
        }
        if (first == words.size() || words[first].starts_with('#'))
            return;
        const std::string program = baseName(words[first]);
        const std::vector<std::string> arguments(words.begin() + static_cast<std::ptrdiff_t>(first) + 1,
                                                 words.end());
        if (program == "sysctl")
            sysctl(arguments);
        else if (program == "set_sysctls.py")
            sysctl(arguments);
        else if (program == "defaults.sh")
            setDefaults(m_profile);
        else if (program == "echo")
            echo(arguments);
        else if (program == "ip")
            route(arguments);
        else if (program == "sockstat" || program == "netstat" || program == "ss")
            states(pipe, negated);
        else if (program == "tcpdrop")
            m_understood.dropsConnections = true;
        else if (!isHarmless(program))
            m_understood.missing.push_back("`" + program + "`");
    }

private:
    /// What changes nothing that a simulated host has.
    static bool isHarmless(const std::string& program)
    {
        constexpr std::array names{"tc",
                                   "ethtool",
                                   "kldload",
                                   "kldunload",
                                   "sync",
                                   "true",
                                   "rm",
                                   ":",
                                   "sleep",
                                   "date",
                                   "ifconfig",
                                   "cat",
                                   "mkdir",
                                   "chmod",
                                   "set",
                                   "export",
                                   "sysctl_restore.sh",
                                   "setfib",
                                   "logger"};
        return std::ranges::find(names, program) != names.end() || program.starts_with("sysctl_restore");
    }

    void sysctl(const std::vector<std::string>& arguments)
    {
        std::string pending;
        for (const std::string& argument : arguments) {
            const std::size_t equals = argument.find('=');
            if (argument.starts_with('-'))
                continue;
            if (argument.starts_with('>') || argument.starts_with("2>"))
                break;
            if (equals == std::string::npos) { // "NAME VALUE" does not exist; asking changes nothing
                pending = argument;
                continue;
            }
            set(sysctlName(argument.substr(0, equals)), argument.substr(equals + 1));
        }
    }
    /// "echo 1 > /proc/sys/net/ipv4/tcp_sack"
    void echo(const std::vector<std::string>& arguments)
    {
        const auto arrow = std::ranges::find(arguments, ">");
        if (arrow == arguments.end() || arrow == arguments.begin() || std::next(arrow) == arguments.end())
            return; // it only talks
        std::string value;
        for (auto word = arguments.begin(); word != arrow; ++word)
            value += (value.empty() ? "" : " ") + *word;
        if (std::next(arrow)->starts_with("/proc/sys/"))
            set(sysctlName(*std::next(arrow)), value);
    }
    void set(const std::string& name, const std::string& value)
    {
        if (!setSysctl(name, value, m_profile))
            m_understood.missing.push_back("sysctl " + name + "=" + value);
    }
    /// "ip route change … initcwnd 20 rto_min 300ms"
    void route(const std::vector<std::string>& arguments)
    {
        for (std::size_t i = 0; i + 1 < arguments.size(); ++i) {
            const std::string& value = arguments[i + 1];
            if (arguments[i] == "initcwnd")
                setKnob(m_profile, "initial_window", value);
            else if (arguments[i] == "rto_min")
                setKnob(m_profile, "min_rto",
                        value.ends_with("ms") ? value.substr(0, value.size() - 2) + " ms" : value + " ms");
            else if (arguments[i] == "quickack" && value == "1")
                setKnob(m_profile, "delayed_ack", "0 s");
            else if (arguments[i] == "advmss")
                setKnob(m_profile, "mss", value);
        }
    }
    /// "sockstat -4 … | grep -c TIME_WAIT | grep 1"
    void states(const std::vector<std::string>& pipe, bool negated)
    {
        constexpr std::array names{"LISTEN",     "SYN_SENT",   "SYN_RCVD",   "SYN_RECV",  "ESTABLISHED",
                                   "CLOSE_WAIT", "FIN_WAIT_1", "FIN_WAIT_2", "FIN_WAIT1", "FIN_WAIT2",
                                   "CLOSING",    "LAST_ACK",   "TIME_WAIT",  "CLOSED"};
        StateQuery query;
        query.none = negated;
        bool counts = false;
        for (std::size_t i = 1; i < pipe.size(); ++i) {
            std::vector<std::string> words = wordsOf(pipe[i]);
            if (words.empty() || (baseName(words.front()) != "grep" && baseName(words.front()) != "egrep"))
                continue;
            words.erase(words.begin());
            for (const std::string& word : words) {
                if (word.starts_with('-')) {
                    counts = counts || word.find('c') != std::string::npos;
                    continue;
                }
                const auto state = std::ranges::find_if(
                    names, [&](const char* name) { return word.find(name) != std::string::npos; });
                if (state != names.end())
                    query.state = *state;
                else if (counts && !query.state.empty())
                    if (const auto count = readCount(bare(word), 0, 1'000'000))
                        query.count = static_cast<std::int64_t>(*count);
            }
        }
        if (query.state.empty())
            m_understood.missing.push_back("`" + std::string(trimmed(pipe.front())) + "`");
        else
            m_understood.queries.push_back(std::move(query));
    }
    /// "^1$" as "1".
    static std::string_view bare(std::string_view pattern)
    {
        if (pattern.starts_with('^'))
            pattern.remove_prefix(1);
        if (pattern.ends_with('$'))
            pattern.remove_suffix(1);
        return trimmed(pattern);
    }

    Understood& m_understood;
    Profile& m_profile;
};

} // namespace

Understood understand(std::string_view command, Profile& profile)
{
    Understood understood;
    Reading reading(understood, profile);
    // A backslash at the end of a line joins it to the next.
    std::string joined;
    for (std::size_t i = 0; i < command.size(); ++i) {
        if (command[i] == '\\' && i + 1 < command.size() && command[i + 1] == '\n')
            joined += ' ', ++i;
        else
            joined += command[i];
    }
    for (const std::string& line : split(joined, {"&&", "||", ";", "\n"}))
        reading.line(line);
    return understood;
}

} // namespace tcplab::script
