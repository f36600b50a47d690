/// Two have a say in whether a part of the window's row is seen: who arranges the parts, and who finds that there is no room.
#pragma once

class QWidget;

namespace tcplab {

/// It has its place in what is arranged.
void setWanted(QWidget& part, bool wanted);
bool isWanted(const QWidget& part);
/// It is not seen although it is wanted.
void setGivenWay(QWidget& part, bool given);

} // namespace tcplab
