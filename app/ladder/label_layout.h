/// Places the labels along the arrows so that none touches another, an arrow or a mark: along its own
/// arrow first, then shifted, above or below; without its numbers if that makes it fit; else not at all.
/// What is lost has its label first, then what is sent again, then what opens, closes or resets, then the rest.
/// All segments count, also those that are still hidden: a label once placed does not jump when the future
/// comes. What has been placed is kept until the plane changes, so that scrolling moves nothing either.
#pragma once
#include "app/ladder/flight.h"
#include "app/ladder/label_box.h"
#include "app/ladder/ladder_index.h"
#include "app/ladder/text_measure.h"
#include "app/wording/wording.h"

#include <QString>

#include <unordered_map>
#include <vector>

namespace tcplab {

/// What labels depend on besides the trace.
struct LabelSettings {
    Plane plane{};
    bool relativeNumbers = false;
    Notation notation = Notation::Words;
    double lineWidth = 1.6;
    bool badges = false; ///< several connections share the picture: room for a badge where an arrow begins
    double top = -1e9;   ///< no label reaches above this y
    bool large = false;  ///< type as large as a lecture's: what crosses shares the room
    bool every = false;  ///< one that has no place of its own lies on the arrows that cross it
    friend bool operator==(const LabelSettings&, const LabelSettings&) = default;
};

/// "SYN" on a filled ground, " win=0 (retransmission 1)", "seq=5000 ack=1001": of the parts those that had room.
struct LabelParts {
    QString chip;  ///< the flags of what opens, closes or resets; empty for others
    QString flags; ///< the flags of others, a window that is closed, and what is said of the emission
    QString numbers;
    double chipWidth = 0; ///< its ground's
    double flagsWidth = 0;
    double numbersWidth = 0; ///< the space before them included
    double width() const { return chipWidth + flagsWidth + numbersWidth; }
};

struct PlacedLabel {
    bool shown = false;
    LabelBox box{}; ///< y counts from the axis's own top
    LabelParts parts;
    bool doubled = false; ///< its arrow is: a retransmission
    bool covers = false;  ///< it stands on a ground: its own arrow, or others, pass behind it
};

class LabelLayout {
public:
    /// Forgets everything; needed when the trace has changed under it.
    void clear();
    /// Forgets the labels that reach below this y.
    void forgetFrom(double y);
    /// Forgets everything if one of these has changed.
    void prepare(const LabelSettings& settings, double textScale);
    const PlacedLabel& place(SegmentId id, const Trace& trace, const TimeAxis& axis, const LadderIndex& index,
                             const TextMeasure& text);
    /// A place for one that is looked at and has found none beside the others: their labels give way to it. Without
    /// one beside its arrow it stands on it, and at the worst on others as well.
    const PlacedLabel& placeFirst(SegmentId id, const Trace& trace, const TimeAxis& axis,
                                  const LadderIndex& index, const TextMeasure& text);
    /// The same between these heights, for as long as one that is looked at would be cut, or stand out of sight.
    PlacedLabel placeWithin(SegmentId id, double top, double bottom, const Trace& trace, const TimeAxis& axis,
                            const LadderIndex& index, const TextMeasure& text);

private:
    struct Neighbours {
        std::vector<QLineF> lines;
        std::vector<LabelBox> boxes;
        double marks = 0;     ///< px that labels keep from a cross on their own arrow
        bool onArrow = false; ///< labels stand on their own arrow, not beside it
        bool atEnds =
            false; ///< labels stand at their arrow's ends rather than in its middle, up to the lifelines
        double top = -1e9; ///< no label reaches beyond these heights
        double bottom = 1e9;
        double uncrossed = 1; ///< share of a label, about its middle, that no line may cross
        double apart = 0;     ///< px more that labels without numbers keep from others in their row
        double tail = 0;      ///< px that their own arrow keeps free where it begins, for its badge
        double head = 0;      ///< … and where it ends: head, badge, mark
    };
    const std::vector<LabelParts>& formsOf(SegmentId id, const Trace& trace, const TextMeasure& text);
    std::vector<LabelParts> makeForms(SegmentId id, const Trace& trace, const TextMeasure& text) const;
    std::vector<SegmentId> idsNear(const Flight& flight, double reach, const LadderIndex& index) const;
    /// `first`: others' labels give way, but for those under way together with it.
    Neighbours neighboursOf(SegmentId id, const Flight& flight, const std::vector<SegmentId>& ids, bool first,
                            const Trace& trace, const TimeAxis& axis) const;
    bool isCrossed(SegmentId id, const std::vector<SegmentId>& ids, const Trace& trace) const;
    bool findForm(PlacedLabel& label, const std::vector<LabelParts>& forms, double height,
                  const Flight& flight, const Neighbours& neighbours) const;
    bool isInPlane(const QRectF& bounds) const;
    double usualDistance(const PlacedLabel& label, double height) const;
    bool tryPlaces(PlacedLabel& label, const LabelParts& parts, double height, const Flight& flight,
                   const Neighbours& neighbours) const;
    bool tryOnArrows(PlacedLabel& label, double width, double height, const Flight& flight,
                     const Neighbours& neighbours) const;
    bool findForEvery(PlacedLabel& label, const std::vector<LabelParts>& forms, double height,
                      const Flight& flight, const Neighbours& neighbours) const;

    LabelSettings m_settings;
    double m_textScale = 0;
    std::unordered_map<SegmentId, PlacedLabel> m_placed;
    std::unordered_map<SegmentId, PlacedLabel> m_first; ///< by placeFirst()
    std::unordered_map<SegmentId, std::vector<LabelParts>> m_forms;
};

} // namespace tcplab
