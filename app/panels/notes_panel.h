/// What the scenario is about, in the words of whoever wrote it.
#pragma once
#include "app/session/session.h"
#include "app/theme/theme.h"

#include <QTextBrowser>

namespace tcplab {

class NotesPanel : public QTextBrowser {
    Q_OBJECT
public:
    explicit NotesPanel(Session& session, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);

protected:
    void changeEvent(QEvent* event) override;
    /// A command can be used where it is put down.
    QMimeData* createMimeDataFromSelection() const override;

private:
    void refresh();

    Session& m_session;
    Theme m_theme;
};

} // namespace tcplab
