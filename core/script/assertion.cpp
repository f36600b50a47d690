#include "core/script/assertion.h"

#include "core/base/quantity.h"

#include <algorithm>
#include <limits>
#include <map>
#include <vector>

namespace tcplab::script {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

/// One statement, read and evaluated at once; Python's rules of precedence.
class Evaluator {
public:
    Evaluator(std::string_view text, const Lookup& lookup) : m_text(text), m_lookup(lookup) {}

    std::int64_t expression() { return disjunction(); }
    bool atEnd()
    {
        skip();
        return m_at >= m_text.size();
    }
    bool take(std::string_view what)
    {
        skip();
        if (!m_text.substr(m_at).starts_with(what))
            return false;
        m_at += what.size();
        return true;
    }
    std::size_t place() const { return m_at; }
    bool malformed() const { return m_malformed; }
    const std::string& unknown() const { return m_unknown; }
    const std::vector<std::pair<std::string, std::int64_t>>& used() const { return m_used; }

private:
    void skip()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\n' ||
                                        m_text[m_at] == '\r' || m_text[m_at] == '\\'))
            ++m_at;
    }
    bool takeWord(std::string_view word)
    {
        skip();
        const std::size_t end = m_at + word.size();
        if (!m_text.substr(m_at).starts_with(word) ||
            (end < m_text.size() && (isLetter(m_text[end]) || isDigit(m_text[end]))))
            return false;
        m_at = end;
        return true;
    }
    std::int64_t wrong()
    {
        m_malformed = true;
        return 0;
    }

    std::int64_t disjunction()
    {
        std::int64_t left = conjunction();
        while (takeWord("or")) {
            const std::int64_t right = conjunction();
            left = left != 0 ? left : right;
        }
        return left;
    }
    std::int64_t conjunction()
    {
        std::int64_t left = negation();
        while (takeWord("and")) {
            const std::int64_t right = negation();
            left = left != 0 ? right : left;
        }
        return left;
    }
    std::int64_t negation()
    {
        if (++m_depth > 100)
            return wrong();
        const std::int64_t value = takeWord("not") ? (negation() == 0 ? 1 : 0) : comparison();
        --m_depth;
        return value;
    }
    /// "a < b <= c": each pair must hold.
    std::int64_t comparison()
    {
        std::int64_t left = bits();
        bool any = false;
        bool holds = true;
        for (;;) {
            const bool equal = take("==");
            const bool notEqual = !equal && take("!=");
            const bool notMore = !equal && !notEqual && take("<=");
            const bool notLess = !equal && !notEqual && !notMore && take(">=");
            const bool simple = !equal && !notEqual && !notMore && !notLess;
            const bool shift = simple && (sees("<<") || sees(">>"));
            const bool less = simple && !shift && take("<");
            const bool more = simple && !shift && !less && take(">");
            if (simple && !less && !more)
                return any ? (holds ? 1 : 0) : left;
            const std::int64_t right = bits();
            any = true;
            holds = holds && (equal      ? left == right
                              : notEqual ? left != right
                              : notMore  ? left <= right
                              : notLess  ? left >= right
                              : less     ? left < right
                                         : left > right);
            left = right;
            if (m_malformed)
                return 0;
        }
    }
    bool sees(std::string_view what)
    {
        skip();
        return m_text.substr(m_at).starts_with(what);
    }
    std::int64_t bits()
    {
        std::int64_t left = differing();
        while (take("|"))
            left |= differing();
        return left;
    }
    std::int64_t differing()
    {
        std::int64_t left = common();
        while (take("^"))
            left ^= common();
        return left;
    }
    std::int64_t common()
    {
        std::int64_t left = shifted();
        while (take("&"))
            left &= shifted();
        return left;
    }
    std::int64_t shifted()
    {
        std::int64_t left = sum();
        for (;;) {
            const bool up = take("<<");
            if (!up && !take(">>"))
                return left;
            const std::int64_t by = sum();
            if (by < 0 || by > 62)
                return wrong();
            left = up ? static_cast<std::int64_t>(static_cast<std::uint64_t>(left) << by) : left >> by;
        }
    }
    std::int64_t sum()
    {
        std::int64_t left = product();
        for (;;) {
            if (take("+"))
                left = plus(left, product());
            else if (!sees("-"))
                return left;
            else if (take("-"))
                left = plus(left, minus(product()));
        }
    }
    std::int64_t plus(std::int64_t a, std::int64_t b)
    {
        std::int64_t result = 0;
        return __builtin_add_overflow(a, b, &result) ? wrong() : result;
    }
    std::int64_t minus(std::int64_t a)
    {
        std::int64_t result = 0;
        return __builtin_sub_overflow(std::int64_t{0}, a, &result) ? wrong() : result;
    }
    std::int64_t product()
    {
        std::int64_t left = unary();
        for (;;) {
            if (take("*")) {
                std::int64_t result = 0;
                if (__builtin_mul_overflow(left, unary(), &result))
                    return wrong();
                left = result;
            } else if (take("//") || take("/")) { // whole numbers all through, as Python 2 has it
                left = divided(left, unary());
            } else if (take("%")) {
                left = remainder(left, unary());
            } else {
                return left;
            }
            if (m_malformed)
                return 0;
        }
    }
    /// With the sign of `b`.
    std::int64_t remainder(std::int64_t a, std::int64_t b)
    {
        if (b == 0)
            return wrong();
        if (b == -1)
            return 0;
        const std::int64_t rest = a % b;
        return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
    }
    /// Towards minus infinity.
    std::int64_t divided(std::int64_t a, std::int64_t b)
    {
        if (b == 0 || (b == -1 && a == std::numeric_limits<std::int64_t>::min()))
            return wrong();
        const std::int64_t quotient = a / b;
        return quotient - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
    }
    std::int64_t unary()
    {
        if (++m_depth > 100)
            return wrong();
        std::int64_t value = 0;
        if (take("-"))
            value = minus(unary());
        else if (take("+"))
            value = unary();
        else if (take("~"))
            value = ~unary();
        else
            value = primary();
        --m_depth;
        return value;
    }
    std::int64_t primary()
    {
        if (take("(")) {
            const std::int64_t value = disjunction();
            return take(")") ? value : wrong();
        }
        skip();
        const std::size_t from = m_at;
        if (m_at < m_text.size() && isDigit(m_text[m_at])) {
            while (m_at < m_text.size() && (isDigit(m_text[m_at]) || isLetter(m_text[m_at])))
                ++m_at;
            if (m_at < m_text.size() && m_text[m_at] == '.')
                return wrong();
            return number(m_text.substr(from, m_at - from));
        }
        while (m_at < m_text.size() && (isDigit(m_text[m_at]) || isLetter(m_text[m_at])))
            ++m_at;
        if (m_at == from)
            return wrong();
        return named(std::string(m_text.substr(from, m_at - from)));
    }
    std::int64_t number(std::string_view digits)
    {
        const bool hexadecimal = digits.starts_with("0x") || digits.starts_with("0X");
        const std::int64_t base = hexadecimal ? 16 : 10;
        if (hexadecimal)
            digits.remove_prefix(2);
        std::int64_t value = 0;
        for (const char c : digits) {
            const int digit = isDigit(c)                            ? c - '0'
                              : hexadecimal && c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : hexadecimal && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                                    : -1;
            if (digit < 0 || __builtin_mul_overflow(value, base, &value) ||
                __builtin_add_overflow(value, std::int64_t{digit}, &value))
                return wrong();
        }
        return digits.empty() ? wrong() : value;
    }
    std::int64_t named(const std::string& name)
    {
        if (name == "True")
            return 1;
        if (name == "False" || name == "None")
            return 0;
        if (take("("))
            return function(name);
        if (const auto value = m_lookup(name)) {
            if (std::ranges::find(m_used, name, &std::pair<std::string, std::int64_t>::first) == m_used.end())
                m_used.emplace_back(name, *value);
            return *value;
        }
        if (m_unknown.empty())
            m_unknown = name;
        return 0;
    }
    std::int64_t function(const std::string& name)
    {
        std::vector<std::int64_t> arguments;
        do
            arguments.push_back(disjunction());
        while (take(","));
        if (!take(")") || m_malformed)
            return wrong();
        if (name == "abs" && arguments.size() == 1)
            return arguments[0] < 0 ? minus(arguments[0]) : arguments[0];
        if ((name == "int" || name == "long" || name == "bool") && arguments.size() == 1)
            return arguments[0];
        if (name == "min")
            return *std::ranges::min_element(arguments);
        if (name == "max")
            return *std::ranges::max_element(arguments);
        if (m_unknown.empty())
            m_unknown = name + "()";
        return 0;
    }

    std::string_view m_text;
    const Lookup& m_lookup;
    std::size_t m_at = 0;
    int m_depth = 0;
    bool m_malformed = false;
    std::string m_unknown;
    std::vector<std::pair<std::string, std::int64_t>> m_used;
};

