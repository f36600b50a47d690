#include "app/window/drop_next.h"

#include "app/ladder/ladder_view.h"

#include <QEvent>

#include <algorithm>

namespace tcplab {

namespace {
/// Records looked through for the next that is sent: who waits longer reads no name.
constexpr std::uint32_t mostRecords = 4'000;
} // namespace

DropNext::DropNext(Session& session, Playback& playback, LadderView& ladder, WindowActions& actions,
                   QObject* parent)
    : QObject(parent),
      m_session(session),
      m_playback(playback),
      m_ladder(ladder),
      m_action(actions[Do::DropNext])
{
    connect(m_action, &QAction::triggered, this, &DropNext::drop);
    connect(m_action, &QAction::hovered, this, &DropNext::pointAtVictim);
}

/// Under the mouse it points at what it would take, if that can be seen.
void DropNext::pointAtVictim()
{
    if (!m_action->isEnabled())
        return;
    for (QObject* one : m_action->associatedObjects())
        if (one->inherits("QToolButton") || one->inherits("QMenu")) {
            one->removeEventFilter(this); // once
            one->installEventFilter(this);
        }
    m_ladder.pointAt(victim());
}

bool DropNext::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Leave || event->type() == QEvent::Hide)
        m_ladder.pointAt(0);
    return QObject::eventFilter(watched, event);
}

bool DropNext::isFlying(SegmentId id) const
{
    const std::vector<SegmentId> flying = m_session.inFlight();
    return std::find(flying.begin(), flying.end(), id) != flying.end();
}

SegmentId DropNext::victim() const
{
    if (!m_session.hasRun())
        return 0;
    const std::vector<SegmentId> flying = m_session.inFlight();
    if (!flying.empty()) {
        const bool chosen =
            std::find(flying.begin(), flying.end(), m_session.selectedSegment()) != flying.end();
        return chosen ? m_session.selectedSegment() : flying.front();
    }
    const Trace& trace = m_session.trace();
    const std::uint32_t known = m_session.step() == 0 ? 1 : trace.endRecordOf(m_session.step());
    const std::uint32_t last = std::min<std::uint32_t>(trace.recordCount(), known + mostRecords);
    for (std::uint32_t n = known; n <= last; ++n)
        if (const Effect& what = trace.record(n).what; what.kind == EffectKind::Send) {
            // What a full queue turned away has never been in flight.
            const SegmentHistory& sent = trace.segment(what.segment);
            if (sent.endRecord == 0 || sent.endedAt > sent.sentAt)
                return what.segment;
        }
    return 0;
}

QString DropNext::nameOf(SegmentId id) const
{
    if (id == 0 || !m_session.hasRun() || id > m_session.trace().segmentCount())
        return {};
    const SegmentHistory& segment = m_session.trace().segment(id);
    const QString flags = QString::fromStdString(segmentFlagsLabel(segment, m_session.notation()));
    //: %1 is a segment, as "SYN, ACK".
    if (isScript(m_session.scenario(), segment.sender))
        return tr("%1 from the script").arg(flags);
    return segment.sender == Side::Client ? tr("%1 from the client").arg(flags)
                                          : tr("%1 from the server").arg(flags);
}

void DropNext::refresh()
{
    const SegmentId id = m_action->isEnabled() ? victim() : 0;
    const QString name = nameOf(id);
    const QString plain = tr("Drop next segment");
    const QString key = m_action->shortcut().toString(QKeySequence::NativeText);
    //: %1 is a segment, as "SYN, ACK from the server".
    const QString text = name.isEmpty() ? plain : tr("Drop next segment: %1").arg(name);
    QString tip;
    if (name.isEmpty())
        tip = tr("Goes on until a segment is in flight, and drops it");
    else if (isFlying(id))
        tip = tr("Drops what is in flight: %1").arg(name);
    else
        tip = tr("Goes on until %1 is in flight, and drops it").arg(name);
    if (!key.isEmpty())
        tip += QStringLiteral(" (%1)").arg(key);
    if (m_action->text() == text && m_action->toolTip() == tip)
        return;
    m_action->setText(text);
    m_action->setIconText(plain); // the button keeps its width
    m_action->setToolTip(tip);
    m_action->setStatusTip(tip);
}

void DropNext::drop()
{
    m_playback.pause();
    const SegmentId id = victim();
    if (id == 0)
        return;
    if (!isFlying(id)) {
        m_session.selectSegment(id);
        m_ladder.goToFlightOfSelected();
    }
    m_session.intervene(DropSegment{id});
}

} // namespace tcplab
