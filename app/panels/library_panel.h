/// The scenarios that ship, grouped by lesson, with a field to search in.
#pragma once
#include "app/wording/wording.h"

#include <QWidget>
#include <functional>
#include <utility>
#include <vector>

class QLabel;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace tcplab {

/// One scenario on the shelf.
struct LibraryEntry {
    std::string name;
    std::string lesson; ///< as in Scenario::lesson
    Bilingual title;
    Bilingual summary;
};

class LibraryPanel : public QWidget {
    Q_OBJECT
public:
    explicit LibraryPanel(QWidget* parent = nullptr);
    void setEntries(std::vector<LibraryEntry> entries);
    /// Asked for the entries when they are first needed.
    void setSource(std::function<std::vector<LibraryEntry>()> source) { m_source = std::move(source); }
    void setLanguage(Language language);
    /// Marks the scenario that is open; "" for one from elsewhere.
    void setCurrent(const std::string& name);
    void focusSearch();
    QTreeWidget* tree() const { return m_tree; }
    QLineEdit* search() const { return m_search; }
    /// The name of the entry at that distance from the current one, or "".
    std::string neighbour(int distance);

signals:
    void chosen(const QString& name);
    /// The person has found it, or given up (Escape): the keys are the run's again.
    void left();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void load();
    void fill();
    void filter();
    void openFirstMatch();
    void showCurrent();

    std::function<std::vector<LibraryEntry>()> m_source;
    std::vector<LibraryEntry> m_entries;
    Language m_language = Language::English;
    std::string m_current;
    QLineEdit* m_search;
    QTreeWidget* m_tree;
    QLabel* m_nothing;
};

} // namespace tcplab
