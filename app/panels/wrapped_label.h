/// A label whose height for a width is looked up: Qt lays a text that can be selected out anew each time that a layout asks.
#pragma once
#include <QHash>
#include <QLabel>

namespace tcplab {

class WrappedLabel : public QLabel {
public:
    explicit WrappedLabel(QWidget* parent = nullptr) : QLabel(parent) {}
    int heightForWidth(int width) const override;

protected:
    void changeEvent(QEvent* event) override;

private:
    mutable QString m_measured; ///< the text of the heights below
    mutable QHash<int, int> m_heights;
};

} // namespace tcplab
