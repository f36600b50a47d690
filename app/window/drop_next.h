/// "Drop next segment": says which one it would take, and takes it.
#pragma once
#include "app/session/playback.h"
#include "app/session/session.h"
#include "app/window/window_actions.h"

#include <QObject>

namespace tcplab {

class LadderView;

class DropNext : public QObject {
    Q_OBJECT
public:
    DropNext(Session& session, Playback& playback, LadderView& ladder, WindowActions& actions,
             QObject* parent);
    /// The selected one in flight, else the first of those in flight, else the next that will fly; 0: none
    /// is known.
    SegmentId victim() const;
    /// "SYN, ACK from the server"; "" for none.
    QString nameOf(SegmentId id) const;
    /// Names in menu and tool tip what it would take now.
    void refresh();

public slots:
    /// Where nothing is in flight it goes on until the next is, half way.
    void drop();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void pointAtVictim();
    bool isFlying(SegmentId id) const;

    Session& m_session;
    Playback& m_playback;
    LadderView& m_ladder;
    QAction* m_action;
};

} // namespace tcplab
