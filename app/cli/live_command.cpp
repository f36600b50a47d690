// tcplab-cli live: a simulated host in real time, with this machine's kernel on the other end.
#include "app/cli/live_settings.h"
#include "app/cli/live_words.h"
#include "app/cli/output.h"
#include "app/cli/words.h"
#include "app/live/capture.h"
#include "app/live/real_time.h"
#include "app/live/tun.h"
#include "core/trace/trace_file.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tcplab {
namespace {

constexpr std::size_t mostInterventions = 100'000; ///< of a scenario file
constexpr Duration flushEvery = milliseconds(100);

volatile std::sig_atomic_t stopAsked = 0;

extern "C" void askToStop(int) { stopAsked = stopAsked + 1; }

/// As long as it lives, Ctrl+C and SIGTERM only ask; they are heard while the loop waits.
class StopSignals {
public:
    StopSignals()
    {
        stopAsked = 0;
        struct sigaction asking{};
        asking.sa_handler = askToStop;
        sigset_t held;
        sigemptyset(&held);
        for (std::size_t i = 0; i < signals.size(); ++i) {
            sigaction(signals[i], &asking, &m_before[i]);
            sigaddset(&held, signals[i]);
        }
        pthread_sigmask(SIG_BLOCK, &held, &m_mask);
    }
    ~StopSignals()
    {
        pthread_sigmask(SIG_SETMASK, &m_mask, nullptr);
        for (std::size_t i = 0; i < signals.size(); ++i)
            sigaction(signals[i], &m_before[i], nullptr);
    }
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

private:
    static constexpr std::array signals{SIGINT, SIGTERM};
    std::array<struct sigaction, signals.size()> m_before{};
    sigset_t m_mask{};
};

/// A file that is written as the run goes, so that others can follow it.
class GrowingFile {
public:
    GrowingFile() = default;
    ~GrowingFile()
    {
        if (m_descriptor > 2)
            ::close(m_descriptor);
    }
    GrowingFile(const GrowingFile&) = delete;
    GrowingFile& operator=(const GrowingFile&) = delete;

    /// 0, or the errno.
    int open(const std::string& path)
    {
        m_path = path;
        m_descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
        if (m_descriptor < 0)
            return errno;
        m_out.emplace(m_descriptor);
        return 0;
    }
    bool isOpen() const { return m_out.has_value(); }
    const std::string& path() const { return m_path; }
    int descriptor() const { return m_descriptor; }
    Output& out() { return *m_out; }

private:
    std::string m_path;
    int m_descriptor = -1;
    std::optional<Output> m_out;
};

const Sentence& sentenceOf(live::TunError::Step step)
{
    switch (step) {
    case live::TunError::Step::Name: return words::liveTunName;
    case live::TunError::Step::Open: return words::liveTunOpen;
    case live::TunError::Step::Attach: return words::liveTunAttach;
    case live::TunError::Step::Address: return words::liveTunAddress;
    case live::TunError::Step::Up: break;
    }
    return words::liveTunUp;
}

std::string pathText(const std::vector<ConnectionState>& path)
{
    std::string text;
    for (const ConnectionState state : path)
        text += std::string(text.empty() ? "" : " → ") + nameOf(state);
    return text;
}

class Live {
public:
    Live(const LiveOptions& options, LiveSettings settings, const Setting& setting)
        : m_options(options), m_settings(std::move(settings)), m_setting(setting), m_said(setting.here.error)
    {
        m_facts.set("tun", options.tun);
        m_facts.set("what", options.tun);
        m_facts.set("address", addressOf(m_settings.side));
        m_facts.set("kernel", addressOf(peerOf(m_settings.side)));
        m_facts.set("profile", nameOf(m_settings.scenario->hosts[indexOf(m_settings.side)].profile.name));
        m_facts.set("seed", std::to_string(m_settings.scenario->seed));
    }

    int run()
    {
        if (const int code = openFiles(); code != exitDone)
            return code;
        const std::size_t kernel = indexOf(peerOf(m_settings.side));
        auto tun = live::Tun::open(m_options.tun, m_settings.addresses[kernel],
                                   m_settings.addresses[indexOf(m_settings.side)],
                                   m_settings.scenario->links[kernel].mtu);
        if (!tun) {
            m_facts.set("why", systemReason(tun.error().error, m_setting.language));
            const bool isName = tun.error().step == live::TunError::Step::Name;
            m_setting.complain(m_setting.say(sentenceOf(tun.error().step), m_facts));
            return isName ? exitBadInput : exitFailed;
        }
        if (tun->wasUp())
            say(words::liveLeftAsItIs);
        live::Device device(tun->descriptor());
        const int code = runOn(device);
        return finishFiles(code);
    }

private:
    std::string addressOf(Side side) const { return ipAddressText(m_settings.addresses[indexOf(side)]); }
    void say(const Sentence& sentence)
    {
        m_said.write(m_setting.say(sentence, m_facts) + "\n");
        m_said.flush();
    }
    int cannot(const Sentence& sentence, const std::string& what, int error)
    {
        Facts facts;
        facts.set("what", what);
        facts.set("why", systemReason(error, m_setting.language));
        m_setting.complain(m_setting.say(sentence, facts));
        return &sentence == &words::cannotRead ? exitBadInput : exitFailed;
    }

