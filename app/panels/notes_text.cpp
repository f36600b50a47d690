#include "app/panels/notes_text.h"

#include <QRegularExpression>
#include <QStringList>

#include <utility>

namespace tcplab {

namespace {

const QChar joiner(0x2060);

/// Hyphens and the like are no places to break a line at.
QString whole(const QString& command)
{
    QString text;
    for (const QChar c : command) {
        text += QString(c).toHtmlEscaped();
        if (c != QLatin1Char(' '))
            text += joiner;
    }
    return text;
}

QString inMono(const QString& words, const QStringList& mono)
{
    return QStringLiteral("<span style=\"font-family:'%1'\">%2</span>")
        .arg(mono.join(QStringLiteral("','")), words);
}

/// Options within a sentence.
QString sentence(const QString& line, const QStringList& mono)
{
    static const QRegularExpression option(QStringLiteral("(?<![\\w-])--?[a-z][a-z-]*(?: [A-Z]{2,}\\b)?"));
    QString html;
    qsizetype from = 0;
    for (auto found = option.globalMatch(line); found.hasNext();) {
        const QRegularExpressionMatch one = found.next();
        html += line.mid(from, one.capturedStart() - from).toHtmlEscaped();
        html += inMono(whole(one.captured().replace(QLatin1Char(' '), QChar::Nbsp)), mono);
        from = one.capturedEnd();
    }
    return html + line.mid(from).toHtmlEscaped();
}

/// A command ends its line and stands on one of its own.
QString withCommand(const QString& line, const QStringList& mono)
{
    const qsizetype at = line.indexOf(QLatin1String("tcplab-cli "));
    if (at < 0)
        return sentence(line, mono);
    const QString before = line.left(at).trimmed();
    const QString command = inMono(whole(line.mid(at).trimmed()), mono);
    return before.isEmpty() ? command : sentence(before, mono) + QStringLiteral("<br/>") + command;
}

} // namespace

QString notesHtml(const QString& notes, const QStringList& mono)
{
    static const QRegularExpression number(QStringLiteral("^(\\d{1,2})\\.\\s+(?=\\S)"));
    QString html;
    bool inList = false;
    const auto endList = [&] {
        if (std::exchange(inList, false))
            html += QStringLiteral("</ol>");
    };
    for (const QString& raw : notes.split(QLatin1Char('\n'))) {
        const QString line = raw.trimmed();
        if (line.isEmpty()) {
            continue;
        }
        const QRegularExpressionMatch step = number.match(line);
        if (!step.hasMatch()) {
            endList();
            html += QStringLiteral("<p>%1</p>").arg(withCommand(line, mono));
            continue;
        }
        if (!std::exchange(inList, true))
            html += QStringLiteral("<ol start=\"%1\">").arg(step.captured(1));
        html += QStringLiteral("<li>%1</li>").arg(withCommand(line.mid(step.capturedLength()), mono));
    }
    endList();
    return html;
}

QString copiedNotes(QString text)
{
    return text.remove(joiner)
        .replace(QChar::Nbsp, QLatin1Char(' '))
        .replace(QChar(0x2028), QLatin1Char('\n'))
        .replace(QChar(0x2029), QLatin1Char('\n'));
}

} // namespace tcplab
