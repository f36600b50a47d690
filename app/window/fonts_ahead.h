/// Lets the fonts' list be read while the application is still being set up: a cold start waits for the disk, and both
/// do.
#pragma once
#include <thread>

namespace tcplab {

class FontsAhead {
public:
    FontsAhead();
    ~FontsAhead() { wait(); }
    FontsAhead(const FontsAhead&) = delete;
    FontsAhead& operator=(const FontsAhead&) = delete;
    /// Until the list is there: before the first font is asked for.
    void wait();

private:
    std::thread m_reader;
};

} // namespace tcplab
