/// Events, segments and timers of the run, and the numbers at the cursor, as tables, with a line to search them by.
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

class NumberRows;

class TablesPanel : public QWidget {
    Q_OBJECT
public:
    explicit TablesPanel(Session& session, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    enum Table { Events, Segments, Timers, Numbers, TableCount };
    /// The connections that the columns show: whose numbers there are.
    void setShown(std::array<ConnectionId, 2> shown);
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
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void retranslate();
    void count();
    void fitHead();
    void search();

    Session& m_session;
    NumberRows* m_numbers; ///< the source of that table
    std::array<RunTable*, TableCount> m_tables{};
    QTabBar* m_tabs;
    QLineEdit* m_filter;
    QLabel* m_count;
    QToolButton* m_byTime;
    QToolButton* m_copy;
    QStackedWidget* m_stack;
};

} // namespace tcplab
