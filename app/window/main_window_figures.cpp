// Figures of what is open: saved, copied, printed.
#include "app/export/figure_dialog.h"
#include "app/ladder/ladder_view.h"
#include "app/theme/passing_word.h"
#include "app/window/main_window.h"

namespace tcplab {

void MainWindow::showFigures()
{
    m_playback.pause();
    FigureDialog dialog(m_session, m_ladder->visibleInstants(), theme(), this);
    dialog.setObjectName(QStringLiteral("figures"));
    dialog.folder = m_preferences.folder();
    connect(&dialog, &FigureDialog::saved, this, [this, &dialog] { m_preferences.setFolder(dialog.folder); });
    dialog.exec();
}

/// As much of the run as the timeline shows.
void MainWindow::copyPicture()
{
    FigureRequest request = requestFor(m_session);
    std::tie(request.from, request.to) = m_ladder->visibleInstants();
    copyFigure(m_session, request);
    PassingWord::say(*m_ladder, FigureDialog::pictureIsCopied());
}

void MainWindow::printPicture()
{
    m_playback.pause();
    showPrintPreview(m_session, requestFor(m_session), this);
}

} // namespace tcplab
