/// What one end of a connection sends, over time: the numbers of its segments and of the ACKs that come back, and what
/// congestion control and timers make of it. Free of widgets.
#pragma once
#include "app/plots/series.h"
#include "core/trace/trace.h"

#include <vector>

namespace tcplab {

class Flow {
public:
    /// A segment that took up sequence numbers, counted from the ISN without wrapping.
    struct Sent {
        Instant at{};
        std::int64_t from = 0;
        std::int64_t to = 0;
        SegmentId segment = 0;
        bool again = false; ///< a retransmission
        bool syn = false;
        bool fin = false;
        friend bool operator==(const Sent&, const Sent&) = default;
    };
    struct Sacked {
        Instant at{};
        std::int64_t from = 0;
        std::int64_t to = 0;
        friend bool operator==(const Sacked&, const Sacked&) = default;
    };

    /// Another connection: everything is read anew with the next update.
    void choose(Side sender, ConnectionId conn);
    Side sender() const { return m_sender; }
    ConnectionId connection() const { return m_conn; }
    /// Reads what the trace has beyond what is known; after a change of the past, forget() first.
    void update(const Trace& trace);
    void forget();

    ChunkedList<Sent> sent;           ///< by time
    Series sentFrom, sentTo;          ///< of the same, for extents
    ChunkedList<std::uint32_t> again; ///< places of retransmissions in `sent`
    ChunkedList<Sacked> sacked;       ///< blocks that arrived, as they came
    Series acked;                     ///< SND.UNA
    Series edge;                      ///< SND.UNA+SND.WND: the right edge of the window
    Series cwnd, ssthresh;            ///< octets
    Series rtt, srtt, rto;            ///< ns
    Series inFlight, window;          ///< SND.NXT − SND.UNA, SND.WND

private:
    void readSend(const Trace& trace, const Record& record);
    void readDeliver(const Trace& trace, const Record& record);
    std::int64_t placeOf(SeqNum number) const;
    std::int64_t windowOf(const Trace& trace, const SegmentHistory& segment);

    Side m_sender = Side::Client;
    ConnectionId m_conn = 0;
    std::uint32_t m_known = 0; ///< records read
    bool m_started = false;
    SeqNum m_nxt{};
    std::int64_t m_nxtPlace = 0;
    std::int64_t m_una = 0;
    /// By which the windows that arrive are shifted; nothing: not looked up since the last SYN.
    std::optional<std::uint8_t> m_shift;
};

} // namespace tcplab
