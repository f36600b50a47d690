/// A list that grows long in a run and changes in few places. It is a value like any other; but copies share the
/// pages that neither has changed since, so that a copy of a world with its whole past costs little.
#pragma once
#include <algorithm>
#include <atomic>
#include <bit>
#include <compare>
#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace tcplab {

template <class T> class LongList {
public:
    /// About 4 KiB: a copy that changes one item copies so much, and each copy has a pointer to each page.
    static constexpr std::size_t pageSize = std::bit_floor(std::max<std::size_t>(4096 / sizeof(T), 8));

    /// Walks the items; they are changed by edit() alone.
    class const_iterator {
    public:
        using iterator_category = std::random_access_iterator_tag;
        using value_type = T;
        using difference_type = std::ptrdiff_t;
        using pointer = const T*;
        using reference = const T&;

        const_iterator() = default;
        const_iterator(const LongList* list, difference_type at) : m_list(list), m_at(at) {}
        reference operator*() const { return (*m_list)[static_cast<std::size_t>(m_at)]; }
        pointer operator->() const { return &**this; }
        reference operator[](difference_type n) const { return *(*this + n); }
        const_iterator& operator+=(difference_type n)
        {
            m_at += n;
            return *this;
        }
        const_iterator& operator-=(difference_type n)
        {
            m_at -= n;
            return *this;
        }
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
        const LongList* m_list = nullptr;
        difference_type m_at = 0;
    };
    using value_type = T;
    using iterator = const_iterator;
    using const_reference = const T&;
    using size_type = std::size_t;

    bool empty() const { return m_size == 0; }
    std::size_t size() const { return m_size; }
    const T& operator[](std::size_t i) const { return (*m_pages[i / pageSize])[i % pageSize]; }
    const T& front() const { return (*this)[0]; }
    const T& back() const { return (*this)[m_size - 1]; }
    const_iterator begin() const { return {this, 0}; }
    const_iterator end() const { return {this, static_cast<std::ptrdiff_t>(m_size)}; }

    /// Item i, to be changed: from now on this list has its page for itself.
    T& edit(std::size_t i) { return own(i / pageSize)[i % pageSize]; }
    void push_back(T item)
    {
        if (m_size % pageSize == 0) {
            m_pages.push_back(std::make_shared<Page>());
            m_pages.back()->reserve(pageSize);
        }
        own(m_size / pageSize).push_back(std::move(item));
        ++m_size;
    }
    /// Before item i (0 … size()): what follows moves up, cheap near the end only.
    void insert(std::size_t i, T item)
    {
        push_back(std::move(item));
        for (std::size_t at = m_size - 1; at > i; --at)
            std::swap(edit(at), edit(at - 1));
    }

    friend bool operator==(const LongList& a, const LongList& b)
    {
        return a.m_size == b.m_size &&
               std::equal(a.m_pages.begin(), a.m_pages.end(), b.m_pages.begin(),
                          [](const auto& p, const auto& q) { return p == q || *p == *q; });
    }

private:
    using Page = std::vector<T>;

    Page& own(std::size_t page)
    {
        std::shared_ptr<Page>& owned = m_pages[page];
        if (owned.use_count() != 1) {
            auto copy = std::make_shared<Page>();
            copy->reserve(pageSize);
            copy->assign(owned->begin(), owned->end());
            owned = std::move(copy);
        } else {
            std::atomic_thread_fence(std::memory_order_acquire); // another thread has just let go of it
        }
        return *owned;
    }

    std::vector<std::shared_ptr<Page>> m_pages;
    std::size_t m_size = 0;
};

} // namespace tcplab
