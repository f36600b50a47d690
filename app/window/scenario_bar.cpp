#include "app/window/scenario_bar.h"

#include "app/window/elided_label.h"
#include "app/window/window_actions.h"
#include "core/base/quantity.h"

#include <QComboBox>
#include <QEvent>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>

namespace tcplab {

namespace {

constexpr int chipPad = 9;
constexpr int chipGap = 7;

QString text(const std::string& s) { return QString::fromStdString(s); }

/// One value, or "client / server" where the directions differ.
template <class Read, class Write>
QString bothWays(const Scenario& scenario, Read read, Write write)
{
    const auto client = read(scenario.links[0]);
    const auto server = read(scenario.links[1]);
    const QString one = text(write(client));
    return client == server ? one : QStringLiteral("%1 / %2").arg(one, text(write(server)));
}

} // namespace

QString ScenarioBar::lossText(const Scenario& scenario)
{
    QStringList parts;
    if (scenario.links[0].loss != Probability{} || scenario.links[1].loss != Probability{})
        parts << bothWays(scenario, [](const LinkSettings& l) { return l.loss; }, probabilityText);
    const auto inOne = [&scenario](auto holds) {
        return holds(scenario.links[0]) || holds(scenario.links[1]);
    };
    if (inOne([](const LinkSettings& l) { return l.lossModel == LossModel::GilbertElliott; }))
        parts << tr("in bursts");
    if (inOne([](const LinkSettings& l) { return !l.lossList.empty(); }))
        parts << tr("by a list");
    if (const auto drops = std::ranges::count(scenario.faults, FaultAction::Drop, &FaultRule::action))
        parts << tr("%1 scripted").arg(drops);
    return parts.isEmpty() ? tr("none") : parts.join(QStringLiteral(" + "));
}

QString ScenarioBar::otherFaultsText(const Scenario& scenario)
{
    const auto count = [&scenario](FaultAction action) {
        return std::ranges::count(scenario.faults, action, &FaultRule::action);
    };
    QStringList parts;
    if (const auto delays = count(FaultAction::Delay))
        //: So many rules of the scenario hold segments back
        parts << tr("%1 delay").arg(delays);
    if (const auto duplicates = count(FaultAction::Duplicate))
        //: So many rules of the scenario double segments
        parts << tr("%1 duplicate").arg(duplicates);
    if (const auto damages = count(FaultAction::Corrupt))
        //: So many rules of the scenario damage segments
        parts << tr("%1 corrupt").arg(damages);
    return parts.join(QStringLiteral(" + "));
}

QString ScenarioBar::queueText(const LinkSettings& link)
{
    const QString name = QString::fromLatin1(nameOf(link.discipline));
    if (!link.ecn)
        return name;
    if (link.discipline != QueueDiscipline::DropTail)
        return tr("%1, marks").arg(name);
    const std::uint64_t amount = link.ecnThreshold.amount;
    if (link.ecnThreshold.inOctets)
        return tr("marks above %1 B").arg(amount);
    //: A queue sets CE (RFC 3168) on what finds more than so many segments waiting.
    return amount == 1 ? tr("marks above 1 segment") : tr("marks above %1 segments").arg(amount);
}

std::vector<Fact> ScenarioBar::factsOf(const Scenario& scenario)
{
    std::vector<Fact> facts;
    facts.push_back({tr("one-way delay"),
                     bothWays(
                         scenario, [](const LinkSettings& l) { return l.delay; }, durationText),
                     tr("How long a segment is under way"), QStringLiteral("network.delay")});
    facts.push_back({tr("loss"), lossText(scenario),
                     tr("What the wire loses by chance, and what by a rule of the scenario"),
                     QStringLiteral("network.loss")});
    if (const QString others = otherFaultsText(scenario); !others.isEmpty())
        facts.push_back({tr("scripted"), others,
                         tr("What rules of the scenario do to segments besides losing them"),
                         QStringLiteral("fault.action")});
    facts.push_back({tr("MSL"),
                     bothWays(
                         scenario, [](const LinkSettings& l) { return l.msl; }, durationText),
                     tr("Maximum segment lifetime: no segment lives longer on the wire"),
                     QStringLiteral("network.msl")});
    facts.push_back({tr("bandwidth"),
                     bothWays(
                         scenario, [](const LinkSettings& l) { return l.bandwidth; },
                         [](std::uint64_t rate) {
                             return rate == 0 ? tr("unlimited").toStdString() : writeBitRate(rate);
                         }),
                     tr("How fast the wire takes octets"), QStringLiteral("network.bandwidth")});
    if (scenario.links[0].bandwidth != 0 || scenario.links[1].bandwidth != 0)
        facts.push_back({tr("queue"),
                         bothWays(
                             scenario, [](const LinkSettings& l) { return queueText(l).toStdString(); },
                             [](const std::string& words) { return words; }),
                         tr("How the queue before the transmitter chooses what to drop, or to mark (ECN)"),
                         QStringLiteral("network.discipline")});
    facts.push_back({tr("seed"), QString::number(scenario.seed),
                     tr("What chance decides follows from this number: the same seed, the same run"),
                     QStringLiteral("scenario.seed")});
    if (scenario.links[0].jitter.ns != 0 || scenario.links[1].jitter.ns != 0)
        facts.push_back({tr("jitter"),
                         bothWays(
                             scenario, [](const LinkSettings& l) { return l.jitter; }, durationText),
                         tr("Up to this much more delay, by chance"), QStringLiteral("network.jitter")});
    return facts;
}

FactChips::FactChips(QWidget* parent) : QWidget(parent), m_theme(themeNamed(ThemeName::Light))
{
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus); // a click leaves the keys to the timeline
    setProperty("marksFocus", true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void FactChips::setTheme(const Theme& theme)
{
    m_theme = theme;
    updateGeometry();
    update();
}

void FactChips::setFacts(std::vector<Fact> facts)
{
    m_facts = std::move(facts);
    describe();
    updateGeometry();
    update();
}

/// Names all of them, and says which one Enter would change.
void FactChips::describe()
{
    const auto said = [](const Fact& fact) { return QStringLiteral("%1: %2").arg(fact.name, fact.value); };
    QStringList words;
    for (const Fact& fact : m_facts)
        words << said(fact);
    setAccessibleName(words.join(QStringLiteral("; ")));
    setAccessibleDescription(
        hasFocus() && m_current < m_facts.size()
            ? tr("%1. Enter changes it, ← and → go to another.").arg(said(m_facts[m_current]))
            : QString());
}

void FactChips::keyPressEvent(QKeyEvent* event)
{
    const std::size_t shown = rects().size();
    m_current = std::min(m_current, shown == 0 ? 0 : shown - 1);
    if (event->key() == Qt::Key_Right && m_current + 1 < shown)
        ++m_current;
    else if (event->key() == Qt::Key_Left && m_current > 0)
        --m_current;
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
              event->key() == Qt::Key_Space) &&
             m_current < shown)
        emit chosen(m_facts[m_current].key);
    else if (event->key() != Qt::Key_Right && event->key() != Qt::Key_Left)
        return QWidget::keyPressEvent(event);
    describe();
    update();
}

