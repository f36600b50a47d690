#include "app/window/transport_bar.h"

#include "app/window/window_actions.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QScopedValueRollback>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <cmath>

namespace tcplab {

namespace {
constexpr std::array speedChoices{0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0};
}

TransportBar::TransportBar(Session& session, Playback& playback, WindowActions& actions, QWidget* parent)
    : QFrame(parent),
      m_session(session),
      m_playback(playback),
      m_theme(themeNamed(ThemeName::Light)),
      m_place(new QLabel(this)),
      m_time(new QLabel(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 5, 12, 2);
    layout->setSpacing(6);
    layout->setSizeConstraint(QLayout::SetNoConstraint); // words follow the width
    const auto add = [&](Do what, Qt::ToolButtonStyle style, std::vector<QToolButton*>* group) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(actions[what]);
        button->setToolButtonStyle(style);
        button->setFocusPolicy(Qt::TabFocus);
        button->setProperty("look", what == Do::Play ? "primary" : "transport");
        layout->addWidget(button);
        if (what == Do::Play)
            m_play = button;
        if (group != nullptr)
            group->push_back(button);
    };
    add(Do::First, Qt::ToolButtonIconOnly, &m_ends);
    add(Do::StepBack, Qt::ToolButtonTextBesideIcon, &m_travel);
    add(Do::Play, Qt::ToolButtonTextBesideIcon, nullptr);
    add(Do::StepForward, Qt::ToolButtonTextBesideIcon, &m_travel);
    add(Do::NextState, Qt::ToolButtonTextBesideIcon, &m_travel);
    add(Do::Last, Qt::ToolButtonIconOnly, &m_ends);
    layout->addSpacing(4);
    m_speeds = new QComboBox(this); // a Tab reaches it after the buttons
    for (const double speed : speedChoices)
        m_speeds->addItem(QStringLiteral("×%1").arg(speed), speed);
    m_speeds->setCurrentIndex(static_cast<int>(
        std::find(speedChoices.begin(), speedChoices.end(), playback.speed()) - speedChoices.begin()));
    m_speeds->setFocusPolicy(Qt::TabFocus);
    layout->addWidget(m_speeds);
    layout->addSpacing(8);
    m_time->setProperty("look", "clock");
    layout->addWidget(m_time);
    layout->addSpacing(8);
    m_place->setProperty("look", "muted");
    layout->addWidget(m_place);
    layout->addStretch(1);
    for (const Do what : {Do::Undo, Do::Redo})
        add(what, Qt::ToolButtonIconOnly, &m_history);
    layout->addSpacing(4);
    for (const Do what :
         {Do::ShowTables, Do::ShowSegment, Do::ShowNumbers, Do::ShowGraphs, Do::ShowSockets, Do::ShowNotes})
        add(what, Qt::ToolButtonTextBesideIcon, &m_toggles);
    for (QToolButton* toggle : m_toggles)
        toggle->setProperty("look", "tab");
    add(Do::Keys, Qt::ToolButtonIconOnly, nullptr);

    connect(m_speeds, &QComboBox::activated, this,
            [this](int row) { m_playback.setSpeed(m_speeds->itemData(row).toDouble()); });
    connect(&playback, &Playback::speedChanged, this, [this](double speed) {
        const int row = m_speeds->findData(speed);
        if (row >= 0)
            m_speeds->setCurrentIndex(row);
    });
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    retranslate();
}

void TransportBar::setTheme(const Theme& theme)
{
    m_theme = theme;
    retranslate();
}

void TransportBar::retranslate()
{
    m_speeds->setToolTip(tr("How fast it plays"));
    m_speeds->setAccessibleName(m_speeds->toolTip());
    refresh();
    fitButtons();
}

QString TransportBar::placeText() const
{
    return tr("step %1 of %2").arg(m_session.step()).arg(m_session.stepCount());
}

QString TransportBar::timeText() const
{
    return QStringLiteral("t = %1").arg(QString::fromStdString(instantText(m_session.now())));
}

void TransportBar::refresh()
{
    if (!m_session.hasRun())
        return;
    m_place->setText(placeText());
    m_time->setText(timeText());
    // What is to the right of these must not dance while it plays.
    const Instant end = m_session.trace().instantOf(m_session.stepCount());
    const QString widest =
        QStringLiteral("t = %1").arg(QString::fromStdString(instantText(end + nanoseconds(1))));
    const int room = QFontMetrics(m_theme.mono(11, true)).horizontalAdvance(widest) + 6;
    const bool other = room != m_time->minimumWidth();
    m_time->setMinimumWidth(room);
    m_place->setMinimumWidth(
        QFontMetrics(m_theme.ui(8.5))
            .horizontalAdvance(tr("step %1 of %2").arg(m_session.stepCount()).arg(m_session.stepCount())));
    if (other)
        fitButtons();
}

void TransportBar::changeSpeed(int by)
{
    const int row = std::clamp(m_speeds->currentIndex() + by, 0, m_speeds->count() - 1);
    m_playback.setSpeed(m_speeds->itemData(row).toDouble());
}