/// One statement of the code and the line that it begins on.
struct Statement {
    std::string text;
    int line = 0;
};

/// Lines and semicolons end a statement, unless brackets or strings are open or a backslash stands at the end.
std::vector<Statement> statementsOf(std::string_view code)
{
    std::vector<Statement> statements;
    Statement current;
    int line = 0;
    int open = 0;
    char quote = '\0';
    const auto finish = [&] {
        current.text = std::string(trimmed(current.text));
        if (!current.text.empty())
            statements.push_back(current);
        current.text.clear();
    };
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (quote == '\0' && c == '#') {
            while (i + 1 < code.size() && code[i + 1] != '\n')
                ++i;
            continue;
        }
        if (quote != '\0')
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '(' || c == '[')
            ++open;
        else if (c == ')' || c == ']')
            --open;
        const bool continued = i > 0 && code[i - 1] == '\\';
        if (c == '\n')
            ++line;
        if (quote == '\0' && open <= 0 && ((c == '\n' && !continued) || c == ';')) {
            finish();
            continue;
        }
        if (current.text.empty()) { // blanks before a statement are none of it
            if (c == ' ' || c == '\n' || c == '\t' || c == '\r')
                continue;
            current.line = line;
        }
        current.text += c;
    }
    finish();
    return statements;
}

