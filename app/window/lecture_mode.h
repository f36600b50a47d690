/// Lecture mode: the timeline (and the state diagram) and one explanation on the whole screen, in type that is read from
/// the last row; the keys that a presenter's clicker sends; a black screen; the menu on Alt or F10 only.
#pragma once
#include "app/theme/theme.h"
#include "app/window/window_actions.h"

#include <QList>
#include <QObject>
#include <map>
#include <vector>

class QMainWindow;

namespace tcplab {

class ExplanationPanel;
class LectureHint;

class LectureMode : public QObject {
    Q_OBJECT
public:
    /// `extras`: what a lecture does without.
    LectureMode(QMainWindow* window, WindowActions& actions, std::vector<QWidget*> extras,
                ExplanationPanel& narration);
    bool isOn() const { return m_on; }
    void setOn(bool on);
    /// White, thick lines, 24 points and more; larger on a larger screen. Made for the window's size.
    const Theme& theme() const { return m_theme; }
    /// The window has another size; true if the theme is another now.
    bool fit();
    /// Something else is told: how to leave covers nothing of it.
    void placeHint();
    /// Room for the diagram beside the timeline.
    bool isWide() const;
    /// Two runs are compared: two timelines want a little smaller type, though not less than 24 points. True if the theme
    /// is another now.
    bool setComparing(bool comparing);
    /// Room for two timelines in type as large as this.
    bool isWideForTwo() const;
    bool isBlack() const;
    void setBlack(bool black);
    void showMenu();
    void hideMenu();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void changeKeys(bool lecture);
    void sayHowToLeave();

    QMainWindow* m_window;
    WindowActions& m_actions;
    ExplanationPanel& m_narration;
    std::vector<QWidget*> m_extras;
    std::vector<QWidget*> m_hidden; ///< of the extras: those that were visible
    std::map<QAction*, QList<QKeySequence>> m_keys;
    QWidget* m_black;
    LectureHint* m_hint = nullptr; ///< made when it is wanted
    Theme m_theme;
    bool m_on = false;
    bool m_comparing = false;
    bool m_altAlone = false;
};

} // namespace tcplab
