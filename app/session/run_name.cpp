#include "app/session/run_name.h"

#include "app/session/session.h"

#include <QFileInfo>

namespace tcplab {

QString nameOf(const Session& session)
{
    return session.path().isEmpty() ? QString::fromStdString(session.scenario().name)
                                    : QFileInfo(session.path()).completeBaseName();
}

} // namespace tcplab
