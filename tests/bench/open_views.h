/// What the benches of the views share.
#pragma once

namespace tcplab::bench {

/// Closes the runs that are kept open for further measurements: a million segments fill gigabytes.
void closeTimelines();
void closePlots();

} // namespace tcplab::bench
