/// What is remembered from one sitting to the next.
#pragma once
#include "app/theme/theme.h"
#include "app/wording/wording.h"

#include <QByteArray>
#include <QStringList>
#include <array>
#include <optional>

namespace tcplab {

class Preferences {
public:
    ThemeName theme() const;
    void setTheme(ThemeName theme);
    /// Nothing: as the system.
    std::optional<Language> language() const;
    void setLanguage(Language language);
    /// Paths, the latest first; those that are gone are left out.
    QStringList recentFiles() const;
    void addRecentFile(const QString& path);
    void clearRecentFiles();
    QByteArray geometry() const;
    QByteArray docks() const;
    void setPlaces(const QByteArray& geometry, const QByteArray& docks);
    /// The detail that was shown, "" for none; and the share of the height that its pane took, in 1/1000.
    QString detail() const;
    int paneShare() const;
    void setPane(const QString& detail, int share);
    /// Of a dock beside the timeline, by its name; 0: not known yet.
    int dockWidth(const QString& name) const;
    void setDockWidth(const QString& name, int width);
    /// What the editor's form has above the text, and beside it, in 1/1000; 0: not chosen.
    std::array<int, 2> formShares() const;
    void setFormShares(std::array<int, 2> shares);
    /// How numbers and segments are written.
    bool relativeNumbers() const;
    void setRelativeNumbers(bool relative);
    bool packetdrillNotation() const;
    void setPacketdrillNotation(bool packetdrill);
    /// Where files were opened or saved last.
    QString folder() const;
    void setFolder(const QString& folder);

    /// One state diagram for both hosts.
    bool oneDiagram() const;
    void setOneDiagram(bool one);

    /// What was waited for ("run until"), the latest first.
    QStringList untils() const;
    void addUntil(const QString& phrase);
    bool reducedMotion() const;
    void setReducedMotion(bool reduced);

    static constexpr int mostRecentFiles = 10;
};

/// "light", "dark", "projector"; nothing for another word.
std::optional<ThemeName> themeCalled(const QString& name);
QString codeOf(ThemeName theme);

} // namespace tcplab
