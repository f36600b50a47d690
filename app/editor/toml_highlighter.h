/// TOML in colours: tables, keys, texts, numbers, comments.
#pragma once
#include "app/theme/theme.h"

#include <QSyntaxHighlighter>

namespace tcplab {

class TomlHighlighter : public QSyntaxHighlighter {
public:
    explicit TomlHighlighter(QTextDocument* document);
    void setTheme(const Theme& theme);

protected:
    void highlightBlock(const QString& text) override;

private:
    Theme m_theme;
};

} // namespace tcplab
