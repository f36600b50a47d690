/// The timeline of a whole run as a picture in a file.
#pragma once
#include "app/session/session.h"
#include "app/theme/theme.h"

#include <QString>

namespace tcplab {

/// By the name's ending: .svg, .pdf or .png. Nothing is left of a file that could not be written.
/// False: `error` says why.
bool savePicture(const Session& session, const Theme& theme, const QString& path, QString* error);

} // namespace tcplab
