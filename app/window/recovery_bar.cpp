#include "app/window/recovery_bar.h"

#include "app/wording/wording.h"

#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace tcplab {

RecoveryBar::RecoveryBar(QWidget* parent)
    : QFrame(parent), m_words(new QLabel(this)), m_back(new QPushButton(this)), m_away(new QPushButton(this))
{
    setProperty("look", "bar");
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 4, 12, 4);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_back);
    layout->addWidget(m_away);
    connect(m_back, &QPushButton::clicked, this, [this] { emit wanted(LostRun(m_lost.front())); });
    connect(m_away, &QPushButton::clicked, this, [this] {
        const LostRun lost = m_lost.front();
        settle(lost.file);
        emit forgotten(lost);
    });
    retranslate();
    hide();
}

void RecoveryBar::offer(std::vector<LostRun> lost)
{
    m_lost = std::move(lost);
    retranslate();
    setVisible(!m_lost.empty());
}

void RecoveryBar::settle(const QString& file)
{
    std::erase_if(m_lost, [&file](const LostRun& lost) { return lost.file == file; });
    retranslate();
    setVisible(!m_lost.empty());
}

void RecoveryBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void RecoveryBar::retranslate()
{
    m_back->setText(tr("Bring it back"));
    m_away->setText(tr("Forget it"));
    if (m_lost.empty())
        return;
    const LostRun& lost = m_lost.front();
    const QString name =
        lost.path.isEmpty() ? QString::fromStdString(lost.scenario.name) : QFileInfo(lost.path).fileName();
    const QString step = QString::number(lost.step);
    const std::size_t byHand = isOfScript(lost.scenario) ? 0 : lost.scenario.interventions.size();
    if (byHand == 0)
        //: %1 is a scenario; %2 is the number of a step
        m_words->setText(
            tr("TCP Lab ended unexpectedly. You can bring back %1, at step %2.").arg(name, step));
    else if (byHand == 1)
        //: %1 is a scenario; %2 is the number of a step
        m_words->setText(
            tr("TCP Lab ended unexpectedly. You can bring back %1 with one change made by hand, at step %2.")
                .arg(name, step));
    else
        //: %1 is a scenario; %2 is the number of a step; %3 counts what was done by hand, two at least
        m_words->setText(
            tr("TCP Lab ended unexpectedly. You can bring back %1 with %3 changes made by hand, at step %2.")
                .arg(name, step, QString::number(byHand)));
    m_words->setAccessibleName(m_words->text());
}

} // namespace tcplab