void FactChips::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    describe();
    update();
}

void FactChips::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    describe();
    update();
}

int FactChips::chipWidth(const Fact& fact) const
{
    return std::max(QFontMetrics(m_theme.ui(8)).horizontalAdvance(fact.name),
                    QFontMetrics(m_theme.ui(9, true)).horizontalAdvance(fact.value)) +
           2 * chipPad;
}

int FactChips::chipHeight() const
{
    return QFontMetrics(m_theme.ui(8)).height() + QFontMetrics(m_theme.ui(9, true)).height() + 4;
}

int FactChips::widthOf(std::size_t count) const
{
    int width = 0;
    for (std::size_t i = 0; i < std::min(count, m_facts.size()); ++i)
        width += chipWidth(m_facts[i]) + chipGap;
    return width;
}

QSize FactChips::sizeHint() const { return {widthOf(m_facts.size()), chipHeight()}; }

QSize FactChips::minimumSizeHint() const { return {0, chipHeight()}; }

std::vector<QRectF> FactChips::rects() const
{
    std::vector<QRectF> result;
    double x = 0;
    for (const Fact& fact : m_facts) {
        const int wide = chipWidth(fact);
        if (x + wide > width())
            break;
        result.emplace_back(x, 0, wide, height());
        x += wide + chipGap;
    }
    // Against the right edge.
    const double spare = result.empty() ? 0 : width() - result.back().right() - 1;
    for (QRectF& rect : result)
        rect.translate(spare, 0);
    return result;
}

