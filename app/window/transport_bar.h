/// The buttons that move through the run, its speed, and where one is.
#pragma once
#include "app/session/playback.h"
#include "app/session/session.h"
#include "app/theme/theme.h"

#include <QFrame>
#include <array>
#include <vector>

class QComboBox;
class QLabel;
class QToolButton;

namespace tcplab {

class WindowActions;

class TransportBar : public QFrame {
    Q_OBJECT
public:
    TransportBar(Session& session, Playback& playback, WindowActions& actions, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    QString placeText() const; ///< "step 31 of 47"
    QString timeText() const;  ///< "t = 0.887 310 s"
    QComboBox* speeds() const { return m_speeds; }
    /// With icons alone.
    QSize minimumSizeHint() const override;

public slots:
    void refresh();
    void faster() { changeSpeed(1); }
    void slower() { changeSpeed(-1); }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void changeSpeed(int by);
    void retranslate();
    void fitButtons();
    int playWidth() const;
    int neededWidth(const std::vector<QWidget*>& absent) const;

    Session& m_session;
    Playback& m_playback;
    Theme m_theme;
    QToolButton* m_play = nullptr;
    std::vector<QToolButton*> m_travel;  ///< their words go last
    std::vector<QToolButton*> m_history; ///< undo and redo
    std::vector<QToolButton*> m_ends;
    std::vector<QToolButton*> m_toggles; ///< their words go first
    QComboBox* m_speeds = nullptr;
    bool m_fitting = false;
    QLabel* m_place;
    QLabel* m_time;
};

} // namespace tcplab
