/// The transmission control block of the shown connection: as many variables as there is room for.
#pragma once
#include "app/panels/tcb_cells.h"
#include "app/theme/theme.h"

#include <QWidget>
#include <vector>

class QLabel;

namespace tcplab {

/// One variable: its name over its value, on a marked ground if the step changed it.
class TcbCellView : public QWidget {
    Q_OBJECT
public:
    explicit TcbCellView(QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setCell(const TcbCell& cell);
    const TcbCell& cell() const { return m_cell; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent*) override;
    void changeEvent(QEvent* event) override;

private:
    QString nameText() const;

    Theme m_theme;
    TcbCell m_cell;
};

class TcbPanel : public QWidget {
    Q_OBJECT
public:
    explicit TcbPanel(QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// Empty: there is no TCB.
    void setCells(std::vector<TcbCell> cells);
    /// Lines of variables to take room for; the essential ones fit in two.
    void setRows(int rows);
    int rows() const { return m_rows; }
    /// Under a heading, or bare where there is no room for one.
    void setTitled(bool titled);
    std::vector<const TcbCellView*> visibleCells() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    /// Of one line of variables without a heading.
    int lineHeight() const;

protected:
    void resizeEvent(QResizeEvent*) override;
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    int headingHeight() const;
    void retranslate();

    Theme m_theme;
    std::vector<TcbCell> m_cells;
    QString m_fullHeading;
    QLabel* m_heading;
    QLabel* m_changedMark;
    QLabel* m_nothing;
    std::vector<TcbCellView*> m_views;
    int m_rows = 2;
    bool m_titled = true;
};

} // namespace tcplab
