/// Whether things move on the screen, or jump from one event to the next.
#pragma once

namespace tcplab {

/// The person wants no motion (View ▸ Reduced motion), or the desktop says so.
bool wantsNoMotion();
/// What the person has chosen; false leaves it to the desktop.
void setNoMotion(bool still);

} // namespace tcplab
