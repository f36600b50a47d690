/// What both ways to start the program say about their options: to open the window, and to draw a chart.
#pragma once
#include "app/wording/sentence.h"

#include <QString>

namespace tcplab {

inline constexpr Sentence noTheme{"--theme: '%1' is not light, dark or projector",
                                  "--theme：“%1”不是 light、dark 或 projector"};

QString optionText(const Sentence& sentence, Language language);
/// With the subject in the place of its %1.
QString optionText(const Sentence& sentence, Language language, const QString& subject);

} // namespace tcplab
