/// Who stands where in a lecture, for the size that the window has: timeline and diagram, or two runs, beside each other
/// or in turn; one explanation, or a detail, under them.
#pragma once
#include <QAction>
#include <optional>

namespace tcplab {

class CompareRuns;
class DetailPane;
class DiagramArrangement;
class ExplanationPanel;
class LectureMode;

class LectureLayout {
public:
    struct Parts {
        LectureMode& mode;
        DiagramArrangement& diagrams;
        CompareRuns& compare;
        DetailPane& details;
        ExplanationPanel& explanation;
        QAction& turn; ///< the action that shows the other of two parts
    };
    explicit LectureLayout(Parts parts) : m_parts(parts) {}

    void begin();
    /// Back to the usual window; `one`: with one state diagram.
    void end(bool one);
    /// The window's size is another, or a detail has come or gone.
    void place();
    /// A comparison has begun or ended.
    void placeAnew();
    /// Shows the other part: the diagram, or run A.
    void turn(bool other);
    /// There is room for one of two parts.
    bool isInTurn() const;

private:
    struct Situation {
        bool wide = false;
        bool inTurn = false;
        bool comparing = false;
        bool detail = false;
        bool diagram = false;
        bool otherRun = false;
        friend bool operator==(const Situation&, const Situation&) = default;
    };

    Parts m_parts;
    bool m_diagram = false;
    bool m_otherRun = false;
    std::optional<Situation> m_placed;
};

} // namespace tcplab
