/// A list that grows without moving what it holds: no item more ever costs as much as all those before it. Otherwise it
/// is a vector, whose items lie in pieces of about 64 KiB.
#pragma once
#include <algorithm>
#include <bit>
#include <compare>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <utility>
#include <vector>

namespace tcplab {

template <class T> class ChunkedList {
public:
    static constexpr std::size_t chunkSize = std::bit_floor(std::max<std::size_t>(65536 / sizeof(T), 16));

    /// Walks the items.
    class const_iterator {
    public:
        using iterator_category = std::random_access_iterator_tag;
        using value_type = T;
        using difference_type = std::ptrdiff_t;
        using pointer = const T*;
        using reference = const T&;

        const_iterator() = default;
        const_iterator(const ChunkedList* list, difference_type at) : m_list(list), m_at(at) {}
        reference operator*() const { return (*m_list)[static_cast<std::size_t>(m_at)]; }
        pointer operator->() const { return &**this; }
        reference operator[](difference_type n) const { return *(*this + n); }
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
        const ChunkedList* m_list = nullptr;
        difference_type m_at = 0;
    };
    using value_type = T;
    using iterator = const_iterator;
    using reference = T&;
    using const_reference = const T&;
    using size_type = std::size_t;
    using difference_type = std::ptrdiff_t;

    bool empty() const { return m_size == 0; }
    std::size_t size() const { return m_size; }
    T& operator[](std::size_t i) { return m_chunks[i / chunkSize][i % chunkSize]; }
    const T& operator[](std::size_t i) const { return m_chunks[i / chunkSize][i % chunkSize]; }
    T& front() { return m_chunks.front().front(); }
    const T& front() const { return m_chunks.front().front(); }
    T& back() { return m_chunks.back().back(); }
    const T& back() const { return m_chunks.back().back(); }
    const_iterator begin() const { return {this, 0}; }
    const_iterator end() const { return {this, static_cast<std::ptrdiff_t>(m_size)}; }
    std::reverse_iterator<const_iterator> rbegin() const { return std::reverse_iterator(end()); }
    std::reverse_iterator<const_iterator> rend() const { return std::reverse_iterator(begin()); }

    template <class... Arguments> T& emplace_back(Arguments&&... arguments)
    {
        if (m_size % chunkSize == 0)
            beginChunk();
        ++m_size;
        return m_chunks.back().emplace_back(std::forward<Arguments>(arguments)...);
    }
    void push_back(const T& item) { emplace_back(item); }
    void push_back(T&& item) { emplace_back(std::move(item)); }
    void pop_back()
    {
        m_chunks.back().pop_back();
        if (m_chunks.back().empty())
            m_chunks.pop_back();
        --m_size;
    }
    /// Before item i (0 … size()): what follows moves up, cheap near the end only.
    void insert(std::size_t i, T item)
    {
        push_back(std::move(item));
        for (std::size_t at = m_size - 1; at > i; --at)
            std::swap((*this)[at], (*this)[at - 1]);
    }
    void resize(std::size_t size, const T& filling = T{})
    {
        if (size < m_size) {
            m_chunks.resize((size + chunkSize - 1) / chunkSize);
            if (size % chunkSize != 0)
                m_chunks.back().erase(m_chunks.back().begin() +
                                          static_cast<difference_type>(size % chunkSize),
                                      m_chunks.back().end());
            m_size = size;
        }
        while (m_size < size)
            push_back(filling);
    }
    void clear() { *this = {}; }

    ChunkedList() = default;
    ChunkedList(std::initializer_list<T> items)
    {
        for (const T& item : items)
            push_back(item);
    }
    ChunkedList(const ChunkedList&) = default;
    ChunkedList& operator=(const ChunkedList&) = default;
    /// What has been moved from is empty.
    ChunkedList(ChunkedList&& other) noexcept
        : m_chunks(std::exchange(other.m_chunks, {})), m_size(std::exchange(other.m_size, 0))
    {}
    ChunkedList& operator=(ChunkedList&& other) noexcept
    {
        m_chunks = std::exchange(other.m_chunks, {});
        m_size = std::exchange(other.m_size, 0);
        return *this;
    }
    ~ChunkedList() = default;
    friend bool operator==(const ChunkedList&, const ChunkedList&) = default;

private:
    void beginChunk()
    {
        m_chunks.emplace_back();
        if (m_size != 0) // short lists stay small
            m_chunks.back().reserve(chunkSize);
    }

    std::vector<std::vector<T>> m_chunks; ///< all are full but the last, and none is empty
    std::size_t m_size = 0;
};

} // namespace tcplab
