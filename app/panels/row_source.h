/// What a table of the run lists: its records, its segments, its timers. Rows are in the order of time. Free of
/// widgets but for tr().
#pragma once
#include "app/session/session.h"

#include <QString>
#include <memory>
#include <optional>
#include <vector>

namespace tcplab {

struct RowColumn {
    QString name;
    const char* widest = ""; ///< what its width is measured by; "": it takes what is left
    bool isNumber = false;   ///< to the right, in letters of one width
    bool isExtra = false;    ///< left out where the table is narrow
};

class RowSource {
public:
    virtual ~RowSource() = default;
    virtual std::vector<RowColumn> columns() const = 0;
    virtual int count() const = 0;
    virtual QString text(int row, int column) const = 0;
    /// What a search looks at: where the text depends on the cursor, what it will say at the end of the run.
    virtual QString searchedText(int row, int column) const { return text(row, column); }
    /// Rows are sorted by it.
    virtual qint64 key(int row, int column) const = 0;
    /// The step in which the row begins.
    virtual quint64 step(int row) const = 0;
    /// Whose it is; nothing: the wire's.
    virtual std::optional<Side> host(int row) const = 0;
    /// What choosing the row selects; 0: nothing.
    virtual SegmentId segment(int) const { return 0; }
    /// The run has another future from this step on, or has grown. True: only rows at the end are new.
    virtual bool update(quint64 fromStep) = 0;
};

std::unique_ptr<RowSource> eventRows(const Session& session);
std::unique_ptr<RowSource> segmentRows(const Session& session);
std::unique_ptr<RowSource> timerRunRows(const Session& session);

} // namespace tcplab