QSize TransportBar::minimumSizeHint() const
{
    return {static_cast<int>(400 * m_theme.textScale), layout()->minimumSize().height()};
}

/// As wide as its longer word: what is beside it stays where it is.
int TransportBar::playWidth() const
{
    const QFontMetrics metrics(m_play->font());
    const auto widthOf = [&metrics](const char* word) {
        return metrics.horizontalAdvance(QCoreApplication::translate("tcplab::WindowActions", word));
    };
    return m_play->sizeHint().width() - metrics.horizontalAdvance(m_play->text()) +
           std::max(widthOf("Play"), widthOf("Pause"));
}

/// Px of all that would be seen.
int TransportBar::neededWidth(const std::vector<QWidget*>& absent) const
{
    const QMargins margins = layout()->contentsMargins();
    int needed = margins.left() + margins.right() - layout()->spacing();
    for (int i = 0; i < layout()->count(); ++i) {
        const QLayoutItem* item = layout()->itemAt(i);
        const QWidget* one = item->widget();
        if (one == nullptr)
            needed += item->sizeHint().width();
        else if (std::find(absent.begin(), absent.end(), one) == absent.end())
            needed += layout()->spacing() + std::max(one->minimumWidth(), one->minimumSizeHint().width());
    }
    return needed;
}

/// Words beside icons as far as there is room for them.
void TransportBar::fitButtons()
{
    if (m_fitting) // showing and hiding parts lays them out anew, which asks here again
        return;
    if (!testAttribute(Qt::WA_Resized)) // it has no place yet; it is asked again when it has
        return;
    const QScopedValueRollback fitting(m_fitting, true);
    const auto setStyle = [](const std::vector<QToolButton*>& buttons, Qt::ToolButtonStyle style) {
        for (QToolButton* button : buttons)
            button->setToolButtonStyle(style);
    };
    struct Style {
        Qt::ToolButtonStyle travel, toggles;
        bool place;
        bool play = true;    ///< its word
        bool speed = true;   ///< its choice; keys and menu have it, too
        bool history = true; ///< undo and redo; so have they
        bool ends = true;    ///< to the beginning and the end; so have they
        bool details = true; ///< beside a dock in the smallest windows; so have they
    };
    // The names of the details stay longest: nobody knows them by their pictures.
    constexpr std::array styles{
        Style{Qt::ToolButtonTextBesideIcon, Qt::ToolButtonTextBesideIcon, true},
        Style{Qt::ToolButtonTextBesideIcon, Qt::ToolButtonTextOnly, true},
        Style{Qt::ToolButtonIconOnly, Qt::ToolButtonTextOnly, true},
        Style{Qt::ToolButtonIconOnly, Qt::ToolButtonTextOnly, false},
        Style{Qt::ToolButtonIconOnly, Qt::ToolButtonIconOnly, true},
        Style{Qt::ToolButtonIconOnly, Qt::ToolButtonIconOnly, false},
        Style{Qt::ToolButtonIconOnly, Qt::ToolButtonIconOnly, false, false},
        Style{Qt::ToolButtonIconOnly, Qt::ToolButtonIconOnly, false, false, false},
        Style{Qt::ToolButtonIconOnly, Qt::ToolButtonIconOnly, false, false, false, false},
        Style{Qt::ToolButtonIconOnly, Qt::ToolButtonIconOnly, false, false, false, false, false},
        Style{Qt::ToolButtonIconOnly, Qt::ToolButtonIconOnly, false, false, false, false, false, false}};
    const auto absentIn = [this](const Style& style) {
        std::vector<QWidget*> absent;
        if (!style.place)
            absent.push_back(m_place);
        if (!style.speed)
            absent.push_back(m_speeds);
        if (!style.history)
            absent.insert(absent.end(), m_history.begin(), m_history.end());
        if (!style.ends)
            absent.insert(absent.end(), m_ends.begin(), m_ends.end());
        if (!style.details)
            absent.insert(absent.end(), m_toggles.begin(), m_toggles.end());
        return absent;
    };
    const auto fits = [&](const Style& style) {
        setStyle(m_travel, style.travel);
        setStyle(m_toggles, style.toggles);
        m_play->setMinimumWidth(0);
        m_play->setToolButtonStyle(style.play ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
        if (style.play)
            m_play->setMinimumWidth(playWidth());
        return neededWidth(absentIn(style)) <= width();
    };
    const auto chosen = std::find_if(styles.begin(), styles.end() - 1, fits);
    if (chosen == styles.end() - 1)
        fits(*chosen);
    m_place->setVisible(chosen->place);
    m_speeds->setVisible(chosen->speed);
    for (QToolButton* button : m_history)
        button->setVisible(chosen->history);
    for (QToolButton* button : m_ends)
        button->setVisible(chosen->ends);
    for (QToolButton* button : m_toggles)
        button->setVisible(chosen->details);
    layout()->activate();
}

void TransportBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fitButtons();
}

void TransportBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace tcplab
