#include "app/theme/see_through.h"

#include <QScrollArea>

namespace tcplab {

void seeThrough(QScrollArea& area)
{
    area.viewport()->setAutoFillBackground(false);
    if (area.widget() != nullptr) // which QScrollArea makes opaque when it takes it
        area.widget()->setAutoFillBackground(false);
}

} // namespace tcplab
