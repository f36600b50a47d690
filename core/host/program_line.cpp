#include "core/host/program_line.h"

#include "core/base/nearest.h"
#include "core/host/quoted_octets.h"

#include <algorithm>
#include <array>
#include <span>

namespace tcplab {
namespace {

using Kind = ProgramError::Kind;

struct Form {
    Call call;
    std::string_view usage;
    bool takesSocket; ///< "c2: …" may stand before it
};
constexpr std::array forms{
    Form{Call::Socket, "socket as NAME", false},
    Form{Call::Bind, "bind PORT", true},
    Form{Call::Listen, "listen PORT [backlog N]", true},
    Form{Call::Connect, "connect HOST:PORT [from PORT] [as NAME] [nowait]", true},
    Form{Call::Accept, "accept [as NAME] [nowait]", true},
    Form{Call::Send, "send OCTETS | \"TEXT\" [urgent] [more] [nowait]", true},
    Form{Call::Recv, "recv OCTETS | eof [some] [peek] [nowait]", true},
    Form{Call::Shutdown, "shutdown write|read|both", true},
    Form{Call::Close, "close", true},
    Form{Call::Abort, "abort", true},
    Form{Call::SetSockOpt,
         "setsockopt SO_LINGER SECONDS|off | SO_REUSEADDR 0|1 | TCP_NODELAY 0|1 | SO_KEEPALIVE 0|1 | "
         "SO_SNDBUF OCTETS | SO_RCVBUF OCTETS | TCP_CORK 0|1 | TCP_MAXSEG OCTETS | TCP_USER_TIMEOUT "
         "MILLISECONDS",
         true},
    Form{Call::GetSockOpt, "getsockopt SO_ERROR", true},
    Form{Call::Sleep, "sleep TIME", false},
    Form{Call::At, "at TIME", false},
    Form{Call::Until, "until established|closed", true},
    Form{Call::Crash, "crash", false},
    Form{Call::Boot, "boot", false},
    Form{Call::Repeat, "repeat TIMES", false},
    Form{Call::End, "end", false},
};

constexpr auto callNames = [] {
    std::array<std::string_view, forms.size()> names{};
    for (std::size_t i = 0; i < forms.size(); ++i)
        names[i] = nameOf(forms[i].call);
    return names;
}();

constexpr std::array<std::string_view, 2> hostNames{nameOf(Side::Client), nameOf(Side::Server)};
constexpr std::array<std::string_view, 2> conditionNames{"established", "closed"};
constexpr std::array settable{SocketOption::Linger,    SocketOption::ReuseAddr,  SocketOption::NoDelay,
                              SocketOption::KeepAlive, SocketOption::SendBuffer, SocketOption::ReceiveBuffer,
                              SocketOption::Cork,      SocketOption::MaxSegment, SocketOption::UserTimeout};
constexpr auto optionNames = [] {
    std::array<std::string_view, settable.size()> names{};
    for (std::size_t i = 0; i < settable.size(); ++i)
        names[i] = nameOf(settable[i]);
    return names;
}();
constexpr std::array<std::string_view, 3> directionNames{nameOf(Direction::Write), nameOf(Direction::Read),
                                                         nameOf(Direction::Both)};

/// A word of a line and where it begins (from 0).
struct Word {
    std::string_view text;
    std::size_t at = 0;
};

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

bool isName(std::string_view text)
{
    return !text.empty() && text.size() <= 32 && !(text.front() >= '0' && text.front() <= '9') &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '-';
           });
}

/// Reads one line, word by word. What is wrong is kept in m_error; the first complaint counts.
class LineReader {
public:
    LineReader(std::string_view line, int number) : m_line(withoutComment(line)), m_number(number) {}

    bool isEmpty() const { return trimmed(m_line).empty(); }

