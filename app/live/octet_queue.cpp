#include "app/live/octet_queue.h"

#include <algorithm>

namespace tcplab::live {

void OctetQueue::append(std::span<const std::uint8_t> octets)
{
    m_octets.insert(m_octets.end(), octets.begin(), octets.end());
}

void OctetQueue::put(std::uint64_t offset, std::span<const std::uint8_t> octets)
{
    if (offset < m_begin) {
        octets = octets.subspan(
            static_cast<std::size_t>(std::min<std::uint64_t>(m_begin - offset, octets.size())));
        offset = m_begin;
    }
    if (octets.empty())
        return;
    const auto at = static_cast<std::size_t>(offset - m_begin) + m_head;
    if (m_octets.size() < at + octets.size())
        m_octets.resize(at + octets.size());
    std::ranges::copy(octets, m_octets.begin() + static_cast<std::ptrdiff_t>(at));
}

std::span<const std::uint8_t> OctetQueue::from(std::uint64_t offset, std::size_t most) const
{
    if (offset < m_begin || offset >= end())
        return {};
    const auto at = static_cast<std::size_t>(offset - m_begin) + m_head;
    return std::span(m_octets).subspan(at, std::min(most, m_octets.size() - at));
}

void OctetQueue::dropBefore(std::uint64_t offset)
{
    if (offset <= m_begin)
        return;
    m_head += static_cast<std::size_t>(std::min<std::uint64_t>(offset - m_begin, size()));
    m_begin = offset;
    // The rest is moved down when that costs less than it brings.
    if (m_head == m_octets.size() || m_head > m_octets.size() / 2) {
        m_octets.erase(m_octets.begin(), m_octets.begin() + static_cast<std::ptrdiff_t>(m_head));
        m_head = 0;
    }
}

} // namespace tcplab::live
