#include "app/export/figure_dialog.h"

#include "app/session/run_name.h"
#include "app/theme/notification.h"
#include "core/base/quantity.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPrintPreviewDialog>
#include <QPrinter>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace tcplab {

namespace {

/// Of a long figure the preview shows so many px, and no more of a text than so many characters.
constexpr double tallestPreview = 3000;
constexpr qsizetype longestPreview = 40'000;
constexpr int previewWidth = 620;
/// A picture to be pasted is no taller than what programs take.
constexpr double tallestCopy = 8000;

} // namespace

void copyFigure(const Session& session, const FigureRequest& request)
{
    QApplication::clipboard()->setImage(figureImage(session, request, 2, tallestCopy));
}

void showPrintPreview(const Session& session, const FigureRequest& request, QWidget* parent)
{
    QPrinter printer;
    printer.setResolution(96); // letters are as large as on the screen; lines and text are not made of dots
    printer.setDocName(nameOf(session));
    QPrintPreviewDialog dialog(&printer, parent);
    dialog.setWindowTitle(FigureDialog::tr("Print"));
    QObject::connect(&dialog, &QPrintPreviewDialog::paintRequested,
                     [&](QPrinter* pages) { printFigure(*pages, session, request); });
    dialog.resize(900, 700);
    dialog.exec();
}

