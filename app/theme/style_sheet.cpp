#include "app/theme/theme.h"

namespace tcplab {

// Widgets say what they are by the dynamic property `look`; here is how each looks. Named colours stand
// for members of Theme, so that the sheet is written once for all themes.
QString Theme::styleSheet() const
{
    QString sheet = QStringLiteral(R"(
QMainWindow, QDialog { background: @window; }
#passingWord { background: @terminalBackground; color: @terminalText; border: 1px solid @border;
    border-radius: 6px; padding: 6px 14px; }
QToolTip { background: @terminalBackground; color: @terminalText; border: 1px solid @border; padding: 4px; }

QMenuBar { background: @surface; color: @text; padding: 1px 4px; }
QMenuBar::item { padding: 3px 9px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: @clientSoft; color: @text; }
QMenu { background: @surface; color: @text; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: @client; color: @clientOn; }
QMenu::item:disabled { color: @border; background: transparent; }
QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 5px; }

QFrame[look="card"], QWidget[look="card"] { background: @surface; border-radius: 8px; }
QWidget[look="bar"] { background: @surface; }
QLabel { background: transparent; color: @text; }
QLabel[look="title"] { font-size: %title%; font-weight: bold; }
QLabel[look="headline"] { font-size: %headline%; font-weight: bold; }
QLabel[look="muted"] { color: @mutedText; font-size: %small%; }
QLabel[look="heading"] { color: @text; font-size: %small%; font-weight: bold; }
QLabel[look="wrong"] { color: @lost; }
QLabel[look="changed"] { color: @changed; font-size: %small%; font-weight: bold; }
QLabel[look="citation"] { color: @accent; font-weight: bold; font-size: %small%; }
QLabel[look="hint"] { color: @accent; font-size: %small%; }
QLabel[look="clock"] { font-family: %mono%; font-size: %headline%; font-weight: bold; }
QLabel[look="terminal"] { background: @terminalBackground; color: @terminalText; padding-right: 3px;
    font-family: %mono%; font-size: %small%; font-weight: bold; }
QPlainTextEdit[look="terminal"] { background: @terminalBackground; color: @terminalText; border-radius: 4px;
    padding: 2px; }

/* Where the focus is: FocusRing; of fields, their own frame. */
QPushButton, QToolButton { background: @surface; color: @text; border: 1px solid @border;
    border-radius: 6px; padding: 4px 11px; outline: none; }
QPushButton:hover, QToolButton:hover { background: @clientSoft; color: @text; border-color: @client; }
QPushButton:pressed, QToolButton:pressed { background: @client; color: @clientOn; }
QPushButton:disabled, QToolButton:disabled { color: @border; border: 1px dashed @border;
    background: transparent; }
QPushButton:checked, QToolButton:checked { background: @clientSoft; color: @text; border: 2px solid @client;
    padding: 3px 10px; }
QPushButton[look="primary"], QToolButton[look="primary"] { background: @client; color: @clientOn;
    border-color: @client; font-weight: bold; }
QPushButton[look="primary"]:hover, QToolButton[look="primary"]:hover { background: @client; color: @clientOn;
    border-color: @text; }
QPushButton[look="primary"]:disabled { background: transparent; color: @border; border: 1px dashed @border; }
QPushButton[look="call"] { font-family: %mono%; font-size: %small%; padding: 2px 7px; border-radius: 5px; }
QToolButton[look="quiet"] { border-color: transparent; padding: 3px 6px; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[look="transport"] { padding: 4px 8px; }
QToolButton[look="tab"] { padding: 4px 8px; }
QToolButton[look="tab"]:checked { padding: 3px 7px; }
QFileDialog QToolButton { padding: 3px; %standardIcons%}

QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox { background: @surface; color: @text;
    border: 1px solid @border; border-radius: 6px; padding: 3px 7px;
    selection-background-color: @client; selection-color: @clientOn; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus { border: 2px solid @accent; padding: 2px 6px; }
QComboBox { combobox-popup: 0; } /* below the box: over it Qt cuts the last row of a short list off */
QLineEdit[wrong="true"], QComboBox[wrong="true"] { border: 2px dashed @lost; padding: 2px 6px; }
QComboBox::drop-down { border: none; width: 18px; }
QComboBox::down-arrow { image: url(:/icons/down-%ink%.svg); width: 11px; height: 11px; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::down-button { border: none;
    background: transparent; width: 18px; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url(:/icons/up-%ink%.svg); width: 9px; height: 9px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url(:/icons/down-%ink%.svg); width: 9px; height: 9px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @mutedText; border-radius: 3px;
    background: @surface; }
QCheckBox::indicator:checked { background: @client; border-color: @client; image: url(:/icons/check-%paper%.svg); }
QCheckBox::indicator:disabled { border: 1px dashed @border; background: transparent; }
QComboBox QAbstractItemView { background: @surface; color: @text; border: 1px solid @border;
    selection-background-color: @client;
    selection-color: @clientOn; }

QAbstractItemView { background: @surface; color: @text; alternate-background-color: @window;
    selection-background-color: @client; selection-color: @clientOn; border: none; outline: none; }
QListWidget[look="terminal"] { background: @terminalBackground; color: @terminalText; border: none;
    border-radius: 0; padding: 2px 4px; }
QListWidget[look="terminal"]:focus { border: 2px solid @now; padding: 0 2px; }
QListWidget[look="terminal"]::item { color: @terminalText; background: transparent; padding: 0 4px; }
QListWidget[look="terminal"]::item:hover { color: @terminalBackground; background: @terminalText; }
QListWidget[look="terminal"]::item:selected { color: @terminalText; background: @terminalBackground;
    border-left: 3px solid @now; padding-left: 1px; }
QTreeView::item { padding: 3px 0; }
QTreeView::item:hover, QTableView::item:hover { background: @clientSoft; color: @text; }
QTreeView::item:selected, QTableView::item:selected { background: @client; color: @clientOn; }
QHeaderView::section { background: @window; color: @text; border: none; padding: 4px 6px;
    font-weight: bold; font-size: %small%; }
QDockWidget { color: @text; font-size: %base%; }
QDockWidget::title { background: @window; padding: 5px 8px; }
QTabBar::tab { background: @window; color: @text; padding: 5px 12px; }
QTabBar::tab:selected { background: @client; color: @clientOn; }
QSplitter::handle { background: transparent; }
QScrollBar:vertical { background: @window; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: @border; border-radius: 4px; min-height: 24px; margin: 2px; }
QScrollBar:horizontal { background: @window; height: 12px; margin: 0; }
QScrollBar::handle:horizontal { background: @border; border-radius: 4px; min-width: 24px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)");
    const auto sized = [this](qreal size) {
        return QString::number(points(size), 'f', 1) + QStringLiteral("pt");
    };
    sheet.replace(QStringLiteral("%base%"), sized(9.5));
    sheet.replace(QStringLiteral("%small%"), sized(8.5));
    sheet.replace(QStringLiteral("%title%"), sized(12));
    sheet.replace(QStringLiteral("%headline%"), sized(11));
    sheet.replace(QStringLiteral("%mono%"),
                  QLatin1Char('"') + mono().families().join(QStringLiteral("\",\"")) + QLatin1Char('"'));
    sheet.replace(QStringLiteral("%ink%"),
                  name == ThemeName::Dark ? QStringLiteral("light") : QStringLiteral("dark"));
    sheet.replace(QStringLiteral("%paper%"),
                  name == ThemeName::Dark ? QStringLiteral("dark") : QStringLiteral("light"));
    // The style's own icons are drawn for a light ground.
    sheet.replace(QStringLiteral("%standardIcons%"),
                  name == ThemeName::Dark ? QStringLiteral("background: @mutedText; ") : QString());
    // Longer names first: "@client" is the beginning of "@clientSoft".
    const std::pair<const char*, QColor> colours[] = {{"@terminalBackground", terminalBackground},
                                                      {"@terminalText", terminalText},
                                                      {"@mutedText", mutedText},
                                                      {"@clientSoft", clientSoft},
                                                      {"@clientOn", clientOn},
                                                      {"@client", client},
                                                      {"@surface", surface},
                                                      {"@window", window},
                                                      {"@border", border},
                                                      {"@changed", changed},
                                                      {"@lost", lost},
                                                      {"@now", now},
                                                      {"@accent", accent},
                                                      {"@text", text}};
    for (const auto& [key, colour] : colours)
        sheet.replace(QLatin1String(key), colour.name());
    return sheet;
}

} // namespace tcplab
