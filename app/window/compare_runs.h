/// Comparing in the window: which runs there are to compare with, the menus that offer them, and where the second timeline
/// stands.
#pragma once
#include "app/compare/compare_pane.h"
#include "app/panels/library_panel.h"
#include "app/session/branches.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <functional>
#include <optional>
#include <tl/expected.hpp>
#include <vector>

class QMenu;
class QSplitter;
class QVBoxLayout;
class QWidget;

namespace tcplab {

class CompareRuns : public QObject {
    Q_OBJECT
public:
    /// The parts of the window that it works with.
    struct Parts {
        Session& session;
        LadderView& ladder;
        QVBoxLayout& timelineCard;
        QSplitter& row;                          ///< columns and timeline
        std::function<void(const Branch&)> open; ///< opens a run of another scenario
        std::function<void(const QString&, const QString&)> complain;
    };
    CompareRuns(Parts parts, QWidget* window);

    ComparePane* pane() const { return m_pane; }
    Branches& branches() { return m_branches; }
    /// Fills the menu anew each time that it opens: what to compare with; the runs of this sitting.
    void fillChoices(QMenu* menu);
    void fillRuns(QMenu* menu);

    /// "undisturbed", a name of the library or a path, or "key=value,key=value" set as --set does, for this scenario; a key
    /// of a host without its side is set on both. What is wrong with it, in words.
    tl::expected<void, QString> compareWith(const QString& what);
    /// Nothing was done by hand in it.
    void compareUndisturbed(Scenario scenario);
    void compareWith(ComparedRun run) { m_pane->compareWith(std::move(run)); }
    void compareWithBranch(int branch);
    /// With the run before; with whatever the person chooses where there is none.
    void compareOrChoose();
    void openBranch(int branch);
    /// Where there is room for one timeline: A, 0, or B, 1; nothing: both stand beside each other.
    void showOnly(std::optional<std::size_t> run);

private:
    void addChoices(QMenu* menu);
    void chooseFile();
    void onComparing(bool comparing);
    void swap();
    void replaceRun(const Scenario& scenario, const std::function<QString()>& name);
    void share();
    QString nameOf(int branch) const;
    QStringList names() const;
    QString nameOf(const Branch& copy) const;
    QString plainNameOf(const Branch& branch) const;

    Parts m_parts;
    QWidget* m_window;
    Branches m_branches;
    ComparePane* m_pane;
    QList<int> m_sizes;              ///< of the row, before
    std::vector<QWidget*> m_gaveWay; ///< what stood beside the timeline
};

} // namespace tcplab
