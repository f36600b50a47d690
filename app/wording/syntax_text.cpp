#include "app/wording/syntax_text.h"

#include <algorithm>
#include <array>

namespace tcplab {
namespace {

constexpr std::string_view start = "Error while parsing ";
constexpr Sentence assignment{"key = value", "键 = 值"};
constexpr Sentence values{"a text in quotation marks (\"50 ms\"), a number (12), true or false",
                          "引号中的文本（\"50 ms\"）、数（12）、true 或 false"};

constexpr std::array<SyntaxSentences, 20> sentences{{
    {"key-value pair", "expected '='", {"“=” is missing behind the key", "键的后面缺少“=”"}, assignment},
    {"key-value pair", "expected value", {"no value follows the “=”", "“=”的后面缺少值"}, values},
    {"key-value pair",
     "cannot redefine",
     {"the key “{subject}” stands here for the second time", "键“{subject}”在这里第二次出现"},
     {"each key once in its table", "同一个表中每个键只写一次"}},
    {"key-value pair",
     "expected a comment or whitespace",
     {"something else follows the value", "值的后面还有别的内容"},
     {"one key and one value in a line, a text in quotation marks (\"50 ms\")",
      "每行一个键和一个值，文本写在引号中（\"50 ms\"）"}},
    {"table header",
     "cannot redefine existing table",
     {"the table [{subject}] begins here for the second time", "表 [{subject}] 在这里第二次开始"},
     {"all keys of a table together, under one heading", "一个表的所有键写在一起，只有一个表头"}},
    {"table header",
     "expected ']'",
     {"the “]” behind the table's name is missing", "表名的后面缺少“]”"},
     {"[name] or [[name]]", "[表名] 或 [[表名]]"}},
    {"table header",
     "encountered end-of-file",
     {"the “]” behind the table's name is missing", "表名的后面缺少“]”"},
     {"[name] or [[name]]", "[表名] 或 [[表名]]"}},
    {"table header",
     "blank bare keys",
     {"the table has no name", "表没有名称"},
     {"[name] or [[name]]", "[表名] 或 [[表名]]"}},
    {"string",
     "expected the closing",
     {"the quotation mark that ends the text is missing", "缺少结束文本的引号"},
     {"a text ends in its line, unless it begins with three marks (\"\"\")",
      "文本在同一行内结束，除非以三个引号（\"\"\"）开头"}},
    {"literal string",
     "expected the closing",
     {"the quotation mark that ends the text is missing", "缺少结束文本的引号"},
     {"a text ends in its line, unless it begins with three marks (''')",
      "文本在同一行内结束，除非以三个引号（'''）开头"}},
    {"string",
     "encountered end-of-file",
     {"the text of several lines that begins here has no end", "从这里开始的多行文本没有结束"},
     {"three marks (\"\"\") end it", "以三个引号（\"\"\"）结束"}},
    {"literal string",
     "encountered end-of-file",
     {"the text of several lines that begins here has no end", "从这里开始的多行文本没有结束"},
     {"three marks (''') end it", "以三个引号（'''）结束"}},
    {"string",
     "unknown escape sequence",
     {"“{subject}” means nothing in a text", "文本中的“{subject}”没有意义"},
     {"\\\\ for a backslash, or the text between '…'", "反斜杠写作 \\\\，或把文本写在 '…' 之间"}},
    {"string",
     "control characters",
     {"there is a control character in the text", "文本中有控制字符"},
     {"a blank, or nothing", "空格，或者去掉它"}},
    {"array",
     "",
     {"the list is not closed, or a comma is missing", "列表没有结束，或者缺少逗号"},
     {"[1, 2, 3]", "[1, 2, 3]"}},
    {"inline table",
     "",
     {"the table in braces is not closed in its line, or a comma is missing or one too many",
      "花括号中的表没有在本行内结束，或者逗号缺少或多余"},
     {"{ key = value, key = value }", "{ 键 = 值, 键 = 值 }"}},
    {"value", "could not determine", {"this is no value", "这不是一个值"}, values},
    {"boolean", "", {"this is no value", "这不是一个值"}, values},
    {"decimal integer",
     "expected digit",
     {"this is no number, and a text needs quotation marks", "这不是一个数，而文本需要引号"},
     values},
    {"root table",
     "expected keys",
     {"a line does not begin with “{subject}”", "一行不能以“{subject}”开头"},
     {"key = value, [table] or # comment", "键 = 值、[表] 或 # 注释"}},
}};

} // namespace

std::span<const SyntaxSentences> syntaxSentences() { return sentences; }

const SyntaxSentences* syntaxSentencesFor(std::string_view parsersWords)
{
    if (!parsersWords.starts_with(start))
        return nullptr;
    parsersWords.remove_prefix(start.size());
    const auto found = std::ranges::find_if(sentences, [&](const SyntaxSentences& one) {
        return parsersWords.starts_with(std::string(one.begins) + ":") &&
               parsersWords.find(one.holds) != std::string_view::npos;
    });
    return found == sentences.end() ? nullptr : &*found;
}

std::string quotedIn(std::string_view parsersWords)
{
    const std::size_t end = parsersWords.rfind('\'');
    const std::size_t begin =
        end == 0 || end == std::string_view::npos ? end : parsersWords.rfind('\'', end - 1);
    return begin == end ? std::string() : std::string(parsersWords.substr(begin + 1, end - begin - 1));
}

} // namespace tcplab
