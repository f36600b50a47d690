/// Finds a place for every segment's label along its arrow, without knowing the face that it will be set in.
#pragma once
#include "app/figure/timeline_figure.h"

#include <cstddef>
#include <span>

namespace tcplab {

/// How wide a text comes out, roughly: bold letters of 10 units, and monospaced ones of 8.5.
double boldWidth(std::string_view text);
double monoWidth(std::string_view text);

/// Where a segment's connection is told: at its beginning, and at its end if it arrives.
std::vector<FigureBadge> badgesOf(const FigureSegment& segment);

/// Without those of arrivals beside which an answer's says the same.
std::vector<FigureBadge> badgesOf(const std::vector<FigureSegment>& segments);

/// None touches another, a badge or a mark; arrows cross them as little as possible. Where there is no room some say
/// less; those for which there is none at all lose theirs; says how many.
std::size_t placeLabels(std::vector<FigureSegment>& segments);

} // namespace tcplab
