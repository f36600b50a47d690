#include "app/theme/passing_word.h"

#include "app/theme/notification.h"

#include <algorithm>

namespace tcplab {

namespace {
constexpr int stayMs = 3000;
constexpr int aboveFoot = 10; ///< px
} // namespace

PassingWord::PassingWord(QWidget& window) : QLabel(&window)
{
    makeNotification(*this);
    setObjectName(QStringLiteral("passingWord"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAlignment(Qt::AlignCenter);
    setWordWrap(false);
    m_end.setSingleShot(true);
    connect(&m_end, &QTimer::timeout, this, &QWidget::hide);
}

PassingWord* PassingWord::say(QWidget& where, const QString& words)
{
    QWidget& window = *where.window();
    auto* word = window.findChild<PassingWord*>(QString(), Qt::FindDirectChildrenOnly);
    if (word == nullptr)
        word = new PassingWord(window);
    word->setText(words);
    word->ensurePolished();
    word->adjustSize();
    const QRect part(where.mapTo(&window, QPoint(0, 0)), where.size());
    QRect place(QPoint(part.center().x() - word->width() / 2, part.bottom() - word->height() - aboveFoot),
                word->size());
    place.moveLeft(std::max(0, std::min(place.left(), window.width() - place.width())));
    place.moveTop(std::max(0, place.top()));
    word->setGeometry(place);
    word->show();
    word->raise();
    word->m_end.start(stayMs);
    notify(*word, words);
    return word;
}

} // namespace tcplab
