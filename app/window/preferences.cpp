#include "app/window/preferences.h"

#include "app/window/languages.h"

#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <array>

namespace tcplab {

namespace {

constexpr std::array themeCodes{"light", "dark", "projector"};
const QString themeKey = QStringLiteral("theme");
const QString languageKey = QStringLiteral("language");
const QString recentKey = QStringLiteral("recent");
const QString geometryKey = QStringLiteral("window/geometry");
const QString docksKey = QStringLiteral("window/docks");
const QString detailKey = QStringLiteral("window/detail");
const QString paneShareKey = QStringLiteral("window/pane-share");
const QString dockWidthKey = QStringLiteral("window/%1-width");
const QString formAboveKey = QStringLiteral("editor/form-above");
const QString formBesideKey = QStringLiteral("editor/form-beside");
const QString oneDiagramKey = QStringLiteral("window/one-diagram");
const QString relativeKey = QStringLiteral("view/relative-numbers");
const QString notationKey = QStringLiteral("view/packetdrill-notation");
const QString untilsKey = QStringLiteral("untils");
const QString reducedMotionKey = QStringLiteral("reduced-motion");
const QString folderKey = QStringLiteral("folder");

/// A file is written, and waited for, only if something is new.
void keep(const QString& key, const QString& value)
{
    QSettings settings;
    if (settings.value(key).toString() != value)
        settings.setValue(key, value);
}

} // namespace

std::optional<ThemeName> themeCalled(const QString& name)
{
    for (std::size_t i = 0; i < themeCodes.size(); ++i)
        if (name == QLatin1String(themeCodes[i]))
            return static_cast<ThemeName>(i);
    return std::nullopt;
}

QString codeOf(ThemeName theme) { return QString::fromLatin1(themeCodes[static_cast<std::size_t>(theme)]); }

ThemeName Preferences::theme() const
{
    return themeCalled(QSettings().value(themeKey).toString()).value_or(ThemeName::Light);
}

void Preferences::setTheme(ThemeName theme) { keep(themeKey, codeOf(theme)); }

std::optional<Language> Preferences::language() const
{
    return languageNamed(QSettings().value(languageKey).toString());
}

void Preferences::setLanguage(Language language) { keep(languageKey, codeOf(language)); }

QStringList Preferences::recentFiles() const
{
    QStringList there;
    for (const QString& path : QSettings().value(recentKey).toStringList())
        if (QFileInfo::exists(path))
            there << path;
    return there;
}

void Preferences::addRecentFile(const QString& path)
{
    QStringList paths = recentFiles();
    paths.removeAll(path);
    paths.prepend(path);
    QSettings().setValue(recentKey, QStringList(paths.mid(0, mostRecentFiles)));
}

void Preferences::clearRecentFiles() { QSettings().remove(recentKey); }

QByteArray Preferences::geometry() const { return QSettings().value(geometryKey).toByteArray(); }
QByteArray Preferences::docks() const { return QSettings().value(docksKey).toByteArray(); }

void Preferences::setPlaces(const QByteArray& geometry, const QByteArray& docks)
{
    QSettings settings;
    settings.setValue(geometryKey, geometry);
    settings.setValue(docksKey, docks);
}

QString Preferences::detail() const { return QSettings().value(detailKey).toString(); }
int Preferences::paneShare() const { return QSettings().value(paneShareKey, 0).toInt(); }

void Preferences::setPane(const QString& detail, int share)
{
    QSettings settings;
    settings.setValue(detailKey, detail);
    settings.setValue(paneShareKey, share);
}

int Preferences::dockWidth(const QString& name) const
{
    return QSettings().value(dockWidthKey.arg(name), 0).toInt();
}

void Preferences::setDockWidth(const QString& name, int width)
{
    QSettings().setValue(dockWidthKey.arg(name), width);
}

std::array<int, 2> Preferences::formShares() const
{
    const QSettings settings;
    return {settings.value(formAboveKey, 0).toInt(), settings.value(formBesideKey, 0).toInt()};
}

void Preferences::setFormShares(std::array<int, 2> shares)
{
    QSettings settings;
    settings.setValue(formAboveKey, shares[0]);
    settings.setValue(formBesideKey, shares[1]);
}

bool Preferences::oneDiagram() const { return QSettings().value(oneDiagramKey, false).toBool(); }
void Preferences::setOneDiagram(bool one) { QSettings().setValue(oneDiagramKey, one); }
bool Preferences::relativeNumbers() const { return QSettings().value(relativeKey, false).toBool(); }
void Preferences::setRelativeNumbers(bool relative) { QSettings().setValue(relativeKey, relative); }
bool Preferences::packetdrillNotation() const { return QSettings().value(notationKey, false).toBool(); }
void Preferences::setPacketdrillNotation(bool packetdrill) { QSettings().setValue(notationKey, packetdrill); }

QStringList Preferences::untils() const { return QSettings().value(untilsKey).toStringList(); }

void Preferences::addUntil(const QString& phrase)
{
    QStringList phrases = untils();
    phrases.removeAll(phrase);
    phrases.prepend(phrase);
    QSettings().setValue(untilsKey, QStringList(phrases.mid(0, mostRecentFiles)));
}
bool Preferences::reducedMotion() const { return QSettings().value(reducedMotionKey, false).toBool(); }
void Preferences::setReducedMotion(bool reduced) { QSettings().setValue(reducedMotionKey, reduced); }

QString Preferences::folder() const
{
    const QString home = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QSettings().value(folderKey, home).toString();
}

void Preferences::setFolder(const QString& folder) { QSettings().setValue(folderKey, folder); }

} // namespace tcplab
