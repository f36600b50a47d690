/// Notes as whoever wrote them meant them: a line is a paragraph, "1." a step, a command a command. Free of widgets.
#pragma once
#include <QString>
#include <QStringList>

namespace tcplab {

/// As rich text. Commands and options are in the first of the `mono` faces that there is, and broken at blanks alone.
QString notesHtml(const QString& notes, const QStringList& mono);
/// What is copied of it: without what only keeps commands whole.
QString copiedNotes(QString text);

} // namespace tcplab
