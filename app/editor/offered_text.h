/// The text of a scenario with a list of what could stand at the cursor, which follows what is typed. It hears of each key
/// itself: while the list is open, the keys come by way of the list and reach no event filter of the text.
#pragma once
#include "app/editor/scenario_offers.h"

#include <QPlainTextEdit>
#include <vector>

class QCompleter;

namespace tcplab {

class OfferedText : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit OfferedText(QWidget* parent = nullptr);

    void setLanguage(Language language) { m_language = language; }
    QCompleter* completer() const { return m_completer; }

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void insertFromMimeData(const QMimeData* source) override;

private:
    /// `asked`: even where nothing is begun yet.
    void offer(bool asked);
    void insertOffer(const QString& word);
    bool isOffering() const;
    /// A quote or bracket that stands there already is not written twice.
    bool closesAlready(const QString& typed);
    bool closesBlock(const QString& typed);
    /// Typed out of habit: it has just been written with the word that was chosen.
    bool isWritten(const QString& typed);
    TextPlace place() const;
    void fillList(const std::vector<Offer>& offers);

    QCompleter* m_completer;
    Language m_language = Language::English;
    std::vector<Offer> m_offers; ///< that the list is made of
    QString m_written;           ///< with the word that was chosen, and not typed as well
    int m_writtenTo = -1;        ///< where the cursor stood then
};

} // namespace tcplab
