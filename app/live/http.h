/// As much of HTTP/1.1 (RFC 9112) as it takes to be visited by curl or a browser.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tcplab::live {

/// Do these first octets begin a request? Nothing: there are too few to tell.
std::optional<bool> beginsRequest(std::string_view octets);

struct HttpRequest {
    std::string method{};
    std::string target{};
    std::optional<std::uint64_t> contentLength{};
    bool expectsContinue = false;
    bool hasChunks = false; ///< Transfer-Encoding: not understood here
    friend bool operator==(const HttpRequest&, const HttpRequest&) = default;
};
/// Where the head ends: the place behind its empty line; nothing if that has not come.
std::optional<std::size_t> endOfHead(std::string_view octets);
/// Nothing if it is no request.
std::optional<HttpRequest> readRequest(std::string_view head);

/// The head of an answer: "200 OK", the body's length and type; the connection will be closed.
std::string answerHead(std::string_view status, std::uint64_t length, std::string_view type);
inline constexpr std::string_view continueHead = "HTTP/1.1 100 Continue\r\n\r\n";

} // namespace tcplab::live
