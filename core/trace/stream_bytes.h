/// Which octets the hosts' programs gave to send: what each connection's stream holds.
#pragma once
#include "core/trace/trace.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tcplab {

/// `send "GET /"` gives these octets, `send 100` the pattern of fillPattern(). Several sends that wait on one
/// connection at a time are taken in the order of their calls.
class StreamBytes {
public:
    /// Shown the trace's records in their order, knows what has been given to send so far.
    void note(const Trace& trace, const Record& record);
    /// Octets `offset` and following of what this end of a connection sends.
    void copy(Side host, ConnectionId conn, std::uint64_t offset, std::span<std::uint8_t> into) const;

private:
    void call(const Trace& trace, const Effect& what);
    void returned(const Effect& what);
    struct Literal {
        std::uint64_t offset = 0;
        std::string octets;
    };
    struct Stream {
        std::uint64_t length = 0;
        std::uint64_t before = 0;      ///< the length that the last send met
        std::uint32_t process = 0;     ///< whose that send is
        std::vector<Literal> literals; ///< in their order
    };
    std::array<std::vector<Stream>, 2> m_streams; ///< by host; by connection, from 1
};

} // namespace tcplab
