/// One line of text that is cut with "…" where it is too long: by what is painted, so that it is right whenever the
/// layout changes its width.
#pragma once
#include <QLabel>

namespace tcplab {

class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr);
    /// What is seen of it.
    QString shownText() const;
    bool isCut() const { return shownText() != text(); }
    /// Px of the whole text.
    int fullWidth() const;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace tcplab
