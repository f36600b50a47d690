/// A packetdrill script as its lines: what has been played, what is being played, and where it went another way.
/// It stands where a host's diagram stands: the script has no TCP of its own.
#pragma once
#include "app/theme/theme.h"
#include "app/wording/wording.h"
#include "core/script/play.h"

#include <QListWidget>
#include <QString>
#include <map>
#include <optional>
#include <vector>

namespace tcplab {

/// A script that was played: its text, and what it came to.
struct ScriptPlay {
    QString text;
    script::Played played; ///< without its scenario, which is the run's
};

class ScriptView : public QListWidget {
    Q_OBJECT
public:
    explicit ScriptView(QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setLanguage(Language language);
    /// Nothing: the text is not known, as in a scenario that was saved from a script.
    void setScript(const ScriptPlay* play);
    void setStep(quint64 step);
    /// The lines that are marked as being played, from 1.
    const std::vector<int>& playing() const { return m_playing; }
    /// The step in which a line was played; nothing for a comment, or what was not reached.
    std::optional<quint64> stepOfLine(int line) const;

signals:
    /// A line was chosen that was played in this step.
    void stepChosen(quint64 step);

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void mark();
    bool isTrouble(int line) const;
    int troubleLine() const;

    Theme m_theme;
    Language m_language = Language::English;
    const ScriptPlay* m_play = nullptr;
    quint64 m_step = 0;
    std::vector<int> m_playing;
    int m_lineCount = 0;
    std::map<int, quint64> m_steps; ///< by line
};

} // namespace tcplab
