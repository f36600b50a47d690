#include "app/window/diagram_arrangement.h"

#include "app/diagram/diagram_view.h"
#include "app/window/gives_way.h"
#include "app/window/host_column.h"
#include "app/wording/transition_text.h"

#include <QFrame>
#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

namespace tcplab {

DiagramArrangement::DiagramArrangement(Session& session, const RunIndex& index, QSplitter* splitter,
                                       QWidget* timeline, std::array<HostColumn*, 2> columns, QWidget* parent)
    : QObject(parent),
      m_session(session),
      m_index(index),
      m_splitter(splitter),
      m_timeline(timeline),
      m_columns(columns),
      m_card(new QFrame(parent)),
      m_title(new QLabel(m_card)),
      m_joint(new DiagramView(m_card)),
      m_hosts(new QWidget(parent)),
      m_theme(themeNamed(ThemeName::Light))
{
    m_card->setProperty("look", "card");
    m_title->setProperty("look", "heading");
    auto* inCard = new QVBoxLayout(m_card);
    inCard->setContentsMargins(0, 6, 0, 7);
    inCard->setSpacing(2);
    m_title->setContentsMargins(10, 0, 10, 0);
    inCard->addWidget(m_title);
    inCard->addWidget(m_joint, 1);
    m_card->hide();
    auto* inHosts = new QVBoxLayout(m_hosts);
    inHosts->setContentsMargins(0, 0, 0, 0);
    inHosts->setSpacing(8);
    m_hosts->hide();
    const auto follow = [this](DiagramView* diagram) {
        connect(diagram, &DiagramView::placeChosen, this, &DiagramArrangement::placeChosen);
        connect(diagram, &DiagramView::entered, this, &DiagramArrangement::entered);
        connect(diagram, &DiagramView::counterChosen, this, &DiagramArrangement::counterChosen);
    };
    follow(m_joint);
    for (HostColumn* column : m_columns)
        follow(column->diagram());
}

void DiagramArrangement::setOne(bool one)
{
    if (std::exchange(m_one, one) == one)
        return;
    const int place = m_splitter->indexOf(m_timeline);
    if (one) {
        m_twoSizes = m_splitter->sizes();
        for (HostColumn* column : m_columns) {
            column->setDiagramShown(false);
            m_hosts->layout()->addWidget(column);
        }
        const int timeline = m_splitter->indexOf(m_timeline);
        m_splitter->insertWidget(timeline, m_card);
        m_splitter->insertWidget(timeline + 2, m_hosts);
    } else {
        m_splitter->insertWidget(place, m_columns[0]);
        m_splitter->insertWidget(place + 2, m_columns[1]);
        for (QWidget* away : {static_cast<QWidget*>(m_card), m_hosts}) {
            setWanted(*away, false);
            away->setParent(m_splitter->window());
        }
        for (HostColumn* column : m_columns)
            column->setDiagramShown(true);
    }
    share();
    refresh();
}

void DiagramArrangement::setLecture(bool on, bool diagram, bool timeline)
{
    m_lecture = on;
    m_timeline->setVisible(!on || timeline);
    m_diagramWanted = !on || diagram;
    m_joint->setWordsBesideArrows(!on); // its title has them
    if (on)
        setOne(true);
    share();
    retitle();
}

void DiagramArrangement::setComparing(bool comparing)
{
    m_comparing = comparing;
    if (m_one)
        share();
}

/// Who is seen beside the timeline, and how wide all are.
void DiagramArrangement::share()
{
    setWanted(*m_card, m_one && m_diagramWanted && !m_comparing);
    setWanted(*m_hosts, m_one && !m_lecture && !m_comparing);
    for (HostColumn* column : m_columns)
        setWanted(*column, m_one || !m_comparing);
    if (m_comparing)
        return; // these widths are not ours
    const int middle = m_splitter->indexOf(m_timeline);
    for (const int place : {middle - 1, middle + 1})
        m_splitter->setStretchFactor(place, 27);
    if (!m_one && m_twoSizes.size() == m_splitter->count()) {
        m_splitter->setSizes(m_twoSizes);
        return;
    }
    QList<int> sizes(m_splitter->count(), 0);
    sizes[middle - 1] = m_lecture ? 42000 : m_one ? 30000 : 27000;
    sizes[middle] = m_lecture ? 58000 : 45000;
    sizes[middle + 1] = m_lecture ? 0 : 26000;
    m_splitter->setSizes(sizes);
}

void DiagramArrangement::setTheme(const Theme& theme)
{
    m_theme = theme;
    m_joint->setTheme(theme);
    retitle();
}

/// Whose token is whose.
void DiagramArrangement::retitle()
{
    const Language language = m_session.language();
    const auto host = [&](Side side, const QString& name) {
        return QStringLiteral("<span style=\"color:%1\">%2 %3</span>")
            .arg(m_theme.of(side).name(), QString::fromUtf8(side == Side::Client ? "●" : "■"),
                 name.toHtmlEscaped());
    };
    const auto named = [&](Side side) {
        return host(side, QString::fromStdString(sideName(side, language)));
    };
    const auto lettered = [&](Side side) {
        return host(
            side, QString::fromStdString(diagramWord(
                      side == Side::Client ? DiagramWord::ClientToken : DiagramWord::ServerToken, language)));
    };
    const QString key = named(Side::Client) + QStringLiteral(" &nbsp; ") + named(Side::Server);
    if (m_lecture) // the arrow's words are too large to stand beside it
        for (const DiagramSituation& s : m_joint->situations())
            if (s.taken) {
                const QString action = s.takenText.action == "x" ? QStringLiteral("—")
                                                                 : QString::fromStdString(s.takenText.action);
                const QString words = QStringLiteral("%1 / %2").arg(
                    QString::fromStdString(s.takenText.event).toHtmlEscaped(), action.toHtmlEscaped());
                const QString mine = QStringLiteral("<span style=\"color:%1\">%2</span>")
                                         .arg(m_theme.of(s.side).name(), words);
                // The only key to the colours stays, as fully as there is room.
                for (const QString& one : {key + QStringLiteral(" &nbsp; ") + mine,
                                           lettered(Side::Client) + QStringLiteral(" ") +
                                               lettered(Side::Server) + QStringLiteral(" &nbsp; ") + mine}) {
                    m_title->setText(one);
                    if (m_title->sizeHint().width() <= m_card->width())
                        return;
                }
                return;
            }
    m_title->setText(QStringLiteral("%1 &nbsp; %2").arg(tr("State diagram"), key));
}

QString DiagramArrangement::titleText() const { return m_title->text(); }

void DiagramArrangement::refresh()
{
    if (!m_session.hasRun())
        return;
    m_walked.see(m_session.trace(), m_index, m_session.step());
    std::vector<DiagramSituation> both;
    for (HostColumn* column : m_columns) {
        column->diagram()->setWalked(m_walked.arrows());
        if (!column->isScripted())
            both.push_back(column->diagram()->situation());
    }
    m_joint->setLanguage(m_session.language());
    m_joint->setWalked(m_walked.arrows());
    m_joint->setSituations(std::move(both));
    retitle();
}

void DiagramArrangement::beginAgain()
{
    m_walked.clear(m_session.hasRun() ? m_session.step() : 0);
    refresh();
}

} // namespace tcplab
