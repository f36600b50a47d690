#include "tests/scenarios/played.h"

#include "core/segment/notation.h"
#include "tests/scenarios/library.h"

#include <gtest/gtest.h>

namespace tcplab {
namespace {

std::shared_ptr<const Scenario> prepared(const std::string& name, const Played::Settings& settings)
{
    Scenario scenario = libraryScenario(name);
    for (const auto& [key, value] : settings) {
        const Input<void> done = setValue(scenario, key, value);
        EXPECT_TRUE(done.has_value()) << key << " = " << value;
    }
    return std::make_shared<const Scenario>(std::move(scenario));
}

Flags withoutPsh(Flags ctl)
{
    ctl.psh = false;
    return ctl;
}

} // namespace

Played::Played(const std::string& name, const Settings& settings) : m_run(prepared(name, settings))
{
    constexpr std::uint32_t farTooMany = 50'000;
    m_run.extendToEnd(farTooMany);
    EXPECT_NE(trace().endReason, EndReason::Limit) << name;
}

Played::Played(Scenario scenario) : m_run(std::make_shared<const Scenario>(std::move(scenario)))
{
    m_run.extendToEnd();
}

std::string Played::segmentWord(const SegmentHistory& history) const
{
    const Segment& seg = history.packet.segment;
    std::string word = std::string(nameOf(history.sender)) + " " + flagsText(withoutPsh(seg.ctl)) + " " +
                       std::to_string(seg.seq.value());
    if (seg.ctl.ack)
        word += "/" + std::to_string(seg.ack.value());
    if (seg.text.length != 0)
        word += " +" + std::to_string(seg.text.length);
    if (history.packet.retransmission != 0)
        word += " again";
    if (!history.delivered)
        word += " lost";
    return word;
}

std::vector<std::string> Played::segments() const
{
    std::vector<std::string> words;
    for (const SegmentHistory& history : trace().segments)
        words.push_back(segmentWord(history));
    return words;
}

std::vector<std::string> Played::segments(Side sender) const
{
    std::vector<std::string> words;
    for (const SegmentHistory& history : trace().segments)
        if (history.sender == sender)
            words.push_back(segmentWord(history).substr(std::string(nameOf(sender)).size() + 1));
    return words;
}

std::vector<std::string> Played::states(Side host, std::size_t connection) const
{
    const ChunkedList<ConnectionHistory>& all = trace().connections[indexOf(host)];
    ConnectionId id = 0;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].name.remotePort != 0 && connection-- == 1)
            id = static_cast<ConnectionId>(i + 1);
    std::vector<std::string> names;
    for (const Record& record : trace().records) {
        const Effect& effect = record.what;
        if (effect.kind != EffectKind::State || effect.host != host || effect.conn != id || id == 0)
            continue;
        if (names.empty())
            names.emplace_back(nameOf(effect.from));
        names.emplace_back(nameOf(effect.to));
    }
    return names;
}

std::vector<std::string> Played::results(Side host) const
{
    std::vector<std::string> words;
    for (const Record& record : trace().records) {
        const Effect& effect = record.what;
        if (effect.kind == EffectKind::Return && effect.host == host)
            words.push_back(
                std::string(nameOf(effect.call)) + " " +
                (effect.error == Errno::None ? std::to_string(effect.value) : nameOf(effect.error)));
    }
    return words;
}

std::vector<std::string> Played::ignored() const
{
    std::vector<std::string> words;
    for (const Record& record : trace().records)
        if (record.what.kind == EffectKind::Ignore)
            words.push_back(std::string(nameOf(record.what.host)) + ": " + nameOf(record.what.ignoreWhy));
    return words;
}

std::vector<Instant> Played::returnInstants(Side host, Call call) const
{
    std::vector<Instant> instants;
    for (const Record& record : trace().records)
        if (record.what.kind == EffectKind::Return && record.what.host == host && record.what.call == call)
            instants.push_back(record.t);
    return instants;
}

std::vector<std::string> Played::timer(Side host, Timer timer) const
{
    std::vector<std::string> words;
    for (const Record& record : trace().records) {
        const Effect& effect = record.what;
        if (effect.kind == EffectKind::Timer && effect.host == host && effect.timer == timer)
            words.push_back(std::string(nameOf(effect.action)) + " " +
                            std::to_string(effect.value / 1'000'000) + " ms");
    }
    return words;
}

std::vector<std::string> Played::congestion(Side host) const
{
    std::vector<std::string> words;
    for (const Record& record : trace().records) {
        const Effect& effect = record.what;
        if (effect.kind == EffectKind::Cwnd && effect.host == host)
            words.push_back(std::to_string(record.t.ns / 1'000'000) + " ms: " + std::to_string(effect.value) +
                            " " + (effect.value2 < noThreshold ? std::to_string(effect.value2) : "-") + " " +
                            nameOf(static_cast<CongestionPhase>(effect.value3)));
    }
    return words;
}

std::vector<std::string> Played::retransmissions(Side sender) const
{
    std::vector<std::string> words;
    for (const SegmentHistory& history : trace().segments)
        if (history.sender == sender && history.packet.retransmission != 0)
            words.push_back(std::to_string(history.sentAt.ns / 1'000'000) +
                            " ms: " + std::to_string(history.packet.segment.seq.value()));
    return words;
}

std::vector<Instant> Played::sentAt(Side sender, Flags ctl) const
{
    std::vector<Instant> instants;
    for (const SegmentHistory& history : trace().segments)
        if (history.sender == sender && withoutPsh(history.packet.segment.ctl) == ctl)
            instants.push_back(history.sentAt);
    return instants;
}

} // namespace tcplab
