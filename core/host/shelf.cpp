#include "core/host/shelf.h"

#include <atomic>

namespace tcplab {
namespace {

constexpr std::size_t pageSize = 64;

struct Entry {
    Shelf::Label label;
    std::uint32_t end = 0; ///< of its octets, which begin where those of the entry before end
};

constexpr auto connOf = [](const Entry& entry) { return entry.label.conn; };

/// A row is written as what differs from another one, number by number in 0, 1, 4 or 8 octets; how many is said before
/// them, two bits a number. Connections to one server differ in little but ports, sequence numbers and instants.
constexpr std::size_t octetsOf(unsigned code) { return code == 0 ? 0 : code == 1 ? 1 : code == 2 ? 4 : 8; }

std::uint64_t at(const std::vector<std::uint64_t>& base, std::size_t i)
{
    return i < base.size() ? base[i] : 0;
}

class Code {
public:
    Code(const Numbers& numbers, const std::vector<std::uint64_t>& base)
    {
        const std::size_t count = numbers.size();
        m_octets[0] = static_cast<unsigned char>(count & 0xff);
        m_octets[1] = static_cast<unsigned char>(count >> 8);
        std::size_t codes = 2;
        m_used = codes + (count + 3) / 4;
        const std::size_t comparable = std::min(count, base.size());
        for (std::size_t i = 0; i < count; ++i) {
            if (i % 4 == 0) {
                m_octets[codes + i / 4] = 0;
                if (i + 4 <= comparable && std::equal(&base[i], &base[i] + 4, numbers.begin() + i)) {
                    i += 3; // mostly: nothing differs
                    continue;
                }
            }
            const std::uint64_t differs = numbers[i] ^ at(base, i);
            if (differs == 0)
                continue;
            const unsigned code = differs <= 0xff ? 1 : differs <= 0xffff'ffff ? 2 : 3;
            m_octets[codes + i / 4] =
                static_cast<unsigned char>(m_octets[codes + i / 4] | code << (i % 4 * 2));
            for (std::size_t k = 0; k < octetsOf(code); ++k)
                m_octets[m_used++] = static_cast<unsigned char>(differs >> (8 * k) & 0xff);
        }
    }
    std::size_t size() const { return m_used; }
    const char* data() const { return reinterpret_cast<const char*>(m_octets); }

private:
    unsigned char m_octets[2 + Numbers::most / 4 + Numbers::most * 8];
    std::size_t m_used = 0;
};

Numbers decoded(const char* octets, const std::vector<std::uint64_t>& base)
{
    const auto octet = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(octets[i])}; };
    const std::size_t count = octet(0) | octet(1) << 8;
    std::size_t used = 2 + (count + 3) / 4;
    Numbers numbers;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t length = octetsOf(octet(2 + i / 4) >> (i % 4 * 2) & 3u);
        std::uint64_t differs = 0;
        for (std::size_t k = 0; k < length; ++k)
            differs |= octet(used++) << (8 * k);
        numbers.add(differs ^ at(base, i));
    }
    return numbers;
}

} // namespace

struct Shelf::Item::Page {
    std::vector<std::uint64_t> base; ///< the row of the first that was put here
    std::vector<Entry> entries;      ///< by connection
    std::string octets;

    std::uint32_t beginOf(std::size_t i) const { return i == 0 ? 0 : entries[i - 1].end; }
    /// The entries from number `from` on: where the one of this connection is, or would be.
    std::size_t find(ConnectionId conn, std::size_t from) const
    {
        const auto begin = entries.begin() + static_cast<std::ptrdiff_t>(from);
        return static_cast<std::size_t>(std::ranges::lower_bound(begin, entries.end(), conn, {}, connOf) -
                                        entries.begin());
    }
    bool holds(std::size_t i, ConnectionId conn) const
    {
        return i < entries.size() && entries[i].label.conn == conn;
    }
};

const Shelf::Label& Shelf::Item::label() const { return m_page->entries[m_i].label; }

Numbers Shelf::Item::numbers() const
{
    return decoded(m_page->octets.data() + m_page->beginOf(m_i), m_page->base);
}

std::size_t Shelf::sizeOf(const Page& page) { return page.entries.size(); }

/// The page, to be changed: from now on this shelf has it for itself.
Shelf::Page& Shelf::own(Place& place)
{
    if (place.page.use_count() != 1)
        place.page = std::make_shared<Page>(*place.page);
    else
        std::atomic_thread_fence(std::memory_order_acquire); // another thread has just let go of it
    return *place.page;
}

/// Notes what is asked for most of a page whose entries have changed.
void Shelf::measure(Place& place) const
{
    const std::vector<Entry>& entries = place.page->entries;
    place.last = entries.back().label.conn;
    if (m_inOrder) {
        place.earliest = entries[place.begin].label.deadline;
        return;
    }
    place.earliest = Instant::never();
    for (std::size_t i = place.begin; i < entries.size(); ++i)
        place.earliest = std::min(place.earliest, entries[i].label.deadline);
}

