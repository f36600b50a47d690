/// The selected segment, or the one that the step is about: its header as the RFC draws it with its octets, and how it
/// fared.
#pragma once
#include "app/session/session.h"
#include "app/theme/theme.h"
#include "core/trace/stream_bytes.h"

#include <QWidget>

class QLabel;
class QScrollArea;
class QSplitter;
class QTableWidget;

namespace tcplab {

class HeaderView;

/// The segment that a step is about: what arrives in it, else what is sent first, else what is lost; else what brought it
/// about. 0: none.
SegmentId segmentOfStep(const Trace& trace, std::uint64_t step);

class SegmentInspector : public QWidget {
    Q_OBJECT
public:
    explicit SegmentInspector(Session& session, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    QTableWidget* table() const { return m_table; }
    HeaderView* header() const { return m_header; }
    QString fieldLine() const;

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    void sayField(int field);
    void fitColumns();
    const StreamBytes& streamsUpTo(std::uint32_t record);

    Session& m_session;
    Theme m_theme;
    QLabel* m_title;
    QLabel* m_nothing;
    QTableWidget* m_table;
    HeaderView* m_header;
    QScrollArea* m_scroll;
    QLabel* m_field;
    QSplitter* m_parts;
    StreamBytes m_streams; ///< what the programs have sent, as far as it has been read
    std::uint32_t m_noted = 0;
};

} // namespace tcplab
