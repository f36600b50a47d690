#include "app/panels/wrapped_label.h"

#include <QEvent>

namespace tcplab {

int WrappedLabel::heightForWidth(int width) const
{
    constexpr qsizetype most = 32;
    if (m_measured != text() || m_heights.size() > most)
        m_heights.clear();
    m_measured = text();
    const auto known = m_heights.constFind(width);
    if (known != m_heights.constEnd())
        return *known;
    return *m_heights.insert(width, QLabel::heightForWidth(width));
}

void WrappedLabel::changeEvent(QEvent* event)
{
    m_heights.clear(); // another font, another style
    QLabel::changeEvent(event);
}

} // namespace tcplab
