/// What one wants a figure of, how, and what it will look like: to be saved, copied or printed.
#pragma once
#include "app/export/figure_picture.h"
#include "app/theme/theme.h"

#include <QDialog>

#include <array>
#include <functional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPrinter;
class QPushButton;
class QStackedWidget;
class QTimer;

namespace tcplab {

class FigureDialog : public QDialog {
    Q_OBJECT
public:
    /// `visible`: from when to when the timeline shows.
    FigureDialog(const Session& session, std::pair<Instant, Instant> visible, const Theme& theme,
                 QWidget* parent = nullptr);

    void setSubject(FigureSubject subject);
    void setKind(FigureKind kind);
    FigureKind kind() const;
    /// As it is chosen; nothing where the times make no sense.
    std::optional<FigureRequest> request() const;
    /// Copies it: a picture, or text.
    void copy();
    static QString pictureIsCopied() { return tr("The picture is in the clipboard."); }
    /// Saves it there. False: what is wrong is said in the dialog.
    bool saveAs(const QString& path);
    /// Asks where to, and saves.
    void save();
    void print();

    /// Asks for a file's name: title, folder or file, kinds; "" for none. Tests answer it themselves.
    std::function<QString(const QString&, const QString&, const QString&)> askForFile;
    /// Where files were saved last.
    QString folder;

signals:
    void saved(const QString& path);

private:
    enum class Range : std::uint8_t { Whole, Visible, Times };

    void build(const Theme& theme);
    void refresh();
    void preview();
    void say(const QString& words, bool wrong); ///< and to screen readers
    QString whatIsWrong() const;
    std::optional<Instant> instantOf(const QLineEdit& line) const;

    const Session& m_session;
    std::pair<Instant, Instant> m_visible;
    QComboBox* m_subject;
    QComboBox* m_kind;
    QComboBox* m_range;
    QLineEdit* m_from;
    QLineEdit* m_to;
    QCheckBox* m_relative;
    QCheckBox* m_packetdrill;
    QStackedWidget* m_preview;
    QLabel* m_picture;
    QPlainTextEdit* m_text;
    QLabel* m_words;
    QPushButton* m_save;
    QPushButton* m_copy;
    QPushButton* m_print;
    QTimer* m_soon;
};

/// A picture of it, in light colours, for pasting elsewhere.
void copyFigure(const Session& session, const FigureRequest& request);
/// A preview of the pages, from which they are printed.
void showPrintPreview(const Session& session, const FigureRequest& request, QWidget* parent);

} // namespace tcplab
