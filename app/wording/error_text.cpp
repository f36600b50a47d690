#include "app/wording/error_text.h"

#include "app/wording/syntax_text.h"

#include <array>
#include <fmt/format.h>

namespace tcplab {
namespace {

constexpr std::array<ProblemSentences, problemCount> problems{{
    // Syntax
    {{"this is not valid TOML (its reader says: {subject})", "这不是有效的 TOML（解析器的原话：{subject}）"},
     {"expected {expected}", "应为 {expected}"}},
    // UnknownKey
    {{"there is no key “{subject}” here", "这里没有名为“{subject}”的键"},
     {"there is: {expected}", "可用的是：{expected}"}},
    // MissingKey
    {{"“{subject}” is missing", "缺少“{subject}”"},
     {"it looks like this: {expected}", "写法如下：{expected}"}},
    // WrongType
    {{"“{subject}” is not the right kind of value", "“{subject}”不是正确类型的值"},
     {"expected: {expected}", "应为：{expected}"}},
    // BadUnit
    {{"“{subject}” has no unit that fits", "“{subject}”缺少合适的单位"},
     {"units: {expected}", "可用的单位：{expected}"}},
    // OutOfRange
    {{"“{subject}” is out of range", "“{subject}”超出范围"},
     {"allowed: {expected}", "允许的范围：{expected}"}},
    // UnknownName
    {{"“{subject}” is not a known name", "“{subject}”不是已知的名称"},
     {"known are: {expected}", "已知的有：{expected}"}},
    // BadProgram
    {{"“{subject}” is not a line of a program", "“{subject}”不是程序中合法的一行"},
     {"it would be: {expected}", "正确的写法：{expected}"}},
    // BadFault
    {{"“{subject}” does not fit in this fault", "“{subject}”不适合用在这条故障里"},
     {"it would be: {expected}", "正确的写法：{expected}"}},
    // BadIntervention
    {{"“{subject}” does not fit in this intervention", "“{subject}”不适合用在这条干预里"},
     {"it would be: {expected}", "正确的写法：{expected}"}},
    // Conflict
    {{"“{subject}” does not go together with the rest", "“{subject}”与其余内容矛盾"},
     {"what must hold: {expected}", "必须满足：{expected}"}},
    // TooLarge
    {{"“{subject}” is too large", "“{subject}”太大"}, {"at most: {expected}", "上限：{expected}"}},
    // NotFound
    {{"there is no such file or scenario: {subject}", "没有这个文件或场景：{subject}"},
     {"there is: {expected}", "可用的是：{expected}"}},
    // NotUtf8
    {{"the text is not UTF-8", "文本不是 UTF-8 编码"},
     {"save it as UTF-8: {expected}", "请以 UTF-8 编码保存：{expected}"}},
    // BadScript
    {{"“{subject}” does not fit here", "“{subject}”不能用在这里"},
     {"expected: {expected}", "应为：{expected}"}},
}};

/// The few plain words that the core gives as `expected`.
struct Plain {
    std::string_view word;
    Sentence sentence;
};
constexpr std::array<Plain, 21> plainWords{{
    {"text", {"text", "文本"}},
    {"time", {"time", "时间"}},
    {"bandwidth", {"bandwidth", "带宽"}},
    {"probability", {"probability", "概率"}},
    {"size", {"size", "大小"}},
    {"whole number", {"whole number", "整数"}},
    {"true or false", {"true or false", "true 或 false"}},
    {"table", {"table, { key = value, … }", "表，即 { 键 = 值, … }"}},
    {"list of tables", {"list of tables", "表的列表"}},
    {"[[user]]", {"one thing done in each [[user]]", "每个 [[user]] 只写一项操作"}},
    {"[[fault]]", {"one thing done in each [[fault]]", "每个 [[fault]] 只写一项操作"}},
    // of packetdrill scripts
    {"end of the script", {"end of the script", "脚本结尾"}},
    {"the end of the script", {"the end of the script", "脚本到此结束"}},
    {"the next event", {"the next event", "下一个事件"}},
    {"an argument", {"an argument", "一个参数"}},
    {"fewer brackets", {"fewer brackets in brackets", "更少的括号嵌套"}},
    {"at most 4 blocks", {"at most 4 blocks", "最多 4 个块"}},
    {"options", {"options", "选项"}},
    {"a later time", {"a later time", "更晚的时间"}},
    {"a single time", {"a single time", "单个时间"}},
    {"<, >, a call, `command` or %{ code }%",
     {"a packet (< or >), a call, `command` or %{ code }%", "报文段（< 或 >）、调用、`命令` 或 %{ 代码 }%"}},
}};

std::string inLanguage(const std::string& word, Language language)
{
    for (const Plain& plain : plainWords)
        if (word == plain.word)
            return textOf(plain.sentence, language);
    return word;
}

/// True if what is expected is a list of names, so that it is listed as the language does.
bool isList(Problem problem)
{
    return problem == Problem::UnknownKey || problem == Problem::UnknownName || problem == Problem::BadUnit ||
           problem == Problem::NotFound;
}

std::string listed(std::string names, const char* separator)
{
    const std::string_view with = separator;
    for (std::size_t at = names.find(", "); at != std::string::npos; at = names.find(", ", at + with.size()))
        names.replace(at, 2, with);
    return names;
}

std::string remedy(const InputError& error, Language language)
{
    const bool chinese = language == Language::Chinese;
    if (isList(error.problem))
        return listed(error.expected, chinese ? "、" : ", ");
    const std::string plain = inLanguage(error.expected, language);
    // Of two knobs either may give way.
    return error.problem == Problem::Conflict && plain == error.expected
               ? listed(plain, chinese ? " 或 " : " or ")
               : plain;
}

std::string placeOf(const InputError& error)
{
    std::string place = error.file;
    if (error.line > 0)
        place += fmt::format("{}{}", place.empty() ? "" : ":", error.line);
    if (error.line > 0 && error.column > 0)
        place += fmt::format(":{}", error.column);
    return place.empty() ? place : place + ": ";
}

} // namespace

const ProblemSentences& sentencesFor(Problem problem) { return problems[static_cast<std::size_t>(problem)]; }

std::string errorText(const InputError& error, Language language)
{
    Facts facts;
    if (const SyntaxSentences* own =
            error.problem == Problem::Syntax ? syntaxSentencesFor(error.subject) : nullptr) {
        facts.set("subject", quotedIn(error.subject));
        const char* between = language == Language::Chinese ? "；正确的写法：" : "; right is: ";
        return placeOf(error) + fill(own->wrong, language, facts) + between +
               fill(own->right, language, facts);
    }
    facts.set("subject", inLanguage(error.subject, language));
    facts.set("expected", remedy(error, language));
    const ProblemSentences& sentences = sentencesFor(error.problem);
    std::string text = placeOf(error) + fill(sentences.wrong, language, facts);
    if (!error.expected.empty())
        text += (language == Language::Chinese ? "；" : "; ") + fill(sentences.right, language, facts);
    return text;
}

} // namespace tcplab
