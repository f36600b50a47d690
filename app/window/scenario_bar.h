/// The head of the window: what is being shown, and under which conditions.
#pragma once
#include "app/theme/theme.h"
#include "app/wording/wording.h"

#include <QFrame>
#include <optional>
#include <vector>

class QComboBox;
class QHBoxLayout;
class QToolButton;
class QAction;

namespace tcplab {

class ElidedLabel;
class WindowActions;

/// A fact about the network: its name small over its value.
struct Fact {
    QString name;
    QString value;
    QString tip;
    QString key; ///< what the scenario calls it: "network.delay"
    friend bool operator==(const Fact&, const Fact&) = default;
};
/// As many facts as there is room for, side by side.
class FactChips : public QWidget {
    Q_OBJECT
public:
    explicit FactChips(QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setFacts(std::vector<Fact> facts);
    /// Px of the first so many.
    int widthOf(std::size_t count) const;
    const std::vector<Fact>& facts() const { return m_facts; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void chosen(const QString& key);

protected:
    void paintEvent(QPaintEvent*) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    void describe();
    std::vector<QRectF> rects() const;
    int chipWidth(const Fact& fact) const;
    int chipHeight() const;

    Theme m_theme;
    std::vector<Fact> m_facts;
    std::size_t m_current = 0; ///< the one that has the keys
};

class ScenarioBar : public QFrame {
    Q_OBJECT
public:
    explicit ScenarioBar(WindowActions& actions, QWidget* parent = nullptr);
    /// Delay, loss, MSL, bandwidth, seed, and what else the wire does; the most important first.
    static std::vector<Fact> factsOf(const Scenario& scenario);
    void setTheme(const Theme& theme);
    /// `place`: "Closing · 8 of 9 · last-ack-lost".
    void setScenario(const Scenario& scenario, Language language, const QString& place);
    /// Of the host that a script tests, to be chosen anew; nothing: no script.
    void setProfile(std::optional<ProfileName> profile);
    QComboBox* profiles() const { return m_profiles; }
    QString title() const;
    ElidedLabel* titleLabel() const { return m_title; }
    FactChips* chips() const { return m_chips; }

signals:
    void profileChosen(tcplab::ProfileName profile);
    /// A fact was clicked, which the person would have otherwise.
    void factChosen(const QString& key);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    static QString lossText(const Scenario& scenario);
    /// What rules do that lose nothing: "1 delay + 2 duplicate"; "" for none.
    static QString otherFaultsText(const Scenario& scenario);
    static QString queueText(const LinkSettings& link);
    /// Gives the title its room, and takes it from words of buttons and from the last facts.
    void fitParts();

    Theme m_theme;
    QString m_about; ///< what the scenario is about
    ElidedLabel* m_title;
    ElidedLabel* m_place;
    FactChips* m_chips;
    QComboBox* m_profiles;
    QToolButton* m_dropNext;
    QToolButton* m_library;
};

} // namespace tcplab
