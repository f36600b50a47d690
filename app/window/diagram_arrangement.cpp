#include "app/window/diagram_arrangement.h"

#include "app/diagram/diagram_view.h"
#include "app/window/host_column.h"
#include "app/wording/transition_text.h"

#include <QFrame>
#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

namespace tcplab {

DiagramArrangement::DiagramArrangement(Session& session, const RunIndex& index, QSplitter* splitter,
                                       std::array<HostColumn*, 2> columns, QWidget* parent)
    : QObject(parent),
      m_session(session),
      m_index(index),
      m_splitter(splitter),
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
    if (one) {
        m_twoSizes = m_splitter->sizes();
        for (HostColumn* column : m_columns) {
            column->setDiagramShown(false);
            m_hosts->layout()->addWidget(column);
        }
        m_splitter->insertWidget(0, m_card);
        m_splitter->addWidget(m_hosts);
        m_splitter->setStretchFactor(0, 30);
        m_splitter->setStretchFactor(2, 27);
        m_card->show();
        m_hosts->show();
        m_splitter->setSizes({30000, 44000, 26000});
    } else {
        m_splitter->insertWidget(0, m_columns[0]);
        m_splitter->addWidget(m_columns[1]);
        for (QWidget* away : {static_cast<QWidget*>(m_card), m_hosts}) {
            away->hide();
            away->setParent(m_splitter->window());
        }
        for (HostColumn* column : m_columns)
            column->setDiagramShown(true);
        m_splitter->setStretchFactor(0, 27);
        m_splitter->setStretchFactor(2, 27);
        m_splitter->setSizes(m_twoSizes.size() == 3 ? m_twoSizes : QList<int>{27000, 46000, 27000});
    }
    for (HostColumn* column : m_columns)
        column->show();
    refresh();
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
    const auto host = [&](Side side, const char* shape) {
        return QStringLiteral("<span style=\"color:%1\">%2 %3</span>")
            .arg(m_theme.of(side).name(), QString::fromUtf8(shape),
                 QString::fromStdString(sideName(side, language)).toHtmlEscaped());
    };
    m_title->setText(QStringLiteral("%1 &nbsp; %2 &nbsp; %3")
                         .arg(tr("State diagram"), host(Side::Client, "●"), host(Side::Server, "■")));
}

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
