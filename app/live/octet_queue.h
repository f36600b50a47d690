/// Octets of a stream from some offset on: put in at the end, read anywhere, let go at the front.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tcplab::live {

class OctetQueue {
public:
    /// Offset in the stream of the first octet kept, and one past the last.
    std::uint64_t begin() const { return m_begin; }
    std::uint64_t end() const { return m_begin + size(); }
    std::size_t size() const { return m_octets.size() - m_head; }
    bool empty() const { return size() == 0; }

    void append(std::span<const std::uint8_t> octets);
    /// Puts octets where they belong, behind a gap if need be; what lies before begin() is passed over.
    void put(std::uint64_t offset, std::span<const std::uint8_t> octets);
    /// Those from `offset` on, as many as there are, at most `most`; valid until the queue changes.
    std::span<const std::uint8_t> from(std::uint64_t offset, std::size_t most) const;
    /// Lets go of everything before `offset`.
    void dropBefore(std::uint64_t offset);

private:
    std::uint64_t m_begin = 0;
    std::size_t m_head = 0; ///< index of the first octet kept
    std::vector<std::uint8_t> m_octets;
};

} // namespace tcplab::live
