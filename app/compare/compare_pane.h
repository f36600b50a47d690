/// Two runs beside each other: the one that is open, B, at the right, and another, A, at the left, on one axis of time and
/// under one cursor. Above both stands where they part; under each, what it came to.
///
/// The cursor is one: moved in either timeline, it moves in both. A run that ends before the other stands behind its end
/// then, and its heading says so.
///
/// One run's step can be told at a time: that of the run whose cursor was moved last, B by its keys, A in its timeline;
/// behind the end of that run, the other's, which goes on. Where only one run is seen, that one's.
#pragma once
#include "app/session/playback.h"
#include "app/session/session.h"
#include "app/theme/theme.h"
#include "app/wording/difference_text.h"

#include <QFrame>
#include <functional>
#include <vector>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace tcplab {

class LadderView;

/// A run to compare with, and what it is called, in the language of the window.
struct ComparedRun {
    Scenario scenario;
    std::function<QString()> name;
};

class ComparePane : public QFrame {
    Q_OBJECT
public:
    /// `main`: the session that is open, seen in `ladder`, which stands in a card with this layout.
    ComparePane(Session& main, LadderView& ladder, QVBoxLayout& card, QWidget* parent = nullptr);
    ~ComparePane() override;

    /// What stands above both timelines.
    QWidget* bar() const { return m_bar; }
    QToolButton* chooser() const { return m_chooser; }
    /// In B's heading: asks for room for A, where that has none.
    QToolButton* roomButton() const { return m_room; }
    Session& other() { return m_other; }
    LadderView* otherLadder() const { return m_otherLadder; }
    const RunDifferences& differences() const { return m_differences; }
    QString sentence() const;
    /// The same as it is shown.
    QLabel* sentenceLabel() const { return m_sentence; }
    QString outcomeText(std::size_t run) const;
    QLabel* outcomeLabel(std::size_t run) const { return m_footers[run]; }

    void setTheme(const Theme& theme);
    /// In a lecture: of what the runs came to only what differs, and no buttons; `only`: the one run that is seen.
    void setLecture(bool on, std::optional<std::size_t> only);
    /// As it is written above a timeline, cut to its width.
    QString heading(std::size_t run) const;
    /// "B · SYN, ACK lost", uncut.
    QString name(std::size_t run) const { return m_headingTexts[run]; }
    /// The run whose step is told, and its session.
    std::size_t toldRun() const;
    const Session& toldSession() const { return toldRun() == 0 ? m_other : m_main; }
    bool isComparing() const { return m_comparing; }
    void compareWith(ComparedRun run);
    /// What the run that is open is called.
    void setMainName(std::function<QString()> name);
    const ComparedRun& compared() const { return m_compared; }
    void stop();
    /// The other run is longer, and the cursor stands behind the end of the open one, or at it.
    bool otherGoesOn() const;
    /// Moves the cursor where only the other run still is; false: that is up to the open one.
    bool moveBeyond(void (Session::*go)());
    /// Plays on there, or pauses; false: that is up to the open one.
    bool playBeyond();
    bool isPlayingBeyond() const { return m_rest.isPlaying(); }

public slots:
    void goToDifference();
    void pause() { m_rest.pause(); }
    void setSpeed(double speed) { m_rest.setSpeed(speed); }

signals:
    void comparingChanged(bool comparing);
    void told(const QString& words); ///< of other differences than before
    void swapWanted();               ///< the other run is to be the open one
    void playingBeyondChanged(bool playing);
    void moved();       ///< the cursor went where only the other run still is
    void toldChanged(); ///< another run's step is told, or another step of A, or the runs' names are others
    void roomWanted();  ///< A is not seen, and shall be

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void compare();
    /// What was compared is what both runs are now.
    bool isCurrent() const;
    // compare_pane_cursor.cpp
    void follow();
    void followOther();
    void bring(const Session& from, Session& to, std::size_t run);
    void lead(const LadderView& from, LadderView& to);
    void mirrorSelection(const Session& from, Session& to);
    // compare_pane_words.cpp
    void tell();
    void fitSentence();
    void fitButtons();
    void fitHeadings();
    void fitFooters();
    QStringList outcomeParts(std::size_t run, bool brief, bool equalToo) const;
    void setOutcome(std::size_t run, const QStringList& parts);
    int shownWidth() const;
    static constexpr int besideWords = 8; ///< px left and right of headings and outcomes
    void retranslate();

    Session& m_main;
    LadderView& m_ladder;
    Session m_other;
    Playback m_rest{m_other}; ///< plays what only the other run has
    Theme m_theme;
    ComparedRun m_compared;
    std::function<QString()> m_mainName;
    RunDifferences m_differences;
    std::array<ComparedOutcome, 2> m_outcomes{};
    std::array<std::uint32_t, 2> m_recordsCompared{}; ///< how many each trace had when they were compared
    bool m_goThere = false;                           ///< to the first difference, as soon as it is known
    bool m_comparing = false;
    bool m_mirroring = false;
    bool m_leading = false;  ///< one view moves the other
    bool m_aligning = false; ///< the axes are being made alike
    bool m_lecture = false;
    std::optional<std::size_t> m_only; ///< the run that is seen, of two in turn
    std::size_t m_moved = 1;           ///< the run whose cursor was moved last
    bool m_following = false;          ///< one cursor moves the other
    QString m_firstWords;              ///< the first difference
    QString m_otherWords;              ///< and what is seen of it on the wire
    std::array<QString, 2> m_headingTexts;
    std::vector<OutcomeRow> m_outcomeRows; ///< that are told where there is room

    QFrame* m_bar;
    QLabel* m_sentence;
    QToolButton* m_chooser;
    QToolButton* m_jump;
    QToolButton* m_swap;
    QToolButton* m_close;
    QToolButton* m_room; ///< in B's heading, while A has given way
    LadderView* m_otherLadder;
    std::array<QLabel*, 2> m_headings{};
    std::array<QLabel*, 2> m_endHints{};  ///< in the headings: the run is over
    std::array<QLabel*, 2> m_turnHints{}; ///< in the headings: which key shows the other
    std::array<QLabel*, 2> m_footers{};
};

} // namespace tcplab
