/// How well one colour is seen on another, and how far it may step back without being lost.
#pragma once
#include <QColor>

namespace tcplab {

/// What WCAG 2 asks for: of text (1.4.3), and of lines and shapes (1.4.11).
inline constexpr double textContrast = 4.5;
inline constexpr double lineContrast = 3.0;

/// WCAG's contrast ratio, 1 to 21.
double contrast(const QColor& a, const QColor& b);
QColor mixed(const QColor& a, const QColor& b, double shareOfB);
/// The ink mixed with the ground by `share`, or by less, so that its contrast is `least`; as it is if it has none.
QColor steppedBack(const QColor& ink, const QColor& ground, double share, double least);
/// The ink mixed with another by `share`, or by more, until it has that contrast to the ground.
QColor strengthened(const QColor& ink, const QColor& by, const QColor& ground, double share, double least);

} // namespace tcplab
