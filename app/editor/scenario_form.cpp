#include "app/editor/scenario_form.h"

#include "app/editor/scenario_offers.h"
#include "app/editor/scenario_text.h"
#include "core/tcp/knobs.h"
#include "core/world/scenario_file.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <algorithm>
#include <array>
#include <utility>

namespace tcplab {

namespace {

QString asQt(const std::string& s) { return QString::fromStdString(s); }

struct FormRow {
    const char* table;
    const char* key;
    const char* name;
    const char* whole;
};

/// Those of the client and those of the server in the same order.
constexpr std::array formRows{
    FormRow{"network", "delay", QT_TRANSLATE_NOOP("tcplab::ScenarioForm", "One-way delay"), ""},
    FormRow{"network", "loss", QT_TRANSLATE_NOOP("tcplab::ScenarioForm", "Loss"), ""},
    FormRow{"network", "msl", QT_TRANSLATE_NOOP("tcplab::ScenarioForm", "MSL"), ""},
    FormRow{"network", "bandwidth", QT_TRANSLATE_NOOP("tcplab::ScenarioForm", "Bandwidth"), ""},
    FormRow{"client", "profile", QT_TRANSLATE_NOOP("tcplab::ScenarioForm", "Profile"),
            QT_TRANSLATE_NOOP("tcplab::ScenarioForm", "Client: profile")},
    FormRow{"client", "congestion_control", QT_TRANSLATE_NOOP("tcplab::ScenarioForm", "Congestion control"),
            QT_TRANSLATE_NOOP("tcplab::ScenarioForm", "Client: congestion control")},
    FormRow{"client", "initial_rto", QT_TRANSLATE_NOOP("tcplab::ScenarioForm", "First RTO"),
            QT_TRANSLATE_NOOP("tcplab::ScenarioForm", "Client: first RTO")},
    FormRow{"server", "profile", QT_TRANSLATE_NOOP("tcplab::ScenarioForm", "Profile"),
            QT_TRANSLATE_NOOP("tcplab::ScenarioForm", "Server: profile")},
    FormRow{"server", "congestion_control", QT_TRANSLATE_NOOP("tcplab::ScenarioForm", "Congestion control"),
            QT_TRANSLATE_NOOP("tcplab::ScenarioForm", "Server: congestion control")},
    FormRow{"server", "initial_rto", QT_TRANSLATE_NOOP("tcplab::ScenarioForm", "First RTO"),
            QT_TRANSLATE_NOOP("tcplab::ScenarioForm", "Server: first RTO")},
};

/// What holds if the text says nothing.
QString standardOf(const Scenario& scenario, const QString& table, const QString& key)
{
    if (table == QLatin1String("network")) {
        for (const NetworkKeyDescription& one : describeNetworkKeys())
            if (key == asQt(one.name))
                return asQt(one.standard);
        return {};
    }
    const Profile& profile = scenario.hosts[table == QLatin1String("client") ? 0 : 1].profile;
    if (key == QLatin1String("profile"))
        return QString::fromLatin1(nameOf(profile.name));
    const Knob* knob = findKnob(key.toStdString());
    return knob == nullptr ? QString() : asQt(knob->write(profile));
}

QString unquoted(QString value)
{
    if (value.size() >= 2 && value.startsWith(QLatin1Char('"')) && value.endsWith(QLatin1Char('"')))
        value = value.mid(1, value.size() - 2);
    return value;
}

} // namespace

ScenarioForm::ScenarioForm(QWidget* parent)
    : QWidget(parent), m_client(new QLabel(this)), m_server(new QLabel(this)), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(2, 2, 6, 2);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(5);
    for (QLabel* heading : {m_client, m_server}) {
        QFont bold = heading->font();
        bold.setBold(true);
        heading->setFont(bold);
    }
    for (const FormRow& row : formRows) {
        Field field{.table = QLatin1String(row.table),
                    .key = QLatin1String(row.key),
                    .name = row.name,
                    .whole = *row.whole == '\0' ? row.name : row.whole};
        field.label = new QLabel(this);
        const auto chosen = [this, table = field.table, key = field.key](const QString& value) {
            emit valueChosen(table, key, value);
        };
        if (field.key == QLatin1String("profile") || field.key == QLatin1String("congestion_control")) {
            auto* box = new QComboBox(this);
            box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
            for (const Offer& one : valuesOf(row.table, row.key))
                box->addItem(unquoted(asQt(one.word)));
            connect(box, &QComboBox::activated, this, [box, chosen] { chosen(box->currentText()); });
            field.widget = box;
        } else {
            auto* line = new QLineEdit(this);
            connect(line, &QLineEdit::editingFinished, this, [line, chosen] {
                const bool written = line->isModified();
                line->setModified(false); // first: it is filled anew, and then has nothing to undo
                if (written)
                    chosen(line->text());
            });
            connect(line, &QLineEdit::returnPressed, this, [this, line, chosen] {
                if (line->isModified()) {
                    line->setModified(false);
                    chosen(line->text());
                }
                if (!line->property("wrong").toBool())
                    emit left();
            });
            line->installEventFilter(this);
            field.widget = line;
        }
        field.widget->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        field.widget->setMinimumWidth(76);
        field.label->setBuddy(field.widget);
        m_fields.push_back(field);
    }
    for (std::size_t i = 1; i < m_fields.size(); ++i)
        setTabOrder(m_fields[i - 1].widget, m_fields[i].widget);
    arrange();
    retranslate();
}

QWidget* ScenarioForm::field(const QString& table, const QString& key) const
{
    for (const Field& one : m_fields)
        if (one.table == table && one.key == key)
            return one.widget;
    return nullptr;
}

