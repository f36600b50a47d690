#include "app/panels/unbroken.h"

#include <QRegularExpression>

namespace tcplab {

QString unbroken(const QString& text)
{
    static const QRegularExpression space(
        QStringLiteral("(?<=\\d) (?=\\d{3}(?!\\d)|(?:ns|µs|ms|s|min|h|d|B|KiB|MiB|GiB|octets?|segments?|"
                       "[kMG]?bit/s|%)(?![A-Za-z])|字节|个)"));
    QString whole = text;
    return whole.replace(space, QString(QChar::Nbsp));
}

QString broken(QString text) { return text.replace(QChar::Nbsp, QLatin1Char(' ')); }

} // namespace tcplab
