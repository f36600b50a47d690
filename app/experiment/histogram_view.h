/// The distribution of one point of a chart: bars, with the median and the tenths that lie outside marked.
#pragma once
#include "app/chart/histogram_bars.h"
#include "app/sweep/results.h"
#include "app/theme/theme.h"

#include <QWidget>
#include <optional>

namespace tcplab {

class HistogramView : public QWidget {
    Q_OBJECT
public:
    explicit HistogramView(const Theme& theme, QWidget* parent = nullptr);

    void setDistribution(SweepMetric metric, std::vector<Bin> bins);
    const std::vector<HistogramBar>& bars() const { return m_bars; }
    /// Only the runs in it are listed.
    std::optional<HistogramBar> chosen() const;
    void choose(std::optional<std::size_t> bar);

    QSize sizeHint() const override { return {320, 160}; }
    QSize minimumSizeHint() const override { return {200, 110}; }

signals:
    void barChosen();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRectF area() const;
    std::optional<std::size_t> barAt(double x) const;
    double placeOf(double value) const;
    QString words(std::size_t bar) const;

    const Theme m_theme;
    SweepMetric m_metric = SweepMetric::Completion;
    std::vector<Bin> m_bins;
    std::vector<HistogramBar> m_bars;
    std::optional<std::size_t> m_chosen;
};

} // namespace tcplab
