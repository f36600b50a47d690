#include "app/window/detail_pane.h"

#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace tcplab {

std::optional<Detail> detailCalled(const QString& name)
{
    for (std::size_t i = 0; i < detailCount; ++i)
        if (name == QLatin1String(nameOf(static_cast<Detail>(i))))
            return static_cast<Detail>(i);
    return std::nullopt;
}

DetailPane::DetailPane(QWidget* parent) : QFrame(parent), m_stack(new QStackedWidget(this))
{
    setProperty("look", "card");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->addWidget(m_stack);
    hide();
}

void DetailPane::setMaker(Detail detail, Maker maker)
{
    m_makers[static_cast<std::size_t>(detail)] = std::move(maker);
}

QWidget* DetailPane::page(Detail detail)
{
    const auto place = static_cast<std::size_t>(detail);
    if (m_pages[place] == nullptr) {
        m_pages[place] = m_makers[place]();
        m_stack->addWidget(m_pages[place]);
    }
    return m_pages[place];
}

void DetailPane::setShown(std::optional<Detail> detail)
{
    if (std::exchange(m_shown, detail) == detail)
        return;
    if (detail)
        m_stack->setCurrentWidget(page(*detail));
    setVisible(detail.has_value());
    emit shownChanged();
}

} // namespace tcplab
