/// The records of a run. A record is read as a whole, and kept without what it does not say: there are millions.
#pragma once
#include "core/base/chunked_list.h"
#include "core/base/time.h"
#include "core/host/host.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <utility>

namespace tcplab {

/// One line of the trace after the header.
struct Record {
    Instant t{};
    std::uint32_t step = 0;  ///< of the run, from 1
    std::uint32_t cause = 0; ///< number of the record that brought it about; 0: the scenario itself
    Effect what{};           ///< what.text indexes Trace::texts
    friend bool operator==(const Record&, const Record&) = default;
};

/// Records in their order, added and forgotten at the end. They are read as copies: there is no record to point to.
class RecordList {
public:
    /// Walks the records.
    class const_iterator {
    public:
        using iterator_concept = std::random_access_iterator_tag;
        using iterator_category = std::input_iterator_tag; // for it gives copies
        using value_type = Record;
        using difference_type = std::ptrdiff_t;
        using reference = Record;
        /// What -> points to.
        struct pointer {
            Record record;
            const Record* operator->() const { return &record; }
        };

        const_iterator() = default;
        const_iterator(const RecordList* list, difference_type at) : m_list(list), m_at(at) {}
        Record operator*() const { return (*m_list)[static_cast<std::size_t>(m_at)]; }
        pointer operator->() const { return {**this}; }
        Record operator[](difference_type n) const { return *(*this + n); }
        const_iterator& operator+=(difference_type n)
        {
            m_at += n;
            return *this;
        }
        const_iterator& operator-=(difference_type n) { return *this += -n; }
        const_iterator& operator++() { return *this += 1; }
        const_iterator& operator--() { return *this -= 1; }
        const_iterator operator++(int) { return std::exchange(*this, *this + 1); }
        const_iterator operator--(int) { return std::exchange(*this, *this - 1); }
        friend const_iterator operator+(const_iterator it, difference_type n) { return it += n; }
        friend const_iterator operator+(difference_type n, const_iterator it) { return it += n; }
        friend const_iterator operator-(const_iterator it, difference_type n) { return it -= n; }
        friend difference_type operator-(const_iterator a, const_iterator b) { return a.m_at - b.m_at; }
        friend bool operator==(const_iterator a, const_iterator b) { return a.m_at == b.m_at; }
        friend auto operator<=>(const_iterator a, const_iterator b) { return a.m_at <=> b.m_at; }

    private:
        const RecordList* m_list = nullptr;
        difference_type m_at = 0;
    };
    using value_type = Record;
    using iterator = const_iterator;
    using size_type = std::size_t;

    RecordList() = default;
    RecordList(std::initializer_list<Record> records)
    {
        for (const Record& record : records)
            push_back(record);
    }

    bool empty() const { return m_kept.empty(); }
    std::size_t size() const { return m_kept.size(); }
    Record operator[](std::size_t i) const;
    Record front() const { return (*this)[0]; }
    Record back() const { return (*this)[size() - 1]; }
    const_iterator begin() const { return {this, 0}; }
    const_iterator end() const { return {this, static_cast<std::ptrdiff_t>(size())}; }

    void push_back(const Record& record);
    /// Forgets all but the first `size`.
    void truncate(std::size_t size);
    /// How many octets they fill.
    std::uint64_t octets() const;

    friend bool operator==(const RecordList&, const RecordList&) = default;

private:
    /// When records happened that follow on one another.
    struct Moment {
        Instant t{};
        std::uint32_t step = 0;
        friend bool operator==(const Moment&, const Moment&) = default;
    };
    /// What all records say. What else one says, if it is more than its segment, lies in m_details in the order of
    /// forEachDetail(): a bit of `has` for each.
    struct Kept {
        std::uint32_t moment = 0; ///< index
        std::uint32_t cause = 0;
        ConnectionId conn = 0;
        std::uint32_t rest = 0; ///< the segment alone where `has` is 0, else the index of the first detail
        std::uint16_t rule = 0;
        std::uint8_t has = 0;
        bool applied : 1 = true;
        bool marked : 1 = false;
        EffectKind kind = EffectKind::Call;
        Side host = Side::Client;
        ConnectionState from = ConnectionState::Closed;
        ConnectionState to = ConnectionState::Closed;
        Timer timer = Timer::Retransmission;
        TimerAction action = TimerAction::Start;
        Call call = Call::Socket;
        Errno error = Errno::None;
        IgnoreReason ignoreWhy = IgnoreReason::None;
        std::uint8_t dropWhy = 0;
        Clause clause = Clause::None;
        UserCommand command = UserCommand::Drop;
        friend bool operator==(const Kept&, const Kept&) = default;
    };
    static_assert(sizeof(Kept) == 32);

    std::uint32_t momentOf(const Record& record);

    ChunkedList<Kept> m_kept;
    ChunkedList<Moment> m_moments;
    ChunkedList<std::int64_t> m_details;
};

} // namespace tcplab
