#include "app/session/until_words.h"

#include "core/base/quantity.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace tcplab {
namespace {

struct Word {
    std::string_view zh;
    std::string_view en;
};

/// Longer ones before those that they begin with, or hold. The first one for an English word is the one that is written.
constexpr std::array words{
    Word{"重传计时器", "retransmission timer"},
    Word{"重传定时器", "retransmission timer"},
    Word{"重传超时", "retransmission timer"},
    Word{"尾部丢失探测", "tail-loss-probe"},
    Word{"延迟确认", "delayed-ack"},
    Word{"窗口探测", "persist"},
    Word{"持续", "persist"},
    Word{"坚持", "persist"},
    Word{"保活", "keep-alive"},
    Word{"用户超时", "user"},
    Word{"用户", "user"},
    Word{"乱序", "reordering"},
    Word{"计时器", "timer"},
    Word{"定时器", "timer"},
    Word{"超时", "timer"},
    Word{"客户端", "client"},
    Word{"客户机", "client"},
    Word{"服务器", "server"},
    Word{"服务端", "server"},
    Word{"重传", "retransmission"},
    Word{"丢失", "lost"},
    Word{"到达", "arrives"},
    Word{"被忽略", "ignored"},
    Word{"忽略", "ignored"},
    Word{"出错", "error"},
    Word{"错误", "error"},
    Word{"数据", "data"},
    Word{"报文段", "segment"},
    Word{"毫秒", "ms"},
    Word{"微秒", "us"},
    Word{"秒", "s"},
    Word{"分钟", "min"},
    Word{"的", ""},
    Word{"，", ","},
    Word{"：", ""},
    Word{":", ""},
    Word{"＃", "#"},
};

bool isAscii(std::string_view text)
{
    return std::ranges::all_of(text, [](unsigned char c) { return c < 0x80; });
}

std::vector<std::string> split(std::string_view text)
{
    std::vector<std::string> parts;
    while (!(text = trimmed(text)).empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return parts;
}

std::string joined(const std::vector<std::string>& parts)
{
    std::string text;
    for (const std::string& part : parts) {
        const bool tight = text.empty() || part == "," || part.front() == ',' || text.back() == ',' ||
                           (!isAscii(part) && !isAscii(text.substr(text.size() - 1)));
        text += (tight ? "" : " ") + part;
    }
    return text;
}

/// "第 2 个 FIN", "FIN 第 2 次": the count, taken out; "" without one.
std::string takeCount(std::string& text)
{
    constexpr std::string_view ordinal = "第";
    const std::size_t begin = text.find(ordinal);
    if (begin == std::string::npos)
        return {};
    std::size_t at = text.find_first_not_of(' ', begin + ordinal.size());
    std::string digits;
    for (; at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0; ++at)
        digits += text[at];
    at = std::min(text.find_first_not_of(' ', at), text.size());
    for (const std::string_view counter : {"个", "次"})
        if (!digits.empty() && std::string_view(text).substr(at).starts_with(counter)) {
            text.replace(begin, at + counter.size() - begin, " ");
            return digits;
        }
    return {};
}

std::string_view inChinese(std::string_view word)
{
    if (word == "loss")
        return "丢失";
    const auto found = std::ranges::find(words, word, &Word::en);
    return found == words.end() ? word : found->zh;
}

} // namespace

std::string untilInEnglish(std::string_view phrase)
{
    std::string text(phrase);
    if (isAscii(text))
        return text;
    const std::string count = takeCount(text);
    for (const Word& word : words)
        for (std::size_t at = 0; (at = text.find(word.zh, at)) != std::string::npos;) {
            const bool isSign = word.en == "," || word.en == "#";
            const std::string with = isSign ? std::string(word.en) : " " + std::string(word.en) + " ";
            text.replace(at, word.zh.size(), with);
            at += with.size();
        }
    if (text == phrase && count.empty())
        return text;
    std::vector<std::string> parts = split(text);
    // Of no segment in particular.
    const std::size_t first = !parts.empty() && (parts[0] == "client" || parts[0] == "server") ? 1 : 0;
    if (parts.size() > first && parts[first] == "lost")
        parts[first] = "loss";
    if (!count.empty())
        parts.push_back("#" + count);
    return joined(parts);
}

std::string untilInLanguage(std::string_view english, Language language)
{
    if (language != Language::Chinese)
        return std::string(english);
    std::vector<std::string> parts;
    for (const std::string& word : split(english))
        parts.emplace_back(inChinese(word));
    // These are names of states as well.
    if (parts.size() >= 2 && parts[parts.size() - 1] == "计时器")
        for (std::string& part : parts)
            if (part == "time-wait" || part == "fin-wait-2")
                std::ranges::transform(part, part.begin(),
                                       [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return joined(parts);
}

} // namespace tcplab
