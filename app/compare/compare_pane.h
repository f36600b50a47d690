/// Two runs beside each other: the one that is open, B, at the right, and another, A, at the left, on one axis of time and
/// under one cursor. Above both stands where they part; under each, what it came to.
#pragma once
#include "app/session/playback.h"
#include "app/session/session.h"
#include "app/theme/theme.h"
#include "app/wording/difference_text.h"

#include <QFrame>
#include <functional>

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
    Session& other() { return m_other; }
    LadderView* otherLadder() const { return m_otherLadder; }
    const RunDifferences& differences() const { return m_differences; }
    QString sentence() const;
    /// The same as it is shown.
    QLabel* sentenceLabel() const { return m_sentence; }
    QString outcomeText(std::size_t run) const;

    void setTheme(const Theme& theme);
    /// In a lecture: of what the runs came to only what differs, and no buttons; `inTurn`: one timeline is seen at a time.
    void setLecture(bool on, bool inTurn);
    /// As it is written above a timeline, cut to its width.
    QString heading(std::size_t run) const;
    bool isComparing() const { return m_comparing; }
    void compareWith(ComparedRun run);
    /// What the run that is open is called.
    void setMainName(std::function<QString()> name);
    const ComparedRun& compared() const { return m_compared; }
    void stop();
    /// The other run is longer, and the cursor stands beyond the end of the open one, or at it.
    bool otherGoesOn() const;
    /// Moves the cursor where only the other run still is; false: that is up to the open one.
    bool moveBeyond(void (Session::*go)());

public slots:
    void goToDifference();

signals:
    void comparingChanged(bool comparing);
    void told(const QString& words); ///< of other differences than before
    void swapWanted();               ///< the other run is to be the open one
    void moved();                    ///< the cursor went where only the other run still is

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void compare();
    /// What was compared is what both runs are now.
    bool isCurrent() const;
    void follow();
    void lead(const LadderView& from, LadderView& to);
    void mirrorSelection(const Session& from, Session& to);
    // compare_pane_words.cpp
    void tell();
    void fitSentence();
    void fitButtons();
    void fitHeadings();
    void fitFooters();
    int shownWidth() const;
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
    bool m_inTurn = false;
    QString m_firstWords; ///< the first difference
    QString m_otherWords; ///< and what is seen of it on the wire
    std::array<QString, 2> m_headingTexts;
    std::array<QStringList, 2> m_outcomeParts; ///< as rich text

    QFrame* m_bar;
    QLabel* m_sentence;
    QToolButton* m_chooser;
    QToolButton* m_jump;
    QToolButton* m_swap;
    QToolButton* m_close;
    LadderView* m_otherLadder;
    std::array<QLabel*, 2> m_headings{};
    std::array<QLabel*, 2> m_turnHints{}; ///< in the headings: which key shows the other
    std::array<QLabel*, 2> m_footers{};
};

} // namespace tcplab
