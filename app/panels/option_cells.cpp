#include "app/panels/option_cells.h"

#include <QCoreApplication>

namespace tcplab {

namespace {

/// Only a context for translations.
struct OptionCells {
    Q_DECLARE_TR_FUNCTIONS(tcplab::OptionCells)
};

/// As the field calls it, short.
QString shortName(OptionKind kind)
{
    switch (kind) {
    case OptionKind::EndOfList: return QStringLiteral("EOL");
    case OptionKind::NoOperation: return QStringLiteral("NOP");
    case OptionKind::Mss: return QStringLiteral("MSS");
    case OptionKind::WindowScale: return QStringLiteral("WScale");
    case OptionKind::SackPermitted: return QStringLiteral("SACK perm");
    case OptionKind::Sack: return QStringLiteral("SACK");
    case OptionKind::Timestamps: return QStringLiteral("TS");
    }
    return {};
}

class Cells {
public:
    explicit Cells(const OptionPart& part, int bit) : m_part(part), m_bit(bit)
    {
        const int kind = static_cast<int>(part.kind);
        const QString name = shortName(part.kind);
        // RFC 9293 §3.2 writes "Kind=2"; beside it stands what that is.
        add(8, name, OptionCells::tr("Kind=%1").arg(kind),
            (QString::number(kind) + QLatin1Char(' ') + name).trimmed());
        const bool isOneOctet = part.kind == OptionKind::EndOfList || part.kind == OptionKind::NoOperation;
        if (!isOneOctet && left() >= 8)
            add(8, OptionCells::tr("Length"), QString::number(part.length),
                OptionCells::tr("Length=%1").arg(part.length));
    }
    int left() const { return m_part.length * 8 - m_used; }
    void add(int bits, const QString& name, const QString& value, const QString& brief)
    {
        m_cells.push_back({name, value, brief, {}, m_bit + m_used, bits});
        m_used += bits;
    }
    void number(int bits, const QString& name, std::uint32_t value, const QString& shortName = {})
    {
        add(bits, name, QString::number(value), QString::number(value));
        m_cells.back().shortName = shortName;
    }
    void edge(const QString& name, SeqNum value, std::uint32_t toRelative)
    {
        const std::uint32_t relative = value.value() + toRelative;
        const QString absolute = QString::number(value.value());
        add(32, name,
            relative == value.value() ? absolute
                                      : OptionCells::tr("%1 (relative: %2)").arg(absolute).arg(relative),
            absolute);
    }
    std::vector<OptionCell> finish()
    {
        if (left() > 0) {
            const bool isPadding = m_part.kind == OptionKind::EndOfList;
            const QString words = isPadding ? OptionCells::tr("Padding") : OptionCells::tr("Data");
            add(left(), words, {}, words);
        }
        return std::move(m_cells);
    }

private:
    const OptionPart& m_part;
    int m_bit;
    int m_used = 0;
    std::vector<OptionCell> m_cells;
};

} // namespace

std::vector<OptionCell> optionCells(const OptionPart& part, const Options& options, int bit,
                                    std::uint32_t toRelative)
{
    Cells cells(part, bit);
    switch (part.kind) {
    case OptionKind::Mss:
        if (cells.left() == 16)
            cells.number(16, OptionCells::tr("Maximum segment size"), options.mss, QStringLiteral("MSS"));
        break;
    case OptionKind::WindowScale:
        if (cells.left() == 8)
            cells.number(8, OptionCells::tr("Shift"), options.windowScale.value_or(0));
        break;
    case OptionKind::Timestamps:
        if (cells.left() == 64) {
            cells.number(32, QStringLiteral("TSval"), options.tsVal);
            cells.number(32, QStringLiteral("TSecr"), options.tsEcr);
        }
        break;
    case OptionKind::Sack: // RFC 2018 §3: one word an edge
        if (static_cast<std::size_t>(cells.left()) == 64 * options.sack.size())
            for (std::size_t i = 0; i < options.sack.size(); ++i) {
                cells.edge(OptionCells::tr("Left edge of block %1").arg(i + 1), options.sack[i].left,
                           toRelative);
                cells.edge(OptionCells::tr("Right edge of block %1").arg(i + 1), options.sack[i].right,
                           toRelative);
            }
        break;
    default: break;
    }
    return cells.finish();
}

} // namespace tcplab
