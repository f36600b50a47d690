#include "app/live/octet_queue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tcplab::live {
namespace {

using testing::ElementsAre;
using Octets = std::vector<std::uint8_t>;

Octets all(const OctetQueue& queue)
{
    const auto octets = queue.from(queue.begin(), queue.size());
    return {octets.begin(), octets.end()};
}

TEST(OctetQueue, KeepsTheStreamsOffsets)
{
    OctetQueue queue;
    queue.append(Octets{1, 2, 3, 4, 5});
    queue.dropBefore(2);
    EXPECT_EQ(queue.begin(), 2u);
    EXPECT_EQ(queue.end(), 5u);
    EXPECT_THAT(all(queue), ElementsAre(3, 4, 5));
    queue.append(Octets{6});
    const auto tail = queue.from(4, 10);
    EXPECT_THAT(Octets(tail.begin(), tail.end()), ElementsAre(5, 6));
    EXPECT_TRUE(queue.from(1, 1).empty());
    EXPECT_TRUE(queue.from(6, 1).empty());
}

TEST(OctetQueue, PutsOctetsWhereTheyBelong)
{
    OctetQueue queue;
    queue.put(4, Octets{5, 6});
    queue.put(0, Octets{1, 2, 3, 4, 9});
    EXPECT_THAT(all(queue), ElementsAre(1, 2, 3, 4, 9, 6));
    queue.dropBefore(3);
    queue.put(1, Octets{7, 7, 7, 8}); // the first two have been let go of
    EXPECT_THAT(all(queue), ElementsAre(7, 8, 6));
    queue.put(0, Octets{1});
    EXPECT_THAT(all(queue), ElementsAre(7, 8, 6));
}

TEST(OctetQueue, DroppingBeyondTheEndMovesItThere)
{
    OctetQueue queue;
    queue.append(Octets{1, 2});
    queue.dropBefore(10);
    EXPECT_TRUE(queue.empty());
    EXPECT_EQ(queue.begin(), 10u);
    queue.append(Octets{3});
    EXPECT_EQ(queue.end(), 11u);
}

} // namespace
} // namespace tcplab::live
