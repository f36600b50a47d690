/// The socket calls of a host as buttons: those that are possible now can be pressed. The last button
/// opens a menu of everything that can be done to this host, other sockets and crashes included.
#pragma once
#include "core/host/host.h"
#include "core/world/intervention.h"

#include <QWidget>
#include <vector>

class QHBoxLayout;
class QMenu;
class QPushButton;
class QToolButton;

namespace tcplab {

class CallButtons : public QWidget {
    Q_OBJECT
public:
    explicit CallButtons(Side side, QWidget* parent = nullptr);
    /// `socket`: the program's name of the socket whose connection is shown; its calls come first.
    void setCalls(std::vector<Statement> possible, const std::string& socket, bool hostIsUp);
    QPushButton* button(Call call) const;
    QMenu* moreMenu() const { return m_menu; }
    QSize minimumSizeHint() const override;

signals:
    void wanted(const tcplab::Intervention& what);
    /// A call that the person wants to write out.
    void otherCallWanted();

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    const Statement* statementFor(Call call) const;
    /// Opening is one button, which says what opening means now.
    Call openingCall() const;
    void refresh();
    void showWhatFits();
    void fillMenu();

    const Side m_side;
    std::vector<Statement> m_possible;
    std::string m_socket;
    bool m_up = true;
    QPushButton* m_opening;
    std::vector<std::pair<Call, QPushButton*>> m_buttons;
    QToolButton* m_more;
    QMenu* m_menu;
};

} // namespace tcplab
