/// The coloured head of a host's panel: name, address, parts played, profile.
#pragma once
#include "app/panels/host_summary.h"
#include "app/theme/theme.h"
#include "app/wording/wording.h"

#include <QWidget>

namespace tcplab {

/// What stands in the lower line, and how large.
struct HostHeaderLine {
    QFont font;
    QString role;
    QString profile;
};

/// What stands in the upper line beside the name, and how large; both as much of it as there is room for.
struct HostHeaderAddress {
    QFont font;
    QString name;
    QString address; ///< "": there is no room for even its port
};

class HostHeader : public QWidget {
    Q_OBJECT
public:
    explicit HostHeader(Side side, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setLanguage(Language language);
    void setSummary(HostSummary summary);
    /// Its second line, with the parts played and the profile; without it the tool tip has them.
    void setRoleShown(bool shown);
    bool isRoleShown() const { return m_roleShown; }
    QString name() const;
    QString roleLine() const;
    HostHeaderLine fitLine(int width) const;
    HostHeaderAddress fitAddress(int width) const;
    QFont nameFont() const { return m_theme.ui(12, true); }
    /// Px with both lines.
    int fullHeight() const;
    int leastHeight() const; ///< without its second line
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override;
    void changeEvent(QEvent* event) override;

private:
    void describe();
    QString profileLine() const;

    const Side m_side;
    Theme m_theme;
    Language m_language = Language::English;
    HostSummary m_summary;
    bool m_roleShown = true;
};

} // namespace tcplab
