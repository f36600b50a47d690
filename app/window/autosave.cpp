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
const QByteArray firstLine = QByteArrayLiteral("# tcplab recovery 1");

QString lockOf(const QString& file) { return file + QStringLiteral(".lock"); }

QByteArray line(const char* key, const QByteArray& value)
{
    return QByteArrayLiteral("# ") + key + QByteArrayLiteral(" = ") + value + '\n';
}

QByteArray valueOf(const QList<QByteArray>& lines, const char* key)
{
    const QByteArray begin = QByteArrayLiteral("# ") + key + QByteArrayLiteral(" = ");
    for (const QByteArray& one : lines)
        if (one.startsWith(begin))
            return one.mid(begin.size());
    return {};
}

std::optional<LostRun> read(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray text = file.readAll();
    const QList<QByteArray> lines = text.split('\n');
    if (lines.first() != firstLine)
        return std::nullopt;
    const QByteArray name = QByteArray::fromPercentEncoding(valueOf(lines, "name"));
    auto scenario =
        readScenario({text.constData(), static_cast<std::size_t>(text.size())}, name.toStdString() + ".toml");
    if (!scenario)
        return std::nullopt;
    return LostRun{.file = path,
                   .scenario = *std::move(scenario),
                   .path = QString::fromUtf8(QByteArray::fromPercentEncoding(valueOf(lines, "path"))),
                   .step = valueOf(lines, "step").toULongLong(),
                   .modified = valueOf(lines, "modified") == "1"};
}

void removeWithLock(const QString& file)
{
    QFile::remove(file);
    QFile::remove(lockOf(file));
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
    connect(&session, &Session::stepChanged, this, &Autosave::later);
    later();
}

Autosave::~Autosave()
{
    QFile::remove(m_file);
    m_lock.unlock();
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

void Autosave::writeNow()
{
    if (!m_session.hasRun() || m_session.isLive())
        return;
    const Scenario scenario = m_session.run().scenarioWithInterventions();
    QByteArray text = firstLine + '\n';
    text += line("name", QByteArray::fromStdString(scenario.name).toPercentEncoding());
    text += line("path", m_session.path().toUtf8().toPercentEncoding());
    text += line("step", QByteArray::number(m_session.step()));
    text += line("modified", m_session.isModified() ? "1" : "0");
    text += QByteArray::fromStdString(writeScenario(scenario));
    if (text == m_written)
        return;
    QSaveFile file(m_file); // whole, or as it was
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        m_written = text;
}

std::vector<LostRun> Autosave::lost() const
{
    std::vector<LostRun> all;
    const QDir folder(m_folder);
    for (const QString& name : folder.entryList({QStringLiteral("run-*.toml")}, QDir::Files, QDir::Time)) {
        const QString path = folder.filePath(name);
        if (path == m_file)
            continue;
        QLockFile lock(lockOf(path));
        lock.setStaleLockTime(0);
        if (!lock.tryLock(0)) // its program lives
            continue;
        auto run = read(path);
        lock.unlock();
        if (run && (run->modified || run->step > 0))
            all.push_back(*std::move(run));
        else
            removeWithLock(path);
    }
    return all;
}

void Autosave::forget(const LostRun& lost) { removeWithLock(lost.file); }

} // namespace tcplab
