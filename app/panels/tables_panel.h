/// Events, segments and timers of the run as tables, with a line to search them by.
#pragma once
#include "app/panels/run_table.h"

#include <QWidget>
#include <array>

class QLabel;
class QLineEdit;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace tcplab {

class TablesPanel : public QWidget {
    Q_OBJECT
public:
    explicit TablesPanel(Session& session, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    enum Table { Events, Segments, Timers, TableCount };
    RunTable* table(Table which) const { return m_tables[which]; }
    RunTable* current() const;
    QTabBar* tabs() const { return m_tabs; }
    QLineEdit* filter() const { return m_filter; }
    QToolButton* copyButton() const { return m_copy; }
    QString countText() const;

signals:
    /// Somebody has chosen a row: the run should not run away.
    void taken();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void retranslate();
    void count();

    Session& m_session;
    std::array<RunTable*, TableCount> m_tables{};
    QTabBar* m_tabs;
    QLineEdit* m_filter;
    QLabel* m_count;
    QToolButton* m_byTime;
    QToolButton* m_copy;
    QStackedWidget* m_stack;
};

} // namespace tcplab
