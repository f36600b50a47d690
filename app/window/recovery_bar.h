/// One line below the title that offers what a crash has left behind. It is in nobody's way, and stays until it is answered.
#pragma once
#include "app/window/autosave.h"

#include <QFrame>
#include <vector>

class QLabel;
class QPushButton;

namespace tcplab {

class RecoveryBar : public QFrame {
    Q_OBJECT
public:
    explicit RecoveryBar(QWidget* parent = nullptr);
    void offer(std::vector<LostRun> lost);
    /// It was brought back: the next one, if there is one.
    void settle(const QString& file);
    QLabel* words() const { return m_words; }
    QPushButton* back() const { return m_back; }
    QPushButton* away() const { return m_away; }

signals:
    void wanted(const tcplab::LostRun& lost); ///< it stays on offer until settle()
    void forgotten(const tcplab::LostRun& lost);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    std::vector<LostRun> m_lost;
    QLabel* m_words;
    QPushButton* m_back;
    QPushButton* m_away;
};

} // namespace tcplab
