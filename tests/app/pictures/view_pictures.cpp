// Draws single views off-screen: view_pictures FILE.png PICTURE[+PICTURE…] …
// A picture is words with colons between: ladder:last-ack-lost:step=31:dark:zh:740x670:linear:relative,
// ladder, diagram, panels or library; a scenario of the library, or transfer-N; step=N, step=flight,
// step=end, step=25%; a theme; a language; a size; select=N; side=server; zoom=0.1; whole.
#include "app/diagram/diagram_view.h"
#include "app/ladder/ladder_view.h"
#include "app/library/library.h"
#include "app/panels/call_buttons.h"
#include "app/panels/explanation_panel.h"
#include "app/panels/host_header.h"
#include "app/panels/library_panel.h"
#include "app/panels/segment_inspector.h"
#include "app/panels/socket_list.h"
#include "app/panels/tables_panel.h"
#include "app/panels/tcb_panel.h"
#include "app/panels/timers_panel.h"
#include "tests/app/support/runs.h"

#include <QApplication>
#include <QPainter>
#include <QSplitter>
#include <QVBoxLayout>

#include <cstdio>

namespace tcplab {
namespace {

struct Wanted {
    QString view = QStringLiteral("ladder");
    Side side = Side::Client;
    ThemeName theme = ThemeName::Light;
    Language language = Language::English;
    QSize size{740, 670};
    QString step = QStringLiteral("end");
    double zoom = 1;
    bool whole = false;
    SegmentId select = 0;
};

void settle(const Session& session)
{
    do
        QCoreApplication::processEvents();
    while (!session.run().ended());
    QCoreApplication::processEvents();
}

void goTo(Session& session, const QString& where)
{
    if (where == QStringLiteral("end")) {
        session.last();
    } else if (where == QStringLiteral("flight")) {
        // Somewhere in the middle of the run with as much in flight as there is.
        quint64 best = 0;
        std::size_t most = 0;
        for (quint64 step = 0; step < std::min<quint64>(session.stepCount(), 500); ++step) {
            session.goToStep(step);
            if (session.inFlight().size() >= most && step < session.stepCount() * 2 / 3) {
                most = session.inFlight().size();
                best = step;
            }
        }
        const double from = session.axis().positionOfStep(best);
        const double to = session.axis().positionOfStep(best + 1);
        session.goToPosition(from + (to - from) * 0.55);
    } else if (where.endsWith(QLatin1Char('%'))) {
        session.goToPosition(session.axis().length() * where.chopped(1).toDouble() / 100);
    } else {
        session.goToStep(where.toULongLong());
    }
}

template <class Panel> void dress(Panel& panel, const Wanted& wanted)
{
    panel.setTheme(themeNamed(wanted.theme));
    if constexpr (requires { panel.setLanguage(wanted.language); })
        panel.setLanguage(wanted.language);
}

ConnectionId shownConnection(const Session& session, const RunIndex& index, Side side)
{
    return index.busyConnection(side, session.step());
}

DiagramSituation situationOf(const Session& session, const RunIndex& index, Side side)
{
    const ConnectionId conn = shownConnection(session, index, side);
    return situationAt(session.trace(), index.walkOf(session.trace(), side, conn), side, session.step());
}

/// The panels of one host, one above the other, as the window has them.
QWidget* hostColumn(Session& session, const Wanted& wanted)
{
    RunIndex index;
    index.update(session.trace(), 0);
    const Side side = wanted.side;
    const ConnectionId conn = shownConnection(session, index, side);
    const World& world = session.worldNow();
    auto* column = new QWidget;
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 6);
    layout->setSpacing(2);
    auto* header = new HostHeader(side);
    auto* sockets = new SocketList;
    auto* diagram = new DiagramView;
    auto* tcb = new TcbPanel;
    auto* timers = new TimersPanel(side);
    auto* calls = new CallButtons(side);
    layout->addWidget(header);
    layout->addWidget(sockets);
    layout->addWidget(diagram, 1);
    layout->addWidget(tcb);
    layout->addWidget(timers);
    layout->addWidget(calls);
    dress(*header, wanted);
    dress(*sockets, wanted);
    dress(*diagram, wanted);
    dress(*tcb, wanted);
    dress(*timers, wanted);
    header->setSummary(summarize(world, session.trace(), index, side, conn));
    sockets->setRows(2);
    sockets->setLines(socketLines(world, side), conn);
    diagram->setSituation(situationOf(session, index, side));
    const Host& host = world.hosts[indexOf(side)];
    const World& before = session.worldBefore();
    const std::optional<Connection> now = copyOf(host, conn);
    const std::optional<Connection> then = copyOf(before.hosts[indexOf(side)], conn);
    tcb->setCells(now ? tcbCells(now->tcb, then ? &then->tcb : nullptr, false) : std::vector<TcbCell>{});
    timers->setRows(
        timerRows(now ? &now->tcb : nullptr, index, side, conn, session.step(), session.now(), 2));
    calls->setCalls(possibleCalls(host, world.scenario->hosts[indexOf(side)]), {}, host.up);
    return column;
}

QWidget* build(Session& session, const Wanted& wanted)
{
    if (wanted.view == QStringLiteral("ladder")) {
        auto* ladder = new LadderView(session);
        ladder->setTheme(themeNamed(wanted.theme));
        ladder->resize(wanted.size);
        ladder->show();
        QCoreApplication::processEvents();
        if (wanted.whole)
            ladder->showWholeRun();
        for (double zoom = 1; zoom > wanted.zoom; zoom /= 1.2)
            ladder->zoomOut();
        return ladder;
    }
    if (wanted.view == QStringLiteral("diagram")) {
        RunIndex index;
        index.update(session.trace(), 0);
        auto* diagram = new DiagramView;
        dress(*diagram, wanted);
        diagram->setSituation(situationOf(session, index, wanted.side));
        return diagram;
    }
    if (wanted.view == QStringLiteral("host"))
        return hostColumn(session, wanted);
    if (wanted.view == QStringLiteral("library")) {
        auto* library = new LibraryPanel;
        std::vector<LibraryEntry> entries;
        for (const LibraryFile& file : libraryFiles()) {
            const Scenario scenario = scenarioOf(std::string(file.text));
            entries.push_back({std::string(file.name), scenario.lesson, scenario.title, scenario.summary});
        }
        library->setLanguage(wanted.language);
        library->setEntries(entries);
        library->setCurrent("last-ack-lost");
        return library;
    }
    if (wanted.view == QStringLiteral("why")) {
        auto* why = new ExplanationPanel;
        why->setTheme(themeNamed(wanted.theme));
        why->setExplanation(explain(session.trace(), session.step(), wanted.language), wanted.side);
        why->setHint(QStringLiteral("Press X to drop it."));
        return why;
    }
    if (wanted.view == QStringLiteral("events")) {
        auto* events = new TablesPanel(session);
        events->setTheme(themeNamed(wanted.theme));
        return events;
    }
    auto* inspector = new SegmentInspector(session);
    inspector->setTheme(themeNamed(wanted.theme));
    return inspector;
}

QImage drawPicture(const QString& description)
{
    Wanted wanted;
    Session session;
    QString scenario;
    bool linear = false;
    bool relative = false;
    for (const QString& word : description.split(QLatin1Char(':'))) {
        const QString value = word.section(QLatin1Char('='), 1);
        if (scenario.isEmpty() && findInLibrary(word.toStdString()) != nullptr)
            scenario = word;
        else if (word.startsWith(QStringLiteral("transfer-")))
            scenario = word;
        else if (word == QStringLiteral("dark"))
            wanted.theme = ThemeName::Dark;
        else if (word == QStringLiteral("projector"))
            wanted.theme = ThemeName::Projector;
        else if (word == QStringLiteral("zh"))
            wanted.language = Language::Chinese;
        else if (word == QStringLiteral("linear"))
            linear = true;
        else if (word == QStringLiteral("relative"))
            relative = true;
        else if (word == QStringLiteral("whole"))
            wanted.whole = true;
        else if (word.startsWith(QStringLiteral("step=")))
            wanted.step = value;
        else if (word.startsWith(QStringLiteral("zoom=")))
            wanted.zoom = value.toDouble();
        else if (word.startsWith(QStringLiteral("select=")))
            wanted.select = static_cast<SegmentId>(value.toUInt());
        else if (word == QStringLiteral("side=server"))
            wanted.side = Side::Server;
        else if (word.contains(QLatin1Char('x')) && word.section(QLatin1Char('x'), 0, 0).toInt() > 0)
            wanted.size = {word.section(QLatin1Char('x'), 0, 0).toInt(),
                           word.section(QLatin1Char('x'), 1).toInt()};
        else if (word != QStringLiteral("light") && word != QStringLiteral("en"))
            wanted.view = word;
    }
    if (scenario.startsWith(QStringLiteral("transfer-")))
        session.load(transferOf(scenario.section(QLatin1Char('-'), 1).toUInt(), "2 %", "5 ms"));
    else
        session.load(shipped(scenario.isEmpty() ? "last-ack-lost" : scenario.toStdString()));
    settle(session);
    session.setLanguage(wanted.language);
    session.setLinearTime(linear);
    session.setRelativeNumbers(relative);
    const Theme& theme = themeNamed(wanted.theme);
    dressApplication(theme);
    goTo(session, wanted.step);
    const std::unique_ptr<QWidget> view(build(session, wanted));
    view->resize(wanted.size);
    view->show();
    QCoreApplication::processEvents();
    if (wanted.select != 0)
        session.selectSegment(wanted.select);
    QCoreApplication::processEvents();
    view->grab(); // what paints for the first time may ask for another size
    QCoreApplication::processEvents();
    return view->grab().toImage();
}

/// Pictures with plus signs between stand side by side in one file.
bool drawFile(const QString& file, const QString& descriptions)
{
    std::vector<QImage> pictures;
    QSize size(0, 0);
    for (const QString& description : descriptions.split(QLatin1Char('+'))) {
        pictures.push_back(drawPicture(description));
        size = {size.width() + pictures.back().width() + 8,
                std::max(size.height(), pictures.back().height())};
    }
    QImage sheet(size, QImage::Format_RGB32);
    sheet.fill(Qt::magenta);
    QPainter painter(&sheet);
    int x = 0;
    for (const QImage& picture : pictures) {
        painter.drawImage(x, 0, picture);
        x += picture.width() + 8;
    }
    painter.end();
    return sheet.save(file);
}

} // namespace
} // namespace tcplab

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication app(argc, argv);
    if (argc < 3 || argc % 2 == 0) {
        std::fputs("usage: view_pictures FILE.png PICTURE[+PICTURE…] …\n", stderr);
        return 2;
    }
    for (int i = 1; i + 1 < argc; i += 2)
        if (!tcplab::drawFile(QString::fromLocal8Bit(argv[i]), QString::fromLocal8Bit(argv[i + 1])))
            return 1;
    return 0;
}