    int openFiles()
    {
        live::ServiceSettings& service = m_settings.application.service;
        const auto openInput = [&](const std::string& path, int& descriptor) {
            descriptor = path == "-" ? m_setting.here.in : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
            struct stat found{};
            if (descriptor < 0 || fstat(descriptor, &found) != 0)
                return errno;
            if (S_ISDIR(found.st_mode))
                return EISDIR;
            service.pageLength = static_cast<std::uint64_t>(found.st_size);
            return 0;
        };
        if (!m_settings.sent.empty())
            if (const int error = openInput(m_settings.sent, service.input))
                return cannot(words::cannotRead, m_settings.sent, error);
        if (m_options.page)
            if (const int error = openInput(*m_options.page, service.page))
                return cannot(words::cannotRead, *m_options.page, error);
        if (m_settings.received == "-") {
            service.output = m_setting.here.out;
        } else if (!m_settings.received.empty()) {
            if (const int error = m_received.open(m_settings.received))
                return cannot(words::cannotWrite, m_settings.received, error);
            service.output = m_received.descriptor();
        }
        for (const auto& [path, file] :
             {std::pair{&m_options.trace, &m_trace}, {&m_options.capture, &m_capture}})
            if (*path)
                if (const int error = file->open(**path))
                    return cannot(words::cannotWrite, **path, error);
        if (m_options.save)
            if (const int error = m_saved.open(*m_options.save))
                return cannot(words::cannotWrite, *m_options.save, error);
        return exitDone;
    }

    int runOn(live::Device& device)
    {
        const bool keeps = m_options.trace || m_options.save;
        if (keeps)
            m_run.emplace(m_settings.scenario);
        live::LiveHost host(
            m_settings.scenario, m_settings.side, m_settings.addresses,
            [&](std::span<const std::uint8_t> packet) { device.write(packet); }, keeps ? &*m_run : nullptr);
        if (m_capture.isOpen())
            startCapture(host);
        if (m_trace.isOpen())
            m_trace.out().write(headerLine(m_run->trace()) + "\n");
        live::Application application(host, m_settings.application,
                                      [this](const live::Report& report) { tellOf(report); });
        const StopSignals signals;
        const live::Clock clock;
        live::LoopSettings loop{.stopAsked = &stopAsked};
        if (m_settings.duration)
            loop.until = clock.now() + *m_settings.duration;
        loop.afterTurn = [&] { return writeNews(clock.now()); };
        sayStart();
        application.start(clock.now());
        const live::LoopEnd end = runInRealTime(application, host, device, clock, loop);

        if (application.error() != Errno::None) {
            Facts facts;
            facts.set("call", m_options.listen ? "listen" : "connect");
            facts.set("error", nameOf(application.error()));
            m_setting.complain(m_setting.say(words::liveCallFailed, facts));
        }
        if (end == live::LoopEnd::Device) {
            m_facts.set("why", systemReason(device.error(), m_setting.language));
            m_setting.complain(m_setting.say(words::liveTunGone, m_facts));
        }
        if (end == live::LoopEnd::Full) {
            m_facts.set("count", std::to_string(m_run->trace().recordCount()));
            m_setting.complain(m_setting.say(words::liveFull, m_facts));
        }
        sum(host.counts());
        if (m_run)
            m_run->end(end == live::LoopEnd::Full     ? EndReason::Limit
                       : host.nextInstant().isNever() ? EndReason::Idle
                                                      : EndReason::Until);
        const bool oneWas = m_settings.application.mostConnections == 1 && end != live::LoopEnd::Stopped;
        const bool failed = end == live::LoopEnd::Device || end == live::LoopEnd::Full ||
                            application.error() != Errno::None || (oneWas && application.hasFailed());
        return failed || m_fileFailed ? exitFailed : exitDone;
    }

    void startCapture(live::LiveHost& host)
    {
        timespec now{};
        clock_gettime(CLOCK_REALTIME, &now);
        m_beginning = seconds(now.tv_sec) + nanoseconds(now.tv_nsec);
        m_captureWords.title = m_setting.plain(pick(m_settings.scenario->title, m_setting.language));
        for (const Side side : {Side::Client, Side::Server}) {
            Facts facts;
            facts.set("address", addressOf(side));
            facts.set("profile", nameOf(m_settings.scenario->hosts[indexOf(side)].profile.name));
            m_captureWords.interfaces[indexOf(side)] =
                m_setting.say(side == m_settings.side ? words::liveSimulated : words::liveKernel, facts);
        }
        m_captureWords.lost = [this](DropReason why) {
            Facts facts;
            facts.set("why", nameOf(why));
            return m_setting.say(words::liveLost, facts);
        };
        m_captureWords.copy = m_setting.say(words::liveCopy);
        m_capture.out().write(live::captureBeginning(m_captureWords));
        host.watch([this](const live::Passing& passing) {
            m_capture.out().write(live::captured(passing, m_beginning, m_captureWords));
        });
    }

