/// What a run is called where its title would be too long: the window, and files that are made of it.
#pragma once
#include <QString>

namespace tcplab {

class Session;

/// Of the file that is open, without its ending, even where it was saved under another name meanwhile; of the library's
/// scenario; "" for one that is neither.
QString nameOf(const Session& session);

} // namespace tcplab