void Shelf::put(const Label& label, const Numbers& numbers)
{
    if (m_size == 0) {
        m_inOrder = true;
        m_last = {};
    }
    const Deadline deadline{label.deadline, label.conn};
    m_inOrder = m_inOrder && (m_size == 0 || (m_last.conn < label.conn && m_last.at <= label.deadline));
    m_last = deadline;
    auto place = std::ranges::lower_bound(m_places, label.conn, {}, &Place::last);
    if (place == m_places.end()) { // nearly always: it is younger than all others
        if (m_places.empty() || m_places.back().page->entries.size() >= pageSize) {
            m_places.push_back({.page = std::make_shared<Page>()});
            m_places.back().page->base.assign(numbers.begin(), numbers.end());
            m_places.back().page->entries.reserve(pageSize);
        }
        place = m_places.end() - 1;
    }
    Page& page = own(*place);
    const Code code(numbers, page.base);
    const auto length = static_cast<std::uint32_t>(code.size());
    std::size_t i = page.find(label.conn, place->begin);
    const std::uint32_t begin = page.beginOf(i);
    page.octets.insert(begin, code.data(), code.size());
    page.entries.insert(page.entries.begin() + static_cast<std::ptrdiff_t>(i),
                        {.label = label, .end = begin + length});
    for (++i; i < page.entries.size(); ++i)
        page.entries[i].end += length;
    if (page.entries.size() == pageSize) // full, and it will be kept
        page.octets.shrink_to_fit();
    ++m_size;
    place->last = page.entries.back().label.conn;
    place->earliest = std::min(place->earliest, label.deadline);
    m_first = std::min(m_first, deadline);
}

void Shelf::remove(ConnectionId conn)
{
    const auto place = std::ranges::lower_bound(m_places, conn, {}, &Place::last);
    if (place == m_places.end())
        return;
    std::size_t i = place->page->find(conn, place->begin);
    if (!place->page->holds(i, conn))
        return;
    --m_size;
    if (place->page->entries.size() - place->begin == 1) {
        m_places.erase(place);
    } else {
        if (i == place->begin) { // nearly always: it is the oldest, and the page is left as it is
            ++place->begin;
        } else {
            Page& page = own(*place);
            const std::uint32_t begin = page.beginOf(i);
            const std::uint32_t length = page.entries[i].end - begin;
            page.octets.erase(begin, length);
            page.entries.erase(page.entries.begin() + static_cast<std::ptrdiff_t>(i));
            for (; i < page.entries.size(); ++i)
                page.entries[i].end -= length;
        }
        measure(*place);
    }
    if (m_first.conn == conn)
        m_first = searchFirst();
}

std::optional<Shelf::Item> Shelf::find(ConnectionId conn) const
{
    const auto place = std::ranges::lower_bound(m_places, conn, {}, &Place::last);
    if (place == m_places.end())
        return std::nullopt;
    const std::size_t i = place->page->find(conn, place->begin);
    return place->page->holds(i, conn) ? std::optional(Item(*place->page, i)) : std::nullopt;
}

Deadline Shelf::searchFirst() const
{
    if (m_places.empty())
        return {};
    const auto place =
        m_inOrder ? m_places.begin()
                  : std::ranges::min_element(m_places, {}, &Place::earliest); // of equal ones the oldest
    std::size_t i = place->begin;
    while (place->page->entries[i].label.deadline != place->earliest)
        ++i;
    return {place->earliest, place->page->entries[i].label.conn};
}

std::size_t Shelf::ownOctets() const
{
    const std::size_t places = m_places.size() * sizeof(Place);
    if (m_places.empty())
        return places;
    const Page& last = *m_places.back().page; // the others are shared with those before and after
    return places + sizeof(Page) + last.base.size() * sizeof(std::uint64_t) + pageSize * sizeof(Entry) +
           last.octets.capacity();
}

bool operator==(const Shelf& a, const Shelf& b)
{
    const auto isSame = [](const Shelf::Place& x, const Shelf::Place& y) {
        return x.page == y.page && x.begin == y.begin;
    };
    if (a.m_size != b.m_size)
        return false;
    if (std::ranges::equal(a.m_places, b.m_places, isSame))
        return true;
    // The same connections may lie in different pages: what is compared is what lies there.
    std::vector<Shelf::Item> theirs;
    b.forEach([&](const Shelf::Item& item) { theirs.push_back(item); });
    auto next = theirs.begin();
    bool same = true;
    a.forEach([&](const Shelf::Item& item) {
        same = same && item.label() == next->label() && item.numbers() == next->numbers();
        ++next;
    });
    return same;
}

} // namespace tcplab
