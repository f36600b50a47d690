#include "app/window/lecture_mode.h"

#include "app/window/lecture_hint.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMainWindow>
#include <QMenuBar>
#include <QTimer>

#include <algorithm>
#include <array>
#include <utility>

namespace tcplab {

namespace {

/// What a key does in a lecture. Clickers send the page keys to go on and back, F5 or Shift+F5 to begin, and "." or B
/// for a black screen.
struct LectureKey {
    Do what;
    const char* keys;
};
constexpr std::array lectureKeys{
    LectureKey{Do::StepForward, "Right PgDown F4"},
    LectureKey{Do::StepBack, "Left PgUp"},
    LectureKey{Do::NextState, "Shift+PgDown"},
    LectureKey{Do::PreviousState, "Shift+PgUp"},
    LectureKey{Do::Play, "Space F5 Shift+F5"},
    LectureKey{Do::BlackScreen, "B ."},
    LectureKey{Do::Lecture, "F11"},
};

constexpr double smallerForTwo = 8.0 / 9;
/// Of a window with two timelines, in points of the smallest type: names of states at four sides, and arrows with labels.
constexpr double widthForTwo = 76;

QList<QKeySequence> sequencesOf(const char* keys)
{
    QList<QKeySequence> list;
    for (const QString& key : QString::fromLatin1(keys).split(QLatin1Char(' ')))
        list << QKeySequence(key);
    return list;
}

} // namespace

LectureMode::LectureMode(QMainWindow* window, WindowActions& actions, std::vector<QWidget*> extras,
                         ExplanationPanel& narration)
    : QObject(window),
      m_window(window),
      m_actions(actions),
      m_narration(narration),
      m_extras(std::move(extras)),
      m_black(new QWidget(window))
{
    m_black->setObjectName(QStringLiteral("black"));
    m_black->setAttribute(Qt::WA_StyledBackground);
    m_black->setStyleSheet(QStringLiteral("background: black;"));
    m_black->hide();
    m_actions[Do::BlackScreen]->setEnabled(false);
    connect(m_actions[Do::BlackScreen], &QAction::triggered, this, [this] { setBlack(!isBlack()); });
    m_theme = lectureTheme({1024, 768});
}

void LectureMode::setOn(bool on)
{
    if (std::exchange(m_on, on) == on)
        return;
    if (on) {
        for (QWidget* one : m_extras)
            if (one->isVisibleTo(m_window)) {
                m_hidden.push_back(one);
                one->hide();
            }
        qApp->installEventFilter(this);
        fit();
        sayHowToLeave();
    } else {
        setBlack(false);
        if (m_hint != nullptr)
            m_hint->hide();
        qApp->removeEventFilter(this);
        for (QWidget* one : std::exchange(m_hidden, {}))
            one->show();
    }
    m_window->menuBar()->setVisible(!on);
    m_actions[Do::BlackScreen]->setEnabled(on);
    changeKeys(on);
}

void LectureMode::sayHowToLeave()
{
    if (m_window->testAttribute(Qt::WA_DontShowOnScreen))
        return; // a picture
    if (m_hint == nullptr)
        m_hint = new LectureHint(m_window, m_narration);
    m_hint->showFor(m_theme);
}

void LectureMode::placeHint()
{
    if (m_hint != nullptr && m_hint->isVisible())
        m_hint->place();
}

bool LectureMode::fit()
{
    m_black->setGeometry(m_window->rect());
    placeHint();
    const Theme theme = lectureTheme(m_comparing ? m_window->size() * smallerForTwo : m_window->size());
    if (!m_on || theme.leastPoints == m_theme.leastPoints)
        return false;
    m_theme = theme;
    return true;
}

bool LectureMode::isWide() const { return m_window->width() >= 66 * m_theme.leastPoints; }

bool LectureMode::setComparing(bool comparing)
{
    m_comparing = comparing;
    return fit();
}

bool LectureMode::isWideForTwo() const { return m_window->width() >= widthForTwo * m_theme.leastPoints; }

bool LectureMode::isBlack() const { return m_black->isVisibleTo(m_window); }

void LectureMode::setBlack(bool black)
{
    m_black->setGeometry(m_window->rect());
    m_black->setVisible(black);
    m_black->raise();
}

/// Whatever else has one of the lecture's keys gives it away for as long.
void LectureMode::changeKeys(bool lecture)
{
    if (!lecture) {
        for (const auto& [action, keys] : std::exchange(m_keys, {}))
            action->setShortcuts(keys);
        return;
    }
    QList<QKeySequence> taken{QKeySequence(QStringLiteral("F10"))}; // the menu's
    for (const LectureKey& one : lectureKeys)
        taken << sequencesOf(one.keys);
    const auto change = [this](QAction* action, const QList<QKeySequence>& keys) {
        m_keys.emplace(action, action->shortcuts()); // those of before, once
        action->setShortcuts(keys);
    };
    for (QAction* action : m_window->actions()) {
        QList<QKeySequence> kept = action->shortcuts();
        kept.removeIf([&taken](const QKeySequence& key) { return taken.contains(key); });
        if (kept.size() != action->shortcuts().size())
            change(action, kept);
    }
    for (const LectureKey& one : lectureKeys)
        change(m_actions[one.what], sequencesOf(one.keys));
}

void LectureMode::showMenu()
{
    QMenuBar* bar = m_window->menuBar();
    bar->show();
    bar->setFocus(Qt::MenuBarFocusReason);
    if (!bar->actions().isEmpty())
        bar->setActiveAction(bar->actions().first());
}

void LectureMode::hideMenu()
{
    if (m_on)
        m_window->menuBar()->hide();
}

bool LectureMode::eventFilter(QObject* watched, QEvent* event)
{
    const QEvent::Type type = event->type();
    if (type != QEvent::KeyPress && type != QEvent::ShortcutOverride && type != QEvent::KeyRelease &&
        type != QEvent::MouseButtonPress && type != QEvent::Hide)
        return QObject::eventFilter(watched, event);
    QMenuBar* bar = m_window->menuBar();
    switch (type) {
    case QEvent::ShortcutOverride: // a key that is a shortcut with Alt is never pressed for anybody else
        if (static_cast<QKeyEvent*>(event)->key() != Qt::Key_Alt)
            m_altAlone = false;
        break;
    case QEvent::KeyPress: {
        if (!watched->isWidgetType())
            break;
        const auto* key = static_cast<QKeyEvent*>(event);
        m_altAlone = key->key() == Qt::Key_Alt;
        if (key->key() == Qt::Key_F10 && key->modifiers() == Qt::NoModifier && m_window->isActiveWindow()) {
            showMenu();
            return true;
        }
        if (key->key() == Qt::Key_Escape && bar->isVisible() &&
            QApplication::activePopupWidget() == nullptr) {
            hideMenu();
            return true;
        }
        break;
    }
    case QEvent::KeyRelease:
        if (watched->isWidgetType() && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Alt &&
            std::exchange(m_altAlone, false) && m_window->isActiveWindow()) {
            bar->isVisible() ? hideMenu() : showMenu();
            return true;
        }
        break;
    case QEvent::MouseButtonPress:
        if (watched == m_black) {
            setBlack(false);
            return true;
        }
        break;
    case QEvent::Hide: // of one of its menus: unless another opens, the bar goes as well
        if (bar->isVisible() && watched->inherits("QMenu"))
            QTimer::singleShot(0, this, [this, bar] {
                if (QApplication::activePopupWidget() == nullptr && bar->activeAction() == nullptr)
                    hideMenu();
            });
        break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace tcplab
