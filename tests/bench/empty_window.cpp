/// What ./dev bench compares the window's start with: the least of a Qt Widgets window (a menu, a tool, a status bar,
/// nothing between them) that ends when it has been painted.
#include <QApplication>
#include <QMainWindow>
#include <QMenuBar>
#include <QStatusBar>
#include <QTimer>
#include <QToolBar>
#include <cstdlib>

namespace {

class EmptyWindow : public QMainWindow {
protected:
    void paintEvent(QPaintEvent* event) override
    {
        QMainWindow::paintEvent(event);
        QTimer::singleShot(0, qApp, [] { std::_Exit(0); });
    }
};

} // namespace

int main(int argc, char** argv)
{
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication app(argc, argv);
    EmptyWindow window;
    QAction* quit = window.menuBar()->addMenu(QStringLiteral("File"))->addAction(QStringLiteral("Quit"));
    window.addToolBar(QStringLiteral("Tools"))->addAction(quit);
    window.statusBar()->showMessage(QStringLiteral("Ready"));
    window.resize(1600, 1000);
    window.show();
    return QApplication::exec();
}
