#include "app/window/autosave.h"

#include "core/world/scenario_file.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUrl>
#include <QUuid>
#include <optional>

namespace tcplab {

namespace {

/// After a change; further ones in between are written with it.
constexpr int waitMs = 1000;
const QByteArray firstLine = QByteArrayLiteral("# tcplab recovery 2");
/// Those had no draft and no breakpoints.
const QByteArray formerFirstLine = QByteArrayLiteral("# tcplab recovery 1");

QString lockOf(const QString& file) { return file + QStringLiteral(".lock"); }

QByteArray line(const char* key, const QByteArray& value)
{
    return QByteArrayLiteral("# ") + key + QByteArrayLiteral(" = ") + value + '\n';
}

/// Takes this line off the text: what follows its beginning. nullopt: another one comes first.
std::optional<QByteArray> takeLine(QByteArray& text, const QByteArray& begin)
{
    const qsizetype end = text.indexOf('\n');
    if (end < 0 || !text.startsWith(begin))
        return std::nullopt;
    QByteArray value = text.mid(begin.size(), end - begin.size());
    text.remove(0, end + 1);
    return value;
}

QByteArray write(const std::vector<Breakpoint>& breakpoints)
{
    QByteArrayList all;
    for (const Breakpoint& one : breakpoints)
        all << (one.enabled ? "" : "-") + QByteArray::fromStdString(untilText(one.when)).toPercentEncoding();
    return all.join(' ');
}

std::vector<Breakpoint> readBreakpoints(const QByteArray& text)
{
    std::vector<Breakpoint> all;
    for (QByteArray one : text.split(' ')) {
        const bool disabled = one.startsWith('-');
        if (const auto when =
                readUntil(QByteArray::fromPercentEncoding(one.mid(disabled ? 1 : 0)).toStdString()))
            all.push_back({.when = *when, .enabled = !disabled});
    }
    return all;
}

/// The lines of the head in their order; what follows them is the person's own, comments and all.
std::optional<LostRun> read(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    QByteArray text = file.readAll();
    const bool isFormer = takeLine(text, formerFirstLine) == QByteArray();
    if (!isFormer && takeLine(text, firstLine) != QByteArray())
        return std::nullopt;
    const auto name = takeLine(text, "# name = ");
    const auto openedFrom = takeLine(text, "# path = ");
    const auto step = takeLine(text, "# step = ");
    const auto modified = takeLine(text, "# modified = ");
    const auto breakpoints = isFormer ? QByteArray() : takeLine(text, "# breakpoints = ");
    const auto draft = isFormer ? QByteArray() : takeLine(text, "# draft = ");
    if (!name || !openedFrom || !step || !modified || !breakpoints || !draft)
        return std::nullopt;
    auto scenario = readScenario({text.constData(), static_cast<std::size_t>(text.size())},
                                 QByteArray::fromPercentEncoding(*name).toStdString() + ".toml");
    if (!scenario)
        return std::nullopt;
    return LostRun{.file = path,
                   .scenario = *std::move(scenario),
                   .path = QString::fromUtf8(QByteArray::fromPercentEncoding(*openedFrom)),
                   .step = step->toULongLong(),
                   .modified = *modified == "1",
                   .draft = QString::fromUtf8(QByteArray::fromPercentEncoding(*draft)),
                   .breakpoints = readBreakpoints(*breakpoints)};
}

} // namespace

Autosave::Autosave(Session& session, const QString& folder, QObject* parent)
    : QObject(parent),
      m_session(session),
      m_folder(folder),
      m_file(QDir(folder).filePath(
          QStringLiteral("run-%1.toml").arg(QUuid::createUuid().toString(QUuid::Id128)))),
      m_lock(lockOf(m_file))
{
    QDir().mkpath(folder);
    m_lock.setStaleLockTime(0);
    m_lock.tryLock(0);
    m_timer.setSingleShot(true);
    m_timer.setInterval(waitMs);
    connect(&m_timer, &QTimer::timeout, this, &Autosave::writeNow);
    connect(&session, &Session::runChanged, this, &Autosave::later);
    connect(&session, &Session::saved, this, &Autosave::later);
    connect(&session, &Session::stepChanged, this, [this] {
        if (!m_session.isPlaying())
            later();
    });
    connect(&session, &Session::playingChanged, this, [this](bool playing) {
        if (!playing)
            later();
    });
    later();
}

Autosave::~Autosave()
{
    QFile::remove(m_file);
    m_lock.unlock();
}

void Autosave::setBreakpoints(const Breakpoints& breakpoints)
{
    m_breakpoints = &breakpoints;
    connect(&breakpoints, &Breakpoints::changed, this, &Autosave::later);
}

QString Autosave::usualFolder()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation))
        .filePath(QStringLiteral("recovery"));
}

void Autosave::later()
{
    if (!m_timer.isActive())
        m_timer.start();
}

bool Autosave::writeNow()
{
    if (!m_session.hasRun() || m_session.isLive())
        return false;
    const Scenario scenario = m_session.run().scenarioWithInterventions();
    const QByteArray before = firstLine + '\n' +
                              line("name", QByteArray::fromStdString(scenario.name).toPercentEncoding()) +
                              line("path", m_session.path().toUtf8().toPercentEncoding());
    const QByteArray after =
        line("modified", m_session.isRunModified() ? "1" : "0") +
        line("breakpoints", m_breakpoints != nullptr ? write(m_breakpoints->all()) : "") +
        line("draft", m_session.draft().toUtf8().toPercentEncoding()) +
        QByteArray::fromStdString(writeScenario(scenario));
    const quint64 step = m_session.step();
    const bool sameRun = before + after == m_written && QFile::exists(m_file);
    // Playing moves the cursor all the time, and waiting for the disk would be seen.
    if (sameRun && (step == m_writtenStep || m_session.isPlaying()))
        return true;
    const QByteArray text = before + line("step", QByteArray::number(step)) + after;
    QSaveFile file(m_file); // whole, or as it was
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return false;
    m_written = before + after;
    m_writtenStep = step;
    return true;
}

std::vector<LostRun> Autosave::lost()
{
    std::vector<LostRun> all;
    const QDir folder(m_folder);
    for (const QString& name : folder.entryList({QStringLiteral("run-*.toml")}, QDir::Files, QDir::Time)) {
        const QString path = folder.filePath(name);
        if (path == m_file)
            continue;
        auto lock = std::make_unique<QLockFile>(lockOf(path));
        lock->setStaleLockTime(0);
        const bool ours = m_offered.contains(path);
        if (!ours && !lock->tryLock(0)) // its program lives, or another one offers it
            continue;
        if (auto run = read(path); !run) {
            QFile::rename(path,
                          path + QStringLiteral(".unreadable")); // somebody may still make something of it
        } else if (run->modified || run->step > 0 || !run->draft.isEmpty()) {
            all.push_back(*std::move(run));
            if (!ours)
                m_offered.emplace(path, std::move(lock)); // held until it is settled
        } else {
            QFile::remove(path);
        }
    }
    return all;
}

void Autosave::forget(const LostRun& lost)
{
    QFile::remove(lost.file);
    m_offered.erase(lost.file); // and its lock
}

} // namespace tcplab
