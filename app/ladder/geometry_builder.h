/// Builds the shapes of one picture of the ladder, group by group: the class behind layOut(), for the files that make it
/// up.
#pragma once
#include "app/ladder/ladder_geometry.h"
#include "app/ladder/parting.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tcplab {

class GeometryBuilder {
public:
    GeometryBuilder(const LadderInput& input, LabelLayout& layout)
        : in(input),
          trace(*in.trace),
          axis(*in.axis),
          index(*in.index),
          labels(layout),
          columns(columnsOf(in))
    {
        g.area = in.area;
        g.wire = columns.wire;
        for (std::size_t side = 0; side < 2; ++side)
            g.lifeline[side] = (columns.wire[side] + columns.bars[side]) / 2;
        g.top = in.area.top() + headroom(*in.text);
        g.zeroY = g.top - in.scroll;
        topUnit = (in.area.top() - g.zeroY) / in.zoom;
        bottomUnit = (in.area.bottom() - g.zeroY) / in.zoom;
        g.hasNow = in.cursor;
        g.nowY = in.cursor ? yOf(in.nowPosition) : in.area.bottom() + 1e6;
        beginParting(in, g);
    }

    LadderGeometry build();

private:
    double yOf(double position) const { return g.zeroY + position * in.zoom; }
    double topEdge() const { return in.area.top() + headingHeight(*in.text); }
    bool tellsApart() const { return index.hasSeveralConnections(); }
    bool hasHappened(std::uint32_t record) const
    {
        return record != 0 && trace.record(record).step <= in.step;
    }

    void readStep();
    void addFolds();
    void moveFoldWords();
    void addBars();
    void addDensity();
    void addArrows(std::size_t visible);
    void addArrow(SegmentId id);
    void addLabel(const LadderArrow& arrow);
    int wantOf(const LadderArrow& arrow) const;
    void addLabelsInLight();
    bool isInSight(const LabelBox& box) const;
    void addTie(const LadderArrow& arrow);
    void addJoints(const LadderArrow& arrow);
    void addBadge();
    void addNow();

    const LadderInput& in;
    const Trace& trace;
    const TimeAxis& axis;
    const LadderIndex& index;
    LabelLayout& labels;
    LadderColumns columns;
    LadderGeometry g;
    double topUnit = 0;
    double bottomUnit = 0;
    std::vector<SegmentId> lit;
};

} // namespace tcplab
