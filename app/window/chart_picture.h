/// `tcplab --chart TABLE.csv -o FILE.png`: a sweep's chart as a picture, drawn by Qt without a window.
#pragma once
#include "app/chart/chart.h"
#include "app/theme/theme.h"

#include <QSize>
#include <QString>
#include <QStringList>
#include <tl/expected.hpp>

namespace tcplab {

struct ChartPicture {
    Chart chart;
    ThemeName theme = ThemeName::Light;
    QSize size{900, 560};
    QString output;
};

/// The words ask for it.
bool asksForChart(const QStringList& arguments);
/// What they ask for, read and made; one sentence where they cannot be understood.
tl::expected<ChartPicture, QString> readChartPicture(const QStringList& arguments);
/// Writes it; the exit code. What is wrong goes to standard error.
int writeChartPicture(const ChartPicture& picture);

} // namespace tcplab
