/// The room beside docks: a dock makes the window no wider. Where one opens and would leave the timeline too narrow to be
/// read, the column on its side is not seen as long as it is open; and of two docks that leave no room together, the one
/// that was there closes. Two runs are both seen where a dock, as narrow as it gets, leaves room for
/// them; else only the one that is open is.
#pragma once
#include <QObject>

#include <vector>

class QDockWidget;
class QMainWindow;
class QSplitter;
class QWidget;

namespace tcplab {

class RoomForDocks : public QObject {
    Q_OBJECT
public:
    /// `timelines`: what is in the row in any case, and after it the other run of a comparison.
    RoomForDocks(QMainWindow& window, QSplitter& row, std::vector<QWidget*> timelines,
                 std::vector<QDockWidget*> docks);
    void setScale(double textScale);
    /// In a lecture, parts are arranged otherwise, and nothing gives way.
    void setLecture(bool on);

    /// It is about to be shown.
    void makeRoomFor(QDockWidget& dock);
    /// Those that are open where they were opened in another, larger window.
    void makeRoomForAll();
    /// Closes those beside the row.
    void closeAll();
    /// Px that it may be wide.
    int mostFor(const QDockWidget& dock) const;
    /// Lets parts of the row give way, and come back, by its width.
    void fit();

    static constexpr int leastDock = 230;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool isBeside(const QDockWidget& dock) const;
    std::ptrdiff_t runs() const; ///< that have a place in the row
    int widthOfRuns() const;     ///< px in which both of two can be read
    int widthOfRow() const;
    int widthOfOthers(const QDockWidget& dock) const;
    int scaled(double px) const;
    std::vector<QWidget*> partsBeside() const;
    void setLeastWidth();

    QMainWindow& m_window;
    QSplitter& m_row;
    std::vector<QWidget*> m_timelines;
    std::vector<QDockWidget*> m_docks;
    std::vector<QWidget*> m_given;
    QDockWidget* m_opening = nullptr;
    double m_scale = 1;
    bool m_lecture = false;
};

} // namespace tcplab
