/// Every field of the selected segment, and how it fared.
#pragma once
#include "app/session/session.h"
#include "app/theme/theme.h"

#include <QWidget>

class QLabel;
class QTableWidget;

namespace tcplab {

class SegmentInspector : public QWidget {
    Q_OBJECT
public:
    explicit SegmentInspector(Session& session, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    QTableWidget* table() const { return m_table; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    Session& m_session;
    Theme m_theme;
    QLabel* m_title;
    QLabel* m_nothing;
    QTableWidget* m_table;
};

} // namespace tcplab
