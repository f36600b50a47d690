/// The state diagram of one host's connection, as a widget.
#pragma once
#include "app/diagram/diagram_paint.h"
#include "app/wording/wording.h"

#include <QWidget>

namespace tcplab {

class DiagramView : public QWidget {
    Q_OBJECT
public:
    explicit DiagramView(QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setLanguage(Language language);
    void setSituation(DiagramSituation situation);
    const DiagramSituation& situation() const { return m_situation; }
    const DiagramGeometry& geometryOfBoxes() const { return m_layout.geometry; }
    QSize sizeHint() const override { return {340, 360}; }
    QSize minimumSizeHint() const override { return {250, 196}; }

protected:
    void paintEvent(QPaintEvent*) override;
    void resizeEvent(QResizeEvent*) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent*) override;
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    void describe();

    Theme m_theme;
    Language m_language = Language::English;
    DiagramSituation m_situation;
    DiagramLayout m_layout;
    std::optional<std::size_t> m_hovered;
};

} // namespace tcplab
