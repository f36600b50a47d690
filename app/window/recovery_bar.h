/// One line below the title that offers what a crash has left behind. It is in nobody's way, and stays until it is answered.
/// What is to be forgotten can still be brought back, until the line is closed or the program ends.
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
    /// The program ends in good order: what is to be forgotten is.
    void finish();
    bool isForgetting() const { return m_forgetting; }
    QLabel* words() const { return m_words; }
    QPushButton* back() const { return m_back; }
    QPushButton* away() const { return m_away; }

signals:
    void wanted(const tcplab::LostRun& lost);    ///< it stays on offer until settle()
    void forgotten(const tcplab::LostRun& lost); ///< for good
    void answered();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void retranslate();
    QString sentenceFor(const LostRun& lost) const;
    std::vector<LostRun> m_lost;
    bool m_forgetting = false; ///< the first of them
    QLabel* m_words;
    QPushButton* m_back;
    QPushButton* m_away;
};

} // namespace tcplab
