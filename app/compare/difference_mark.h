/// Where two runs part, drawn across a timeline: a layer over its picture that lets every click through.
#pragma once
#include "app/theme/theme.h"

#include <QWidget>
#include <optional>

namespace tcplab {

class LadderView;

class DifferenceMark : public QWidget {
public:
    explicit DifferenceMark(LadderView& ladder);

    void setTheme(const Theme& theme);
    /// A place on the axis; nothing: there is no difference.
    void setPlace(std::optional<double> position);
    /// In px of the viewport; nothing where it is out of sight.
    std::optional<double> drawnAt() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    LadderView& m_ladder;
    Theme m_theme;
    std::optional<double> m_place;
};

} // namespace tcplab
