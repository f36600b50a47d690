#include "app/export/picture_svg.h"

#include "app/theme/theme.h"

#include <QBuffer>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QPainter>
#include <QSvgGenerator>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

#include <array>

namespace tcplab {

namespace {

bool isLetter(QStringView attribute) { return attribute.startsWith(QLatin1String("font-")); }

/// Rewrites what QSvgGenerator has written: it names the family that was asked for, found or not, and no other.
class Rewriter {
public:
    Rewriter(const QByteArray& from, QPaintDevice& device) : m_in(from), m_out(&m_bytes), m_device(device)
    {
        m_in.setNamespaceProcessing(false);
        m_out.setAutoFormatting(false);
        // As the theme names it, found or not.
        m_monoAsked = themeNamed(ThemeName::Light).mono(9).family();
    }

    QByteArray rewrite()
    {
        while (!m_in.atEnd()) {
            switch (m_in.readNext()) {
            case QXmlStreamReader::StartElement:
                flush();
                begin();
                break;
            case QXmlStreamReader::EndElement:
                // Nine of ten groups hold nothing: a pen was set that did not come to draw.
                if (m_pending)
                    m_pending = false;
                else
                    m_out.writeEndElement();
                break;
            case QXmlStreamReader::Characters:
                if (!m_in.isWhitespace())
                    m_out.writeCharacters(m_in.text().toString());
                else if (!m_pending)
                    m_out.writeCharacters(QStringLiteral("\n"));
                break;
            case QXmlStreamReader::StartDocument: m_out.writeStartDocument(); break;
            case QXmlStreamReader::EndDocument: m_out.writeEndDocument(); break;
            default: break;
            }
        }
        return m_in.hasError() ? QByteArray() : m_bytes;
    }

private:
    void flush()
    {
        if (!m_pending)
            return;
        m_pending = false;
        m_out.writeStartElement(QStringLiteral("g"));
        write(m_group);
    }

    void write(const QXmlStreamAttributes& attributes)
    {
        for (const QXmlStreamAttribute& one : attributes)
            m_out.writeAttribute(one.qualifiedName().toString(), one.value().toString());
    }

    void begin()
    {
        const QString name = m_in.qualifiedName().toString();
        QXmlStreamAttributes attributes;
        for (const QXmlStreamAttribute& one : m_in.attributes())
            if (!isLetter(one.qualifiedName()))
                attributes.append(one);
        if (name == QLatin1String("g")) {
            m_group = attributes;
            m_pending = true;
            return;
        }
        m_out.writeStartElement(name);
        write(attributes);
        if (name == QLatin1String("text"))
            writeText();
    }

    /// With what it is measured in, and how wide that came out.
    void writeText()
    {
        const QXmlStreamAttributes given = m_in.attributes();
        const QString asked = given.value(QLatin1String("font-family")).toString();
        const double px = given.value(QLatin1String("font-size")).toDouble();
        const int weight = given.value(QLatin1String("font-weight")).toInt();
        const bool mono = asked == m_monoAsked;
        QFont font = mono ? themeNamed(ThemeName::Light).mono(9) : themeNamed(ThemeName::Light).ui(9);
        font.setPointSizeF(px * 72 / m_device.logicalDpiY());
        font.setWeight(static_cast<QFont::Weight>(weight));
        m_out.writeAttribute(QStringLiteral("font-family"), familiesFor(font, mono));
        m_out.writeAttribute(QStringLiteral("font-size"), QString::number(px));
        m_out.writeAttribute(QStringLiteral("font-weight"), QString::number(weight));
        const QString text = m_in.readElementText();
        if (text.trimmed().size() > 1) { // a single letter cannot run into the next
            const double wide = QFontMetricsF(font, &m_device).horizontalAdvance(text);
            m_out.writeAttribute(QStringLiteral("textLength"), QString::number(wide, 'f', 2));
            m_out.writeAttribute(QStringLiteral("lengthAdjust"), QStringLiteral("spacingAndGlyphs"));
        }
        m_out.writeCharacters(text);
        m_out.writeEndElement(); // readElementText() has read it
    }

    QString familiesFor(const QFont& font, bool mono)
    {
        QString& known = m_families[mono ? 1 : 0];
        if (!known.isEmpty())
            return known;
        QStringList names{QFontInfo(font).family()};
        const QStringList kin =
            mono ? QStringList{QStringLiteral("DejaVu Sans Mono"), QStringLiteral("Liberation Mono"),
                               QStringLiteral("Menlo"), QStringLiteral("Consolas"),
                               QStringLiteral("Noto Sans Mono CJK SC")}
                 : QStringList{QStringLiteral("DejaVu Sans"), QStringLiteral("Verdana"),
                               QStringLiteral("Noto Sans CJK SC")};
        for (const QString& one : kin + QStringList{QStringLiteral("WenQuanYi Micro Hei")})
            if (!names.contains(one))
                names.append(one);
        for (QString& one : names)
            one = QLatin1Char('\'') + one.remove(QLatin1Char('\'')) + QLatin1Char('\'');
        names.append(mono ? QStringLiteral("monospace") : QStringLiteral("sans-serif"));
        return known = names.join(QStringLiteral(", "));
    }

    QXmlStreamReader m_in;
    QByteArray m_bytes;
    QXmlStreamWriter m_out;
    QPaintDevice& m_device;
    QString m_monoAsked;
    QXmlStreamAttributes m_group;
    bool m_pending = false; ///< a group has begun that nothing has been drawn in
    std::array<QString, 2> m_families;
};

} // namespace

QByteArray svgOf(const PictureSvg& picture, const std::function<void(QPainter&)>& paint)
{
    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    QSvgGenerator svg;
    svg.setOutputDevice(&bytes);
    svg.setResolution(static_cast<int>(picture.dotsPerInch));
    svg.setSize(picture.size.toSize());
    svg.setViewBox(QRectF(QPointF(), picture.size));
    svg.setTitle(picture.title);
    svg.setDescription(QStringLiteral("TCP Lab"));
    QPainter painter(&svg);
    paint(painter);
    painter.end();
    const QByteArray rewritten = Rewriter(bytes.data(), svg).rewrite();
    return rewritten.isEmpty() ? bytes.data() : rewritten; // it could not be read: as it was painted
}

} // namespace tcplab