bool beginsWith(std::string_view statement, std::string_view word)
{
    return statement.starts_with(word) &&
           (statement.size() == word.size() ||
            !(isLetter(statement[word.size()]) || isDigit(statement[word.size()])));
}

std::string onOneLine(std::string_view text)
{
    std::string line;
    for (const char c : text) {
        const bool isBlank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\\';
        if (!isBlank)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    return line;
}

Asserted judge(const Statement& statement, const Lookup& lookup,
               std::map<std::string, std::int64_t>& variables)
{
    std::string_view text = statement.text;
    const auto told = [&](Asserted::Kind kind, std::string what) {
        return Asserted{.kind = kind, .line = statement.line, .text = std::move(what)};
    };
    if (beginsWith(text, "print") || beginsWith(text, "import") || beginsWith(text, "from") ||
        beginsWith(text, "pass") || text.starts_with('"') || text.starts_with('\''))
        return {};
    const Lookup here = [&](std::string_view name) {
        const auto found = variables.find(std::string(name));
        return found != variables.end() ? std::optional(found->second) : lookup(name);
    };
    std::string assigned;
    if (beginsWith(text, "assert")) {
        text.remove_prefix(6);
    } else {
        const std::size_t equals = text.find('=');
        assigned = std::string(trimmed(text.substr(0, equals)));
        if (equals == std::string_view::npos || assigned.empty() ||
            !std::ranges::all_of(assigned, [](char c) { return isLetter(c) || isDigit(c); }) ||
            text.substr(equals).starts_with("=="))
            return told(Asserted::Kind::NotPython, onOneLine(statement.text));
        text.remove_prefix(equals + 1);
    }
    Evaluator evaluator(text, here);
    const std::int64_t value = evaluator.expression();
    const std::size_t end = evaluator.place();
    const bool whole = evaluator.atEnd() || (assigned.empty() && evaluator.take(","));
    if (evaluator.malformed() || !whole)
        return told(Asserted::Kind::NotPython, onOneLine(statement.text));
    if (!evaluator.unknown().empty())
        return told(Asserted::Kind::Unknown, evaluator.unknown());
    if (!assigned.empty()) {
        variables[assigned] = value;
        return {};
    }
    if (value != 0)
        return {};
    Asserted fails = told(Asserted::Kind::Fails, onOneLine(trimmed(text.substr(0, end))));
    for (const auto& [name, used] : evaluator.used())
        fails.got += (fails.got.empty() ? "" : ", ") + name + " = " + std::to_string(used);
    return fails;
}

} // namespace

Asserted evaluate(std::string_view code, const Lookup& lookup)
{
    std::map<std::string, std::int64_t> variables;
    for (const Statement& statement : statementsOf(code))
        if (Asserted asserted = judge(statement, lookup, variables); asserted.kind != Asserted::Kind::Holds)
            return asserted;
    return {};
}

} // namespace tcplab::script
