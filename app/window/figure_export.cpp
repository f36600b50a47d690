#include "app/window/figure_export.h"

#include "app/window/languages.h"

#include <QCoreApplication>

namespace tcplab {

int exportFigure(const StartOptions& options, OpenedScenario opened, Language language, QString* error)
{
    Translations translations;
    translations.use(language);
    Session session;
    session.setLanguage(language);
    session.setRelativeNumbers(options.relative);
    session.setNotation(options.packetdrill ? Notation::Packetdrill : Notation::Words);
    session.setLinearTime(options.linear);
    session.load(std::move(opened.scenario), opened.path);
    while (!session.run().ended())
        QCoreApplication::processEvents();
    if (options.step)
        session.goToStep(*options.step);
    else if (options.at)
        session.goToInstant(Instant{*options.at});
    else
        session.last();
    FigureRequest request = requestFor(session, options.figure);
    if (options.from)
        request.from = Instant{*options.from};
    if (options.to)
        request.to = Instant{*options.to};
    if (*error = unfit(session, request); !error->isEmpty())
        return 2; // what was asked for cannot be
    return writeFigure(session, request, options.exported, error) ? 0 : 1;
}

} // namespace tcplab
