/// What a keyboard and a screen reader find in a window.
#pragma once
#include "app/window/compare_runs.h"
#include "tests/app/window/window_fixture.h"

#include <QAccessible>
#include <QDialog>
#include <QLabel>
#include <QTimer>
#include <functional>

namespace tcplab {

/// Looks at the next modal dialog, and closes it, and any that comes on top of it or after it.
class WhileModal {
public:
    explicit WhileModal(std::function<void(QDialog*)> look) : m_look(std::move(look))
    {
        m_timer.setInterval(5);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { tick(); });
        m_timer.start();
    }
    bool seen = false;

private:
    void tick()
    {
        auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
        if (dialog == nullptr || !dialog->isVisible() || dialog == m_lookedAt)
            return;
        if (seen) {
            dialog->reject();
            return;
        }
        // A window system hands over the keys when it likes; it does at last.
        if (!dialog->isActiveWindow() && ++m_waited < 400)
            return;
        seen = true;
        m_lookedAt = dialog;
        QTimer::singleShot(0, &m_timer, [this, dialog] { // not from here: a dialog may come on top of it
            m_look(dialog);
            m_lookedAt = nullptr;
        });
    }
    std::function<void(QDialog*)> m_look;
    QDialog* m_lookedAt = nullptr;
    QTimer m_timer;
    int m_waited = 0;
};

class Accessible : public Window {
protected:
    static bool takesTab(const QWidget* one, const QWidget* top)
    {
        return (one->focusPolicy() & Qt::TabFocus) != 0 && one->isVisible() && one->isEnabled() &&
               one->window() == top->window() && one->focusProxy() == nullptr;
    }
    /// What Tab reaches of a window, in its order.
    static std::vector<QWidget*> tabOrder(QWidget* top)
    {
        std::vector<QWidget*> order;
        QWidget* one = top;
        do {
            if (takesTab(one, top))
                order.push_back(one);
            one = one->nextInFocusChain();
        } while (one != top);
        return order;
    }
    static std::vector<QWidget*> tabOrder(QWidget* window, const QWidget* part)
    {
        std::vector<QWidget*> order = tabOrder(window);
        std::erase_if(order, [part](const QWidget* one) { return !part->isAncestorOf(one); });
        return order;
    }
    /// Everything below it that takes the focus has a name that a screen reader can say.
    static void expectNames(QWidget* top)
    {
        int controls = 0;
        for (QWidget* one : top->findChildren<QWidget*>()) {
            if (one->focusPolicy() == Qt::NoFocus || one->focusProxy() != nullptr || !one->isVisibleTo(top))
                continue;
            if (one->objectName().startsWith(
                    QStringLiteral("qt_"))) // a part of a control that is named itself
                continue;
            if (const auto* words = qobject_cast<QLabel*>(one); words != nullptr && words->text().isEmpty())
                continue; // nothing is said yet
            QAccessibleInterface* face = QAccessible::queryAccessibleInterface(one);
            ASSERT_NE(face, nullptr);
            EXPECT_FALSE(face->text(QAccessible::Name).trimmed().isEmpty())
                << one->metaObject()->className() << " in " << top->metaObject()->className() << ", child of "
                << one->parentWidget()->metaObject()->className();
            ++controls;
        }
        EXPECT_GT(controls, 0) << top->metaObject()->className();
    }
    /// The run as it is beside one with a segment dropped.
    void compareWithALoss()
    {
        goToMiddleOf(2);
        press(Qt::Key_X);
        press(Qt::Key_D, Qt::ControlModifier);
        settle();
        ASSERT_TRUE(window->compareRuns()->pane()->isVisible());
    }
};

} // namespace tcplab
