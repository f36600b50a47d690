/// Where connections wait in TIME-WAIT when no socket is theirs any more: packed, in pages that copies of a host share
/// as long as neither changes them. It is a value like any other. A busy host has thousands of them, every
/// checkpoint of a run holds them, and an ordinary step touches none.
#pragma once
#include "core/base/time.h"

#include <algorithm>
#include <cassert>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tcplab {

/// A connection's number on its host, from 1 in the order of creation; never used again. 0: none.
using ConnectionId = std::uint32_t;
/// A socket's number on its host, from 1. 0: none.
using SocketId = std::uint32_t;

/// The connection whose timer expires first, of equal ones the oldest.
struct Deadline {
    Instant at = Instant::never();
    ConnectionId conn = 0;
    friend auto operator<=>(const Deadline&, const Deadline&) = default;
};

/// A connection as a row of numbers (packing.h).
class Numbers {
public:
    static constexpr std::size_t most = 320;

    std::size_t size() const { return m_count; }
    std::uint64_t operator[](std::size_t i) const { return m_numbers[i]; }
    const std::uint64_t* begin() const { return m_numbers; }
    const std::uint64_t* end() const { return m_numbers + m_count; }
    void add(std::uint64_t number)
    {
        assert(m_count < most);
        m_numbers[m_count++] = number;
    }
    friend bool operator==(const Numbers& a, const Numbers& b)
    {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
    }

private:
    std::size_t m_count = 0;
    std::uint64_t m_numbers[most]; ///< those beyond the count have no value
};

class Shelf {
public:
    /// What is known of a connection without unpacking it.
    struct Label {
        Instant deadline{}; ///< of its TIME-WAIT timer
        ConnectionId conn = 0;
        SocketId socket = 0; ///< its closed socket, packed with it; 0: none
        std::uint16_t localPort = 0;
        bool reuseAddr = false;
        friend bool operator==(const Label&, const Label&) = default;
    };
    /// One of them, where it lies: until the shelf changes.
    class Item {
    public:
        const Label& label() const;
        Numbers numbers() const;

    private:
        friend class Shelf;
        struct Page;
        Item(const Page& page, std::size_t i) : m_page(&page), m_i(i) {}
        const Page* m_page;
        std::size_t m_i;
    };

    bool empty() const { return m_size == 0; }
    std::size_t size() const { return m_size; }
    void put(const Label& label, const Numbers& numbers);
    /// Takes it off, if it is there.
    void remove(ConnectionId conn);
    void clear() { *this = {}; }
    std::optional<Item> find(ConnectionId conn) const;
    /// Whose TIME-WAIT ends first.
    Deadline first() const { return m_first; }
    /// All of them, by connection.
    template <class Visit> void forEach(Visit visit) const
    {
        for (const Place& place : m_places)
            for (std::size_t i = place.begin; i < sizeOf(*place.page); ++i)
                visit(Item(*place.page, i));
    }
    /// About how many octets a copy takes up that it shares with none.
    std::size_t ownOctets() const;

    friend bool operator==(const Shelf& a, const Shelf& b);

private:
    using Page = Item::Page;
    /// A page among the others: never empty.
    struct Place {
        std::shared_ptr<Page> page;
        std::uint32_t begin = 0;             ///< entries before this one are off the shelf
        ConnectionId last = 0;               ///< its youngest
        Instant earliest = Instant::never(); ///< of its deadlines
    };

    static std::size_t sizeOf(const Page& page);
    static Page& own(Place& place);
    void measure(Place& place) const;
    Deadline searchFirst() const;

    std::vector<Place> m_places; ///< by connection
    std::size_t m_size = 0;
    Deadline m_first{};
    Deadline m_last{}; ///< the latest that was put here, while they come in order
    bool m_inOrder =
        true; ///< deadlines are in the order of connections, as they are where all wait equally long
};

} // namespace tcplab