    tl::expected<Statement, ProgramError> read()
    {
        takeEndings();
        takeSocket();
        Word name = next();
        const Form* form = findForm(name);
        if (form != nullptr) {
            m_form = form;
            m_statement.call = form->call;
            if (!m_statement.socket.empty() && !form->takesSocket)
                malformed();
            arguments();
            if (!m_error && !next().text.empty())
                malformed();
            checkEndings();
        }
        if (m_error)
            return tl::unexpected(*m_error);
        m_statement.line = m_number;
        return m_statement;
    }

private:
    static std::string_view withoutComment(std::string_view line)
    {
        bool inQuotes = false;
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (line[i] == '\\' && inQuotes)
                ++i;
            else if (line[i] == '"')
                inQuotes = !inQuotes;
            else if (line[i] == '#' && !inQuotes)
                return line.substr(0, i);
        }
        return line;
    }

    void complain(Kind kind, std::size_t at, std::string_view subject, std::string_view expected)
    {
        if (!m_error)
            m_error = ProgramError{.kind = kind,
                                   .line = m_number,
                                   .column = static_cast<int>(at) + 1,
                                   .subject = std::string(subject),
                                   .expected = std::string(expected)};
    }
    void malformed()
    {
        const std::string_view whole = trimmed(m_line);
        complain(Kind::Malformed, m_line.find(whole), whole,
                 m_form == nullptr ? "[NAME:] CALL" : m_form->usage);
    }
    void complain(const Misread& misread, const Word& word)
    {
        switch (misread.kind) {
        case Misread::Kind::WrongType: malformed(); return;
        case Misread::Kind::BadUnit: complain(Kind::BadUnit, word.at, word.text, misread.expected); return;
        case Misread::Kind::OutOfRange:
            complain(Kind::OutOfRange, word.at, word.text, misread.expected);
            return;
        case Misread::Kind::UnknownName:
            complain(Kind::UnknownName, word.at, word.text, misread.expected);
            return;
        }
    }

    void unknownName(const Word& word, std::span<const std::string_view> names)
    {
        complain(Kind::UnknownName, word.at, word.text, nearestOrAll(word.text, names));
    }

    /// The trailing "?" and "&", in either order.
    void takeEndings()
    {
        for (;;) {
            while (m_end > 0 && isBlank(m_line[m_end - 1]))
                --m_end;
            if (m_end == 0)
                return;
            bool* mark = m_line[m_end - 1] == '?'   ? &m_statement.tolerant
                         : m_line[m_end - 1] == '&' ? &m_statement.background
                                                    : nullptr;
            if (mark == nullptr || *mark)
                return;
            *mark = true;
            --m_end;
        }
    }

    void takeSocket()
    {
        skipBlanks();
        std::size_t end = m_at;
        while (end < m_end && !isBlank(m_line[end]) && m_line[end] != ':' && m_line[end] != '"')
            ++end;
        std::size_t colon = end;
        while (colon < m_end && isBlank(m_line[colon]))
            ++colon;
        if (colon >= m_end || m_line[colon] != ':')
            return;
        m_statement.socket = readName({m_line.substr(m_at, end - m_at), m_at});
        m_at = colon + 1;
    }

    void skipBlanks()
    {
        while (m_at < m_end && isBlank(m_line[m_at]))
            ++m_at;
    }
    Word next()
    {
        skipBlanks();
        const std::size_t from = m_at;
        while (m_at < m_end && !isBlank(m_line[m_at]))
            ++m_at;
        return {m_line.substr(from, m_at - from), from};
    }
    /// Everything up to the end, which must not be nothing.
    Word rest()
    {
        skipBlanks();
        const Word word{trimmed(m_line.substr(m_at, m_end - m_at)), m_at};
        m_at = m_end;
        if (word.text.empty())
            malformed();
        return word;
    }

    const Form* findForm(const Word& name)
    {
        for (const Form& form : forms)
            if (name.text == nameOf(form.call))
                return &form;
        if (name.text.empty())
            malformed();
        else
            unknownName(name, callNames);
        return nullptr;
    }

    std::string readName(const Word& word)
    {
        if (!isName(word.text))
            malformed();
        return std::string(word.text);
    }
    std::uint16_t readPort(const Word& word)
    {
        if (word.text.empty())
            malformed();
        return static_cast<std::uint16_t>(readNumber(word, 1, 65535));
    }
    std::uint64_t readNumber(const Word& word, std::uint64_t least, std::uint64_t most)
    {
        const Read<std::uint64_t> number = readCount(word.text, least, most);
        if (!number)
            complain(number.error(), word);
        return number.value_or(least);
    }
    std::uint32_t readSize(const Word& word)
    {
        if (word.text.empty() || word.text.front() < '0' || word.text.front() > '9') {
            malformed();
            return 0;
        }
        const Read<std::uint64_t> octets = readOctets(word.text, 1, mostOctetsInCall);
        if (!octets)
            complain(octets.error(), word);
        return static_cast<std::uint32_t>(octets.value_or(1));
    }
    Duration readTime(const Word& word, Duration limit)
    {
        const Read<Duration> time = readDuration(word.text, limit);
        if (!time && !word.text.empty())
            complain(time.error(), word);
        return time.value_or(Duration{0});
    }

    /// The words at the end that say how the call is made.
    void takeManners()
    {
        struct Manner {
            Call call;
            std::string_view word;
            bool Statement::* member;
        };
        constexpr std::array manners{
            Manner{Call::Connect, "nowait", &Statement::nowait},
            Manner{Call::Accept, "nowait", &Statement::nowait},
            Manner{Call::Send, "nowait", &Statement::nowait},
            Manner{Call::Recv, "nowait", &Statement::nowait},
            Manner{Call::Send, "more", &Statement::more},
            Manner{Call::Recv, "some", &Statement::some},
            Manner{Call::Recv, "peek", &Statement::peek},
        };
        for (bool again = true; again;) {
            again = false;
            for (const Manner& manner : manners) {
                const std::string_view left = m_line.substr(m_at, m_end - m_at);
                if (manner.call != m_statement.call || m_statement.*manner.member ||
                    !left.ends_with(manner.word) || left.size() == manner.word.size() ||
                    !isBlank(left[left.size() - manner.word.size() - 1]))
                    continue;
                if (trimmed(left.substr(0, left.size() - manner.word.size())).ends_with(" as"))
                    continue; // a name
                m_statement.*manner.member = again = true;
                m_end -= manner.word.size();
                while (m_end > m_at && isBlank(m_line[m_end - 1]))
                    --m_end;
            }
        }
    }

    void direction(const Word& word)
    {
        bool known = false;
        for (const Direction direction : {Direction::Write, Direction::Read, Direction::Both}) {
            if (word.text == nameOf(direction)) {
                m_statement.direction = direction;
                known = true;
            }
        }
        if (word.text.empty())
            malformed();
        else if (!known)
            unknownName(word, directionNames);
    }

    void arguments()
    {
        takeManners();
        switch (m_statement.call) {
        case Call::Bind: m_statement.port = readPort(next()); break;
        case Call::Listen: listen(); break;
        case Call::Connect: connect(); break;
        case Call::Socket:
        case Call::Accept:
            as(next());
            if (m_statement.call == Call::Socket && m_statement.as.empty())
                malformed();
            break;
        case Call::Send:
            skipBlanks();
            if (m_at < m_end && m_line[m_at] == '"')
                bytes();
            else
                m_statement.octets = readSize(size());
            urgent();
            break;
        case Call::Recv: receive(); break;
        case Call::Shutdown: direction(next()); break;
        case Call::SetSockOpt: option(); break;
        case Call::GetSockOpt:
            m_statement.option = SocketOption::Error;
            if (next().text != nameOf(SocketOption::Error))
                malformed();
            break;
        case Call::Sleep: m_statement.duration = readTime(rest(), longestDuration); break;
        case Call::At: m_statement.at = Instant{} + readTime(rest(), longestInstant); break;
        case Call::Until: until(next()); break;
        case Call::Repeat:
            m_statement.times = static_cast<std::uint32_t>(readNumber(rest(), 1, mostRepeats));
            break;
        case Call::Close:
        case Call::Abort:
        case Call::Crash:
        case Call::Boot:
        case Call::End: break;
        }
    }

    void listen()
    {
        m_statement.port = readPort(next());
        const Word word = next();
        if (word.text == "backlog")
            m_statement.backlog = static_cast<std::uint32_t>(readNumber(next(), 1, 65535));
        else if (!word.text.empty())
            malformed();
    }

    void connect()
    {
        const Word target = next();
        const std::size_t colon = target.text.find(':');
        if (colon == std::string_view::npos) {
            malformed();
            return;
        }
        const std::string_view host = target.text.substr(0, colon);
        if (host != nameOf(Side::Client) && host != nameOf(Side::Server))
            unknownName({host, target.at}, hostNames);
        m_statement.to = host == nameOf(Side::Client) ? Side::Client : Side::Server;
        m_statement.port = readPort({target.text.substr(colon + 1), target.at + colon + 1});
        Word word = next();
        if (word.text == "from") {
            m_statement.fromPort = readPort(next());
            word = next();
        }
        as(word);
    }

    void as(const Word& word)
    {
        if (word.text == "as")
            m_statement.as = readName(next());
        else if (!word.text.empty())
            malformed();
    }

    void receive()
    {
        const Word word = rest();
        m_statement.untilEof = word.text == "eof";
        if (!m_statement.untilEof)
            m_statement.octets = readSize(word);
    }

    void until(const Word& word)
    {
        if (word.text == "established")
            m_statement.condition = Condition::Established;
        else if (word.text == "closed")
            m_statement.condition = Condition::Closed;
        else if (word.text.empty())
            malformed();
        else
            unknownName(word, conditionNames);
    }

    void option()
    {
        const Word name = next();
        bool known = false;
        for (const SocketOption option : settable) {
            if (name.text == nameOf(option)) {
                m_statement.option = option;
                known = true;
            }
        }
        if (name.text.empty())
            malformed();
        else if (!known)
            unknownName(name, optionNames);
        const bool isBuffer = m_statement.option == SocketOption::SendBuffer ||
                              m_statement.option == SocketOption::ReceiveBuffer ||
                              m_statement.option == SocketOption::MaxSegment;
        if (isBuffer) {
            m_statement.value = readSize(rest());
            return;
        }
        const Word value = next();
        if (m_statement.option == SocketOption::Linger && value.text == "off")
            m_statement.value = -1;
        else
            m_statement.value = static_cast<std::int64_t>(
                readNumber(value, 0,
                           m_statement.option == SocketOption::Linger        ? 86'400
                           : m_statement.option == SocketOption::UserTimeout ? 86'400'000
                                                                             : 1));
    }

    /// A size, with its unit if that is a word of its own ("4 KiB"), and nothing behind it.
    Word size()
    {
        Word word = rest();
        constexpr std::string_view urgentWord = " urgent";
        if (word.text.ends_with(urgentWord)) {
            word.text.remove_suffix(urgentWord.size());
            word.text = trimmed(word.text);
            m_statement.urgent = true;
        }
        return word;
    }
    void urgent()
    {
        if (m_statement.urgent)
            return;
        skipBlanks();
        if (m_at < m_end && m_line.substr(m_at, m_end - m_at) == "urgent") {
            m_statement.urgent = true;
            m_at = m_end;
        }
    }

    void bytes()
    {
        std::optional<std::string> octets = readQuoted(m_line.substr(0, m_end), m_at);
        if (!octets || octets->empty()) {
            malformed();
            return;
        }
        m_statement.octets = static_cast<std::uint32_t>(octets->size());
        m_statement.bytes = *std::move(octets);
    }

    /// repeat and end are no calls: they cannot fail and take no time.
    void checkEndings()
    {
        const Call call = m_statement.call;
        if ((call == Call::Repeat || call == Call::End) && (m_statement.tolerant || m_statement.background))
            malformed();
    }

    std::string_view m_line;
    int m_number;
    std::size_t m_at = 0;
    std::size_t m_end = m_line.size();
    const Form* m_form = nullptr;
    Statement m_statement{};
    std::optional<ProgramError> m_error;
};

} // namespace

tl::expected<std::optional<Statement>, ProgramError> readProgramLine(std::string_view line, int number)
{
    LineReader reader(line, number);
    if (reader.isEmpty())
        return std::nullopt;
    return reader.read();
}

} // namespace tcplab