void FactChips::paintEvent(QPaintEvent*)
{
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const auto places = rects();
    const int nameHeight = QFontMetrics(m_theme.ui(8)).height();
    for (std::size_t i = 0; i < places.size(); ++i) {
        const QRectF rect = places[i].adjusted(0.5, 0.5, -0.5, -0.5);
        const bool current = hasFocus() && i == m_current;
        p.setPen(current ? QPen(m_theme.accent, 2) : QPen(m_theme.border, 1));
        p.setBrush(m_theme.surface);
        p.drawRoundedRect(current ? rect.adjusted(0.5, 0.5, -0.5, -0.5) : rect, 5, 5);
        p.setPen(m_theme.mutedText);
        p.setFont(m_theme.ui(8));
        p.drawText(rect.adjusted(chipPad, 1, 0, 0), Qt::AlignLeft | Qt::AlignTop, m_facts[i].name);
        p.setPen(m_theme.text);
        p.setFont(m_theme.ui(9, true));
        p.drawText(rect.adjusted(chipPad, nameHeight, 0, -1), Qt::AlignLeft | Qt::AlignVCenter,
                   m_facts[i].value);
    }
}

void FactChips::mouseReleaseEvent(QMouseEvent* event)
{
    const auto places = rects();
    for (std::size_t i = 0; i < places.size(); ++i)
        if (event->button() == Qt::LeftButton && places[i].contains(event->position()))
            emit chosen(m_facts[i].key);
}

bool FactChips::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto places = rects();
        for (std::size_t i = 0; i < places.size(); ++i)
            if (places[i].contains(help->pos()))
                QToolTip::showText(help->globalPos(), tr("%1\nA click changes it.").arg(m_facts[i].tip),
                                   this);
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride) { // the window would take a step
        const auto* key = static_cast<QKeyEvent*>(event);
        for (const int own : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Space, Qt::Key_Return, Qt::Key_Enter})
            if (key->key() == own && key->modifiers() == Qt::NoModifier) {
                event->accept();
                return true;
            }
    }
    return QWidget::event(event);
}

ScenarioBar::ScenarioBar(WindowActions& actions, QWidget* parent)
    : QFrame(parent),
      m_theme(themeNamed(ThemeName::Light)),
      m_title(new ElidedLabel(this)),
      m_place(new ElidedLabel(this)),
      m_chips(new FactChips(this)),
      m_profiles(new QComboBox(this)),
      m_dropNext(new QToolButton(this)),
      m_library(new QToolButton(this))
{
    setProperty("look", "bar");
    m_title->setProperty("look", "title");
    m_place->setProperty("look", "muted");
    m_dropNext->setDefaultAction(actions[Do::DropNext]);
    m_library->setDefaultAction(actions[Do::ShowLibrary]);
    for (QToolButton* button : {m_dropNext, m_library}) {
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
    }
    for (const ProfileName profile : profileNames)
        m_profiles->addItem(QString::fromLatin1(nameOf(profile)), static_cast<int>(profile));
    m_profiles->setFocusPolicy(Qt::TabFocus);
    m_profiles->setVisible(false);
    connect(m_profiles, &QComboBox::activated, this, [this](int row) {
        emit profileChosen(static_cast<ProfileName>(m_profiles->itemData(row).toInt()));
    });
    setProfile(std::nullopt);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_title);
    words->addWidget(m_place);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 5, 12, 5);
    setMinimumWidth(360); // its parts are fitted into what there is
    layout->setSpacing(8);
    layout->addLayout(words, 1);
    connect(m_chips, &FactChips::chosen, this, &ScenarioBar::factChosen);
    layout->addWidget(m_chips);
    layout->addWidget(m_profiles);
    layout->addWidget(m_dropNext);
    layout->addWidget(m_library);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ScenarioBar::setTheme(const Theme& theme)
{
    m_theme = theme;
    m_chips->setTheme(theme);
    fitParts();
}

