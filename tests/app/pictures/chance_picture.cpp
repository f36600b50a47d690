// Draws the page for chance off-screen, as it looks when a sweep has been played: chance_picture FILE.png
// SCENARIO KEY=VALUES WxH THEME LANG [y=METRIC] [theory] [point]
#include "app/experiment/axis_row.h"
#include "app/experiment/chart_view.h"
#include "app/experiment/experiment_dialog.h"
#include "app/experiment/runs_panel.h"
#include "app/experiment/sweep_page.h"
#include "app/library/library.h"
#include "app/window/languages.h"
#include "app/window/preferences.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QEventLoop>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <cstdio>

int main(int argc, char** argv)
{
    using namespace tcplab;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication app(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    const QStringList words = QApplication::arguments();
    if (words.size() < 7) {
        std::fputs("chance_picture FILE.png SCENARIO KEY=VALUES WxH THEME LANG [y=METRIC] [theory] [point]\n",
                   stderr);
        return 2;
    }
    const Language language = languageNamed(words[6]).value_or(Language::English);
    const Theme& theme = themeNamed(themeCalled(words[5]).value_or(ThemeName::Light));
    Translations translations;
    translations.use(language);
    dressApplication(theme);
    const auto scenario = readScenario(findInLibrary(words[2].toStdString())->text, words[2].toStdString());
    ExperimentDialog dialog(theme, language);
    dialog.setScenario(*scenario, *scenario);
    dialog.showChance();
    SweepPage& page = *dialog.chance();
    page.axis(0)->set(words[3].section(QLatin1Char('='), 0, 0), words[3].section(QLatin1Char('='), 1));
    page.runs()->setValue(400);
    dialog.resize(words[4].section(QLatin1Char('x'), 0, 0).toInt(),
                  words[4].section(QLatin1Char('x'), 1).toInt());
    dialog.show();
    QEventLoop loop;
    QObject::connect(&page.job(), &SweepJob::ended, &loop, &QEventLoop::quit);
    page.go()->click();
    loop.exec();
    for (const QString& word : words.mid(7)) {
        if (word.startsWith(QLatin1String("y=")))
            page.y()->setCurrentIndex(page.y()->findData(word.mid(2)));
        if (word == QLatin1String("theory"))
            page.theory()->setChecked(true);
        if (word == QLatin1String("point")) {
            QObject::connect(page.runsPanel(), &RunsPanel::listed, &loop, &QEventLoop::quit);
            page.chart()->choose(0, page.chart()->chart().curves[0].points.size() / 2);
            loop.exec();
        }
    }
    QApplication::processEvents();
    return dialog.grab().save(words[1]) ? 0 : 1;
}
