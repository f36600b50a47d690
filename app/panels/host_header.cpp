#include "app/panels/host_header.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>
#include <QStringList>

#include <utility>

namespace tcplab {

namespace {
constexpr int pad = 10;
}

HostHeader::HostHeader(Side side, QWidget* parent)
    : QWidget(parent), m_side(side), m_theme(themeNamed(ThemeName::Light))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

void HostHeader::setTheme(const Theme& theme)
{
    m_theme = theme;
    updateGeometry();
    update();
}

void HostHeader::setLanguage(Language language)
{
    m_language = language;
    describe();
}

void HostHeader::setSummary(HostSummary summary)
{
    if (summary == m_summary)
        return;
    m_summary = std::move(summary);
    describe();
}

void HostHeader::setRoleShown(bool shown)
{
    if (std::exchange(m_roleShown, shown) == shown)
        return;
    updateGeometry();
    update();
}

void HostHeader::describe()
{
    setAccessibleName(tr("%1, %2").arg(name(), QString::fromStdString(m_summary.endpoint)));
    setAccessibleDescription(roleLine());
    setToolTip(QString::fromStdString(m_summary.endpoint) +
               (m_summary.endpoint.empty() ? QString() : QStringLiteral(" · ")) + roleLine() +
               QStringLiteral(" · ") + profileLine());
    update();
}

QString HostHeader::name() const
{
    return m_summary.scripted ? tr("Script") : QString::fromStdString(sideName(m_side, m_language));
}

QString HostHeader::roleLine() const
{
    if (m_summary.scripted)
        return tr("plays this side, and the other's program");
    if (!m_summary.up)
        return tr("crashed: its state is lost");
    QStringList words;
    for (const Role role : m_summary.roles) {
        switch (role) {
        case Role::ActiveOpener: words << tr("active opener"); break;
        case Role::PassiveOpener: words << tr("passive opener"); break;
        case Role::SimultaneousOpener: words << tr("simultaneous open"); break;
        case Role::ClosedFirst: words << tr("closed first"); break;
        case Role::ClosedSecond: words << tr("closed second"); break;
        case Role::ClosedTogether: words << tr("simultaneous close"); break;
        case Role::WasReset: words << tr("cut off"); break;
        }
    }
    return words.isEmpty() ? tr("no connection yet") : words.join(QStringLiteral(" · "));
}

QString HostHeader::profileLine() const
{
    if (m_summary.scripted)
        return tr("no TCP here");
    switch (m_summary.profile) {
    case ProfileName::Linux: return tr("linux profile");
    case ProfileName::FreeBsd: return tr("freebsd profile");
    case ProfileName::Rfc9293: break;
    }
    return tr("RFC 9293 profile");
}

/// Where there is little room, first the profile's line gets shorter, then both smaller, then the role is cut.
HostHeaderLine HostHeader::fitLine(int width) const
{
    HostHeaderLine line{.font = m_theme.ui(8.5), .role = roleLine(), .profile = profileLine()};
    const auto room = [&] { return width - QFontMetrics(line.font).horizontalAdvance(line.profile) - 8; };
    const auto fits = [&] { return QFontMetrics(line.font).horizontalAdvance(line.role) <= room(); };
    if (!fits() && !m_summary.scripted)
        line.profile = m_summary.profile == ProfileName::Rfc9293
                           ? QStringLiteral("RFC 9293")
                           : QString::fromLatin1(nameOf(m_summary.profile));
    while (!fits() && line.font.pointSizeF() > 8)
        line.font.setPointSizeF(line.font.pointSizeF() - 0.25);
    line.role = QFontMetrics(line.font).elidedText(line.role, Qt::ElideRight, room());
    return line;
}

/// Where there is little room, first the address gets smaller, then it is the port alone, then nothing, and at last the name is
/// cut.
HostHeaderAddress HostHeader::fitAddress(int width) const
{
    const QString whole = QString::fromStdString(m_summary.endpoint);
    HostHeaderAddress line{.font = m_theme.mono(9, true), .name = name(), .address = whole};
    const QFontMetrics large(nameFont());
    const int room = width - large.horizontalAdvance(line.name) - 8;
    const auto fits = [&] { return QFontMetrics(line.font).horizontalAdvance(line.address) <= room; };
    const double least = m_theme.mono(7.5, true).pointSizeF();
    while (!fits() && line.font.pointSizeF() > least)
        line.font.setPointSizeF(line.font.pointSizeF() - 0.25);
    if (!fits()) {
        line.font = m_theme.mono(9, true);
        line.address = whole.mid(whole.lastIndexOf(QLatin1Char(':')));
        if (!fits())
            line.address.clear();
    }
    line.name = large.elidedText(line.name, Qt::ElideRight, width);
    return line;
}

int HostHeader::fullHeight() const
{
    return QFontMetrics(m_theme.ui(12, true)).height() + QFontMetrics(m_theme.ui(8.5)).height() + 9;
}

int HostHeader::leastHeight() const { return QFontMetrics(m_theme.ui(12, true)).height() + 6; }

QSize HostHeader::sizeHint() const { return {260, m_roleShown ? fullHeight() : leastHeight()}; }

void HostHeader::paintEvent(QPaintEvent*)
{
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    QPainterPath band; // rounded above, square below, where the socket list joins
    band.addRoundedRect(QRectF(rect()).adjusted(0, 0, 0, 8), 8, 8);
    p.setClipRect(rect());
    p.fillPath(band, m_theme.of(m_side));
    p.setPen(m_theme.onOf(m_side));

    const QFontMetrics large(nameFont());
    const QFontMetrics small(m_theme.ui(8.5));
    const QRect upper(pad, 3, width() - 2 * pad, large.height());
    const QRect lower(pad, upper.bottom() + 1, width() - 2 * pad, small.height());

    const HostHeaderAddress beside = fitAddress(upper.width());
    p.setFont(nameFont());
    p.drawText(upper, Qt::AlignLeft | Qt::AlignVCenter, beside.name);
    p.setFont(beside.font);
    p.drawText(upper, Qt::AlignRight | Qt::AlignVCenter, beside.address);
    if (!m_roleShown)
        return;
    const HostHeaderLine line = fitLine(lower.width());
    p.setFont(line.font);
    p.drawText(lower, Qt::AlignRight | Qt::AlignVCenter, line.profile);
    p.drawText(lower, Qt::AlignLeft | Qt::AlignVCenter, line.role);
}

void HostHeader::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        describe();
    QWidget::changeEvent(event);
}

} // namespace tcplab