    /// What has been added to the files that grow. True: the trace is full.
    bool writeNews(Instant now)
    {
        if (m_trace.isOpen())
            for (; m_written < m_run->trace().recordCount(); ++m_written)
                m_trace.out().write(recordLine(m_run->trace(), m_written + 1) + "\n");
        if (now - m_flushed >= flushEvery) {
            m_flushed = now;
            if (m_trace.isOpen())
                m_trace.out().flush();
            if (m_capture.isOpen())
                m_capture.out().flush();
        }
        return m_run && m_run->trace().recordCount() >= Run::defaultRecordLimit;
    }

    void sayStart()
    {
        const auto& application = m_settings.application;
        m_facts.set("port",
                    std::int64_t{m_options.listen ? application.listenPort : application.connectPort});
        say(m_options.listen ? words::liveListening : words::liveConnecting);
    }

    void tellOf(const live::Report& report)
    {
        m_facts.set("local", std::int64_t{report.story.localPort});
        m_facts.set("remote",
                    addressOf(peerOf(m_settings.side)) + ":" + std::to_string(report.story.remotePort));
        m_facts.set("in", octetsText(report.octetsIn, m_setting.language));
        m_facts.set("out", octetsText(report.octetsOut, m_setting.language));
        m_facts.set("time", durationText(report.ended - report.story.since));
        m_facts.set("path", pathText(report.story.path));
        std::string error;
        if (report.error != Errno::None)
            error = std::string(", ") + nameOf(report.error);
        if (report.fileError != 0)
            error += ", " + systemReason(report.fileError, m_setting.language);
        m_facts.set("error", error);
        m_fileFailed = m_fileFailed || report.fileError != 0;
        say(m_options.program ? words::liveProgramEnded : words::liveEnded);
    }

    void sum(const live::Counts& counts)
    {
        const std::size_t own = indexOf(m_settings.side);
        const std::size_t kernel = indexOf(peerOf(m_settings.side));
        const auto set = [&](const char* name, std::uint64_t count) {
            m_facts.set(name, std::to_string(count));
        };
        set("from", counts.fromKernel);
        set("lostfrom", counts.dropped[kernel]);
        set("sent", counts.sent);
        set("lostto", counts.dropped[own]);
        set("again", counts.retransmissions);
        set("copies", counts.duplicated[0] + counts.duplicated[1]);
        set("bad", counts.badChecksum + counts.malformed);
        set("foreign", counts.foreign);
        set("options", counts.badOptions);
        say(words::liveSummary);
    }

    int finishFiles(int code)
    {
        const auto failed = [&](const std::string& path, int error) {
            code = cannot(words::cannotWrite, path, error);
        };
        if (m_trace.isOpen()) {
            writeNews(Instant{});
            if (!m_trace.out().flush())
                failed(m_trace.path(), m_trace.out().error());
        }
        if (m_capture.isOpen() && !m_capture.out().flush())
            failed(m_capture.path(), m_capture.out().error());
        if (m_options.save)
            if (const int saved = save(); saved != exitDone)
                code = saved;
        return code;
    }

    int save()
    {
        Scenario scenario = m_run->scenarioWithInterventions();
        if (scenario.interventions.size() > mostInterventions) {
            Facts facts;
            facts.set("what", *m_options.save);
            facts.set("count", std::to_string(scenario.interventions.size()));
            m_setting.complain(m_setting.say(words::liveTooLongToSave, facts));
            return exitFailed;
        }
        scenario.until = m_run->latest().now;
        Output out(m_saved.descriptor());
        out.write(writeScenario(scenario));
        const int error = out.flush() ? m_saved.commit() : out.error();
        return error == 0 ? exitDone : cannot(words::cannotWrite, *m_options.save, error);
    }

    const LiveOptions& m_options;
    LiveSettings m_settings;
    const Setting& m_setting;
    Output m_said;
    Facts m_facts;
    std::optional<Run> m_run;
    GrowingFile m_received;
    GrowingFile m_trace;
    GrowingFile m_capture;
    ResultFile m_saved;
    live::CaptureWords m_captureWords;
    Duration m_beginning{};
    std::uint32_t m_written = 0; ///< records
    Instant m_flushed{};
    bool m_fileFailed = false;
};

} // namespace

int liveCommand(const LiveOptions& options, const Setting& setting)
{
    auto settings = readLiveOptions(options, setting);
    if (!settings) {
        setting.complain(settings.error().text);
        return settings.error().exitCode;
    }
    return Live(options, *std::move(settings), setting).run();
}

} // namespace tcplab
