/// One direction of a connection on its number line, painted.
#pragma once
#include "app/panels/sequence_space.h"
#include "app/theme/theme.h"

#include <QWidget>
#include <optional>

namespace tcplab {

/// "in flight", for tool tips, the legend and screen readers.
QString spaceStateName(SpaceState state);

class SequenceRuler : public QWidget {
    Q_OBJECT
public:
    explicit SequenceRuler(QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// `title`: "Client → Server".
    void setSpace(SequenceSpace space, Side sender, const QString& title, bool relative);
    const SequenceSpace& space() const { return m_space; }
    SpaceShapes shapes() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

signals:
    /// A cell that is in flight was clicked: the number at which it begins.
    void numberChosen(tcplab::SeqNum number);

protected:
    void paintEvent(QPaintEvent*) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    SpaceMeasures measures() const;
    QRectF area() const;
    std::optional<std::size_t> runAt(QPointF point) const;
    QString runText(const SpaceRun& run) const;
    void choose(const SpaceRun& one);
    void describe();
    void paintCell(QPainter& p, const SpaceShapes::Cell& cell) const;

    Theme m_theme;
    SequenceSpace m_space;
    Side m_sender = Side::Client;
    QString m_title;
    QString m_words;
    std::optional<std::size_t> m_walked; ///< the run that the keys have come to
    bool m_relative = false;
};

} // namespace tcplab
