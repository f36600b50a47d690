/// All that a plot shows, as rows in the order of time: for its table, and for copying.
#pragma once
#include "app/plots/plot_shapes.h"

#include <variant>

namespace tcplab {

struct PlotRow {
    Instant at{};
    QString what;  ///< "SND.UNA", "sent, SYN", "B: cwnd"
    QString value; ///< "1001", "1001–2000"
};

/// Finds the rows of a stretch of time one after the other, of any number.
class PlotRows {
public:
    /// Names a row.
    struct Place {
        std::uint32_t source = 0;
        std::uint32_t index = 0;
    };

    /// `in`: the flows live at least as long; the range says which rows there are.
    explicit PlotRows(const PlotInput& in);
    std::optional<Place> next();
    Instant instantOf(Place place) const;
    PlotRow row(Place place) const;

private:
    using Items = std::variant<const Series*, const ChunkedList<Flow::Sent>*,
                               const ChunkedList<Flow::Sacked>*, const Flow::Marks*>;
    struct Source {
        PlotRole role = PlotRole::Data;
        bool other = false;
        Items items;
        std::size_t next = 0;
        std::size_t end = 0;
    };
    void add(PlotRole role, bool other, Items items);
    static Instant at(const Source& source, std::size_t index);

    PlotInput m_in;
    std::vector<Source> m_sources;
};

/// Tab-separated, with a heading.
QString plotTable(const PlotInput& in);
/// What a line says at an instant: "SND.UNA", "1001"; of two runs "A: SND.UNA".
std::vector<std::pair<QString, QString>> valuesAt(const PlotInput& in, Instant at);
/// "Time", "What", "Value".
QStringList plotTableHeading();
/// "0.250000000"
QString plotInstantText(Instant at);

} // namespace tcplab