std::optional<std::pair<QString, QString>> ScenarioForm::keyOf(const QWidget* field) const
{
    for (const Field& one : m_fields)
        if (one.widget == field)
            return std::pair(one.table, one.key);
    return std::nullopt;
}

void ScenarioForm::fill(const std::string& text, const Scenario& scenario)
{
    for (const Field& one : m_fields) {
        const std::string written = valueIn(text, one.table.toStdString(), one.key.toStdString());
        const QString standard = standardOf(scenario, one.table, one.key);
        const QString value = written.empty() ? QString() : unquoted(asQt(written));
        if (auto* box = qobject_cast<QComboBox*>(one.widget)) {
            box->setCurrentIndex(box->findText(value.isEmpty() ? standard : value));
        } else if (auto* line = qobject_cast<QLineEdit*>(one.widget);
                   line != nullptr && !line->isModified()) {
            line->setText(value);
            line->setPlaceholderText(standard == QLatin1String("unlimited") ? tr("unlimited") : standard);
        }
    }
}

void ScenarioForm::markWrong(const QString& table, const QString& key, const QString& why)
{
    for (const Field& one : m_fields) {
        const bool wrong = !why.isEmpty() && one.table == table && one.key == key;
        one.widget->setToolTip(wrong ? why : QString());
        one.widget->setAccessibleDescription(one.widget->toolTip());
        if (one.widget->property("wrong").toBool() == wrong)
            continue;
        one.widget->setProperty("wrong", wrong);
        one.widget->style()->unpolish(one.widget);
        one.widget->style()->polish(one.widget);
    }
}

/// What has been taken over from a field is the window's to take back, not the field's.
bool ScenarioForm::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const auto* line = static_cast<QLineEdit*>(watched);
        if ((key->matches(QKeySequence::Undo) && !line->isUndoAvailable()) ||
            (key->matches(QKeySequence::Redo) && !line->isRedoAvailable())) {
            event->ignore();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ScenarioForm::finish()
{
    for (const Field& one : m_fields)
        if (auto* line = qobject_cast<QLineEdit*>(one.widget); line != nullptr && line->isModified()) {
            line->setModified(false);
            emit valueChosen(one.table, one.key, line->text());
        }
}

void ScenarioForm::forget()
{
    for (const Field& one : m_fields)
        if (auto* line = qobject_cast<QLineEdit*>(one.widget))
            line->setModified(false);
}

void ScenarioForm::setShape(FormShape shape)
{
    if (std::exchange(m_shape, shape) != shape)
        arrange();
}

int ScenarioForm::leastWidth(int fieldsInARow) const
{
    int label = 0;
    int field = 0;
    for (const Field& one : m_fields) {
        label = std::max(label, one.label->sizeHint().width());
        field = std::max(field, one.widget->minimumSizeHint().width());
    }
    const QMargins margins = m_grid->contentsMargins();
    return margins.left() + margins.right() + label +
           fieldsInARow * (std::max(field, 76) + m_grid->horizontalSpacing());
}

void ScenarioForm::arrange()
{
    while (QLayoutItem* item = m_grid->takeAt(0))
        delete item;
    for (int row = 0; row < m_grid->rowCount(); ++row)
        m_grid->setRowStretch(row, 0);
    const int rows = m_shape == FormShape::Stacked ? arrangeStacked() : arrangeInRows();
    m_grid->setRowStretch(rows, 1);
    m_grid->setColumnStretch(0, m_shape == FormShape::Stacked ? 1 : 0);
    m_grid->setColumnStretch(1, m_shape == FormShape::Stacked ? 0 : 1);
    m_grid->setColumnStretch(2, m_shape == FormShape::TwoColumns ? 1 : 0);
    updateGeometry();
}

int ScenarioForm::arrangeStacked()
{
    int row = 0;
    QString table = QStringLiteral("network");
    for (const Field& one : m_fields) {
        if (one.table != table) {
            table = one.table;
            m_grid->addWidget(table == QLatin1String("client") ? m_client : m_server, row++, 0);
        }
        one.label->setVisible(true);
        m_grid->addWidget(one.label, row++, 0);
        m_grid->addWidget(one.widget, row++, 0);
    }
    return row;
}

int ScenarioForm::arrangeInRows()
{
    const bool oneColumn = m_shape == FormShape::OneColumn;
    int row = 0;
    int serverRow = 0;
    QString table = QStringLiteral("network");
    for (const Field& one : m_fields) {
        const bool second = !oneColumn && one.table == QLatin1String("server");
        if (one.table != table) {
            table = one.table;
            QLabel* heading = table == QLatin1String("client") ? m_client : m_server;
            if (!second)
                serverRow = row + 1;
            if (oneColumn)
                m_grid->addWidget(heading, row++, 0, 1, 3);
            else
                m_grid->addWidget(heading, second ? serverRow - 1 : row++, second ? 2 : 1);
        }
        one.label->setVisible(!second);
        if (second) {
            m_grid->addWidget(one.widget, serverRow++, 2);
            continue;
        }
        m_grid->addWidget(one.label, row, 0);
        const bool wide = oneColumn || one.table == QLatin1String("network");
        m_grid->addWidget(one.widget, row++, 1, 1, wide ? 2 : 1);
    }
    return row;
}

void ScenarioForm::retranslate()
{
    setAccessibleName(tr("The scenario as a form"));
    m_client->setText(tr("Client"));
    m_server->setText(tr("Server"));
    for (const Field& one : m_fields) {
        one.label->setText(tr(one.name));
        one.widget->setAccessibleName(tr(one.whole));
    }
}

void ScenarioForm::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace tcplab
