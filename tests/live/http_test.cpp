#include "app/live/http.h"

#include "tests/live/two_live_hosts.h"

#include <gtest/gtest.h>

namespace tcplab::live {
namespace {

TEST(Http, FirstOctetsTellWhetherItIsARequest)
{
    EXPECT_EQ(beginsRequest("GET / HTTP/1.1\r\n"), true);
    EXPECT_EQ(beginsRequest("PUT "), true);
    EXPECT_EQ(beginsRequest("G"), std::nullopt);
    EXPECT_EQ(beginsRequest(""), std::nullopt);
    EXPECT_EQ(beginsRequest("GE\n"), false);
    EXPECT_EQ(beginsRequest("hello"), false);
}

TEST(Http, HeadEndsWithAnEmptyLine)
{
    EXPECT_EQ(endOfHead("GET / HTTP/1.1\r\nHost: a\r\n\r\nbody"), 27u);
    EXPECT_EQ(endOfHead("GET / HTTP/1.1\n\nbody"), 16u);
    EXPECT_EQ(endOfHead("GET / HTTP/1.1\r\nHost: a\r\n"), std::nullopt);
}

TEST(Http, RequestIsRead)
{
    const HttpRequest put{.method = "PUT", .target = "/x y", .contentLength = 12, .expectsContinue = true};
    EXPECT_EQ(readRequest("PUT /x y HTTP/1.1\r\ncontent-LENGTH: 12\r\nExpect: 100-Continue\r\n\r\n"), put);
    EXPECT_TRUE(readRequest("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")->hasChunks);
    EXPECT_EQ(readRequest("GET /\r\n\r\n"), std::nullopt);
    EXPECT_EQ(readRequest("GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"), std::nullopt);
}

/// What the usual application answers to these octets.
std::string answerTo(std::string_view request, const ServiceSettings& service = {})
{
    TwoLiveHosts hosts;
    hosts.serverSettings.service = service;
    const OctetFile file(Octets(request.begin(), request.end()));
    const OctetFile back;
    hosts.clientSettings.service = {
        .service = Service::Transfer, .input = file.descriptor(), .output = back.descriptor()};
    hosts.start();
    hosts.run();
    EXPECT_EQ(hosts.server.reports.size(), 1u);
    const Octets octets = back.octets();
    return {octets.begin(), octets.end()};
}

TEST(Http, GetGetsThePage)
{
    const Octets page = anyOctets(300'000, 1);
    const OctetFile file(page);
    const std::string answer =
        answerTo("GET / HTTP/1.1\r\nHost: x\r\n\r\n", {.page = file.descriptor(), .pageLength = page.size()});
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n"));
    EXPECT_NE(answer.find("Content-Length: 300000\r\n"), std::string::npos);
    EXPECT_TRUE(answer.ends_with(std::string(page.begin(), page.end())));
    EXPECT_FALSE(
        answerTo("HEAD / HTTP/1.1\r\n\r\n", {.page = file.descriptor(), .pageLength = page.size()}).size() >
        1000);
}

TEST(Http, WhatIsPutComesBack)
{
    EXPECT_TRUE(answerTo("PUT / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello").ends_with("\r\n\r\nhello"));
    EXPECT_TRUE(answerTo("PUT / HTTP/1.1\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\nhello")
                    .starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"));
}

TEST(Http, WhatCannotBeAnsweredIsRefused)
{
    EXPECT_TRUE(answerTo("GET nonsense\r\n\r\n").starts_with("HTTP/1.1 400 "));
    EXPECT_TRUE(answerTo("DELETE / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405 "));
    EXPECT_TRUE(answerTo("PUT / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 411 "));
    EXPECT_TRUE(answerTo("GET " + std::string(70'000, 'x')).starts_with("HTTP/1.1 400 "));
}

TEST(Http, EverythingElseIsEchoed)
{
    EXPECT_EQ(answerTo("hello\n"), "hello\n");
    EXPECT_EQ(answerTo("GE"), "GE");
    EXPECT_EQ(answerTo(""), "");
}

} // namespace
} // namespace tcplab::live
