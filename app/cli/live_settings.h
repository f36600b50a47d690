/// What the options of tcplab-cli live mean, before anything is opened.
#pragma once
#include "app/cli/scenario_source.h"
#include "app/live/application.h"

namespace tcplab {

struct LiveSettings {
    std::shared_ptr<const Scenario> scenario;
    Side side = Side::Server; ///< the simulated host
    Addresses addresses{};
    live::ApplicationSettings application{}; ///< its files are not open yet
    std::string sent;                        ///< the file to send; "": none
    std::string received;                    ///< the file to write; "": none
    std::optional<Duration> duration{};
};

tl::expected<LiveSettings, Failure> readLiveOptions(const LiveOptions& options, const Setting& setting);

} // namespace tcplab
