#include "core/script/parser.h"

#include "core/base/nearest.h"
#include "core/base/utf8.h"
#include "core/script/parse_parts.h"

#include <algorithm>
#include <array>

namespace tcplab::script {
namespace {

Definitions definitionsFrom(const std::vector<std::string>& defined)
{
    Definitions definitions;
    for (const std::string& one : defined) {
        const std::size_t equals = one.find('=');
        definitions[one.substr(0, equals)] = equals == std::string::npos ? "1" : one.substr(equals + 1);
    }
    return definitions;
}

/// Blanks out what stands between `#ifdef NAME` and `#endif` when NAME is not defined, and the lines that say so:
/// the numbers of lines stay.
class Conditions {
public:
    Conditions(std::string_view text, const std::string& file, const Definitions& defined)
        : m_file(file), m_defined(defined)
    {
        while (!text.empty() && !m_error) {
            const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
            ++m_line;
            readLine(text.substr(0, end));
            text.remove_prefix(end);
        }
        if (!m_error && m_opened != 0)
            fail(m_opened, "#ifdef", "#endif");
    }

    const std::string& text() const { return m_text; }
    bool any() const { return m_any; }
    const std::optional<InputError>& error() const { return m_error; }

private:
    /// Other lines with "#" are comments, of a shell or of Python, where such is written.
    bool isDirective(std::string_view words) const
    {
        constexpr std::array directives{"#ifdef", "#endif",  "#ifndef", "#if",
                                        "#el",    "#define", "#undef",  "#include"};
        return (m_line == 1 && words.starts_with("#!")) ||
               std::ranges::any_of(directives,
                                   [&](const char* directive) { return words.starts_with(directive); });
    }
    void readLine(std::string_view line)
    {
        std::string_view words = line;
        const std::size_t first = words.find_first_not_of(" \t");
        if (first == std::string_view::npos || !isDirective(words.substr(first))) {
            m_text += m_skipping ? (line.ends_with('\n') ? std::string_view("\n") : "") : line;
            return;
        }
        words.remove_prefix(first);
        while (!words.empty() && (words.back() == '\n' || words.back() == '\r' || words.back() == ' '))
            words.remove_suffix(1);
        if (words.starts_with("#ifdef")) {
            words.remove_prefix(6);
            const std::size_t name = words.find_first_not_of(" \t");
            if (m_opened != 0)
                return fail(m_line, "#ifdef", "#endif");
            if (name == std::string_view::npos)
                return fail(m_line, "#ifdef", "#ifdef NAME");
            words.remove_prefix(name);
            m_opened = m_line;
            m_any = true;
            m_skipping = !m_defined.contains(std::string(words.substr(0, words.find_first_of(" \t/"))));
        } else if (words.starts_with("#endif")) {
            if (m_opened == 0)
                return fail(m_line, "#endif", "#ifdef NAME");
            m_opened = 0;
            m_skipping = false;
        } else if (!(m_line == 1 && words.starts_with("#!")) && !m_skipping) {
            return fail(m_line, std::string(words.substr(0, words.find(' '))), "#ifdef NAME, #endif, //");
        }
        m_text += '\n';
    }
    void fail(int line, std::string subject, std::string expected)
    {
        m_error = scriptError(m_file, line, std::move(subject), std::move(expected));
    }

    std::string m_file;
    const Definitions& m_defined;
    std::string m_text;
    int m_line = 0;
    int m_opened = 0; ///< the line of the #ifdef that is open
    bool m_skipping = false;
    bool m_any = false;
    std::optional<InputError> m_error;
};

/// "--name=value" lines at the top.
void readOptions(Cursor& in, Script& script, Definitions& defined)
{
    while (in.take("--")) {
        Option option;
        option.line = in.line();
        option.name = in.word();
        if (option.name.empty())
            in.fail("--NAME=VALUE");
        if (in.rawPeek() == '=') {
            in.raw();
            // Up to a blank; quotes and back-ticks may have blanks in them.
            char quote = '\0';
            for (char c = in.rawPeek(); c != '\0'; c = in.rawPeek()) {
                if (quote == '\0' && (c == ' ' || c == '\t' || c == '\r' || c == '\n'))
                    break;
                if (c == quote)
                    quote = '\0';
                else if (quote == '\0' && (c == '"' || c == '`'))
                    quote = c;
                option.value += in.raw();
            }
        }
        if (option.name == "define") {
            const std::size_t equals = option.value.find('=');
            defined[option.value.substr(0, equals)] =
                equals == std::string::npos ? "1" : option.value.substr(equals + 1);
        }
        if (option.name == "tcp_md5_secret" || option.name == "udp_encapsulation")
            script.dialect = Dialect::FreeBsd;
        script.options.push_back(std::move(option));
    }
}

Time readTime(Cursor& in)
{
    Time time;
    if (in.take("*")) {
        time.kind = Time::Kind::Any;
        return time;
    }
    const auto value = [&in] {
        const auto found = in.seconds();
        if (!found)
            in.fail("time");
        return found.value_or(Duration{});
    };
    if (in.take("+"))
        time.kind = Time::Kind::Relative;
    time.from = value();
    if (in.take("~")) {
        if (in.take("+") != (time.kind == Time::Kind::Relative) && time.kind == Time::Kind::Absolute)
            in.fail("time");
        time.to = value();
        if (!in.failed() && *time.to < time.from)
            in.fail("a later time");
    } else if (in.sees("...")) {
        in.take("...");
        in.take("+");
        time.until = value();
        if (!in.failed() && *time.until < time.from)
            in.fail("a later time");
    }
    return time;
}

/// As written, on one line: blanks joined, comments gone.
std::string onOneLine(std::string_view text)
{
    std::string line;
    bool blank = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i).starts_with("//")) {
            i = std::min(text.find('\n', i), text.size()) - 1;
            blank = true;
        } else if (text.substr(i).starts_with("/*") && text.find("*/", i + 2) != std::string_view::npos) {
            i = text.find("*/", i + 2) + 1;
            blank = true;
        } else if (text[i] == ' ' || text[i] == '\t' || text[i] == '\r' || text[i] == '\n') {
            blank = true;
        } else {
            if (blank && !line.empty())
                line += ' ';
            blank = false;
            line += text[i];
        }
    }
    return line;
}

