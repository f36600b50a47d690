#include "app/wording/error_text.h"

#include <array>
#include <fmt/format.h>

namespace tcplab {
namespace {

constexpr std::array<ProblemSentences, problemCount> problems{{
    // Syntax
    {{"this is not valid TOML: {subject}", "不是有效的 TOML：{subject}"},
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
    {{"“{subject}” lacks a unit that fits", "“{subject}”缺少合适的单位"},
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
    {{"“{subject}” contradicts something else", "“{subject}”与别处矛盾"},
     {"choose one: {expected}", "请择其一：{expected}"}},
    // TooLarge
    {{"“{subject}” is too large", "“{subject}”太大"}, {"at most: {expected}", "上限：{expected}"}},
    // NotFound
    {{"there is no such file or scenario: {subject}", "没有这个文件或场景：{subject}"},
     {"there is: {expected}", "可用的是：{expected}"}},
    // NotUtf8
    {{"the text is not UTF-8", "文本不是 UTF-8 编码"},
     {"save it as UTF-8: {expected}", "请以 UTF-8 编码保存：{expected}"}},
    // NotSimulated
    {{"this version does not simulate “{subject}” yet; leave it out", "本版本尚不模拟“{subject}”，请去掉它"},
     {"there is: {expected}", "可用的是：{expected}"}},
}};

/// The few plain words that the core gives as `expected`.
constexpr std::array<Sentence, 9> kinds{{
    {"text", "文本"},
    {"time", "时间"},
    {"bandwidth", "带宽"},
    {"probability", "概率"},
    {"size", "大小"},
    {"whole number", "整数"},
    {"true or false", "true 或 false"},
    {"table", "表"},
    {"list of tables", "表的列表"},
}};

std::string inLanguage(const std::string& word, Language language)
{
    for (const Sentence& kind : kinds)
        if (word == kind.en)
            return textOf(kind, language);
    return word;
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
    facts.set("subject", inLanguage(error.subject, language));
    facts.set("expected", inLanguage(error.expected, language));
    const ProblemSentences& sentences = sentencesFor(error.problem);
    std::string text = placeOf(error) + fill(sentences.wrong, language, facts);
    if (!error.expected.empty())
        text += (language == Language::Chinese ? "；" : "; ") + fill(sentences.right, language, facts);
    return text;
}

} // namespace tcplab
