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
    emit toldChanged();
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
    // What differs first: a small window has room for little more.
    m_outcomeRows = outcomeRows(m_outcomes[0], m_outcomes[1], language);
    std::erase_if(m_outcomeRows,
                  [this](const OutcomeRow& row) { return (row.detail || m_lecture) && !row.differs(); });
    if (window()->height() < 760 * m_theme.textScale)
        std::ranges::stable_partition(m_outcomeRows, [](const OutcomeRow& row) { return row.differs(); });
    for (std::size_t i = 0; i < 2; ++i) {
        QStringList plain;
        for (const OutcomeRow& row : m_outcomeRows)
            plain << text(row.what) +
                         (language == Language::Chinese ? QStringLiteral("：") : QStringLiteral(": ")) +
                         text(row.values[i]);
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

/// What is cut says so. What stands at the right of a name is whole: that the run is over, and how the other is seen.
void ComparePane::fitHeadings()
{
    const std::array<const Session*, 2> runs{&m_other, &m_main};
    const bool hidden = m_comparing && !m_lecture && isHidden();
    m_room->setVisible(hidden);
    m_headings[1]->setMinimumHeight(hidden ? m_room->sizeHint().height() : 0);
    for (std::size_t i = 0; i < 2; ++i) {
        const bool isOver = m_comparing && runs[i]->isPastEnd();
        if (isOver)
            //: In a comparison's heading, behind the end of the run; %1 is a time
            m_endHints[i]->setText(
                tr("ended at %1").arg(text(instantText(runs[i]->trace().instantOf(runs[i]->stepCount())))));
        m_endHints[i]->setVisible(isOver);
        const QLabel& label = *m_headings[i];
        int room = label.contentsRect().width();
        for (const QWidget* one : std::initializer_list<QWidget*>{m_endHints[i], m_turnHints[i], m_room})
            if (one->parentWidget() == &label && !one->isHidden())
                room -= one->sizeHint().width() + 12;
        m_headings[i]->setText(label.fontMetrics().elidedText(m_headingTexts[i], Qt::ElideRight, room));
    }
}

QString ComparePane::heading(std::size_t run) const { return m_headings[run]->text(); }

int ComparePane::shownWidth() const { return isVisible() ? m_otherLadder->width() : m_ladder.width(); }

/// As rich text. What is kept together would have no room in any line in large type.
QStringList ComparePane::outcomeParts(std::size_t run, bool brief, bool equalToo) const
{
    const bool chinese = m_main.language() == Language::Chinese;
    QStringList parts;
    for (const OutcomeRow& row : m_outcomeRows) {
        if (!row.differs() && !equalToo)
            continue;
        const QString value =
            m_lecture ? text(row.values[run]).toHtmlEscaped() : together(text(row.values[run]));
        parts << (chinese ? QStringLiteral("%1：%2") : QStringLiteral("%1:&nbsp;%2"))
                     .arg(together(text(brief ? row.brief : row.what)),
                          row.differs() ? QStringLiteral("<b>%1</b>").arg(value) : value);
    }
    return parts;
}

void ComparePane::setOutcome(std::size_t run, const QStringList& parts)
{
    m_footers[run]->setText(QStringLiteral("<span style='font-size:%1pt'>%2</span>")
                                .arg(m_theme.ui(9).pointSizeF())
                                .arg(parts.join(QStringLiteral("&nbsp;&nbsp;&nbsp; "))));
}

/// Both timelines are equally high, and told in the same way. Where there is little room, in fewer words; where that is not
/// enough, only what differs. In large type there is room for two lines.
void ComparePane::fitFooters()
{
    struct Way {
        bool brief, equalToo;
        int lines;
    };
    const double room = window()->height() / m_theme.textScale;
    const bool isSmall = !m_lecture && room < 600;
    const int lines = m_lecture || isSmall ? 2 : room < 760 ? 3 : 100;
    std::vector<Way> ways{{false, true, isSmall ? 1 : lines}, {true, true, lines}};
    if (std::ranges::any_of(m_outcomeRows, &OutcomeRow::differs))
        ways.insert(ways.end(), {{true, false, lines}, {true, false, isSmall ? 3 : lines}});
    const int width = shownWidth() - 2 * besideWords;
    const int line = QFontMetrics(m_theme.ui(9)).lineSpacing();
    for (QLabel* footer : m_footers)
        footer->setMinimumHeight(0); // it would count
    const auto fits = [&](std::size_t run, const QStringList& parts, const Way& way) {
        setOutcome(run, parts);
        return m_footers[run]->heightForWidth(width) <= way.lines * line + 8;
    };
    const auto fitsBoth = [&](const Way& way) {
        return fits(0, outcomeParts(0, way.brief, way.equalToo), way) &&
               fits(1, outcomeParts(1, way.brief, way.equalToo), way);
    };
    const auto chosen = std::ranges::find_if(ways, fitsBoth);
    const Way& way = chosen != ways.end() ? *chosen : ways.back();
    int height = 0;
    for (std::size_t i = 0; i < 2; ++i) {
        const QStringList all = outcomeParts(i, way.brief, way.equalToo);
        QStringList shown = all;
        for (qsizetype count = all.size(); !fits(i, shown, way) && count > 0;)
            shown = all.first(--count) << QStringLiteral("…");
        height = std::max(height, m_footers[i]->heightForWidth(width));
        m_footers[i]->setToolTip(way.brief ? m_footers[i]->accessibleName() : QString());
    }
    for (QLabel* footer : m_footers) {
        footer->setFixedHeight(height);
        footer->setVisible(m_comparing && !(m_lecture && m_outcomeRows.empty()));
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
    m_room->setText(tr("No room for A: make room"));
    m_room->setToolTip(tr("Close what stands beside the timelines, so that both runs are seen"));
    for (QToolButton* button : {m_jump, m_chooser, m_swap, m_close, m_room})
        button->setAccessibleName(button->toolTip());
    tell();
}

} // namespace tcplab
