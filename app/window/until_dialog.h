/// "Run until …": a phrase, completed while it is typed, and what it comes to in this run said at once.
#pragma once
#include "app/session/breakpoints.h"
#include "app/session/session.h"

#include <QDialog>
#include <optional>

class QCheckBox;
class QComboBox;
class QCompleter;
class QLabel;
class QPushButton;

namespace tcplab {

class UntilDialog : public QDialog {
    Q_OBJECT
public:
    /// `former`: what was waited for before, the latest first.
    UntilDialog(Session& session, const QStringList& former, QWidget* parent = nullptr);

    QString phrase() const;
    /// What it means; nothing as long as it is not understood.
    std::optional<UntilCondition> condition() const { return m_condition; }
    /// Where that is; nothing where it does not happen any more.
    std::optional<quint64> step() const { return m_step; }
    /// The same of an instant, at which there need not be an event.
    std::optional<Instant> instant() const { return m_instant; }
    bool stopsThereEachTime() const;
    QComboBox* field() const { return m_field; }
    QLabel* answer() const { return m_answer; }
    QCheckBox* eachTime() const { return m_eachTime; }
    QPushButton* go() const { return m_go; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void look();
    QString lookForInstant(const UntilCondition& asked);
    void complete();

    Session& m_session;
    std::optional<UntilCondition> m_condition;
    std::optional<quint64> m_step;
    std::optional<Instant> m_instant;
    QComboBox* m_field;
    QCompleter* m_completer;
    QLabel* m_answer;
    QCheckBox* m_eachTime;
    QPushButton* m_go;
};

} // namespace tcplab
