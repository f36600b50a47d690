#include "app/panels/call_buttons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace tcplab {

CallButtons::CallButtons(Side side, QWidget* parent)
    : QWidget(parent),
      m_side(side),
      m_opening(new QPushButton(this)),
      m_more(new QToolButton(this)),
      m_menu(new QMenu(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 0, 4, 0);
    layout->setSpacing(3);
    const auto add = [this, layout](QPushButton* button) {
        button->setProperty("look", "call");
        button->setFocusPolicy(Qt::TabFocus);
        layout->addWidget(button);
    };
    add(m_opening);
    connect(m_opening, &QPushButton::clicked, this, [this] {
        if (const Statement* statement = statementFor(openingCall()))
            emit wanted(MakeCall{m_side, *statement});
    });
    for (const Call call : {Call::Send, Call::Recv, Call::Shutdown, Call::Close, Call::Abort}) {
        auto* one = new QPushButton(QString::fromLatin1(nameOf(call)), this);
        add(one);
        m_buttons.emplace_back(call, one);
        connect(one, &QPushButton::clicked, this, [this, call] {
            if (const Statement* statement = statementFor(call))
                emit wanted(MakeCall{m_side, *statement});
        });
    }
    layout->addStretch(1);
    m_more->setText(QStringLiteral("⋯"));
    m_more->setProperty("look", "quiet");
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setFocusPolicy(Qt::TabFocus);
    m_more->setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &CallButtons::fillMenu);
    layout->addWidget(m_more);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    refresh();
}

void CallButtons::setCalls(std::vector<Statement> possible, const std::string& socket, bool hostIsUp)
{
    if (possible == m_possible && socket == m_socket && hostIsUp == m_up)
        return;
    m_possible = std::move(possible);
    m_socket = socket;
    m_up = hostIsUp;
    refresh();
}

const Statement* CallButtons::statementFor(Call call) const
{
    const Statement* other = nullptr;
    for (const Statement& statement : m_possible) {
        if (statement.call != call)
            continue;
        if (statement.socket == m_socket)
            return &statement;
        if (other == nullptr)
            other = &statement;
    }
    return other;
}

Call CallButtons::openingCall() const
{
    if (statementFor(Call::Accept) != nullptr)
        return Call::Accept;
    const Call usual = m_side == Side::Client ? Call::Connect : Call::Listen;
    const Call unusual = m_side == Side::Client ? Call::Listen : Call::Connect;
    return statementFor(usual) == nullptr && statementFor(unusual) != nullptr ? unusual : usual;
}

QPushButton* CallButtons::button(Call call) const
{
    if (call == Call::Connect || call == Call::Listen || call == Call::Accept)
        return openingCall() == call ? m_opening : nullptr;
    for (const auto& [which, button] : m_buttons)
        if (which == call)
            return button;
    return nullptr;
}

void CallButtons::refresh()
{
    const auto show = [this](QPushButton* button, Call call) {
        const Statement* statement = statementFor(call);
        button->setText(QString::fromLatin1(nameOf(call)));
        button->setEnabled(statement != nullptr);
        const QString written = statement != nullptr ? QString::fromStdString(statementText(*statement))
                                                     : QString::fromLatin1(nameOf(call));
        button->setToolTip(statement != nullptr ? tr("Make the call: %1").arg(written)
                                                : tr("%1 is not possible now").arg(written));
        button->setAccessibleName(button->toolTip());
    };
    show(m_opening, openingCall());
    for (const auto& [call, button] : m_buttons)
        show(button, call);
    showWhatFits();
    m_more->setToolTip(tr("More that can be done to this host"));
    m_more->setAccessibleName(m_more->toolTip());
}

/// A word that is cut is worse than one that stands in the menu: those that cannot be pressed go first, then
/// the rarer ones.
void CallButtons::showWhatFits()
{
    std::vector<QPushButton*> order;
    for (const bool enabled : {false, true})
        for (const Call call : {Call::Abort, Call::Shutdown, Call::Recv, Call::Send, Call::Close})
            if (QPushButton* one = button(call); one != nullptr && one->isEnabled() == enabled)
                order.push_back(one);
    int needed = layout()->contentsMargins().left() + layout()->contentsMargins().right() +
                 m_more->sizeHint().width() + m_opening->sizeHint().width() + layout()->spacing();
    for (const QPushButton* one : order)
        needed += one->sizeHint().width() + layout()->spacing();
    for (QPushButton* one : order) {
        const bool fits = needed <= width();
        if (!fits)
            needed -= one->sizeHint().width() + layout()->spacing();
        one->setVisible(fits);
    }
}

QSize CallButtons::minimumSizeHint() const
{
    return {m_opening->sizeHint().width() + m_more->sizeHint().width() + 4 * layout()->spacing(),
            m_opening->sizeHint().height()};
}

void CallButtons::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    showWhatFits();
}

void CallButtons::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showWhatFits();
}

void CallButtons::fillMenu()
{
    m_menu->clear();
    for (const Statement& statement : m_possible) {
        if (statement.call == Call::Crash || statement.call == Call::Boot)
            continue; // no socket calls: they have an entry of their own below
        m_menu->addAction(QString::fromStdString(statementText(statement)), this,
                          [this, statement] { emit wanted(MakeCall{m_side, statement}); });
    }
    if (!m_menu->isEmpty())
        m_menu->addSeparator();
    m_menu->addAction(tr("Another call…"), this, &CallButtons::otherCallWanted)->setEnabled(m_up);
    m_menu->addSeparator();
    if (m_up)
        m_menu->addAction(tr("Crash this host (all its connections vanish)"), this,
                          [this] { emit wanted(CrashHost{m_side}); });
    else
        m_menu->addAction(tr("Boot this host"), this, [this] { emit wanted(BootHost{m_side}); });
}

void CallButtons::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    else if (isVisible() && (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange))
        showWhatFits();
    QWidget::changeEvent(event);
}

} // namespace tcplab
