#include "core/script/parse_parts.h"

namespace tcplab::script {
namespace {

constexpr int deepest = 50; ///< brackets in brackets

class Expressions {
public:
    explicit Expressions(Parsing& parsing) : m_parsing(parsing), m_in(parsing.in) {}

    Expression read()
    {
        if (++m_depth > deepest)
            m_in.fail("fewer brackets");
        Expression left = readOne();
        while (!m_in.failed() && m_in.sees("|")) {
            if (left.kind != Expression::Kind::Or) {
                Expression joined;
                joined.kind = Expression::Kind::Or;
                joined.items.push_back(std::move(left));
                left = std::move(joined);
            }
            m_in.take("|");
            left.items.push_back(readOne());
        }
        --m_depth;
        return left;
    }

    std::vector<Expression> readList(const char* closing)
    {
        std::vector<Expression> items;
        if (m_in.take(closing))
            return items;
        do
            items.push_back(read());
        while (!m_in.failed() && m_in.take(","));
        m_in.expect(closing);
        return items;
    }

private:
    Expression readOne()
    {
        Expression it;
        const char next = m_in.peek();
        if (m_in.failed())
            return it;
        if (m_in.take("&")) // an address, as in inet_pton(…, &sin6_addr)
            return readNamed();
        if (m_in.take("...")) {
            it.kind = Expression::Kind::Ellipsis;
        } else if (next == '"') {
            it.kind = Expression::Kind::Text;
            while (m_in.peek() == '"' && !m_in.failed())
                it.text += m_in.quoted();
            if (m_in.take("..."))
                it.number = 1; // the text is only the beginning
        } else if (m_in.take("[")) {
            it.kind = Expression::Kind::List;
            it.items = readList("]");
        } else if (m_in.take("{")) {
            it.kind = Expression::Kind::Braces;
            it.items = readList("}");
        } else if (next == '`') {
            it.kind = Expression::Kind::Text;
            m_in.take("`");
            it.text = m_in.upTo("`");
        } else if (next == '-' || (next >= '0' && next <= '9')) {
            it.kind = Expression::Kind::Number;
            if (const auto number = m_in.integer())
                it.number = *number;
            else
                m_in.fail("whole number");
        } else {
            return readNamed();
        }
        return it;
    }

    Expression readNamed()
    {
        Expression it;
        it.text = m_in.word();
        if (it.text.empty()) {
            m_in.fail("an argument");
            return it;
        }
        it.kind = Expression::Kind::Word;
        if (const auto found = m_parsing.defined.find(it.text); found != m_parsing.defined.end())
            it = meaningOf(found->second);
        if (it.kind == Expression::Kind::Word && m_in.take("(")) {
            it.kind = Expression::Kind::Call;
            it.items = readList(")");
        }
        if ((it.kind == Expression::Kind::Word || it.kind == Expression::Kind::Call) && m_in.take("=")) {
            Expression assigned;
            assigned.kind = Expression::Kind::Assign;
            assigned.text = it.text;
            assigned.items.push_back(read());
            return assigned;
        }
        return it;
    }

    /// What a word that is defined stands for: "x", `x`, a number or another word.
    static Expression meaningOf(const std::string& value)
    {
        Expression it;
        Cursor in(value, {});
        if (value.size() >= 2 && (value.front() == '"' || value.front() == '`') &&
            value.back() == value.front()) {
            it.kind = Expression::Kind::Text;
            it.text = value.substr(1, value.size() - 2);
        } else if (const auto number = in.integer(); number && in.atEnd()) {
            it.kind = Expression::Kind::Number;
            it.number = *number;
        } else {
            it.kind = Expression::Kind::Word;
            it.text = value;
        }
        return it;
    }

    Parsing& m_parsing;
    Cursor& m_in;
    int m_depth = 0;
};

bool isErrnoName(const std::string& word)
{
    return word.size() > 1 && word[0] == 'E' && word[1] >= 'A' && word[1] <= 'Z';
}

} // namespace

CallEvent readCall(Parsing& parsing)
{
    Cursor& in = parsing.in;
    CallEvent call;
    call.name = in.word();
    if (call.name.empty())
        in.fail("<, >, a call, `command` or %{ code }%");
    Expressions expressions(parsing);
    in.expect("(");
    if (!in.failed())
        call.arguments = expressions.readList(")");
    in.expect("=");
    if (!in.failed())
        call.result = expressions.read();
    if (isErrnoName(in.peekWord()))
        call.error = in.word();
    if (in.take("(")) {
        call.note = in.upTo(")");
        while (in.take(")")) // "(it's (not) so)"
            call.note += ")";
    }
    if (in.sees("[")) // a second note of some scripts
        in.fail("the next event");
    return call;
}

} // namespace tcplab::script