FigureDialog::FigureDialog(const Session& session, std::pair<Instant, Instant> visible, const Theme& theme,
                           QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_visible(visible),
      m_subject(new QComboBox(this)),
      m_kind(new QComboBox(this)),
      m_range(new QComboBox(this)),
      m_from(new QLineEdit(this)),
      m_to(new QLineEdit(this)),
      m_relative(new QCheckBox(tr("Relative sequence numbers"), this)),
      m_packetdrill(new QCheckBox(tr("packetdrill's notation"), this)),
      m_preview(new QStackedWidget(this)),
      m_picture(new QLabel(this)),
      m_text(new QPlainTextEdit(this)),
      m_words(new QLabel(this)),
      m_save(new QPushButton(tr("Save…"), this)),
      m_copy(new QPushButton(tr("Copy"), this)),
      m_print(new QPushButton(tr("Print…"), this)),
      m_soon(new QTimer(this))
{
    setWindowTitle(tr("Figure for slides and papers"));
    askForFile = [this](const QString& title, const QString& file, const QString& kinds) {
        const QFileInfo offered(file);
        QFileDialog dialog(this, title, offered.absolutePath(), kinds);
        dialog.setAcceptMode(QFileDialog::AcceptSave);
        dialog.setDefaultSuffix(offered.suffix()); // before it looks whether the file exists
        dialog.selectFile(offered.fileName());
        return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
    };
    build(theme);
    m_soon->setSingleShot(true);
    m_soon->setInterval(60);
    connect(m_soon, &QTimer::timeout, this, &FigureDialog::preview);
    for (QComboBox* box : {m_subject, m_kind, m_range})
        connect(box, &QComboBox::currentIndexChanged, this, &FigureDialog::refresh);
    for (QLineEdit* line : {m_from, m_to})
        connect(line, &QLineEdit::textEdited, this, [this] {
            m_range->setCurrentIndex(static_cast<int>(Range::Times));
            refresh();
        });
    for (QCheckBox* box : {m_relative, m_packetdrill})
        connect(box, &QCheckBox::toggled, this, &FigureDialog::refresh);
    connect(m_save, &QPushButton::clicked, this, &FigureDialog::save);
    connect(m_copy, &QPushButton::clicked, this, &FigureDialog::copy);
    connect(m_print, &QPushButton::clicked, this, &FigureDialog::print);
    refresh();
}

void FigureDialog::build(const Theme& theme)
{
    const auto host = [this](Side side) {
        return QString::fromStdString(hostName(m_session.scenario(), side, m_session.language()));
    };
    m_subject->addItem(tr("Timeline"));
    //: %1 is "Client" or "Server".
    m_subject->addItem(tr("State diagram: %1").arg(host(Side::Client)));
    m_subject->addItem(tr("State diagram: %1").arg(host(Side::Server)));
    for (const QString& name : {tr("SVG picture"), tr("PDF"), tr("PNG picture"), tr("TikZ, for LaTeX"),
                                QStringLiteral("Mermaid"), QStringLiteral("PlantUML")})
        m_kind->addItem(name);
    m_range->addItem(tr("The whole run"));
    m_range->addItem(tr("What the timeline shows"));
    m_range->addItem(tr("From … to …"));
    const auto time = [](Instant at) { return QStringLiteral("%1 s").arg(static_cast<double>(at.ns) / 1e9); };
    m_from->setText(time({}));
    m_to->setText(time(m_session.trace().instantOf(m_session.stepCount())));
    m_relative->setChecked(m_session.relativeNumbers());
    m_packetdrill->setChecked(m_session.notation() == Notation::Packetdrill);
    m_picture->setObjectName(QStringLiteral("preview"));
    m_picture->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_picture->setAccessibleName(tr("Preview"));
    m_text->setAccessibleName(tr("Preview"));
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(theme.mono(9));
    m_text->setTabChangesFocus(true);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(m_picture);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(tr("Preview"));
    m_preview->addWidget(scroll);
    m_preview->addWidget(m_text);
    makeNotification(*m_words);
    m_words->setWordWrap(true);
    m_words->setMinimumHeight(3 * fontMetrics().height());
    m_words->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_save->setDefault(true);
    m_save->setProperty("look", "primary");

    auto* form = new QFormLayout;
    form->addRow(tr("&Figure:"), m_subject);
    form->addRow(tr("F&ormat:"), m_kind);
    form->addRow(tr("&Part:"), m_range);
    form->addRow(tr("F&rom:"), m_from);
    form->addRow(tr("&To:"), m_to);
    form->addRow(m_relative);
    form->addRow(m_packetdrill);
    auto* left = new QVBoxLayout;
    left->addLayout(form);
    left->addWidget(m_words);
    left->addStretch(1);
    auto* close = new QPushButton(tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    for (QPushButton* button : {m_save, m_copy, m_print, close}) {
        button->setAutoDefault(button == m_save);
        left->addWidget(button);
    }
    auto* layout = new QHBoxLayout(this);
    layout->addLayout(left, 0);
    layout->addWidget(m_preview, 1);
    resize(980, 640);
    m_subject->setFocus();
}

void FigureDialog::setSubject(FigureSubject subject)
{
    m_subject->setCurrentIndex(static_cast<int>(subject));
}

void FigureDialog::setKind(FigureKind kind) { m_kind->setCurrentIndex(static_cast<int>(kind)); }

FigureKind FigureDialog::kind() const { return static_cast<FigureKind>(m_kind->currentIndex()); }

/// "0.2 s", "200 ms"; a bare number counts seconds.
std::optional<Instant> FigureDialog::instantOf(const QLineEdit& line) const
{
    QString text = line.text().trimmed();
    bool bare = false;
    text.toDouble(&bare);
    if (bare)
        text += QLatin1String(" s");
    const auto at = readDuration(text.toStdString(), longestInstant);
    return at ? std::optional(Instant{at->ns}) : std::nullopt;
}

std::optional<FigureRequest> FigureDialog::request() const
{
    FigureRequest request = requestFor(m_session, static_cast<FigureSubject>(m_subject->currentIndex()));
    request.relative = m_relative->isChecked();
    request.notation = m_packetdrill->isChecked() ? Notation::Packetdrill : Notation::Words;
    if (request.subject != FigureSubject::Timeline)
        return request;
    switch (static_cast<Range>(m_range->currentIndex())) {
    case Range::Whole: break;
    case Range::Visible:
        request.from = m_visible.first;
        request.to = m_visible.second;
        break;
    case Range::Times: {
        const auto from = instantOf(*m_from);
        const auto to = instantOf(*m_to);
        if (!from || !to || *to <= *from)
            return std::nullopt;
        request.from = *from;
        request.to = *to;
    }
    }
    if (!unfit(m_session, request).isEmpty())
        return std::nullopt;
    return request;
}

/// Why there is no request.
QString FigureDialog::whatIsWrong() const
{
    if (static_cast<Range>(m_range->currentIndex()) == Range::Visible)
        return unfit(m_session, {.from = m_visible.first, .to = m_visible.second});
    const auto from = instantOf(*m_from);
    const auto to = instantOf(*m_to);
    if (from && to && *to > *from)
        return unfit(m_session, {.from = *from, .to = *to});
    return tr("Times are written like “0.2 s” or “200 ms”, and the first lies before the second.");
}

void FigureDialog::refresh()
{
    const bool timeline = m_subject->currentIndex() == 0;
    for (QWidget* one :
         {static_cast<QWidget*>(m_range), static_cast<QWidget*>(m_from), static_cast<QWidget*>(m_to),
          static_cast<QWidget*>(m_relative), static_cast<QWidget*>(m_packetdrill)})
        one->setEnabled(timeline);
    const bool good = request().has_value();
    for (QPushButton* button : {m_save, m_copy})
        button->setEnabled(good);
    m_print->setEnabled(good && !isText(kind()));
    if (good)
        say({}, false);
    else
        say(whatIsWrong(), true);
    m_soon->start();
}

void FigureDialog::say(const QString& words, bool wrong)
{
    const bool news = words != m_words->accessibleName();
    m_words->setText(wrong && !words.isEmpty() ? QStringLiteral("⚠ %1").arg(words) : words);
    if (words.isEmpty() || (wrong && !news)) // as it is while one types on
        m_words->setAccessibleName(words);
    else
        notify(*m_words, words);
}

void FigureDialog::preview()
{
    const std::optional<FigureRequest> wanted = request();
    if (!wanted)
        return;
    m_preview->setCurrentIndex(isText(kind()) ? 1 : 0);
    if (isText(kind())) {
        const QString text = figureText(m_session, *wanted, kind());
        m_text->setPlainText(text.size() > longestPreview ? text.left(longestPreview) + QStringLiteral("\n…")
                                                          : text);
        return;
    }
    // Drawn in full and made smaller: no device has less than a pixel a px.
    const double ratio = std::max(1.0, devicePixelRatioF());
    QImage image = figureImage(m_session, *wanted, ratio, tallestPreview);
    const int width = static_cast<int>(previewWidth * ratio);
    if (image.width() > width)
        image = image.scaledToWidth(width, Qt::SmoothTransformation);
    image.setDevicePixelRatio(ratio);
    m_picture->setPixmap(QPixmap::fromImage(image));
}

void FigureDialog::copy()
{
    const std::optional<FigureRequest> wanted = request();
    if (!wanted)
        return;
    if (isText(kind()))
        QApplication::clipboard()->setText(figureText(m_session, *wanted, kind()));
    else
        copyFigure(m_session, *wanted);
    say(isText(kind()) ? tr("The text is in the clipboard.") : pictureIsCopied(), false);
}

bool FigureDialog::saveAs(const QString& path)
{
    const std::optional<FigureRequest> wanted = request();
    QString error;
    if (!wanted || !writeFigure(m_session, *wanted, path, &error)) {
        say(tr("The figure could not be saved: %1").arg(error), true);
        return false;
    }
    say(tr("Saved as %1.").arg(QFileInfo(path).fileName()), false);
    folder = QFileInfo(path).absolutePath();
    emit saved(path);
    return true;
}

void FigureDialog::save()
{
    const QString suffix = suffixOf(kind());
    QString name = nameOf(m_session);
    if (name.isEmpty())
        name = QStringLiteral("figure");
    QString path = QDir(folder).filePath(name + suffix);
    for (bool agreed = false; !agreed;) {
        path = askForFile(tr("Save the figure"), path, QStringLiteral("*%1").arg(suffix));
        if (path.isEmpty())
            return;
        agreed = figureKindOf(path).has_value();
        if (!agreed) { // it is what was chosen in the dialog
            path += suffix;
            agreed = !QFileInfo::exists(path); // that one would be replaced: to be asked for
        }
    }
    saveAs(path);
}

void FigureDialog::print()
{
    if (const std::optional<FigureRequest> wanted = request())
        showPrintPreview(m_session, *wanted, this);
}

} // namespace tcplab
