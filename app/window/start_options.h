/// The words after `tcplab` on the command line.
#pragma once
#include "app/export/figure_picture.h"
#include "app/plots/plot_roles.h"
#include "app/session/run_until.h"
#include "app/theme/theme.h"
#include "app/window/ending.h"
#include "app/window/live_driver.h"
#include "app/wording/wording.h"

#include <QSize>
#include <QString>
#include <QStringList>
#include <optional>
#include <tl/expected.hpp>
#include <vector>

namespace tcplab {

struct StartOptions {
    QString scenario; ///< a name of the library or a path; "": the default
    std::optional<Language> language;
    std::optional<ThemeName> theme;
    QString screenshot; ///< "": a window; else only its picture, into this file
    QSize size{1600, 1000};
    std::optional<quint64> step;
    std::optional<qint64> at;                ///< ns
    std::optional<quint32> select;           ///< a segment's number
    std::optional<ProfileName> profile;      ///< of the host that a script tests
    QStringList panels;                      ///< "library", "events", "segment"
    std::optional<PlotKind> plot;            ///< which of the graphs
    std::optional<EndWhen> end;              ///< else when the window is closed
    QString compare;                         ///< what to show the run beside; "": one run
    std::vector<UntilCondition> breakpoints; ///< where playing stops
    LiveStart live;                          ///< its device is "": no live run
    bool oneDiagram = false;
    bool lecture = false;
    bool linear = false;
    bool relative = false;
    bool packetdrill = false;
    bool causes = false;
    QString exported; ///< a file for a figure, without a window; "": none
    FigureSubject figure = FigureSubject::Timeline;
    std::optional<qint64> from; ///< ns; of the figure
    std::optional<qint64> to;
    bool help = false;
    bool version = false;
};

/// One sentence where they cannot be understood.
tl::expected<StartOptions, QString> readOptions(const QStringList& arguments);
QString helpText(Language language);
/// The language that the words ask for (--lang), else the system's; for everything said before a window is.
Language languageOf(const QStringList& arguments);

} // namespace tcplab
