#include "app/window/recovery_bar.h"

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
    connect(m_back, &QPushButton::clicked, this, [this] { emit wanted(take()); });
    connect(m_away, &QPushButton::clicked, this, [this] { emit forgotten(take()); });
    retranslate();
    hide();
}

void RecoveryBar::offer(std::vector<LostRun> lost)
{
    m_lost = std::move(lost);
    retranslate();
    setVisible(!m_lost.empty());
}

LostRun RecoveryBar::take()
{
    LostRun first = std::move(m_lost.front());
    m_lost.erase(m_lost.begin());
    retranslate();
    setVisible(!m_lost.empty());
    return first;
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
    //: %1 is a scenario; %2 counts what was done by hand; %3 is the number of an event
    m_words->setText(
        tr("TCP Lab was torn away last time. Nothing is lost: %1, changed by hand %2 times, at event %3.")
            .arg(name)
            .arg(lost.scenario.interventions.size())
            .arg(lost.step));
    m_words->setAccessibleName(m_words->text());
}

} // namespace tcplab
