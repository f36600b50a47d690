#include "app/window/compare_runs.h"

#include "app/ladder/ladder_view.h"
#include "app/window/gives_way.h"
#include "app/window/menu_heading.h"
#include "app/window/preferences.h"
#include "app/window/scenario_source.h"
#include "core/tcp/knobs.h"

#include <QCursor>
#include <QFileDialog>
#include <QFileInfo>
#include <QHash>
#include <QMenu>
#include <QSplitter>
#include <QToolButton>
#include <algorithm>
#include <array>

namespace tcplab {

namespace {

QString text(const std::string& s) { return QString::fromStdString(s); }

QString titleOf(const Scenario& scenario, Language language)
{
    const QString title = text(pick(scenario.title, language));
    return title.isEmpty() ? text(scenario.name) : title;
}

/// A key of a host for both hosts, any other as it is.
QStringList keysFor(const QString& key)
{
    const std::string name = key.toStdString();
    if (key == QLatin1String("profile") || findKnob(name) != nullptr)
        return {QStringLiteral("client.") + key, QStringLiteral("server.") + key};
    return {key};
}

constexpr std::array algorithms{CongestionAlgorithm::None, CongestionAlgorithm::Tahoe,
                                CongestionAlgorithm::Reno, CongestionAlgorithm::NewReno,
                                CongestionAlgorithm::Cubic};

} // namespace

CompareRuns::CompareRuns(Parts parts, QWidget* window)
    : QObject(window),
      m_parts(std::move(parts)),
      m_window(window),
      m_branches(m_parts.session),
      m_pane(new ComparePane(m_parts.session, m_parts.ladder, m_parts.timelineCard, window))
{
    m_pane->hide();
    auto* choices = new QMenu(m_pane->chooser());
    connect(choices, &QMenu::aboutToShow, this, [this, choices] { fillChoices(choices); });
    m_pane->chooser()->setMenu(choices);
    m_pane->setMainName([this] { return nameOf(m_branches.current()); });
    connect(&m_branches, &Branches::changed, this,
            [this] { m_pane->setMainName([this] { return nameOf(m_branches.current()); }); });
    connect(m_pane, &ComparePane::comparingChanged, this, &CompareRuns::onComparing);
    connect(m_pane, &ComparePane::swapWanted, this, &CompareRuns::swap);
}

QString CompareRuns::nameOf(int branch) const
{
    if (branch < 0 || branch >= static_cast<int>(m_branches.all().size()))
        return titleOf(m_parts.session.scenario(), m_parts.session.language());
    return names().at(branch);
}

/// Of all branches: no two lines of a menu are the same.
QStringList CompareRuns::names() const
{
    QHash<QString, int> alike;
    QStringList names;
    for (const Branch& one : m_branches.all()) {
        const QString name = plainNameOf(one);
        const int count = ++alike[name];
        names << (count == 1 ? name : QStringLiteral("%1 (%2)").arg(name).arg(count));
    }
    return names;
}

/// The scenario's title, and in what the run differs from others of it.
QString CompareRuns::plainNameOf(const Branch& one) const
{
    const QString title = titleOf(one.scenario, m_parts.session.language());
    const QString words = m_branches.wordsOf(one);
    if (words.isEmpty()) // its title alone does not tell it from a run with other settings
        return m_branches.settingsOf(one).isEmpty() ? title : m_branches.nameOf(one);
    // Of the scenario that is open, what is different says enough.
    const bool isOpen = m_parts.session.hasRun() && one.scenario.name == m_parts.session.scenario().name;
    //: %1 is the title of a scenario, %2 what was done in a run of it
    return isOpen ? words : tr("%1: %2").arg(title, words);
}

/// Of one that is compared with: as the menu has it, and as the scenario has it where that is the open one's.
QString CompareRuns::nameOf(const Branch& copy) const
{
    const Session& session = m_parts.session;
    if (session.hasRun() && copy.scenario.name == session.scenario().name &&
        m_branches.wordsOf(copy).isEmpty())
        return m_branches.nameOf(copy);
    const auto& all = m_branches.all();
    const auto found = std::ranges::find(all, copy.scenario, &Branch::scenario);
    return found != all.end() ? nameOf(static_cast<int>(found - all.begin())) : plainNameOf(copy);
}

void CompareRuns::onComparing(bool comparing)
{
    QSplitter& row = m_parts.row;
    if (comparing && m_gaveWay.empty()) {
        m_sizes = row.sizes();
        for (int i = 0; i < row.count(); ++i) // whatever stands beside the timeline
            if (QWidget* one = row.widget(i);
                one != m_pane && !one->isAncestorOf(&m_parts.ladder) && isWanted(*one))
                m_gaveWay.push_back(one);
        for (QWidget* one : m_gaveWay)
            setWanted(*one, false);
        int place = 0;
        while (!row.widget(place)->isAncestorOf(&m_parts.ladder))
            ++place;
        row.insertWidget(place, m_pane);
        row.setStretchFactor(place, 46); // as the timeline beside it
        setWanted(*m_pane, true);
        share();
    } else if (!comparing) {
        setWanted(*m_pane, false);
        m_pane->setParent(m_window); // others count on the row's parts
        for (QWidget* one : std::exchange(m_gaveWay, {}))
            setWanted(*one, true);
        row.setSizes(m_sizes);
    }
}

void CompareRuns::showOnly(std::optional<std::size_t> run)
{
    if (!m_pane->isComparing())
        return;
    QWidget* card = m_parts.ladder.parentWidget();
    setWanted(*m_pane, run != 1U);
    card->setVisible(run != 0U);
    share();
}

/// Equally wide.
void CompareRuns::share()
{
    QList<int> sizes;
    for (int i = 0; i < m_parts.row.count(); ++i)
        sizes << (m_parts.row.widget(i)->isHidden() ? 0 : 10'000);
    m_parts.row.setSizes(sizes);
}

void CompareRuns::fillChoices(QMenu* menu)
{
    menu->clear();
    addChoices(menu);
}

void CompareRuns::addChoices(QMenu* menu)
{
    const Language language = m_parts.session.language();
    const QStringList all = names();
    bool any = false;
    for (int i = static_cast<int>(all.size()) - 1; i >= 0; --i) {
        if (i == m_branches.current())
            continue;
        if (!std::exchange(any, true))
            addHeading(menu, tr("Runs made before"));
        menu->addAction(all.at(i), this, [this, i] { compareWithBranch(i); });
    }
    addHeading(menu, tr("The same scenario, otherwise"));
    QMenu* profiles = menu->addMenu(tr("Another profile on both hosts"));
    for (const ProfileName profile : profileNames)
        profiles->addAction(QString::fromLatin1(tcplab::nameOf(profile)), this, [this, profile] {
            compareWith(QStringLiteral("profile=") + QString::fromLatin1(tcplab::nameOf(profile)));
        });
    QMenu* controls = menu->addMenu(tr("Another congestion control on both hosts"));
    for (const CongestionAlgorithm algorithm : algorithms)
        controls->addAction(QString::fromLatin1(tcplab::nameOf(algorithm)), this, [this, algorithm] {
            compareWith(QStringLiteral("congestion_control=") +
                        QString::fromLatin1(tcplab::nameOf(algorithm)));
        });
    addHeading(menu, tr("Another scenario"));
    std::string lesson;
    QMenu* lessonMenu = nullptr;
    for (const LibraryEntry& entry : libraryEntries()) {
        if (lessonMenu == nullptr || entry.lesson != lesson)
            lessonMenu = menu->addMenu(text(lessonTitle(lesson = entry.lesson, language)));
        const QString name = text(entry.name);
        lessonMenu->addAction(text(pick(entry.title, language)), this, [this, name] { compareWith(name); });
    }
    menu->addAction(tr("A file…"), this, &CompareRuns::chooseFile);
}

void CompareRuns::fillRuns(QMenu* menu)
{
    menu->clear();
    const QStringList all = names();
    for (int i = 0; i < static_cast<int>(all.size()); ++i) {
        QAction* one = menu->addAction(all.at(i), this, [this, i] { openBranch(i); });
        one->setCheckable(true);
        one->setChecked(i == m_branches.current());
    }
    if (all.empty())
        menu->addAction(tr("No run yet"))->setEnabled(false);
}

void CompareRuns::chooseFile()
{
    const QString path =
        QFileDialog::getOpenFileName(m_window, tr("Compare with a scenario"), Preferences().folder(),
                                     tr("Scenarios (*.toml *.pkt);;All files (*)"));
    if (path.isEmpty())
        return;
    if (const auto done = compareWith(path); !done)
        m_parts.complain(tr("This run cannot be compared with."), done.error());
    else
        Preferences().setFolder(QFileInfo(path).absolutePath());
}

tl::expected<void, QString> CompareRuns::compareWith(const QString& what)
{
    Session& session = m_parts.session;
    const Language language = session.language();
    const auto worded = [language](const InputError& error) {
        return tl::unexpected(text(errorText(error, language)));
    };
    if (what == QLatin1String("undisturbed")) {
        Scenario plain = session.scenario();
        plain.interventions.clear();
        compareUndisturbed(std::move(plain));
        return {};
    }
    if (!what.contains(QLatin1Char('='))) {
        auto opened = openScenario(what);
        if (!opened)
            return worded(opened.error());
        const Bilingual title = opened->scenario.title;
        const QString name = text(opened->scenario.name);
        compareWith({std::move(opened->scenario), [title, name, &session] {
                         const QString words = text(pick(title, session.language()));
                         return words.isEmpty() ? name : words;
                     }});
        return {};
    }
    Scenario changed = session.run().scenarioWithInterventions();
    std::vector<Assignment> assignments;
    QStringList values;
    for (const QString& part : what.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const QString key = part.section(QLatin1Char('='), 0, 0).trimmed();
        const QString value = part.section(QLatin1Char('='), 1).trimmed();
        for (const QString& full : keysFor(key))
            assignments.push_back(
                {.key = full.toStdString(), .value = value.toStdString(), .place = key.toStdString()});
        values << key + QStringLiteral(" = ") + value;
    }
    if (const auto done = setValues(changed, assignments); !done)
        return worded(done.error());
    const QString name = values.join(QStringLiteral(", "));
    compareWith({std::move(changed), [name] {
                     //: %1 is a setting, as "profile = linux"
                     return CompareRuns::tr("The same with %1").arg(name);
                 }});
    return {};
}

void CompareRuns::compareUndisturbed(Scenario scenario)
{
    const Branch undisturbed{.scenario = scenario, .path = {}, .deeds = {}};
    compareWith({std::move(scenario), [undisturbed, this] { return nameOf(undisturbed); }});
}

void CompareRuns::compareWithBranch(int branch)
{
    if (branch < 0 || branch >= static_cast<int>(m_branches.all().size()))
        return;
    const Branch copy = m_branches.all()[static_cast<std::size_t>(branch)];
    compareWith({copy.scenario, [copy, this] { return nameOf(copy); }});
}

void CompareRuns::compareOrChoose()
{
    if (m_pane->isComparing()) {
        m_pane->stop();
        return;
    }
    if (!m_parts.session.hasRun() || m_parts.session.isLive())
        return;
    if (const int before = m_branches.before(); before >= 0) {
        compareWithBranch(before);
        return;
    }
    if (!m_parts.session.run().interventions().empty()) {
        static_cast<void>(compareWith(QStringLiteral("undisturbed")));
        return;
    }
    auto* menu = new QMenu(m_window);
    menu->setObjectName(QStringLiteral("compareMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    // It comes unasked: it says why.
    addHeading(menu, tr("Nothing has been done to this run yet. Compare it with:"));
    addChoices(menu);
    menu->popup(m_parts.ladder.mapToGlobal(m_parts.ladder.rect().center()));
}

void CompareRuns::openBranch(int branch)
{
    if (branch < 0 || branch >= static_cast<int>(m_branches.all().size()) || branch == m_branches.current())
        return;
    const Branch copy = m_branches.all()[static_cast<std::size_t>(branch)];
    Scenario start = copy.scenario;
    Scenario open = m_parts.session.scenario();
    start.interventions.clear();
    open.interventions.clear();
    if (start == open && copy.path == m_parts.session.path())
        replaceRun(copy.scenario, [copy, this] { return m_branches.nameOf(copy); });
    else
        m_parts.open(copy);
}

void CompareRuns::replaceRun(const Scenario& scenario, const std::function<QString()>& name)
{
    //: %1 is the name of a run
    m_parts.session.replaceRun(scenario, [name] { return tr("Open the run “%1”").arg(name()); });
}

/// What was compared with becomes the open run, and the other way round.
void CompareRuns::swap()
{
    Session& session = m_parts.session;
    const ComparedRun compared = m_pane->compared();
    const QString path = session.path();
    ComparedRun mine{session.run().scenarioWithInterventions(), {}};
    const QString name = nameOf(m_branches.current());
    mine.name = [name] { return name; };
    Scenario start = compared.scenario;
    Scenario open = session.scenario();
    start.interventions.clear();
    open.interventions.clear();
    if (start == open)
        replaceRun(compared.scenario, compared.name);
    else
        m_parts.open({.scenario = compared.scenario, .path = {}, .deeds = {}});
    if (session.run().scenarioWithInterventions() == compared.scenario || start == open)
        compareWith(std::move(mine));
}

} // namespace tcplab
