/// A queue that is a value: cheap at both ends, compared and walked in order. Erasing at the front of
/// a vector costs its length; here the front is only passed over, and now and then the rest moved down.
#pragma once
#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace tcplab {

template <class T> class Fifo {
public:
    using value_type = T;
    using iterator = typename std::vector<T>::iterator;
    using const_iterator = typename std::vector<T>::const_iterator;

    bool empty() const { return m_head == m_items.size(); }
    std::size_t size() const { return m_items.size() - m_head; }
    T& front() { return m_items[m_head]; }
    const T& front() const { return m_items[m_head]; }
    T& back() { return m_items.back(); }
    const T& back() const { return m_items.back(); }
    T& operator[](std::size_t i) { return m_items[m_head + i]; }
    const T& operator[](std::size_t i) const { return m_items[m_head + i]; }
    iterator begin() { return m_items.begin() + offset(); }
    iterator end() { return m_items.end(); }
    const_iterator begin() const { return m_items.begin() + offset(); }
    const_iterator end() const { return m_items.end(); }

    void pushBack(const T& item) { m_items.push_back(item); }
    /// A new one at the end, to be filled in where it lies.
    template <class... Members> T& append(const Members&... members)
    {
        return m_items.emplace_back(members...);
    }
    void popFront()
    {
        ++m_head;
        if (m_head == m_items.size())
            clear();
        else if (m_head >= 32 && m_head * 2 >= m_items.size())
            compact();
    }
    /// Inserts before position i (0 … size()).
    void insert(std::size_t i, T item)
    {
        m_items.insert(m_items.begin() + offset() + static_cast<std::ptrdiff_t>(i), std::move(item));
    }
    void erase(std::size_t i)
    {
        if (i == 0)
            popFront();
        else
            m_items.erase(m_items.begin() + offset() + static_cast<std::ptrdiff_t>(i));
    }
    void clear()
    {
        m_items.clear();
        m_head = 0;
    }

    Fifo() = default;
    /// What has been moved from is empty.
    Fifo(Fifo&& other) noexcept : m_items(std::move(other.m_items)), m_head(std::exchange(other.m_head, 0))
    {
        other.m_items.clear();
    }
    Fifo& operator=(Fifo&& other) noexcept
    {
        if (this != &other) {
            m_items = std::move(other.m_items);
            m_head = std::exchange(other.m_head, 0);
            other.m_items.clear();
        }
        return *this;
    }
    ~Fifo() = default;
    /// A copy holds what is queued, not what has been passed over.
    Fifo(const Fifo& other) : m_items(other.begin(), other.end()) {}
    Fifo& operator=(const Fifo& other)
    {
        if (this != &other) {
            m_items.assign(other.begin(), other.end());
            m_head = 0;
        }
        return *this;
    }
    friend bool operator==(const Fifo& a, const Fifo& b)
    {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
    }

private:
    std::ptrdiff_t offset() const { return static_cast<std::ptrdiff_t>(m_head); }
    void compact()
    {
        m_items.erase(m_items.begin(), m_items.begin() + offset());
        m_head = 0;
    }

    std::vector<T> m_items;
    std::size_t m_head = 0;
};

} // namespace tcplab
