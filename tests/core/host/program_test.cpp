#include "tests/core/host/two_hosts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using testing::ElementsAre;

namespace tcplab {
namespace {

constexpr Side client = Side::Client;
constexpr Side server = Side::Server;

TEST(Program, CallsBlockUntilTheyReturn)
{
    TwoHosts net;
    net.run("connect server:80\nsend 100\nrecv 300\nclose",
            "listen 80\naccept\nrecv 100\nsend 300\nrecv eof\nclose\nclose");
    EXPECT_THAT(net.timedResults(client), ElementsAre("20ms connect 0", "20ms send 100", "40ms recv 300",
                                                      "40ms close 0"));
    EXPECT_THAT(net.timedResults(server),
                ElementsAre("0ms listen 0", "30ms accept 0", "30ms recv 100", "30ms send 300", "50ms recv 0",
                            "50ms close 0", "50ms close 0"));
}

} // namespace
} // namespace tcplab
