/// How the ladder's shapes are painted: what ladder_paint.h offers, for the files that do it.
#pragma once
#include "app/ladder/ladder_ink.h"
#include "app/ladder/ladder_paint.h"
#include "app/theme/contrast.h"

#include <QImage>
#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace tcplab {

/// Where a fold's teeth leave out the words beside the lifelines: x from and to.
std::vector<std::pair<double, double>> gapsIn(const LadderFold& fold, const LadderGeometry& geometry,
                                              double scale);

/// Paints the shapes of one picture, layer by layer: what is drawn later covers what is drawn before.
class LadderPainter {
public:
    LadderPainter(QPainter& painter, const LadderGeometry& geometry, const LadderFonts& ladderFonts,
                  const Theme& colours)
        : p(painter),
          g(geometry),
          fonts(ladderFonts),
          theme(colours),
          ink(colours, geometry.focus),
          s(theme.textScale),
          onPixels(painter.paintEngine() != nullptr && painter.paintEngine()->type() == QPaintEngine::Raster),
          picture(dynamic_cast<QImage*>(painter.device()))
    {}

    void paint();

private:
    void paintTicks();
    void paintInstant(double x, double top, double bottom, const QColor& colour);
    void paintLifelines();
    void paintBars();
    void paintFolds();
    void paintFoldWords();
    void paintDensity();
    void paintTies();
    void paintArrow(const LadderArrow& arrow);
    void stroke(QPointF from, QPointF to, const QColor& colour, double width);
    void paintHead(const LadderArrow& arrow, QPointF tip, const QColor& colour, bool hollow);
    void paintGhost(const LadderArrow& arrow);
    void paintPath();
    void paintConnections();
    void paintNumber(QPointF at, double r, int number);
    void paintNotes();
    void paintQueues();
    void paintMeasure();
    void paintJoints();
    double dotRadius(const LadderArrow& arrow) const;
    void paintMarks(const LadderArrow& arrow);
    void paintCross(QPointF at, const QColor& colour, bool circled);
    void paintGrounds();
    void paintGroundsOnDots();
    void paintLabel(const LadderLabel& label);
    void paintWords(const LadderLabel& label, const LabelLook& look, double base);
    void paintBrackets();
    void paintTexts();
    void paintParting();
    void paintPartingSign();
    void paintNowLine();
    void paintBadge();
    void paintHeadings();

    void text(TextRole role, const QRectF& rect, Qt::Alignment align, const QString& what,
              const QColor& colour)
    {
        p.setFont(fonts.font(role));
        p.setPen(colour);
        p.drawText(rect, static_cast<int>(align) | Qt::TextDontClip | Qt::TextSingleLine, what);
    }

    QPainter& p;
    const LadderGeometry& g;
    const LadderFonts& fonts;
    const Theme& theme;
    const LadderInk ink;
    double s;
    bool onPixels;
    QImage* picture; ///< what is painted on, if its pixels can be reached
};

} // namespace tcplab
