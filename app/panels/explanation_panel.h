/// What the step did and why, in one plain sentence and a few more, with the section it follows.
#pragma once
#include "app/theme/theme.h"
#include "app/wording/wording.h"

#include <QWidget>
#include <optional>

class QBoxLayout;
class QLabel;
class QScrollArea;

namespace tcplab {

class ExplanationPanel : public QWidget {
    Q_OBJECT
public:
    explicit ExplanationPanel(QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// `acting`: the host whose colour the bar at the left takes; nothing: the wire or the scenario.
    void setExplanation(const Explanation& explanation, std::optional<Side> acting);
    /// What the run is called whose step it is, where there are two; "" where there is one. It is part of the name for
    /// screen readers.
    void setRun(const QString& run);
    /// A short word on what could be tried now; empty for none.
    void setHint(const QString& hint);
    /// Lines of reasons to take room for.
    void setBodyLines(int lines);
    /// It stands beside something else: narrow, and as high as that.
    void setBeside(bool beside);
    /// Without the citation and what would have to be scrolled: as many whole sentences as there is room for.
    void setPlain(bool plain);
    /// The height of so many lines.
    int plainHeight(int lines) const;
    /// Where its headline and reasons stand.
    QRect words() const;
    QString headline() const;
    QString shownBody() const; ///< what of it there is room for in a lecture
    QString body() const;
    QString citation() const;
    QString hint() const;
    QString run() const { return m_wholeRun; }
    QString shownRun() const; ///< cut to its room
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fitSentences();
    void fitHeadline();
    int fitRun();
    void describe();
    void arrange();
    void fitBar();

    Theme m_theme;
    std::optional<Side> m_acting;
    bool m_plain = false;
    QString m_wholeRun;
    QString m_wholeHeadline;
    QString m_wholeBody;
    QString m_wholeCitation;
    bool m_beside = false;
    int m_bodyLines = 3;
    QBoxLayout* m_heading = nullptr; ///< the run beside the headline, or above it
    QLabel* m_run;
    QLabel* m_headline;
    QLabel* m_citation;
    QLabel* m_body;
    QLabel* m_hint;
    QScrollArea* m_scroll;
};

} // namespace tcplab
