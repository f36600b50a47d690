#include "app/compare/compare_pane.h"

#include "app/ladder/ladder_view.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace tcplab {

ComparePane::ComparePane(Session& main, LadderView& ladder, QVBoxLayout& card, QWidget* parent)
    : QFrame(parent),
      m_main(main),
      m_ladder(ladder),
      m_theme(themeNamed(ThemeName::Light)),
      m_bar(new QFrame(parent)),
      m_sentence(new QLabel(m_bar)),
      m_chooser(new QToolButton(m_bar)),
      m_jump(new QToolButton(m_bar)),
      m_swap(new QToolButton(m_bar)),
      m_close(new QToolButton(m_bar)),
      m_room(new QToolButton(this)),
      m_otherLadder(new LadderView(m_other, this))
{
    setProperty("look", "card");
    m_bar->setProperty("look", "card");
    m_bar->setObjectName(QStringLiteral("compareBar"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::RichText);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_chooser->setPopupMode(QToolButton::InstantPopup);
    m_bar->installEventFilter(this);
    m_bar->setMinimumWidth(360);
    auto* inBar = new QHBoxLayout(m_bar);
    inBar->setContentsMargins(10, 5, 8, 5);
    inBar->addWidget(m_sentence, 1);
    for (QToolButton* button : {m_jump, m_chooser, m_swap, m_close}) {
        button->setFocusPolicy(Qt::TabFocus);
        inBar->addWidget(button, 0, Qt::AlignVCenter);
    }
    for (QLabel*& label : m_headings) {
        label = new QLabel(this);
        label->setProperty("look", "title");
        label->setTextFormat(Qt::PlainText);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        label->installEventFilter(this);
        auto* inHeading = new QHBoxLayout(label);
        inHeading->setContentsMargins(0, 0, 0, 0);
        inHeading->addStretch(1);
        const std::size_t run = label == m_headings[0] ? 0 : 1;
        for (QLabel** hint : {&m_endHints[run], &m_turnHints[run]}) {
            *hint = new QLabel(label);
            (*hint)->setProperty("look", "hint");
            inHeading->addWidget(*hint);
            (*hint)->hide();
        }
    }
    m_room->setFocusPolicy(Qt::TabFocus);
    m_room->hide();
    m_headings[1]->layout()->addWidget(m_room);
    for (QLabel*& label : m_footers) {
        label = new QLabel(this);
        label->setWordWrap(true);
        label->setTextFormat(Qt::RichText);
        label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    auto* mine = new QVBoxLayout(this);
    mine->setContentsMargins(3, 5, 3, 5);
    // A label's own margins do not outlast a change of its style while it has no size.
    const auto inset = [](QWidget* label, int above, int below) {
        auto* row = new QHBoxLayout;
        row->setContentsMargins(besideWords, above, besideWords, below);
        row->addWidget(label);
        return row;
    };
    mine->addLayout(inset(m_headings[0], 0, 0));
    mine->addWidget(m_otherLadder, 1);
    mine->addLayout(inset(m_footers[0], 2, 2));
    card.insertLayout(0, inset(m_headings[1], 0, 0));
    card.addLayout(inset(m_footers[1], 2, 2));
    for (QWidget* part : std::initializer_list<QWidget*>{this, m_bar, m_headings[1], m_footers[1]})
        part->hide();
    m_otherLadder->setLed(true);

    connect(m_jump, &QToolButton::clicked, this, &ComparePane::goToDifference);
    connect(m_swap, &QToolButton::clicked, this, &ComparePane::swapWanted);
    connect(m_close, &QToolButton::clicked, this, &ComparePane::stop);
    connect(m_room, &QToolButton::clicked, this, &ComparePane::roomWanted);
    connect(&m_main, &Session::leaving, this, &ComparePane::stop);
    connect(&m_main, &Session::runChanged, this, &ComparePane::compare);
    connect(&m_other, &Session::runChanged, this, &ComparePane::compare);
    connect(&m_main, &Session::viewOptionsChanged, this, [this] {
        if (!m_comparing || m_aligning)
            return;
        m_other.setRelativeNumbers(m_main.relativeNumbers());
        m_other.setNotation(m_main.notation());
        m_aligning = true;
        m_other.setLinearTime(m_main.linearTime());
        m_aligning = false;
        compare();
    });
    connect(&m_main, &Session::nowChanged, this, &ComparePane::follow);
    connect(&m_other, &Session::nowChanged, this, &ComparePane::followOther);
    connect(&m_main, &Session::selectionChanged, this, [this] { mirrorSelection(m_main, m_other); });
    connect(&m_other, &Session::selectionChanged, this, [this] { mirrorSelection(m_other, m_main); });
    connect(&m_main, &Session::languageChanged, this, [this] { m_other.setLanguage(m_main.language()); });
    connect(&m_main, &Session::playingChanged, this, [this](bool playing) {
        // At the end of the open run the other is played on.
        if (m_comparing && !playing && otherGoesOn() && !m_rest.isPlaying())
            m_rest.play();
    });
    connect(&m_rest, &Playback::playingChanged, this, &ComparePane::playingBeyondChanged);
    connect(m_otherLadder, &LadderView::scrubbing, &m_rest, &Playback::pause);
    connect(&m_ladder, &LadderView::viewMoved, this, [this] { lead(m_ladder, *m_otherLadder); });
    connect(m_otherLadder, &LadderView::viewMoved, this, [this] { lead(*m_otherLadder, m_ladder); });
    retranslate();
}

ComparePane::~ComparePane()
{
    // The open run may be gone by now; it has no connections left then.
    m_other.disconnect(this);
    m_rest.disconnect(this);
}

void ComparePane::setTheme(const Theme& theme)
{
    m_theme = theme;
    m_otherLadder->setTheme(theme);
    m_sentence->setFont(theme.ui(10.5));
    tell();
}

void ComparePane::compareWith(ComparedRun run)
{
    m_compared = std::move(run);
    m_differences = {};
    m_recordsCompared = {};
    m_goThere = false;
    m_moved = 1;
    m_rest.pause();
    m_comparing = true;
    m_sentence->setAccessibleName({}); // whatever comes of it is news
    m_other.setLanguage(m_main.language());
    m_other.setRelativeNumbers(m_main.relativeNumbers());
    m_other.setNotation(m_main.notation());
    m_other.setLinearTime(m_main.linearTime());
    for (QWidget* part : std::initializer_list<QWidget*>{this, m_headings[1], m_footers[1]})
        part->show();
    m_bar->show();
    m_other.load(m_compared.scenario);
    compare();
    m_otherLadder->showLike(m_ladder);
    emit comparingChanged(true);
}

void ComparePane::setMainName(std::function<QString()> name)
{
    m_mainName = std::move(name);
    tell();
}

void ComparePane::stop()
{
    if (!m_comparing)
        return;
    m_comparing = false;
    m_rest.pause();
    for (QWidget* part : std::initializer_list<QWidget*>{this, m_bar, m_headings[1], m_footers[1]})
        part->hide();
    for (LadderView* ladder : {m_otherLadder, &m_ladder})
        ladder->setParting(std::nullopt);
    const bool isPastEnd = m_main.isPastEnd();
    if (m_main.hasRun())
        m_main.useAxis(m_main.linearTime() ? TimeAxis::linear(m_main.trace())
                                           : TimeAxis::folded(m_main.trace()));
    if (isPastEnd) // what went on there is not seen any more
        m_main.last();
    emit comparingChanged(false);
}

/// As soon as both runs are whole.
void ComparePane::compare()
{
    if (!m_comparing || m_aligning || !m_main.run().ended() || !m_other.hasRun() || !m_other.run().ended())
        return;
    const bool linear = m_main.linearTime();
    const auto axisOf = [linear](const Trace& trace) {
        return linear ? TimeAxis::linear(trace) : TimeAxis::folded(trace);
    };
    TimeAxis a = axisOf(m_other.trace());
    TimeAxis b = axisOf(m_main.trace());
    TimeAxis::align(a, b);
    m_aligning = true;
    m_other.useAxis(std::move(a));
    m_main.useAxis(std::move(b));
    m_aligning = false;
    m_differences = compareRuns(m_other.trace(), m_main.trace());
    m_outcomes = {comparedOutcomeOf(m_other.run()), comparedOutcomeOf(m_main.run())};
    m_recordsCompared = {m_other.trace().recordCount(), m_main.trace().recordCount()};
    if (m_moved == 0)
        bring(m_other, m_main, 0);
    else
        follow();
    mirrorSelection(m_main, m_other);
    tell();
    if (std::exchange(m_goThere, false))
        goToDifference();
}

bool ComparePane::isCurrent() const
{
    return m_comparing && m_other.hasRun() && m_main.hasRun() && m_recordsCompared[0] != 0 &&
           m_recordsCompared == std::array{m_other.trace().recordCount(), m_main.trace().recordCount()};
}

void ComparePane::setLecture(bool on, std::optional<std::size_t> only)
{
    m_lecture = on;
    m_only = only;
    for (QToolButton* button : {m_chooser, m_swap, m_close})
        button->setVisible(!on);
    fitButtons();
    for (QLabel* hint : m_turnHints)
        hint->setVisible(only.has_value());
    tell();
}

void ComparePane::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fitFooters();
}

void ComparePane::showEvent(QShowEvent* event)
{
    QFrame::showEvent(event);
    fitHeadings();
}

void ComparePane::hideEvent(QHideEvent* event)
{
    QFrame::hideEvent(event);
    if (isHidden()) // and not with a window that closes, whose session may have gone
        fitHeadings();
}

bool ComparePane::eventFilter(QObject* watched, QEvent* event)
{
    // Each of the timelines may be the one that is seen.
    if (event->type() == QEvent::Resize && (watched == m_headings[0] || watched == m_headings[1])) {
        fitSentence();
        fitHeadings();
        fitFooters();
    }
    if (event->type() == QEvent::Resize && watched == m_bar) {
        fitButtons();
        fitSentence();
    }
    return QFrame::eventFilter(watched, event);
}

void ComparePane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace tcplab
