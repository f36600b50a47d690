/// The state diagram as a widget: of one host's connection, or of both hosts'. What it shows can be pointed at,
/// clicked, and walked by keys.
#pragma once
#include "app/diagram/diagram_paint.h"
#include "app/wording/wording.h"

#include <QWidget>
#include <optional>

namespace tcplab {

class DiagramView : public QWidget {
    Q_OBJECT
public:
    explicit DiagramView(QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setLanguage(Language language);
    /// The words of the arrow just taken stand beside it; not where a title says them.
    void setWordsBesideArrows(bool shown);
    void setSituation(DiagramSituation situation) { setSituations({std::move(situation)}); }
    /// Both hosts' in one diagram.
    void setSituations(std::vector<DiagramSituation> situations);
    /// The arrows walked in this sitting; there is a counter as soon as they are told.
    void setWalked(const ArrowSet& walked);
    const DiagramSituation& situation() const { return m_picture.hosts.front(); }
    const std::vector<DiagramSituation>& situations() const { return m_picture.hosts; }
    const DiagramGeometry& geometryOfBoxes() const { return fitted().geometry; }
    std::optional<DiagramNode> focusedNode() const { return m_picture.focused; }
    /// What is said of what lies at a point: rich text; "" for nothing.
    QString wordsAt(QPointF point) const;
    QSize sizeHint() const override { return {340, 360}; }
    /// What it needs in that width for names as large as the theme wants them.
    int leastHeight(int width) const;
    QSize minimumSizeHint() const override { return {250, 196}; }

signals:
    /// A state or an arrow was clicked, or opened by key.
    void placeChosen(const tcplab::DiagramPlace& place, QPoint where);
    void counterChosen(QPoint where);
    void entered(); ///< by the mouse or the keyboard

protected:
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void enterEvent(QEnterEvent*) override;
    void leaveEvent(QEvent*) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    const DiagramLayout& fitted() const;
    void describe();
    void focusNode(DiagramNode node);
    void openFocused();
    std::optional<DiagramPlace> placeAt(QPointF point) const;
    QString wordsOf(const DiagramPlace& place) const;

    Theme m_theme;
    DiagramPicture m_picture;
    mutable DiagramLayout m_layout;
    mutable bool m_fits = false; ///< the layout: to size, theme and language
    mutable std::optional<int> m_least;
    mutable int m_leastWidth = 0; ///< of which it is the least height
};

} // namespace tcplab
