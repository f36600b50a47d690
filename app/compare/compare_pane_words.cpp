// What stands above and under two timelines.
#include "app/compare/compare_pane.h"

#include "app/ladder/ladder_view.h"

#include <QLabel>
#include <QLayout>
#include <QToolButton>

#include <algorithm>
#include <vector>

namespace tcplab {

namespace {

QString text(const std::string& s) { return QString::fromStdString(s); }

/// Not broken into two lines.
QString together(const QString& words)
{
    QString html;
    for (const QChar c : words) {
        html += c == QLatin1Char(' ') ? QStringLiteral("&nbsp;") : QString(c).toHtmlEscaped();
        if (c.unicode() >= 0x3000) // Chinese may be broken anywhere
            html += QChar(0x2060);
    }
    return html;
}

} // namespace

QString ComparePane::sentence() const { return m_sentence->accessibleName(); }

QString ComparePane::outcomeText(std::size_t run) const { return m_footers[run]->accessibleName(); }

void ComparePane::tell()
{
    if (!m_comparing || !m_other.hasRun() || !m_main.hasRun())
        return;
    const Language language = m_main.language();
    const std::array<QString, 2> names{m_compared.name ? m_compared.name() : QString(),
                                       m_mainName ? m_mainName() : QString()};
    for (std::size_t i = 0; i < 2; ++i) {
        //: %1 is the letter of a run, A or B; %2 what it is called
        const QString heading = tr("%1 · %2").arg(QLatin1Char(i == 0 ? 'A' : 'B')).arg(names[i]);
        m_headingTexts[i] = heading;
        m_headings[i]->setToolTip(heading);
        //: In a comparison's heading, in a lecture; O is a key, %1 the letter of the other run
        m_turnHints[i]->setText(tr("O shows %1").arg(QLatin1Char(i == 0 ? 'B' : 'A')));
    }
    fitHeadings();
    if (!isCurrent()) // of a run that has just changed nothing is known, nor may its records be asked for
        return;
    // The first difference is the headline; what is seen of it on the wire follows.
    const RunDifferences onlyFirst{.first = m_differences.first, .onWire = {}};
    const QString first = text(differencesText(m_other.trace(), m_main.trace(), onlyFirst, language));
    const QString all = text(differencesText(m_other.trace(), m_main.trace(), m_differences, language));
    m_firstWords = first;
    m_otherWords = all.mid(first.size());
    fitSentence();
    if (m_sentence->accessibleName() != all)
        emit told(all);
    m_sentence->setAccessibleName(all);
    m_jump->setEnabled(m_differences.first.has_value());
    for (std::size_t i = 0; i < 2; ++i) {
        QStringList parts;
        QStringList plain;
        // What differs first: a small window has room for little more.
        std::vector<OutcomeRow> rows = outcomeRows(m_outcomes[0], m_outcomes[1], language);
        if (window()->height() < 760 * m_theme.textScale)
            std::ranges::stable_partition(rows, [](const OutcomeRow& row) { return row.differs(); });
        for (const OutcomeRow& row : rows) {
            if ((row.detail || m_lecture) && !row.differs())
                continue;
            const bool chinese = language == Language::Chinese;
            plain << text(row.what) + (chinese ? QStringLiteral("：") : QStringLiteral(": ")) +
                         text(row.values[i]);
            // In large type what is kept together would have no room in any line.
            const QString value =
                m_lecture ? text(row.values[i]).toHtmlEscaped() : together(text(row.values[i]));
            parts << (chinese ? QStringLiteral("%1：%2") : QStringLiteral("%1:&nbsp;%2"))
                         .arg(together(text(row.what)),
                              row.differs() ? QStringLiteral("<b>%1</b>").arg(value) : value);
        }
        m_outcomeParts[i] = std::move(parts);
        m_footers[i]->setAccessibleName(plain.join(QStringLiteral("; ")));
    }
    fitFooters();
    std::optional<double> parting;
    if (m_differences.first) {
        const std::size_t acting = m_differences.first->acting;
        const TimeAxis& axis = acting == 0 ? m_other.axis() : m_main.axis();
        parting = axis.positionOfStep(m_differences.first->places[acting].step);
    }
    for (LadderView* ladder : {m_otherLadder, &m_ladder})
        ladder->setParting(parting);
}

/// A few lines and no more: what differs first comes first, and a window does not grow by what is said in it.
void ComparePane::fitSentence()
{
    const int lines = m_lecture ? 2 : 3;
    QFont bold = m_sentence->font();
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    const QMargins margins = m_bar->layout()->contentsMargins();
    int across = m_bar->width() - margins.left() - margins.right() - 2;
    for (const QToolButton* button : {m_jump, m_chooser, m_swap, m_close})
        if (!button->isHidden())
            across -= button->sizeHint().width() + m_bar->layout()->spacing();
    const auto fits = [&](const QString& words) {
        return metrics.boundingRect(QRect(0, 0, across, 10'000), Qt::TextWordWrap, words).height() <=
               lines * metrics.lineSpacing();
    };
    QString words = m_firstWords;
    for (qsizetype length = words.size(); length > 0 && !fits(words); --length)
        words = m_firstWords.first(length).trimmed() + QStringLiteral(" …");
    const QString others = !m_lecture && fits(m_firstWords + m_otherWords) ? m_otherWords : QString();
    m_sentence->setText(QStringLiteral("<b>%1</b>%2").arg(words.toHtmlEscaped(), others.toHtmlEscaped()));
    m_sentence->setToolTip(words + others == m_firstWords + m_otherWords ? QString()
                                                                         : m_firstWords + m_otherWords);
}

/// What has a key goes where the sentence has no room.
void ComparePane::fitButtons()
{
    int others = m_jump->sizeHint().width() + m_sentence->minimumSizeHint().width() + 50;
    for (const QToolButton* button : {m_chooser, m_swap, m_close})
        others += button->sizeHint().width();
    m_jump->setVisible(!m_lecture && m_bar->width() >= others);
}

/// What is cut says so.
void ComparePane::fitHeadings()
{
    for (std::size_t i = 0; i < 2; ++i) {
        const QLabel& label = *m_headings[i];
        const int hint = m_inTurn ? m_turnHints[i]->sizeHint().width() + 12 : 0;
        const int room = label.contentsRect().width() - hint;
        m_headings[i]->setText(label.fontMetrics().elidedText(m_headingTexts[i], Qt::ElideRight, room));
    }
}

QString ComparePane::heading(std::size_t run) const { return m_headings[run]->text(); }

int ComparePane::shownWidth() const { return isVisible() ? m_otherLadder->width() : m_ladder.width(); }

/// Both timelines are equally high. In large type there is room for two lines.
void ComparePane::fitFooters()
{
    const int width = shownWidth();
    const QFont font = m_theme.ui(9);
    const double room = window()->height() / m_theme.textScale;
    const int lines = m_lecture ? 2 : room < 600 ? 1 : room < 760 ? 3 : 100;
    const int most = lines * QFontMetrics(font).lineSpacing() + 12;
    int height = 0;
    for (std::size_t i = 0; i < 2; ++i) {
        QLabel* footer = m_footers[i];
        footer->setMinimumHeight(0); // it would count
        for (qsizetype count = m_outcomeParts[i].size(); count >= 0; --count) {
            QStringList parts = m_outcomeParts[i].first(count);
            if (count < m_outcomeParts[i].size())
                parts << QStringLiteral("…");
            footer->setText(QStringLiteral("<span style='font-size:%1pt'>%2</span>")
                                .arg(font.pointSizeF())
                                .arg(parts.join(QStringLiteral("&nbsp;&nbsp;&nbsp; "))));
            if (footer->heightForWidth(width) <= most)
                break;
        }
        height = std::max(height, footer->heightForWidth(width));
    }
    for (QLabel* footer : m_footers) {
        footer->setFixedHeight(height);
        footer->setVisible(m_comparing && !(m_lecture && m_outcomeParts[0].isEmpty()));
    }
}

void ComparePane::retranslate()
{
    setAccessibleName(tr("The other run"));
    m_jump->setText(tr("First difference"));
    m_jump->setToolTip(tr("Go to where the runs part (F8)"));
    m_chooser->setText(tr("Compare with") + QStringLiteral(" ▾"));
    m_chooser->setToolTip(tr("Choose what the run that is open is compared with"));
    m_swap->setText(tr("Swap"));
    m_swap->setToolTip(tr("Open the other run, and compare it with this one"));
    m_close->setText(tr("Close"));
    m_close->setToolTip(tr("Back to one run (Ctrl+D)"));
    for (QToolButton* button : {m_jump, m_chooser, m_swap, m_close})
        button->setAccessibleName(button->toolTip());
    tell();
}

} // namespace tcplab
