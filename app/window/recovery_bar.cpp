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
    m_away->installEventFilter(this);
    connect(m_back, &QPushButton::clicked, this, [this] {
        emit wanted(LostRun(m_lost.front()));
        emit answered();
    });
    connect(m_away, &QPushButton::clicked, this, [this] {
        if (m_forgetting) {
            finish();
        } else {
            m_forgetting = true;
            retranslate();
        }
        emit answered();
    });
    retranslate();
    hide();
}

void RecoveryBar::offer(std::vector<LostRun> lost)
{
    m_lost = std::move(lost);
    m_forgetting = false;
    retranslate();
    setVisible(!m_lost.empty());
}

void RecoveryBar::settle(const QString& file)
{
    std::erase_if(m_lost, [&file](const LostRun& lost) { return lost.file == file; });
    m_forgetting = false;
    retranslate();
    setVisible(!m_lost.empty());
}

void RecoveryBar::finish()
{
    if (!m_forgetting)
        return;
    const LostRun lost = m_lost.front();
    settle(lost.file);
    emit forgotten(lost);
}

/// The second half of a double click answers nothing: the button says something else by then.
bool RecoveryBar::eventFilter(QObject* watched, QEvent* event)
{
    return (watched == m_away && event->type() == QEvent::MouseButtonDblClick) ||
           QFrame::eventFilter(watched, event);
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
    //: The line that says what will be deleted
    m_away->setText(m_forgetting ? tr("Close") : tr("Forget it"));
    if (m_lost.empty())
        return;
    m_words->setText(sentenceFor(m_lost.front()));
    m_words->setAccessibleName(m_words->text());
}

QString RecoveryBar::sentenceFor(const LostRun& lost) const
{
    const QString name =
        lost.path.isEmpty() ? QString::fromStdString(lost.scenario.name) : QFileInfo(lost.path).fileName();
    if (m_forgetting)
        //: %1 is a scenario
        return tr("%1 is forgotten once this line or TCP Lab is closed. Until then you can bring it back.")
            .arg(name);
    const QString step = QString::number(lost.step);
    const std::size_t byHand = isOfScript(lost.scenario) ? 0 : lost.scenario.interventions.size();
    if (byHand == 0)
        //: %1 is a scenario; %2 is the number of a step
        return tr("TCP Lab ended unexpectedly. You can bring back %1, at step %2.").arg(name, step);
    if (byHand == 1)
        //: %1 is a scenario; %2 is the number of a step
        return tr("TCP Lab ended unexpectedly. You can bring back %1 with one change made by hand, at step "
                  "%2.")
            .arg(name, step);
    //: %1 is a scenario; %2 is the number of a step; %3 counts what was done by hand, two at least
    return tr("TCP Lab ended unexpectedly. You can bring back %1 with %3 changes made by hand, at step %2.")
        .arg(name, step, QString::number(byHand));
}

} // namespace tcplab
