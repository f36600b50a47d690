/// The pane beside the explanation: one view of the details at a time, or none.
#pragma once
#include <QFrame>
#include <array>
#include <cstdint>
#include <functional>
#include <optional>

class QStackedWidget;

namespace tcplab {

enum class Detail : std::uint8_t { Tables, Segment, Numbers, Graphs, Sockets, Notes };
inline constexpr std::size_t detailCount = 6;
/// "tables": for preferences and the command line.
constexpr const char* nameOf(Detail detail)
{
    constexpr std::array names{"tables", "segment", "numbers", "graphs", "sockets", "notes"};
    return names[static_cast<std::size_t>(detail)];
}
std::optional<Detail> detailCalled(const QString& name);

class DetailPane : public QFrame {
    Q_OBJECT
public:
    explicit DetailPane(QWidget* parent = nullptr);
    using Maker = std::function<QWidget*()>;
    /// A page is made when it is first asked for: most sittings need one or two of them.
    void setMaker(Detail detail, Maker maker);
    QWidget* page(Detail detail);
    /// Nothing: the pane is hidden.
    void setShown(std::optional<Detail> detail);
    std::optional<Detail> shown() const { return m_shown; }
    QSize minimumSizeHint() const override { return {300, 120}; }

signals:
    void shownChanged();

private:
    QStackedWidget* m_stack;
    std::array<Maker, detailCount> m_makers{};
    std::array<QWidget*, detailCount> m_pages{};
    std::optional<Detail> m_shown;
};

} // namespace tcplab
