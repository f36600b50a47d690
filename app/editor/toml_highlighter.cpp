#include "app/editor/toml_highlighter.h"

#include <QRegularExpression>

namespace tcplab {

TomlHighlighter::TomlHighlighter(QTextDocument* document)
    : QSyntaxHighlighter(document), m_theme(themeNamed(ThemeName::Light))
{}

void TomlHighlighter::setTheme(const Theme& theme)
{
    m_theme = theme;
    rehighlight();
}

void TomlHighlighter::highlightBlock(const QString& text)
{
    static const QRegularExpression table(QStringLiteral(R"(^\s*\[\[?[^\]]*\]\]?)"));
    static const QRegularExpression key(QStringLiteral(R"(^\s*[\w.\-]+(?=\s*=))"));
    static const QRegularExpression number(QStringLiteral(R"((?<==)\s*(?:[\d.]+|true|false)\b)"));
    static const QRegularExpression quoted(QStringLiteral(R"("(?:[^"\\]|\\.)*"|'[^']*')"));
    constexpr int inBlock = 1;
    const QString mark = QStringLiteral("\"\"\"");
    QTextCharFormat words;
    words.setForeground(m_theme.data);
    if (previousBlockState() == inBlock) {
        const qsizetype end = text.indexOf(mark);
        setFormat(0, static_cast<int>(end < 0 ? text.size() : end + 3), words);
        setCurrentBlockState(end < 0 ? inBlock : 0);
        return;
    }
    setCurrentBlockState(0);
    const auto paint = [&](const QRegularExpression& what, const QColor& colour, bool bold) {
        QTextCharFormat format;
        format.setForeground(colour);
        if (bold)
            format.setFontWeight(QFont::Bold);
        for (auto it = what.globalMatch(text); it.hasNext();) {
            const auto match = it.next();
            setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()),
                      format);
        }
    };
    paint(number, m_theme.server, false);
    paint(quoted, m_theme.data, false);
    paint(key, m_theme.client, false);
    paint(table, m_theme.accent, true);
    if (const qsizetype begin = text.indexOf(mark); begin >= 0) {
        const qsizetype end = text.indexOf(mark, begin + 3);
        setFormat(static_cast<int>(begin), static_cast<int>((end < 0 ? text.size() : end + 3) - begin),
                  words);
        if (end < 0)
            setCurrentBlockState(inBlock);
        return;
    }
    // A comment, unless its sign stands in a text.
    QString plain = text;
    for (auto it = quoted.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        plain.replace(match.capturedStart(), match.capturedLength(),
                      QString(match.capturedLength(), QLatin1Char('x')));
    }
    if (const qsizetype comment = plain.indexOf(QLatin1Char('#')); comment >= 0) {
        QTextCharFormat format;
        format.setForeground(m_theme.mutedText);
        format.setFontItalic(true);
        setFormat(static_cast<int>(comment), static_cast<int>(text.size() - comment), format);
    }
}

} // namespace tcplab
