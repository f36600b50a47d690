/// Figures for slides and sheets: the timeline, or a stretch of it, and the state diagrams, painted or as text. In the
/// light theme, whatever the window's is.
#pragma once
#include "app/figure/figure.h"
#include "app/session/session.h"

#include <QImage>
#include <QSizeF>
#include <QString>

class QPainter;
class QPagedPaintDevice;

namespace tcplab {

enum class FigureSubject : std::uint8_t { Timeline, ClientDiagram, ServerDiagram };
enum class FigureKind : std::uint8_t { Svg, Pdf, Png, Tikz, Mermaid, PlantUml };
inline constexpr std::size_t figureKindCount = 6;

struct FigureRequest {
    FigureSubject subject = FigureSubject::Timeline;
    Instant from{};
    Instant to = Instant::never(); ///< never: to the end
    bool relative = false;
    Notation notation = Notation::Words;
    Language language = Language::English;
};
/// What the window shows of numbers and words, and the whole run.
FigureRequest requestFor(const Session& session, FigureSubject subject = FigureSubject::Timeline);

/// ".svg" … ".puml".
QString suffixOf(FigureKind kind);
/// By the ending of a file's name; nothing for another.
std::optional<FigureKind> figureKindOf(const QString& path);
constexpr bool isText(FigureKind kind) { return kind >= FigureKind::Tikz; }

/// Px of the figure as it is painted.
QSizeF figureSize(const Session& session, const FigureRequest& request);
void paintFigure(QPainter& painter, const Session& session, const FigureRequest& request);
/// Painted so many times as large; of a long one no more than its beginning, `tallest` px of it.
QImage figureImage(const Session& session, const FigureRequest& request, double scale, double tallest);
/// As wide as the page, and as many pages as it takes.
void printFigure(QPagedPaintDevice& device, const Session& session, const FigureRequest& request);
/// TikZ, Mermaid, PlantUML.
QString figureText(const Session& session, const FigureRequest& request, FigureKind kind);

/// Why there is nothing to be drawn: it would begin after the run's end. Empty: there is.
QString unfit(const Session& session, const FigureRequest& request);
/// Writes it, by the name's ending. Nothing is left of a file that could not be written. False: `error` says why.
bool writeFigure(const Session& session, const FigureRequest& request, const QString& path, QString* error);

} // namespace tcplab
