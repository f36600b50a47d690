#include "core/trace/record_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>

namespace tcplab {
namespace {

using testing::ElementsAreArray;

/// Records that say much, little and nothing, two of them at one moment.
std::vector<Record> samples()
{
    const Effect everything{.kind = EffectKind::Timer,
                            .host = Side::Server,
                            .from = ConnectionState::SynSent,
                            .to = ConnectionState::TimeWait,
                            .timer = Timer::TimeWait,
                            .action = TimerAction::Expire,
                            .call = Call::Recv,
                            .error = Errno::ConnReset,
                            .ignoreWhy = IgnoreReason::NoTimestamp,
                            .dropWhy = 7,
                            .clause = Clause::TimeWaitExpired,
                            .command = UserCommand::Icmp,
                            .applied = false,
                            .marked = true,
                            .rule = 65535,
                            .process = 0xffff'ffff,
                            .conn = 0xffff'fffe,
                            .segment = 0xffff'fffd,
                            .copy = 0xffff'fffc,
                            .text = 0,
                            .value = -1,
                            .value2 = std::numeric_limits<std::int64_t>::max() - 1,
                            .value3 = std::numeric_limits<std::int64_t>::min(),
                            .value4 = 4};
    std::vector<Record> records{
        {.t = Instant{5}, .step = 1, .what = {.segment = 3}},
        {.t = Instant{5}, .step = 1, .cause = 1, .what = everything},
        {.t = Instant{5}, .step = 2, .what = {}},
        {.t = Instant::never(), .step = 2, .cause = 3, .what = {.segment = 3, .copy = 4}},
        {.t = Instant{9}, .step = 0xffff'ffff, .what = {.value4 = 1}},
    };
    return records;
}

RecordList listOf(const std::vector<Record>& records)
{
    RecordList list;
    for (const Record& record : records)
        list.push_back(record);
    return list;
}

TEST(RecordList, GivesBackWhatWasPutIn) { EXPECT_THAT(listOf(samples()), ElementsAreArray(samples())); }

TEST(RecordList, CutShortIsAsIfTheRestHadNeverBeen)
{
    const std::vector<Record> all = samples();
    for (std::size_t size = 0; size <= all.size() + 1; ++size) {
        RecordList list = listOf(all);
        list.truncate(size);
        const std::vector<Record> kept(all.begin(),
                                       all.begin() + static_cast<std::ptrdiff_t>(std::min(size, all.size())));
        EXPECT_EQ(list, listOf(kept)) << size;
        list.push_back(all[1]);
        EXPECT_EQ(list.back(), all[1]);
        EXPECT_EQ(list.size(), kept.size() + 1);
    }
}

TEST(RecordList, DiffersWhereARecordDiffers)
{
    for (std::size_t i = 0; i < samples().size(); ++i) {
        std::vector<Record> others = samples();
        others[i].what.value2 += 1;
        EXPECT_NE(listOf(others), listOf(samples()));
    }
}

TEST(RecordList, KeepsWhatIsNotSaidInNoRoom)
{
    RecordList list;
    for (std::uint32_t n = 1; n <= 1000; ++n)
        list.push_back(
            {.t = Instant{n}, .step = n, .what = {.kind = EffectKind::Send, .conn = 1, .segment = n}});
    EXPECT_LE(list.octets(), 48u * 1000);
}

} // namespace
} // namespace tcplab
