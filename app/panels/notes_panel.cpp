#include "app/panels/notes_panel.h"

#include "app/panels/notes_text.h"

#include <QEvent>
#include <QMimeData>

namespace tcplab {

NotesPanel::NotesPanel(Session& session, QWidget* parent)
    : QTextBrowser(parent), m_session(session), m_theme(themeNamed(ThemeName::Light))
{
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    connect(&session, &Session::loaded, this, &NotesPanel::refresh);
    connect(&session, &Session::languageChanged, this, &NotesPanel::refresh);
}

void NotesPanel::setTheme(const Theme& theme)
{
    m_theme = theme;
    refresh();
}

void NotesPanel::refresh()
{
    setAccessibleName(tr("Notes of the scenario"));
    if (!m_session.hasRun())
        return;
    const Scenario& scenario = m_session.scenario();
    const QStringList mono = m_theme.mono(9).families();
    const auto paragraphs = [&](const Bilingual& words) {
        return notesHtml(QString::fromStdString(pick(words, m_session.language())), mono);
    };
    QString html =
        QStringLiteral("<h3>%1</h3>")
            .arg(QString::fromStdString(pick(scenario.title, m_session.language())).toHtmlEscaped());
    html += paragraphs(scenario.summary) + paragraphs(scenario.notes);
    if (!scenario.rfc.empty())
        html +=
            QStringLiteral("<p><b>%1</b></p>")
                .arg(
                    QString::fromStdString(citationText(scenario.rfc, m_session.language())).toHtmlEscaped());
    for (const Side side : {Side::Client, Side::Server}) {
        const QString program = QString::fromStdString(scenario.hosts[indexOf(side)].programText).trimmed();
        if (program.isEmpty())
            continue;
        const QString name = QString::fromStdString(hostName(scenario, side, m_session.language()));
        //: Heading over a host's program; %1: "Client".
        html += QStringLiteral("<p><b>%1</b></p><pre>%2</pre>")
                    .arg(tr("Program: %1").arg(name), program.toHtmlEscaped());
    }
    document()->setDefaultFont(m_theme.ui(9.5));
    setHtml(html);
}

QMimeData* NotesPanel::createMimeDataFromSelection() const
{
    auto* copied = new QMimeData;
    copied->setText(copiedNotes(textCursor().selectedText()));
    return copied;
}

void NotesPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QTextBrowser::changeEvent(event);
}

} // namespace tcplab
