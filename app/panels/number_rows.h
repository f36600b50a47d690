/// The number lines as rows: every mark and every stretch of both directions as they stand at the cursor. Free of widgets but
/// for tr().
#pragma once
#include "app/panels/row_source.h"
#include "app/panels/sequence_space.h"

#include <array>

namespace tcplab {

/// Both ends of one connection: the client's shown one and whoever it talks to, else the server's; 0: none.
std::array<ConnectionId, 2> pairOf(const World& world, std::array<ConnectionId, 2> shown);
/// Both directions of it, by sender.
std::array<SequenceSpace, 2> spacesOf(const World& world, std::array<ConnectionId, 2> pair);
/// The latest emission that begins at this number and has left by the cursor; 0: none.
SegmentId segmentAt(const Session& session, Side sender, ConnectionId conn, SeqNum number);

class NumberRows : public RowSource {
public:
    enum Column { Line, What, Host, First, Last, Count };

    explicit NumberRows(const Session& session) : m_session(session) {}
    void setShown(std::array<ConnectionId, 2> shown) { m_shown = shown; }

    std::vector<RowColumn> columns() const override;
    int count() const override { return static_cast<int>(m_rows.size()); }
    QString text(int row, int column) const override;
    qint64 key(int row, int column) const override;
    quint64 step(int) const override;
    std::optional<Side> host(int row) const override;
    SegmentId segment(int row) const override;
    bool update(quint64 fromStep) override;
    bool followsCursor() const override { return true; }
    bool isMarked(int row) const override { return m_rows[static_cast<std::size_t>(row)].changed; }

private:
    struct Row {
        Side sender = Side::Client; ///< of the line
        Side host = Side::Client;   ///< who knows it
        QString what;
        SeqNum first{};
        std::int64_t length = 0; ///< 0: a mark
        std::uint32_t isn = 0;
        bool isUnderWay = false;
        bool changed = false; ///< in the cursor's step
        bool sameAs(const Row& other) const;
    };
    std::vector<Row> rowsIn(const World& world, std::array<ConnectionId, 2> pair) const;
    std::uint32_t shownNumber(const Row& row, std::int64_t place) const;

    const Session& m_session;
    std::array<ConnectionId, 2> m_shown{};
    std::array<ConnectionId, 2> m_pair{};
    std::vector<Row> m_rows;
};

} // namespace tcplab