void ScenarioBar::setScenario(const Scenario& scenario, Language language, const QString& place)
{
    QString title = text(pick(scenario.title, language));
    if (title.isEmpty())
        title = text(scenario.name);
    m_title->setText(title);
    m_place->setText(place);
    const QString summary = text(pick(scenario.summary, language));
    const QString notes = text(pick(scenario.notes, language));
    m_about = notes.isEmpty() ? summary : summary + QStringLiteral("\n\n") + notes;
    m_chips->setFacts(factsOf(scenario));
    fitParts();
}

void ScenarioBar::setProfile(std::optional<ProfileName> profile)
{
    m_profiles->setVisible(profile.has_value());
    if (profile)
        m_profiles->setCurrentIndex(m_profiles->findData(static_cast<int>(*profile)));
    m_profiles->setToolTip(tr("The profile of the host that this script tests"));
    m_profiles->setAccessibleName(m_profiles->toolTip());
}

void ScenarioBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_profiles->setToolTip(tr("The profile of the host that this script tests"));
        m_profiles->setAccessibleName(m_profiles->toolTip());
        fitParts(); // the buttons have other words
    }
    QFrame::changeEvent(event);
}

QString ScenarioBar::title() const { return m_title->text(); }

void ScenarioBar::fitParts()
{
    if (!testAttribute(Qt::WA_Resized)) // it has no place yet; it is asked again when it has
        return;
    // A long title is cut rather than that the network is not told at all.
    constexpr std::size_t firstFacts = 3;
    const int margins = layout()->contentsMargins().left() + layout()->contentsMargins().right();
    const int spaces = layout()->spacing() * 4;
    const int rest =
        width() - margins - spaces - (m_profiles->isHidden() ? 0 : m_profiles->sizeHint().width());
    const int wanted = std::max(m_title->fullWidth(), std::min(m_place->fullWidth(), width() / 3));
    struct Style {
        Qt::ToolButtonStyle dropNext, library;
        std::size_t facts; ///< for which there has to be room
    };
    constexpr auto words = Qt::ToolButtonTextBesideIcon;
    constexpr auto icon = Qt::ToolButtonIconOnly;
    for (const Style& style :
         {Style{words, words, 99}, Style{words, icon, 99}, Style{words, icon, firstFacts},
          Style{words, icon, 2}, Style{icon, icon, firstFacts}}) {
        m_dropNext->setToolButtonStyle(style.dropNext);
        m_library->setToolButtonStyle(style.library);
        const int buttons = m_dropNext->sizeHint().width() + m_library->sizeHint().width();
        const int room = rest - buttons - m_chips->widthOf(style.facts);
        const int least = std::min(wanted, std::max(0, room));
        m_title->setMinimumWidth(least);
        if (room >= wanted)
            break;
    }
    layout()->activate();
    setToolTip(m_title->isCut() ? m_title->text() + QStringLiteral("\n\n") + m_about : m_about);
}

void ScenarioBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fitParts();
}

} // namespace tcplab
