#include "core/host/program_line.h"

#include "core/host/line_words.h"
#include "core/host/quoted_octets.h"

#include <array>

namespace tcplab {
namespace {

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

/// Reads one line: a call, and what it is called with.
class LineReader : private LineWords {
public:
    using LineWords::isEmpty;
    using LineWords::LineWords;

    tl::expected<Statement, ProgramError> read()
    {
        takeEndings();
        takeSocket();
        Word name = next();
        const Form* form = findForm(name);
        if (form != nullptr) {
            m_usage = form->usage;
            m_statement.call = form->call;
            if (!m_statement.socket.empty() && !form->takesSocket)
                malformed();
            arguments();
            if (!hasError() && !next().text.empty())
                malformed();
            checkEndings();
        }
        if (hasError())
            return tl::unexpected(error());
        m_statement.line = number();
        return m_statement;
    }

private:
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

    Statement m_statement{};
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
