/// Two state diagrams, each in its host's column, or one of both hosts beside the timeline; and how far the figure has
/// been walked in this sitting, which all of them tell.
#pragma once
#include "app/diagram/walked_arrows.h"
#include "app/session/session.h"
#include "app/theme/theme.h"

#include <QObject>
#include <array>

class QFrame;
class QLabel;
class QSplitter;

namespace tcplab {

class DiagramView;
class HostColumn;

class DiagramArrangement : public QObject {
    Q_OBJECT
public:
    DiagramArrangement(Session& session, const RunIndex& index, QSplitter* splitter, QWidget* timeline,
                       std::array<HostColumn*, 2> columns, QWidget* parent);
    /// One diagram with both hosts' tokens; the hosts stand one above the other on the right.
    void setOne(bool one);
    bool one() const { return m_one; }
    /// In a lecture the hosts' columns are left out; where there is little room, so is the diagram or the timeline.
    void setLecture(bool on, bool diagram, bool timeline);
    /// Two runs stand beside each other: then there is room for nothing else.
    void setComparing(bool comparing);
    DiagramView* joint() const { return m_joint; }
    QString titleText() const; ///< over it: who has which colour, and in a lecture the arrow's words
    const ArrowSet& walked() const { return m_walked.arrows(); }
    void setTheme(const Theme& theme);
    /// The step, the run or the language is another, or the now line has moved; after the columns know it.
    void refresh();
    void runChanged(quint64 fromStep) { m_walked.forgetAfter(fromStep); }
    /// Counts the arrows from nothing again.
    void beginAgain();

signals:
    void entered();
    void placeChosen(const tcplab::DiagramPlace& place, QPoint where);
    void counterChosen(QPoint where);

private:
    void share();
    void retitle();

    Session& m_session;
    const RunIndex& m_index;
    QSplitter* m_splitter;
    QWidget* m_timeline; ///< its card, in the splitter
    std::array<HostColumn*, 2> m_columns;
    QFrame* m_card; ///< of the joint diagram
    QLabel* m_title;
    DiagramView* m_joint;
    QWidget* m_hosts; ///< both columns, while there is one diagram
    Theme m_theme;
    WalkedArrows m_walked;
    bool m_one = false;
    bool m_lecture = false;
    bool m_diagramWanted = true;
    bool m_comparing = false;
    QList<int> m_twoSizes;
};

} // namespace tcplab
