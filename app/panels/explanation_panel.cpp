#include "app/panels/explanation_panel.h"

#include "app/panels/unbroken.h"
#include "app/panels/wrapped_label.h"
#include "app/theme/see_through.h"

#include <QBoxLayout>
#include <QEvent>
#include <QFontMetrics>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>
#include <array>
#include <utility>

namespace tcplab {

namespace {
constexpr int barWidth = 6;
} // namespace

ExplanationPanel::ExplanationPanel(QWidget* parent)
    : QWidget(parent),
      m_theme(themeNamed(ThemeName::Light)),
      m_run(new QLabel(this)),
      m_headline(new WrappedLabel(this)),
      m_citation(new WrappedLabel(this)),
      m_body(new WrappedLabel),
      m_hint(new QLabel(this)),
      m_scroll(new QScrollArea(this))
{
    m_run->setProperty("look", "muted");
    m_run->setTextFormat(Qt::PlainText);
    m_run->hide();
    m_headline->setProperty("look", "headline");
    m_citation->setProperty("look", "citation");
    m_hint->setProperty("look", "hint");
    for (QLabel* label : {m_headline, m_body, m_citation}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_headline->setWordWrap(true);
    m_headline->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_citation->setAlignment(Qt::AlignRight | Qt::AlignTop);
    m_hint->setAlignment(Qt::AlignRight | Qt::AlignBottom);
    m_hint->setWordWrap(true);
    m_body->setWordWrap(true);
    m_body->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_scroll->setWidget(m_body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->installEventFilter(this);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    seeThrough(*m_scroll);

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(barWidth + 12, 7, 12, 6);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(3);
    m_heading = new QBoxLayout(QBoxLayout::LeftToRight);
    m_heading->setSpacing(grid->horizontalSpacing());
    m_heading->addWidget(m_run, 0, Qt::AlignTop);
    m_heading->addWidget(m_headline, 1);
    grid->addLayout(m_heading, 0, 0);
    grid->addWidget(m_citation, 0, 1);
    grid->addWidget(m_scroll, 1, 0);
    grid->addWidget(m_hint, 1, 1, Qt::AlignRight | Qt::AlignBottom);
    grid->setColumnStretch(0, 1);
    // What the reasons do not need lies under them, not between them and their headline.
    grid->setRowStretch(1, 1000);
    grid->setRowStretch(3, 1);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setTheme(m_theme);
}

void ExplanationPanel::setTheme(const Theme& theme)
{
    m_theme = theme;
    const int line = QFontMetrics(theme.ui(9.5)).lineSpacing();
    // A headline of two lines takes one of the reasons'.
    const int least =
        m_beside ? 2 * line + 2
                 : std::max(line, m_bodyLines * line + 2 - QFontMetrics(theme.ui(11, true)).lineSpacing());
    m_scroll->setMinimumHeight(m_plain ? line : least);
    m_scroll->setMaximumHeight(m_beside || m_plain ? QWIDGETSIZE_MAX : m_bodyLines * line + 2);
    m_run->setFixedHeight(QFontMetrics(theme.ui(11, true)).lineSpacing()); // beside the headline's first line
    m_hint->setFixedWidth(static_cast<int>(250 * theme.textScale));
    fitHeadline();
    arrange();
    update();
}

void ExplanationPanel::setBodyLines(int lines)
{
    if (std::exchange(m_bodyLines, lines) != lines)
        setTheme(m_theme);
}

void ExplanationPanel::setBeside(bool beside)
{
    if (std::exchange(m_beside, beside) == beside)
        return;
    setSizePolicy(QSizePolicy::Expanding, beside ? QSizePolicy::Expanding : QSizePolicy::Fixed);
    m_citation->setAlignment(beside ? Qt::AlignLeft | Qt::AlignBottom : Qt::AlignRight | Qt::AlignTop);
    m_citation->setWordWrap(beside);
    auto* grid = static_cast<QGridLayout*>(layout());
    // Narrow, and high enough: what stands beside the headline otherwise stands above it.
    m_heading->setDirection(beside ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_heading->setSpacing(beside ? grid->verticalSpacing() : grid->horizontalSpacing());
    grid->removeItem(m_heading);
    grid->removeWidget(m_citation);
    grid->addLayout(m_heading, 0, 0, 1, beside ? 2 : 1);
    grid->addWidget(m_citation, beside ? 2 : 0, beside ? 0 : 1, 1, beside ? 2 : 1);
    setTheme(m_theme);
}

void ExplanationPanel::setPlain(bool plain)
{
    m_plain = plain;
    m_citation->setVisible(!plain);
    setTheme(m_theme);
    fitSentences();
}

/// As high as one line of headline and those of its reasons ask for, whatever is told just now.
QSize ExplanationPanel::sizeHint() const
{
    const QSize usual = QWidget::sizeHint();
    if (m_beside || m_plain)
        return usual;
    const QMargins margins = layout()->contentsMargins();
    const int headline = QFontMetrics(m_theme.ui(11, true)).lineSpacing();
    const int spacing = static_cast<QGridLayout*>(layout())->verticalSpacing();
    return {usual.width(), margins.top() + headline + spacing + m_scroll->maximumHeight() + margins.bottom()};
}

int ExplanationPanel::plainHeight(int lines) const
{
    return lines * QFontMetrics(m_theme.ui(9.5)).lineSpacing() + 20;
}

void ExplanationPanel::fitSentences()
{
    m_body->setText(unbroken(m_wholeBody));
    if (!m_plain)
        return;
    const int across = width() - barWidth - 24;
    const int beside = m_run->isHidden() || m_beside ? 0 : m_run->sizeHint().width() + m_heading->spacing();
    const QFontMetrics metrics(m_theme.ui(9.5));
    const auto heightIn = [](int width, const QFontMetrics& font, const QString& text) {
        return font.boundingRect(QRect(0, 0, width, 10'000), Qt::TextWordWrap, text).height();
    };
    const auto heightOf = [&](const QFontMetrics& font, const QString& text) {
        return heightIn(across, font, text);
    };
    const int room =
        height() - 18 - heightIn(across - beside, QFontMetrics(m_theme.ui(11, true)), m_headline->text());
    const QString whole = unbroken(m_wholeBody);
    const auto fits = [&](const QString& text) { return heightOf(metrics, text) <= room; };
    if (fits(whole)) {
        m_body->setText(whole);
        return;
    }
    // Whole sentences, unless that leaves most of the room empty: then up to a comma, or a word. What is left out is
    // not concealed.
    const QString more = QStringLiteral(" …");
    QString shown = fits(more) ? more.trimmed() : QString();
    static const std::array ends{QRegularExpression(QStringLiteral("\\.(?=\\s|$)|。")),
                                 QRegularExpression(QStringLiteral("[.,;:](?=\\s|$)|[。，；：]")),
                                 QRegularExpression(QStringLiteral("\\S(?=\\s|$)|[\\x{3400}-\\x{9fff}]"))};
    for (const QRegularExpression& until : ends) {
        for (auto found = until.globalMatch(whole); found.hasNext();) {
            const QString words = whole.first(found.next().capturedEnd()) + more;
            if (!fits(words))
                break;
            shown = words;
        }
        if (heightOf(metrics, shown) * 2 > room)
            break;
    }
    m_body->setText(shown);
}

void ExplanationPanel::setExplanation(const Explanation& explanation, std::optional<Side> acting)
{
    m_acting = acting;
    m_wholeHeadline = QString::fromStdString(explanation.headline);
    m_wholeBody = QString::fromStdString(explanation.body);
    m_wholeCitation = QString::fromStdString(explanation.citation);
    fitHeadline();
    fitSentences();
    m_scroll->verticalScrollBar()->setValue(0);
    arrange();
    describe();
    update();
}

void ExplanationPanel::setRun(const QString& run)
{
    if (std::exchange(m_wholeRun, run) == run)
        return;
    m_run->setVisible(!run.isEmpty());
    fitHeadline();
    fitSentences();
    arrange();
    describe();
}

void ExplanationPanel::describe()
{
    //: %1 is what one of two runs is called, %2 what happens in it
    setAccessibleName(m_wholeRun.isEmpty() ? headline() : tr("%1: %2").arg(m_wholeRun, headline()));
    setAccessibleDescription(m_wholeBody);
}

void ExplanationPanel::setHint(const QString& hint)
{
    m_hint->setText(hint);
    arrange();
}

/// In front of the headline it has a third of the width at most: what happens comes first. The px that it takes there.
int ExplanationPanel::fitRun()
{
    if (m_wholeRun.isEmpty())
        return 0;
    m_run->ensurePolished();
    const auto* grid = static_cast<QGridLayout*>(layout());
    const QMargins margins = grid->contentsMargins();
    const int whole = width() - margins.left() - margins.right();
    const QString shown =
        m_run->fontMetrics().elidedText(m_wholeRun, Qt::ElideRight, m_beside ? whole - 4 : whole / 3);
    m_run->setText(shown);
    m_run->setToolTip(shown == m_wholeRun ? QString() : m_wholeRun);
    return m_beside ? 0 : m_run->sizeHint().width() + m_heading->spacing();
}

/// With one line of reasons there is one for the headline, too: the citation takes what that leaves. What is cut says so,
/// and is whole under the pointer.
void ExplanationPanel::fitHeadline()
{
    const int run = fitRun();
    const QString headline = unbroken(m_wholeHeadline);
    QString shown = headline;
    QString citation = m_wholeCitation;
    if (m_bodyLines == 1 && !m_beside && !m_plain) {
        for (QLabel* label : {m_headline, m_citation})
            label->ensurePolished();
        const auto* grid = static_cast<QGridLayout*>(layout());
        const QMargins margins = grid->contentsMargins();
        constexpr int air = 4;
        const int whole = width() - margins.left() - margins.right() - air - run;
        const QFontMetrics metrics = m_headline->fontMetrics();
        shown = metrics.elidedText(headline, Qt::ElideRight, whole);
        const int left = whole - metrics.horizontalAdvance(shown) - grid->horizontalSpacing() - air;
        const QFontMetrics small = m_citation->fontMetrics();
        citation = left < small.horizontalAdvance(QStringLiteral("RFC 9293 …"))
                       ? QString()
                       : small.elidedText(citation, Qt::ElideRight, left);
    }
    m_headline->setText(shown);
    m_citation->setText(citation);
    const bool isCut = citation != m_wholeCitation;
    m_headline->setToolTip(shown == headline && !(isCut && citation.isEmpty())
                               ? QString()
                               : m_wholeHeadline + QLatin1Char('\n') + m_wholeCitation);
    m_citation->setToolTip(isCut ? m_wholeCitation : QString());
}

/// Reasons come first: where they need the whole width, there is no hint.
void ExplanationPanel::arrange()
{
    if (!testAttribute(Qt::WA_Resized)) // it has no place yet; it is asked again when it has
        return;
    auto* grid = static_cast<QGridLayout*>(layout());
    const QMargins margins = grid->contentsMargins();
    const int whole = width() - margins.left() - margins.right();
    const int beside = whole - m_hint->width() - grid->horizontalSpacing();
    const bool hasHint =
        !m_beside && !m_hint->text().isEmpty() && m_body->heightForWidth(beside) <= m_scroll->height();
    m_hint->setVisible(hasHint);
    grid->removeWidget(m_scroll);
    grid->addWidget(m_scroll, 1, 0, 1, hasHint ? 1 : 2);
    fitBar();
}

/// Left to itself, a bar that is there stays for a text that would need one more line beside it.
void ExplanationPanel::fitBar()
{
    const bool fits = m_body->heightForWidth(m_scroll->width()) <= m_scroll->height();
    m_scroll->setVerticalScrollBarPolicy(m_plain || fits ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
}

bool ExplanationPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_scroll && event->type() == QEvent::Resize)
        fitBar();
    return QWidget::eventFilter(watched, event);
}

void ExplanationPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitHeadline();
    fitSentences();
    arrange();
}

QRect ExplanationPanel::words() const
{
    const QRect seen(m_scroll->pos(), m_scroll->viewport()->size());
    const int reasons = std::min(seen.height(), m_body->heightForWidth(seen.width()));
    return m_headline->geometry().united({seen.topLeft(), QSize(seen.width(), reasons)});
}

QString ExplanationPanel::headline() const { return m_wholeHeadline; }
QString ExplanationPanel::shownRun() const { return m_run->isHidden() ? QString() : m_run->text(); }
QString ExplanationPanel::body() const { return m_wholeBody; }
QString ExplanationPanel::shownBody() const { return broken(m_body->text()); }
QString ExplanationPanel::citation() const { return m_wholeCitation; }
QString ExplanationPanel::hint() const { return m_hint->text(); }

void ExplanationPanel::paintEvent(QPaintEvent*)
{
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    QPainterPath card;
    card.addRoundedRect(QRectF(rect()), 8, 8);
    p.setClipPath(card);
    p.fillRect(rect(), m_theme.surface);
    p.fillRect(QRect(0, 0, barWidth, height()), m_acting ? m_theme.of(*m_acting) : m_theme.now);
}

} // namespace tcplab
