/// The knobs that are turned most often, as a form beside the scenario's text: in one column where it stands beside it, both
/// hosts next to each other where it stands above it, each name above its field where there is hardly any room.
#pragma once
#include "core/world/scenario.h"

#include <QString>
#include <QWidget>
#include <optional>
#include <utility>
#include <vector>

class QGridLayout;
class QLabel;

namespace tcplab {

enum class FormShape { OneColumn, TwoColumns, Stacked };

class ScenarioForm : public QWidget {
    Q_OBJECT
public:
    explicit ScenarioForm(QWidget* parent = nullptr);

    /// The field for this key ("network", "delay"); null where there is none.
    QWidget* lastField() const { return m_fields.back().widget; }
    QWidget* field(const QString& table, const QString& key) const;
    /// The key of this field: "network", "delay"; nothing of what is none.
    std::optional<std::pair<QString, QString>> keyOf(const QWidget* field) const;
    /// What the text says, and what holds where it says nothing. A field in which something is begun keeps it.
    void fill(const std::string& text, const Scenario& scenario);
    /// This field, if there is one, says what cannot be read, and why; all others do not. "": none does.
    void markWrong(const QString& table, const QString& key, const QString& why);
    void setShape(FormShape shape);
    /// What it takes at least.
    int widthInOneColumn() const { return leastWidth(1); }
    int widthInTwoColumns() const { return leastWidth(2); }
    /// What is begun in a field counts, as if Enter had been pressed.
    void finish();
    void forget(); ///< what is begun

signals:
    void valueChosen(const QString& table, const QString& key, const QString& value);
    void left(); ///< with Enter, and nothing is wrong

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Field {
        QString table;
        QString key;
        const char* name = "";  ///< in its group
        const char* whole = ""; ///< alone
        QWidget* widget = nullptr;
        QLabel* label = nullptr; ///< null: it stands beside its fellow's
    };
    int leastWidth(int fieldsInARow) const;
    void arrange();
    int arrangeStacked();
    int arrangeInRows();
    void retranslate();

    std::vector<Field> m_fields;
    QLabel* m_client; ///< heading of a column, or of a group
    QLabel* m_server;
    QGridLayout* m_grid;
    FormShape m_shape = FormShape::OneColumn;
};

} // namespace tcplab
