/// A chart in the window: points can be hovered, walked along with the arrow keys, and chosen.
#pragma once
#include "app/chart/chart_shapes.h"
#include "app/theme/theme.h"

#include <QWidget>
#include <optional>

namespace tcplab {

class ChartView : public QWidget {
    Q_OBJECT
public:
    explicit ChartView(const Theme& theme, QWidget* parent = nullptr);

    void setChart(const Chart& chart);
    /// In place of a chart.
    void setWords(const QString& words);
    const Chart& chart() const { return m_chart; }
    const ChartShapes& shapes();
    /// The variant of the sweep that is chosen.
    std::optional<std::size_t> chosen() const { return m_chosen; }
    void choose(std::size_t curve, std::size_t point);

    QSize sizeHint() const override { return {640, 420}; }
    QSize minimumSizeHint() const override { return {320, 240}; }

signals:
    /// This point, by a click or a key.
    void pointChosen(std::size_t variant);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Place {
        std::size_t curve = 0;
        std::size_t point = 0;
        friend bool operator==(const Place&, const Place&) = default;
    };
    const ChartPoint* at(Place place) const;
    QString words(Place place) const;
    void walk(int along, int across);
    void stale();

    const Theme m_theme;
    Chart m_chart;
    QString m_words;
    ChartShapes m_shapes;
    bool m_stale = true;
    std::optional<Place> m_cursor; ///< of the keyboard
    std::optional<std::size_t> m_chosen;
};

} // namespace tcplab
