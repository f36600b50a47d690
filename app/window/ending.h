/// Ends the program at a moment that is measured from outside (--end-when): ./dev bench asks for it.
#pragma once
#include <QString>
#include <cstdint>
#include <optional>

namespace tcplab {

class MainWindow;

enum class EndWhen : std::uint8_t {
    Painted,  ///< the window has been drawn once
    Computed, ///< the run has reached its end, and is drawn
};
std::optional<EndWhen> endWhenCalled(const QString& name);

void endWhen(MainWindow& window, EndWhen when);

} // namespace tcplab
