#include "app/window/scenario_source.h"

#include "app/library/library.h"
#include "app/wording/script_text.h"
#include "core/base/nearest.h"

#include <QFile>
#include <QFileInfo>

namespace tcplab {

namespace {

/// More than any scenario; less than what would make the window wait.
constexpr qint64 largestFile = 4 * 1024 * 1024;

InputError fileError(const QString& path, Problem problem, const QString& subject,
                     const QString& expected = {})
{
    return {.file = path.toStdString(),
            .line = 0,
            .column = 0,
            .problem = problem,
            .subject = subject.toStdString(),
            .expected = expected.toStdString()};
}

/// What was probably meant; "" where nothing is near.
QString nearestName(const QString& wanted)
{
    std::vector<std::string_view> names;
    for (const LibraryFile& file : libraryFiles())
        names.push_back(file.name);
    const std::string nearest = nearestOrAll(wanted.toStdString(), names);
    return findInLibrary(nearest) != nullptr ? QString::fromStdString(nearest) : QString();
}

} // namespace

Input<OpenedScenario> openScenario(const QString& nameOrPath, std::optional<ProfileName> profile)
{
    const std::string name = nameOrPath.toStdString();
    const bool isPath = nameOrPath.contains(QLatin1Char('/')) ||
                        nameOrPath.endsWith(QLatin1String(".toml")) || isScriptName(name);
    if (const LibraryFile* file = isPath ? nullptr : findInLibrary(name)) {
        auto scenario = readScenario(file->text, std::string(file->name) + ".toml");
        if (!scenario)
            return tl::unexpected(scenario.error());
        return OpenedScenario{.scenario = *std::move(scenario), .path = {}};
    }
    const QFileInfo info(nameOrPath);
    if (!info.exists())
        return tl::unexpected(
            fileError({}, Problem::NotFound, nameOrPath, nearestName(info.completeBaseName())));
    QFile file(nameOrPath);
    if (info.isDir() || !file.open(QIODevice::ReadOnly))
        return tl::unexpected(
            fileError(nameOrPath, Problem::NotFound, info.isDir() ? nameOrPath : file.errorString()));
    const QByteArray text = file.read(largestFile + 1);
    if (text.size() > largestFile)
        return tl::unexpected(fileError(nameOrPath, Problem::TooLarge, nameOrPath, QStringLiteral("4 MiB")));
    const std::string_view octets{text.data(), static_cast<std::size_t>(text.size())};
    if (isScriptName(name)) {
        auto played = playScript(octets, name, {.profile = profile});
        if (!played)
            return tl::unexpected(played.error());
        OpenedScenario opened{.scenario = std::move(played->scenario), .path = info.absoluteFilePath()};
        opened.script = ScriptPlay{.text = QString::fromUtf8(text), .played = *std::move(played)};
        return opened;
    }
    auto scenario = readScenario(octets, name);
    if (!scenario)
        return tl::unexpected(scenario.error());
    return OpenedScenario{.scenario = *std::move(scenario), .path = info.absoluteFilePath()};
}

const std::vector<LibraryEntry>& libraryEntries()
{
    static const std::vector<LibraryEntry> all = [] {
        std::vector<LibraryEntry> entries;
        for (const LibraryFile& file : libraryFiles())
            if (const auto scenario = readScenario(file.text, std::string(file.name) + ".toml"))
                entries.push_back(
                    {std::string(file.name), scenario->lesson, scenario->title, scenario->summary});
        return entries;
    }();
    return all;
}

} // namespace tcplab
