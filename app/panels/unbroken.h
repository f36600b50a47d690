/// Numbers that are not torn apart where a line is broken.
#pragma once
#include <QString>

namespace tcplab {

/// No-break spaces within numbers and before their units: "0.150 000 s", "50 ms", "1000 octets".
QString unbroken(const QString& text);
/// As it was.
QString broken(QString text);

} // namespace tcplab
