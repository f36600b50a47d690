#include "app/experiment/axis_row.h"

#include "core/world/scenario_file.h"

#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace tcplab {

namespace {

struct KnobWords {
    QString key;
    QString meaning;
    QString example; ///< of values
};

/// What one would try of a key of this unit.
QString exampleOf(const std::string& unit, const std::string& name)
{
    if (name == "congestion_control")
        return QStringLiteral("newreno, cubic");
    if (unit.find("probability") != std::string::npos)
        return QStringLiteral("0:20%:1%");
    if (unit.find("time") != std::string::npos)
        return QStringLiteral("10 ms:100 ms:10 ms");
    if (unit.find("bandwidth") != std::string::npos)
        return QStringLiteral("1 Mbit/s, 10 Mbit/s, 100 Mbit/s");
    if (unit.find("true") != std::string::npos)
        return QStringLiteral("true, false");
    if (unit.find("octets") != std::string::npos || unit.find("size") != std::string::npos)
        return QStringLiteral("536, 1460");
    return QStringLiteral("1, 2, 4");
}

std::vector<KnobWords> allKnobs(Language language)
{
    const bool chinese = language == Language::Chinese;
    std::vector<KnobWords> all;
    const auto add = [&](const std::string& key, const auto& described) {
        all.push_back({QString::fromStdString(key),
                       QString::fromStdString(chinese ? described.meaningZh : described.meaning),
                       exampleOf(described.unit, described.name)});
    };
    for (const NetworkKeyDescription& key : describeNetworkKeys())
        for (const char* whose : {"", ".client", ".server"})
            if (key.name != "seed")
                add("network." + key.name + whose, key);
    for (const char* host : {"client.", "server."})
        for (const KnobDescription& knob : describeKnobs())
            add(host + knob.name, knob);
    return all;
}

} // namespace

AxisRow::AxisRow(Language language, QWidget* parent)
    : QWidget(parent),
      m_language(language),
      m_key(new QComboBox),
      m_values(new QLineEdit),
      m_remove(new QToolButton),
      m_meaning(new QLabel)
{
    m_key->setEditable(true);
    m_key->setInsertPolicy(QComboBox::NoInsert);
    m_key->setMinimumContentsLength(14);
    m_key->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_key->setAccessibleName(tr("Knob"));
    m_values->setAccessibleName(tr("Values"));
    for (const KnobWords& knob : allKnobs(language)) {
        m_key->addItem(knob.key, knob.example);
        m_key->setItemData(m_key->count() - 1, knob.meaning, Qt::ToolTipRole);
    }
    m_key->setCurrentIndex(-1);
    auto* completer = new QCompleter(m_key->model(), this);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setMaxVisibleItems(14);
    m_key->setCompleter(completer);
    m_remove->setText(QStringLiteral("×"));
    m_remove->setToolTip(tr("Do not vary this knob"));
    m_remove->setAccessibleName(m_remove->toolTip());
    m_meaning->setWordWrap(true);
    QFont small = m_meaning->font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    m_meaning->setFont(small);
    auto* line = new QHBoxLayout;
    line->addWidget(m_key, 1);
    line->addWidget(m_remove);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    layout->addLayout(line);
    layout->addWidget(m_values);
    layout->addWidget(m_meaning);
    connect(m_key, &QComboBox::currentTextChanged, this, [this] {
        showMeaning();
        emit changed();
    });
    connect(m_values, &QLineEdit::textChanged, this, &AxisRow::changed);
    showMeaning();
}

void AxisRow::showMeaning()
{
    const int known = m_key->findText(m_key->currentText().trimmed());
    m_meaning->setText(known < 0 ? QString() : m_key->itemData(known, Qt::ToolTipRole).toString());
    m_meaning->setVisible(known >= 0);
    m_values->setPlaceholderText(known < 0 ? tr("values") : m_key->itemData(known).toString());
}

void AxisRow::set(const QString& key, const QString& values)
{
    m_key->setCurrentText(key);
    m_values->setText(values);
}

QString AxisRow::text() const
{
    return m_key->currentText().trimmed() + QLatin1Char('=') + m_values->text().trimmed();
}

} // namespace tcplab
