/// Plays the scenarios of the library, once and beside the window, to learn which states and arrows of the diagram
/// each of them visits.
#pragma once
#include "app/diagram/diagram_tour.h"
#include "app/library/library.h"

#include <span>
#include <stop_token>
#include <thread>

namespace tcplab {

/// In the order of the files; the same whoever asks and whenever.
DiagramTour tourOf(std::span<const LibraryFile> files, const std::stop_token& stop = {});

class LibraryTour {
public:
    /// Begins to play them, unless that has been done.
    void begin();
    /// What was found; begins, and waits for what is not done yet.
    const DiagramTour& tour();

private:
    bool m_begun = false;
    DiagramTour m_tour;    ///< the thread's until it has ended
    std::jthread m_thread; ///< the last member: it is stopped before the others go
};

} // namespace tcplab