void readEvent(Parsing& parsing)
{
    Cursor& in = parsing.in;
    in.skipSpace();
    parsing.line = in.line();
    Event event;
    event.line = in.line();
    const std::size_t place = in.place();
    event.time = readTime(in);
    if (in.failed())
        return;
    if (parsing.script.events.empty() &&
        (event.time.kind == Time::Kind::Any || event.time.from != Duration{}))
        in.failAt(event.line, onOneLine(in.from(place)), "0");
    if (in.sees("<") || in.sees(">")) {
        event.what = readPacket(parsing);
    } else if (in.take("`")) {
        event.what = CommandEvent{in.upTo("`")};
    } else if (in.take("%{")) {
        event.what = CodeEvent{in.upTo("}%")};
    } else {
        if (in.take("...")) { // "0.1 ...0.2 read(…)"
            event.time.until = in.seconds();
            if (!event.time.until)
                in.fail("time");
        }
        event.what = readCall(parsing);
    }
    const auto* packet = std::get_if<PacketEvent>(&event.what);
    const bool outbound = packet != nullptr && !packet->inbound;
    if ((event.time.kind == Time::Kind::Any || event.time.to) && !outbound)
        in.failAt(event.line, onOneLine(in.from(place)), "a single time");
    if (event.time.until && !std::holds_alternative<CallEvent>(event.what))
        in.failAt(event.line, onOneLine(in.from(place)), "a single time");
    event.text = onOneLine(in.from(place));
    parsing.script.events.push_back(std::move(event));
}

/// What the scripts of FreeBSD have and google's never.
bool looksLikeFreeBsd(const Script& script)
{
    const auto isOfFreeBsd = [](const std::string& command) {
        return command.find("net.inet.") != std::string::npos ||
               command.find("kldload") != std::string::npos ||
               command.find("sockstat") != std::string::npos || command.find("tcpdrop") != std::string::npos;
    };
    if (script.init && isOfFreeBsd(script.init->command))
        return true;
    return std::ranges::any_of(script.events, [&](const Event& event) {
        const auto* command = std::get_if<CommandEvent>(&event.what);
        return command != nullptr && isOfFreeBsd(command->command);
    });
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// "// profile: rfc9293" among the comments and options at the top: for which host the script was written.
Input<void> readProfile(std::string_view text, Script& script)
{
    for (int number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(end);
        const bool isComment = line.starts_with("//");
        if (!isComment && !line.empty() && !line.starts_with("--") && !line.starts_with("#!"))
            break;
        constexpr std::string_view key = "profile:";
        line = trimmed(line.substr(std::min(line.find_first_not_of('/'), line.size())));
        if (!isComment || !line.starts_with(key))
            continue;
        line = trimmed(line.substr(key.size()));
        std::vector<std::string_view> names;
        for (const ProfileName name : profileNames) {
            names.emplace_back(nameOf(name));
            if (line == nameOf(name))
                script.profile = name;
        }
        if (!script.profile)
            return tl::unexpected(InputError{.file = script.file,
                                             .line = number,
                                             .problem = Problem::UnknownName,
                                             .subject = std::string(line),
                                             .expected = nearestOrAll(line, names)});
        break;
    }
    return {};
}

void readWhole(Cursor& in, Script& script, Definitions& defined)
{
    readOptions(in, script, defined);
    if (in.sees("`")) {
        script.initLine = in.line();
        in.take("`");
        script.init = CommandEvent{in.upTo("`")};
    }
    Parsing parsing{in, script, defined};
    while (!in.failed() && !in.atEnd() && !in.sees("`"))
        readEvent(parsing);
    if (in.take("`")) {
        script.cleanup = CommandEvent{in.upTo("`")};
        if (!in.atEnd())
            in.fail("the end of the script");
    }
    if (script.events.empty())
        in.fail("time");
}

} // namespace

Input<Script> readScript(std::string_view text, const std::string& file,
                         const std::vector<std::string>& defined)
{
    if (text.size() > largestScript)
        return tl::unexpected(
            InputError{.file = file, .problem = Problem::TooLarge, .subject = file, .expected = "4 MiB"});
    Definitions definitions = definitionsFrom(defined);
    const Conditions conditions(text, file, definitions);
    if (conditions.error())
        return tl::unexpected(*conditions.error());
    Script script;
    script.file = file;
    if (const Input<void> said = readProfile(text, script); !said)
        return tl::unexpected(said.error());
    if (conditions.any())
        script.dialect = Dialect::FreeBsd;
    Cursor in(conditions.text(), file);
    readWhole(in, script, definitions);
    if (in.error())
        return tl::unexpected(*in.error());
    if (looksLikeFreeBsd(script))
        script.dialect = Dialect::FreeBsd;
    return script;
}

} // namespace tcplab::script
