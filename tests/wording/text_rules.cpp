#include "tests/wording/text_rules.h"

#include <map>
#include <regex>
#include <set>

namespace tcplab {
namespace {

std::u32string decoded(const std::string& text)
{
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        char32_t c = length == 1 ? lead : lead & (0xffu >> (length + 1));
        for (std::size_t k = 1; k < length && i + k < text.size(); ++k)
            c = c << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3fu);
        out += c;
        i += length;
    }
    return out;
}

bool isHan(char32_t c) { return c >= 0x4e00 && c <= 0x9fff; }
bool isFullWidth(char32_t c) { return (c >= 0x3001 && c <= 0x3011) || (c >= 0xff01 && c <= 0xff5e); }
bool isLatin(char32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

void judgeChinesePair(char32_t a, char32_t b, std::set<std::string>& faults)
{
    const std::u32string_view latinMarks = U",.;:?!()";
    if ((isHan(a) && latinMarks.find(b) != std::u32string_view::npos) ||
        (isHan(b) && latinMarks.find(a) != std::u32string_view::npos))
        faults.insert("a Latin mark beside Chinese");
    if ((isHan(a) && isLatin(b)) || (isLatin(a) && isHan(b)))
        faults.insert("no blank between Chinese and Latin");
    if ((isFullWidth(a) && b == ' ') || (a == ' ' && isFullWidth(b)))
        faults.insert("a blank beside a full-width mark");
}

const std::map<int, std::set<std::string>>& sections()
{
    static const std::map<int, std::set<std::string>> all{
        {9293, {"3.1",     "3.2",    "3.3.1",    "3.3.2",    "3.4",      "3.4.1",     "3.4.2",
                "3.4.3",   "3.5",    "3.5.1",    "3.5.2",    "3.5.3",    "3.6",       "3.6.1",
                "3.7",     "3.7.1",  "3.7.4",    "3.8",      "3.8.1",    "3.8.2",     "3.8.3",
                "3.8.4",   "3.8.5",  "3.8.6",    "3.8.6.1",  "3.8.6.2",  "3.8.6.2.1", "3.8.6.2.2",
                "3.8.6.3", "3.9.1",  "3.9.2.2",  "3.10.1",   "3.10.2",   "3.10.3",    "3.10.4",
                "3.10.5",  "3.10.6", "3.10.7.1", "3.10.7.2", "3.10.7.3", "3.10.7.4",  "3.10.8"}},
        {1122, {"4.2.2.13", "4.2.2.20"}},
        {2525, {"2.17"}},
        {4987, {}},
        {1337, {"3"}},
        {2018, {"3", "4", "8"}},
        {2883, {"4"}},
        {3042, {"2"}},
        {3168, {"6.1", "6.1.2"}},
        {3522, {"3.2"}},
        {3708, {"2"}},
        {5681, {"2", "3.1", "3.2", "4.1", "4.2"}},
        {5682, {"3.1"}},
        {5961, {"3", "3.2", "4", "4.2", "5", "5.2", "7"}},
        {6298, {"2", "3", "5", "5.4", "5.5", "5.6"}},
        {6528, {"3"}},
        {6582, {"3.2"}},
        {6675, {"2", "4", "5"}},
        {6928, {"2"}},
        {7323, {"2", "3.2", "5", "5.3"}},
        {8985, {"6.2", "6.3", "7.2", "7.3", "7.4"}},
        {7567, {"4.2"}},
        {8289, {"4"}},
        {9438, {"4.2", "4.6", "4.8"}},
    };
    return all;
}

} // namespace

std::vector<std::string> faultsOf(const std::string& text, Language language)
{
    std::set<std::string> faults;
    const std::u32string letters = decoded(text);
    if (letters.empty())
        return {"nothing at all"};
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const char32_t c = letters[i];
        if (c == '{' || c == '}')
            faults.insert("a place that is not filled in");
        if (language == Language::English && (isHan(c) || isFullWidth(c)))
            faults.insert("Chinese in English");
        if (i == 0)
            continue;
        const char32_t before = letters[i - 1];
        if (before == ' ' && c == ' ')
            faults.insert("two blanks");
        if (before == ' ' && std::u32string_view(U",.;:)").find(c) != std::u32string_view::npos)
            faults.insert("a blank before a mark");
        if (language == Language::Chinese)
            judgeChinesePair(before, c, faults);
    }
    if (letters.front() == ' ' || letters.back() == ' ')
        faults.insert("a blank at an end");
    static const std::regex plural("(^|[^0-9.])1 (octets|segments|times)\\b|[^0-9][02-9] octet\\b");
    if (language == Language::English && std::regex_search(text, plural))
        faults.insert("a wrong plural");
    if (language == Language::Chinese)
        for (const char* wrong :
             {"您", "你", "数据包", "序列号", "定时器", "重置", "服务端", "连线", "缺省", "（）"})
            if (text.find(wrong) != std::string::npos)
                faults.insert(wrong);
    return {faults.begin(), faults.end()};
}

std::vector<std::string> faultsOf(const Explanation& explanation, Language language)
{
    std::vector<std::string> faults;
    const auto add = [&](const std::string& where, const std::vector<std::string>& found) {
        for (const std::string& fault : found)
            faults.push_back(where + ": " + fault);
    };
    add("headline", faultsOf(explanation.headline, language));
    add("body", faultsOf(explanation.body, language));
    add("citation", unknownSections(explanation.citation));
    if (explanation.headline.ends_with(".") || explanation.headline.ends_with("。"))
        faults.push_back("headline: ends like a sentence");
    if (!explanation.body.ends_with(language == Language::Chinese ? "。" : "."))
        faults.push_back("body: does not end like a sentence");
    return faults;
}

std::vector<std::string> unknownSections(const std::string& citation)
{
    std::vector<std::string> unknown;
    static const std::regex part("RFC ([0-9]+)|§([0-9]+(\\.[0-9]+)*)|Figure ([0-9]+)|图 ([0-9]+)");
    int document = 0;
    for (std::sregex_iterator it(citation.begin(), citation.end(), part), end; it != end; ++it) {
        const std::smatch& found = *it;
        if (found[1].matched) {
            document = std::stoi(found[1]);
            if (!sections().contains(document))
                unknown.push_back(found[0]);
        } else if (found[2].matched) {
            if (!sections().contains(document) || !sections().at(document).contains(found[2]))
                unknown.push_back(found[0]);
        } else {
            const int figure = std::stoi(found[4].matched ? found[4] : found[5]);
            if (document != 9293 || figure < 5 || figure > 13)
                unknown.push_back(found[0]);
        }
    }
    return unknown;
}

} // namespace tcplab
