#include "app/cli/live_settings.h"

#include "app/cli/live_words.h"
#include "app/live/live_scenario.h"
#include "core/base/nearest.h"
#include "core/base/quantity.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/random.h>

namespace tcplab {
namespace {

using live::CloseWhen;
using live::Service;

/// Reads the options one after another; the first that is wrong ends it.
class Reading {
public:
    Reading(const LiveOptions& options, const Setting& setting) : m_options(options), m_setting(setting) {}

    tl::expected<LiveSettings, Failure> read()
    {
        if (m_options.listen && m_options.connect)
            fail(words::liveBothWays);
        m_settings.side = m_options.connect ? Side::Client : Side::Server;
        readApplication();
        readScenario();
        readPlaces();
        if (m_options.connections)
            m_settings.application.mostConnections =
                number("--connections", *m_options.connections, 1, 1'000'000'000);
        if (m_options.duration) {
            const Read<Duration> time = readDuration(*m_options.duration, longestInstant);
            if (!time)
                misread("--for", *m_options.duration, time.error(), "time");
            m_settings.duration = time.value_or(Duration{});
        }
        if (m_failure)
            return tl::unexpected(*m_failure);
        m_settings.scenario = std::make_shared<const Scenario>(std::move(m_scenario));
        return std::move(m_settings);
    }

private:
    void fail(const Sentence& sentence, const Facts& facts = {})
    {
        if (!m_failure)
            m_failure = Failure{exitBadInput, m_setting.say(sentence, facts)};
    }
    void fail(const InputError& error)
    {
        if (!m_failure)
            m_failure = Failure{exitBadInput, errorText(error, m_setting.language)};
    }
    void misread(const char* option, const std::string& value, const Misread& why, const char* wanted)
    {
        const bool isRange = why.kind == Misread::Kind::OutOfRange;
        fail({.file = option,
              .problem = isRange ? Problem::OutOfRange : Problem::WrongType,
              .subject = value,
              .expected = isRange ? why.expected : wanted});
    }
    std::uint64_t number(const char* option, const std::string& value, std::uint64_t least,
                         std::uint64_t most)
    {
        const Read<std::uint64_t> count = readCount(value, least, most);
        if (!count)
            misread(option, value, count.error(), "whole number");
        return count.value_or(least);
    }
    std::uint16_t port(const char* option, const std::string& value)
    {
        return static_cast<std::uint16_t>(number(option, value, 1, 65535));
    }

    void readApplication()
    {
        live::ServiceSettings& service = m_settings.application.service;
        std::string named;
        const auto name = [&](bool given, const char* option, Service means) {
            if (!given)
                return;
            service.service = means;
            named += std::string(named.empty() ? "" : ", ") + option;
        };
        const bool transfers = m_options.send || m_options.receive;
        name(m_options.echo, "--echo", Service::Echo);
        name(m_options.discard, "--discard", Service::Discard);
        name(transfers, m_options.send ? "--send" : "--receive", Service::Transfer);
        name(m_options.program, "--program", Service::Program);
        if (named.find(',') != std::string::npos) {
            Facts facts;
            facts.set("what", named);
            fail(words::liveOneApplication, facts);
        }
        m_settings.sent = m_options.send.value_or("");
        m_settings.received = m_options.receive.value_or("");
        if (named.empty() && m_options.connect) { // as nc does
            service.service = Service::Transfer;
            m_settings.sent = m_settings.received = "-";
        }
        if (m_options.page && service.service != Service::Serve)
            fail(words::liveNotPage);
        if (m_options.close)
            readClose(service);
        if (m_options.connect || service.service == Service::Transfer)
            m_settings.application.mostConnections = 1;
    }

    void readClose(live::ServiceSettings& service)
    {
        constexpr std::array<std::string_view, 5> names{"eof", "sent", "half", "abort", "never"};
        const auto found = std::ranges::find(names, *m_options.close);
        if (found == names.end())
            fail({.file = "--close",
                  .problem = Problem::UnknownName,
                  .subject = *m_options.close,
                  .expected = nearestOrAll(*m_options.close, names)});
        else
            service.close = static_cast<CloseWhen>(found - names.begin());
        if (service.service == Service::Program)
            fail(words::liveNotClose);
    }

    void readScenario()
    {
        const std::string side = nameOf(m_settings.side);
        RunOptions run;
        run.scenario = m_options.scenario.value_or("");
        if (m_options.profile)
            run.sets.push_back(side + ".profile=" + *m_options.profile);
        if (m_options.loss)
            run.sets.push_back("network.loss=" + *m_options.loss);
        run.sets.insert(run.sets.end(), m_options.sets.begin(), m_options.sets.end());
        run.seed = m_options.seed;
        m_scenario = live::plainScenario();
        if (m_options.scenario) {
            auto loaded = loadScenario(run, m_setting);
            if (!loaded && !m_failure)
                m_failure = loaded.error();
            if (loaded)
                m_scenario = **loaded;
        } else if (const auto done = setAsked(m_scenario, run, m_setting); !done && !m_failure) {
            m_failure = done.error();
        }
        const bool runsProgram = m_settings.application.service.service == Service::Program;
        if (runsProgram && m_scenario.hosts[indexOf(m_settings.side)].program.empty()) {
            Facts facts;
            facts.set("host", side);
            fail(words::liveNoProgram, facts);
        }
        live::prepare(m_scenario, m_settings.side, runsProgram);
        // Sequence numbers that a stranger cannot guess (RFC 6528) begin with a seed that he cannot.
        if (!m_options.seed &&
            getrandom(&m_scenario.seed, sizeof m_scenario.seed, 0) != ssize_t{sizeof m_scenario.seed})
            fail(words::liveNoChance);
    }

    /// Addresses and ports.
    void readPlaces()
    {
        if (m_options.ipv6)
            for (const std::size_t host : {0u, 1u})
                m_scenario.hosts[host].address = ipAddressText(ipv6Addresses()[host]);
        if (m_options.listen)
            m_settings.application.listenPort = port("--listen", *m_options.listen);
        if (m_options.from && m_options.listen)
            fail(words::liveNotFrom);
        if (m_options.connect)
            readConnect(*m_options.connect);
        m_settings.addresses = addressesOf(m_scenario);
        if (m_options.from)
            m_settings.application.fromPort = port("--from", *m_options.from);
        else if (m_options.connect) // not the same as in the run before, which the kernel may remember
            m_settings.application.fromPort = static_cast<std::uint16_t>(49152 + m_scenario.seed % 16384);
    }

    /// "10.0.0.2:80", "[fd00::2]:80" or "80".
    void readConnect(const std::string& text)
    {
        const std::size_t colon = text.rfind(':');
        m_settings.application.connectPort =
            port("--connect", colon == std::string::npos ? text : text.substr(colon + 1));
        if (colon == std::string::npos)
            return;
        std::string address = text.substr(0, colon);
        if (address.starts_with('[') && address.ends_with(']'))
            address = address.substr(1, address.size() - 2);
        const auto read = readIpAddress(address);
        auto& hosts = m_scenario.hosts;
        if (read && read->isV6 && hosts[0].address.find(':') == std::string::npos)
            hosts[0].address = ipAddressText(ipv6Addresses()[0]);
        hosts[1].address = read ? ipAddressText(*read) : std::string();
        const auto own = readIpAddress(hosts[0].address);
        if (!read || !own || own->isV6 != read->isV6)
            fail({.file = "--connect",
                  .problem = Problem::WrongType,
                  .subject = text,
                  .expected = "10.0.0.2:80, [fd00::2]:80, 80"});
        else if (*own == *read)
            fail({.file = "--connect",
                  .problem = Problem::Conflict,
                  .subject = text,
                  .expected = "client.address != server.address"});
    }

    const LiveOptions& m_options;
    const Setting& m_setting;
    LiveSettings m_settings;
    Scenario m_scenario;
    std::optional<Failure> m_failure;
};

} // namespace

tl::expected<LiveSettings, Failure> readLiveOptions(const LiveOptions& options, const Setting& setting)
{
    return Reading(options, setting).read();
}

} // namespace tcplab
