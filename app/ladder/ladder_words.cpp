#include "app/ladder/ladder_words.h"

#include "core/segment/notation.h"

namespace tcplab {

namespace {

QString pickText(Language language, const char* english, const char* chinese)
{
    return QString::fromUtf8(language == Language::Chinese ? chinese : english);
}

QString seconds(Instant instant) { return QString::fromStdString(instantText(instant)); }

QString row(const QString& name, const QString& value)
{
    return QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td><tt>%2</tt></td></tr>").arg(name, value);
}

QString dropText(DropReason why, bool byHand, Language language)
{
    if (byHand)
        return pickText(language, "dropped by hand", "被手动丢弃");
    switch (why) {
    case DropReason::None: return {};
    case DropReason::Fault: return pickText(language, "lost: the scenario says so", "丢失：场景规定");
    case DropReason::Loss: return pickText(language, "lost by chance", "随机丢失");
    case DropReason::Queue: return pickText(language, "lost: the queue was full", "丢失：队列已满");
    case DropReason::Checksum: return pickText(language, "discarded: wrong checksum", "丢弃：校验和错误");
    case DropReason::Lifetime: return pickText(language, "discarded: older than MSL", "丢弃：超过 MSL");
    }
    return {};
}

} // namespace

QString arrowLabel(const SegmentHistory& segment, Language language)
{
    QString label = QString::fromStdString(segmentFlagsLabel(segment));
    if (segment.packet.retransmission != 0)
        label +=
            pickText(language, " (retransmission %1)", "（第 %1 次重传）").arg(segment.packet.retransmission);
    else if (segment.isCopy)
        label += pickText(language, " (copy)", "（副本）");
    return label;
}

QString timerLabel(const TimerPiece& piece, Language language)
{
    switch (piece.timer) {
    case Timer::Retransmission: return QStringLiteral("RTO");
    case Timer::TimeWait: return QStringLiteral("2·MSL");
    case Timer::DelayedAck: return pickText(language, "delayed ACK", "延迟 ACK");
    case Timer::Persist: return pickText(language, "persist", "坚持");
    case Timer::KeepAlive: return pickText(language, "keep-alive", "保活");
    case Timer::FinWait2: return QStringLiteral("FIN-WAIT-2");
    case Timer::User: return pickText(language, "user timeout", "用户超时");
    }
    return {};
}

QString callLabel(const Trace& trace, const Record& record)
{
    const Effect& what = record.what;
    if (what.kind == EffectKind::Return)
        return QString::fromLatin1(nameOf(what.error));
    if (what.kind == EffectKind::User && what.command != UserCommand::Call)
        return QString::fromLatin1(nameOf(what.command));
    const QString name = QString::fromLatin1(nameOf(what.call));
    const QString arguments = what.text == noText ? QString{} : QString::fromStdString(trace.text(what.text));
    // Where a connection goes to is seen; how much is sent is not.
    if (what.call == Call::Crash || what.call == Call::Boot)
        return name;
    if (arguments.isEmpty() || what.call == Call::Connect)
        return name + QStringLiteral("()");
    return name + QLatin1Char(' ') + arguments;
}

QString noEffectLabel(Language language) { return pickText(language, "no effect", "无作用"); }

QString foldLabel(Duration folded)
{
    // As many digits as are true: "+1.9 s", but "+59.95 s", which is not a minute.
    const auto number = [](double value) {
        QString text = QString::number(value, 'f', value >= 100 ? 1 : 2);
        while (text.endsWith(QLatin1Char('0')))
            text.chop(1);
        return text.endsWith(QLatin1Char('.')) ? text.chopped(1) : text;
    };
    const double s = static_cast<double>(folded.ns) / 1e9;
    if (s >= 600)
        return QStringLiteral("+%1 min").arg(number(s / 60));
    if (s >= 1)
        return QStringLiteral("+%1 s").arg(number(s));
    if (s >= 0.001)
        return QStringLiteral("+%1 ms").arg(number(s * 1e3));
    return QStringLiteral("+%1 µs").arg(number(s * 1e6));
}

QString badgeLabel(Instant now, Duration shortestDelay)
{
    const int digits = shortestDelay.ns == 0 || shortestDelay >= milliseconds(10) ? 3
                       : shortestDelay >= microseconds(100)                       ? 4
                                                                                  : 6;
    return QStringLiteral("%1 s").arg(static_cast<double>(now.ns) / 1e9, 0, 'f', digits);
}

QString beginningHint(Language language)
{
    return pickText(language, "→  one step          Space  play", "→  单步          空格  播放");
}

QString catchHint(Language language)
{
    return pickText(language, "Click a segment in flight to drop, delay or duplicate it",
                    "点击在途的报文段，可将其丢弃、延迟或复制");
}

QString timerToolTip(const TimerPiece& piece, Language language)
{
    return QStringLiteral("<b>%1</b><table>%2%3</table>")
        .arg(timerLabel(piece, language), row(pickText(language, "started", "启动"), seconds(piece.from)),
             row(pickText(language, "due", "到期"), seconds(piece.deadline)));
}

QString flightTimesText(const SegmentHistory& segment, Language language)
{
    const Instant end = segment.endedAt.isNever() ? segment.expectedEnd : segment.endedAt;
    return pickText(language, "in flight %1 – %2", "在途 %1 – %2").arg(seconds(segment.sentAt), seconds(end));
}

QString segmentToolTip(const Trace& trace, SegmentId id, std::uint64_t step, Language language)
{
    const SegmentHistory& segment = trace.segment(id);
    const Segment& seg = segment.packet.segment;
    const auto relative = [](std::uint32_t absolute, std::uint32_t shown) {
        return shown == absolute ? QString::number(absolute)
                                 : QStringLiteral("%1 (%2)").arg(absolute).arg(shown);
    };
    QString rows;
    rows += row(QStringLiteral("SEG.SEQ"), relative(seg.seq.value(), trace.relativeSeq(segment)));
    if (seg.ctl.ack)
        rows += row(QStringLiteral("SEG.ACK"), relative(seg.ack.value(), trace.relativeAck(segment)));
    rows += row(QStringLiteral("SEG.LEN"), QString::number(seg.len()));
    rows += row(QStringLiteral("SEG.WND"), QString::number(seg.wnd));
    if (seg.ctl.urg)
        rows += row(QStringLiteral("SEG.UP"), QString::number(seg.up));
    const std::string options = optionsText(seg.options);
    if (!options.empty())
        rows += row(pickText(language, "options", "选项"), QString::fromStdString(options));
    rows += row(pickText(language, "ports", "端口"),
                QStringLiteral("%1 → %2").arg(seg.sourcePort).arg(seg.destinationPort));
    rows += row(pickText(language, "sent", "发出"), seconds(segment.sentAt));
    const bool ended = segment.endRecord != 0 && trace.record(segment.endRecord).step <= step;
    const bool ignored = segment.ignoredRecord != 0 && trace.record(segment.ignoredRecord).step <= step;
    if (ended && segment.delivered)
        rows += row(pickText(language, "arrived", "到达"), seconds(segment.endedAt));
    else if (ended)
        rows += row(seconds(segment.endedAt), dropText(segment.dropped, segment.droppedByHand, language));
    if (ignored) {
        const IgnoreReason why = trace.record(segment.ignoredRecord).what.ignoreWhy;
        rows += row(noEffectLabel(language), QString::fromLatin1(nameOf(why)));
    }
    if (segment.original != 0)
        rows += row(segment.isCopy ? pickText(language, "copy of", "副本，原报文段")
                                   : pickText(language, "repeats", "重传，原报文段"),
                    QStringLiteral("#%1, %2")
                        .arg(segment.original)
                        .arg(seconds(trace.segment(segment.original).sentAt)));
    return QStringLiteral("<b>%1</b>&nbsp; <span>#%2</span><table>%3</table>")
        .arg(arrowLabel(segment, language).toHtmlEscaped())
        .arg(id)
        .arg(rows);
}

} // namespace tcplab
