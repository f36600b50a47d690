#include "app/live/http.h"

#include "core/base/quantity.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace tcplab::live {
namespace {

constexpr std::array<std::string_view, 6> methods{"GET ", "HEAD ", "PUT ", "POST ", "DELETE ", "OPTIONS "};

std::string lower(std::string_view text)
{
    std::string small(text);
    std::ranges::transform(small, small.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return small;
}

/// The next line, without its end; `text` moves behind it.
std::string_view nextLine(std::string_view& text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

} // namespace

std::optional<bool> beginsRequest(std::string_view octets)
{
    const auto agrees = [&](std::string_view method) {
        const std::size_t common = std::min(method.size(), octets.size());
        return method.substr(0, common) == octets.substr(0, common);
    };
    const auto method = std::ranges::find_if(methods, agrees);
    if (method == methods.end())
        return false;
    return octets.size() < method->size() ? std::nullopt : std::optional(true);
}

std::optional<std::size_t> endOfHead(std::string_view octets)
{
    // RFC 9112 §2.2: a single LF may end a line.
    for (std::size_t at = octets.find('\n'); at != std::string_view::npos; at = octets.find('\n', at + 1)) {
        const std::string_view rest = octets.substr(at + 1);
        if (rest.starts_with('\n'))
            return at + 2;
        if (rest.starts_with("\r\n"))
            return at + 3;
    }
    return std::nullopt;
}

std::optional<HttpRequest> readRequest(std::string_view head)
{
    const std::string_view line = nextLine(head);
    const std::size_t first = line.find(' ');
    const std::size_t second = line.rfind(' ');
    if (first == std::string_view::npos || second == first || !line.substr(second + 1).starts_with("HTTP/"))
        return std::nullopt;
    HttpRequest request{.method = std::string(line.substr(0, first)),
                        .target = std::string(line.substr(first + 1, second - first - 1))};
    while (!head.empty()) {
        const std::string_view field = nextLine(head);
        const std::size_t colon = field.find(':');
        if (colon == std::string_view::npos)
            continue;
        const std::string name = lower(field.substr(0, colon));
        const std::string_view value = trimmed(field.substr(colon + 1));
        if (name == "content-length") {
            const auto length = readCount(value, 0, 1'000'000'000'000'000);
            if (!length)
                return std::nullopt;
            request.contentLength = *length;
        } else if (name == "expect") {
            request.expectsContinue = lower(value) == "100-continue";
        } else if (name == "transfer-encoding") {
            request.hasChunks = true;
        }
    }
    return request;
}

std::string answerHead(std::string_view status, std::uint64_t length, std::string_view type)
{
    return "HTTP/1.1 " + std::string(status) + "\r\nServer: tcplab\r\nContent-Type: " + std::string(type) +
           "\r\nContent-Length: " + std::to_string(length) + "\r\nConnection: close\r\n\r\n";
}

} // namespace tcplab::live
