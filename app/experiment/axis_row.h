/// A knob that a sweep varies: its key, chosen from all there are, and its values.
#pragma once
#include "app/wording/wording.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace tcplab {

class AxisRow : public QWidget {
    Q_OBJECT
public:
    explicit AxisRow(Language language, QWidget* parent = nullptr);

    void set(const QString& key, const QString& values);
    /// "network.loss=0:20%:1%".
    QString text() const;
    QComboBox* key() const { return m_key; }
    QLineEdit* values() const { return m_values; }
    QToolButton* remove() const { return m_remove; }

signals:
    void changed();

private:
    void showMeaning();

    Language m_language;
    QComboBox* m_key;
    QLineEdit* m_values;
    QToolButton* m_remove;
    QLabel* m_meaning;
};

} // namespace tcplab
