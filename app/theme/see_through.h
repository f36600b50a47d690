#pragma once

class QScrollArea;

namespace tcplab {

/// A scroll area, with its content in it, that lets be seen what it stands on. A style sheet of its own that said so
/// would be dear at the start.
void seeThrough(QScrollArea& area);

} // namespace tcplab
