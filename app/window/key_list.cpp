#include "app/window/key_list.h"

#include "app/window/window_actions.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace tcplab {

namespace {

QString keysOf(const QAction& action)
{
    QStringList keys;
    for (const QKeySequence& key : action.shortcuts()) {
        const QString text = key.toString(QKeySequence::NativeText);
        keys << (text == QLatin1String("Right")  ? QStringLiteral("→")
                 : text == QLatin1String("Left") ? QStringLiteral("←")
                                                 : text);
        keys.last().replace(QLatin1String("+Right"), QStringLiteral("+→"));
        keys.last().replace(QLatin1String("+Left"), QStringLiteral("+←"));
    }
    return keys.mid(0, 3).join(QStringLiteral("  "));
}

} // namespace

KeyList::KeyList(const WindowActions& actions, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("Keys"));
    auto* columns = new QHBoxLayout;
    columns->setSpacing(18);
    auto* left = new QVBoxLayout;
    auto* right = new QVBoxLayout;
    int number = 0;
    QStringList said; // for who hears the list
    for (const WindowActions::Group& group : WindowActions::groups()) {
        auto* grid = new QGridLayout;
        grid->setHorizontalSpacing(16);
        grid->setVerticalSpacing(3);
        auto* heading = new QLabel(WindowActions::heading(group));
        heading->setProperty("look", "headline");
        grid->addWidget(heading, 0, 0, 1, 2);
        int row = 1;
        for (const Do what : group.actions) {
            const QAction& action = *actions[what];
            auto* keys = new QLabel(keysOf(action));
            QFont bold = keys->font();
            bold.setBold(true);
            keys->setFont(bold);
            // While it plays the action says "Pause"; the key does both.
            QString words = what == Do::Play ? tr("Play, pause") : action.text();
            words.remove(QStringLiteral("…"));
            said << QStringLiteral("%1: %2").arg(keys->text(), words);
            grid->addWidget(keys, row, 0);
            grid->addWidget(new QLabel(words), row, 1);
            ++row;
        }
        grid->setColumnStretch(1, 1);
        (number++ % 2 == 0 ? left : right)->addLayout(grid);
        (number % 2 == 1 ? left : right)->addSpacing(8);
    }
    left->addStretch(1);
    right->addStretch(1);
    columns->addLayout(left);
    columns->addLayout(right);
    auto* mouse =
        new QLabel(tr("With the mouse: click a segment in flight to drop, delay or duplicate it; drag "
                      "the now line or the bars below through time; Ctrl+wheel zooms."));
    mouse->setWordWrap(true);
    auto* box = new QDialogButtonBox(this);
    QPushButton* close = box->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    close->setDefault(true);
    close->setFocus();
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
    setAccessibleDescription(said.join(QStringLiteral("; ")) + QStringLiteral("; ") + mouse->text());
    // In a lecture's type it is longer than a screen.
    auto* list = new QWidget;
    auto* inList = new QVBoxLayout(list);
    inList->setContentsMargins(20, 16, 20, 8);
    inList->addLayout(columns);
    inList->addWidget(mouse);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(list);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(windowTitle());
    scroll->setAccessibleDescription(accessibleDescription());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 14);
    layout->addWidget(scroll);
    layout->addWidget(box);
    layout->itemAt(1)->widget()->setContentsMargins(20, 0, 20, 0);
    const QSize room = parent != nullptr ? parent->screen()->availableSize() * 0.94 : QSize(1000, 700);
    const int bar = scroll->verticalScrollBar()->sizeHint().width();
    resize((list->sizeHint() + QSize(bar, box->sizeHint().height() + 30)).boundedTo(room));
}

} // namespace tcplab
