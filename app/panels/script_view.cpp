#include "app/panels/script_view.h"

#include "app/wording/script_text.h"

#include <QEvent>
#include <QFontMetrics>

#include <algorithm>

namespace tcplab {

namespace {

constexpr int lineRole = Qt::UserRole;
constexpr QChar playingMark(0x25b6); // ▶
constexpr QChar troubleMark(0x2715); // ✕

} // namespace

ScriptView::ScriptView(QWidget* parent) : QListWidget(parent), m_theme(themeNamed(ThemeName::Light))
{
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setFocusPolicy(Qt::TabFocus);
    setSelectionMode(QAbstractItemView::NoSelection);
    // A click, or Enter on the line that the arrow keys have come to.
    const auto choose = [this](const QListWidgetItem* item) {
        if (item == nullptr)
            return;
        if (const auto step = stepOfLine(item->data(lineRole).toInt()))
            emit stepChosen(*step);
    };
    connect(this, &QListWidget::itemClicked, this, choose);
    connect(this, &QListWidget::itemActivated, this, choose);
    fill();
}

void ScriptView::setTheme(const Theme& theme)
{
    m_theme = theme;
    fill();
}

void ScriptView::setLanguage(Language language)
{
    if (std::exchange(m_language, language) != language)
        fill();
}

void ScriptView::setScript(const ScriptPlay* play)
{
    m_play = play;
    m_steps.clear();
    if (play != nullptr)
        for (const script::PlayedLine& one : play->played.lines)
            m_steps.emplace(one.line, one.step);
    fill();
}

void ScriptView::setStep(quint64 step)
{
    if (std::exchange(m_step, step) != step)
        mark();
}

std::optional<quint64> ScriptView::stepOfLine(int line) const
{
    const auto found = m_steps.find(line);
    return found == m_steps.end() ? std::nullopt : std::optional(found->second);
}

int ScriptView::troubleLine() const
{
    if (m_play == nullptr)
        return 0;
    switch (m_play->played.outcome) {
    case script::Outcome::Passed: return 0;
    case script::Outcome::Failed: return m_play->played.finding.line;
    case script::Outcome::NotSupported: break;
    }
    return m_play->played.missing.line;
}

void ScriptView::fill()
{
    clear();
    setAccessibleName(tr("The script, line by line"));
    if (m_play == nullptr) {
        auto* item =
            new QListWidgetItem(tr("A script plays this side. Its text is not in this scenario."), this);
        item->setForeground(m_theme.mutedText);
        m_lineCount = 0;
        return;
    }
    QStringList lines = m_play->text.split(QLatin1Char('\n'));
    while (!lines.isEmpty() && lines.last().trimmed().isEmpty())
        lines.removeLast();
    m_lineCount = static_cast<int>(lines.size());
    const int trouble = troubleLine();
    for (int line = 1; line <= m_lineCount; ++line) {
        auto* item = new QListWidgetItem(this);
        item->setFont(m_theme.mono(8.5));
        item->setData(lineRole, line);
        QString text = lines[line - 1];
        text.replace(QLatin1Char('\t'), QLatin1String("    ")).remove(QLatin1Char('\r'));
        item->setData(lineRole + 1, text);
        if (line != trouble)
            continue;
        auto* words =
            new QListWidgetItem(QString::fromStdString(troubleText(m_play->played, m_language)), this);
        words->setFont(m_theme.ui(9, true));
        words->setForeground(m_theme.lost);
        words->setData(lineRole, line);
        words->setData(lineRole + 1, words->text());
        words->setToolTip(words->text());
    }
    mark();
}

/// What has been played by now stands out from what is to come.
void ScriptView::mark()
{
    if (m_play == nullptr)
        return;
    m_playing.clear();
    quint64 last = 0;
    int reached = 0;
    for (const script::PlayedLine& one : m_play->played.lines) {
        if (one.step > m_step)
            break;
        if (one.step != last)
            m_playing.clear();
        last = one.step;
        m_playing.push_back(one.line);
        reached = one.line;
    }
    const int trouble = troubleLine();
    const auto digits = static_cast<int>(QString::number(m_lineCount).size());
    QListWidgetItem* current = nullptr;
    for (int row = 0; row < count(); ++row) {
        QListWidgetItem* item = this->item(row);
        const int line = item->data(lineRole).toInt();
        const bool isMessage = row > 0 && this->item(row - 1)->data(lineRole).toInt() == line;
        const bool isPlaying = std::ranges::find(m_playing, line) != m_playing.end();
        item->setBackground(isPlaying && !isMessage ? QBrush(m_theme.highlight) : QBrush());
        if (isMessage)
            continue;
        const bool isComment = !stepOfLine(line);
        item->setForeground(line == trouble               ? m_theme.lost
                            : isComment || line > reached ? m_theme.mutedText
                                                          : m_theme.text);
        QFont font = m_theme.mono(8.5);
        font.setBold(isPlaying || line == trouble);
        item->setFont(font);
        const QChar mark = line == trouble ? troubleMark : isPlaying ? playingMark : QChar(u' ');
        item->setText(
            QStringLiteral("%1 %2 %3").arg(line, digits).arg(mark).arg(item->data(lineRole + 1).toString()));
        if (isPlaying && current == nullptr)
            current = item;
    }
    if (current != nullptr)
        scrollToItem(current, QAbstractItemView::PositionAtCenter);
    else
        scrollToTop();
}

void ScriptView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        fill();
    QListWidget::changeEvent(event);
}

} // namespace tcplab
