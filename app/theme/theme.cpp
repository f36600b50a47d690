#include "app/theme/theme.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QFontInfo>
#include <QGuiApplication>
#include <QWidget>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

namespace tcplab {

namespace {

/// What is written in the window's parts, unless they say otherwise.
constexpr qreal usualPoints = 9.5;

QColor colour(QRgb rgb) { return QColor(rgb); }

Theme lightTheme()
{
    Theme t;
    t.name = ThemeName::Light;
    t.window = colour(0xeef1f5);
    t.surface = colour(0xffffff);
    t.border = colour(0x7d8896);
    t.text = colour(0x1a2230);
    t.mutedText = colour(0x4a5668);
    t.accent = colour(0x0072b2);
    t.client = colour(0x0072b2);
    t.clientSoft = colour(0xcfe6f5);
    t.clientOn = colour(0xffffff);
    t.server = colour(0xb34a00);
    t.serverSoft = colour(0xf9dcc7);
    t.serverOn = colour(0xffffff);
    t.control = colour(0x37424f);
    t.data = colour(0x007a55);
    t.fin = colour(0x7a3e9d);
    t.reset = colour(0xa40000);
    t.lost = colour(0xc0271d);
    t.retransmission = colour(0x8a5a00);
    t.now = colour(0xb26b00);
    t.changed = colour(0x8a5a00);
    t.changedSoft = colour(0xffecbf);
    t.highlight = colour(0xffe08a);
    t.warning = colour(0x9a4b00);
    t.terminalBackground = colour(0x1e2733);
    t.terminalText = colour(0xe8edf3);
    return t;
}

Theme darkTheme()
{
    Theme t;
    t.name = ThemeName::Dark;
    t.window = colour(0x12161b);
    t.surface = colour(0x1d232b);
    t.border = colour(0x7c8896);
    t.text = colour(0xe8ecf1);
    t.mutedText = colour(0xa9b4c2);
    t.accent = colour(0x58a6ff);
    t.client = colour(0x5cb3f2);
    t.clientSoft = colour(0x1f4562);
    t.clientOn = colour(0x06121c);
    t.server = colour(0xf28c4e);
    t.serverSoft = colour(0x5a3218);
    t.serverOn = colour(0x1c0d04);
    t.control = colour(0xc8d1dc);
    t.data = colour(0x3ecf9a);
    t.fin = colour(0xcba0f2);
    t.reset = colour(0xff8080);
    t.lost = colour(0xff6b5e);
    t.retransmission = colour(0xffb454);
    t.now = colour(0xf2c14e);
    t.changed = colour(0xf2c14e);
    t.changedSoft = colour(0x4a3b12);
    t.highlight = colour(0x5c4a12);
    t.warning = colour(0xffb454);
    t.terminalBackground = colour(0x0a0e13);
    t.terminalText = colour(0xdce6f0);
    return t;
}

/// For bright rooms and weak lamps: black on white, thick lines, larger type. Black is the one colour
/// that a projector cannot wash out.
Theme projectorTheme()
{
    Theme t;
    t.name = ThemeName::Projector;
    t.window = colour(0xdde2e8);
    t.surface = colour(0xffffff);
    t.border = colour(0x4a4a4a);
    t.text = colour(0x000000);
    t.mutedText = colour(0x262626);
    t.accent = colour(0x004f8c);
    t.client = colour(0x005a9c);
    t.clientSoft = colour(0xbfe0f7);
    t.clientOn = colour(0xffffff);
    t.server = colour(0x9c3d00);
    t.serverSoft = colour(0xffd9bd);
    t.serverOn = colour(0xffffff);
    t.control = colour(0x000000);
    t.data = colour(0x00643f);
    t.fin = colour(0x642a86);
    t.reset = colour(0x8f0000);
    t.lost = colour(0xb00000);
    t.retransmission = colour(0x754800);
    t.now = colour(0x8a5000);
    t.changed = colour(0x6b4300);
    t.changedSoft = colour(0xffe9ad);
    t.highlight = colour(0xffd95c);
    t.warning = colour(0x7a3a00);
    t.terminalBackground = colour(0x000000);
    t.terminalText = colour(0xffffff);
    t.lineWidth = 3.0;
    t.strongWidth = 4.2;
    t.textScale = 1.22;
    return t;
}

} // namespace

const Theme& themeNamed(ThemeName name)
{
    static const std::array<Theme, 3> themes{lightTheme(), darkTheme(), projectorTheme()};
    return themes[static_cast<std::size_t>(name)];
}

QColor Theme::connection(int number) const
{
    constexpr std::array<QRgb, 6> onLight{0x0068a3, 0xa34800, 0x00694f, 0x99336f, 0x6d5600, 0x5546b8};
    constexpr std::array<QRgb, 6> onDark{0x5cb3f2, 0xffa05c, 0x3ecf9a, 0xf09ac8, 0xe3c53f, 0xb0a6ff};
    const auto& colours = name == ThemeName::Dark ? onDark : onLight;
    return colour(colours[static_cast<std::size_t>(number < 1 ? 0 : number - 1) % colours.size()]);
}

Theme lectureTheme(QSize window)
{
    Theme t = projectorTheme();
    // 24 points are a twenty-fourth of a screen of 1024×768; a larger one is looked at from as far.
    const qreal larger =
        std::clamp(std::min(window.width() / 1024.0, window.height() / 768.0) * 0.85, 1.0, 3.0);
    t.window = t.surface;
    t.leastPoints = 24 * std::floor(larger * 8) / 8;
    t.textScale = t.leastPoints / 11.5;
    t.lineWidth = 2.6 * t.textScale / 1.5;
    t.strongWidth = 3.6 * t.textScale / 1.5;
    t.spotlight = true;
    return t;
}

namespace {

/// The first of them that is there draws what the face before them has no letters for.
QStringList withChinese(QStringList families)
{
    for (const char* family : {"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN",
                               "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Microsoft YaHei", "PingFang SC"})
        families << QLatin1String(family);
    return families;
}

} // namespace

void chooseFaces()
{
    QFont font = QGuiApplication::font();
    font.setPointSizeF(usualPoints); // whose engine serves the window, too
    // By its own name: what is only an alias would give way to the next that there is.
    font.setFamilies(withChinese({QFontInfo(font).family()}));
    QApplication::setFont(font);
}

namespace {

/// Fonts as they were first asked for. Each font that is made anew looks for its engine anew, through all the families
/// it names: copies of one share what was found.
class Faces {
public:
    QFont ui(qreal points, bool bold)
    {
        const QFont application = QGuiApplication::font();
        if (std::exchange(m_application, application) != application)
            m_ui.clear();
        return of(m_ui, application, points, bold);
    }
    QFont mono(qreal points, bool bold)
    {
        if (!m_mono) {
            m_mono.emplace(withChinese({QStringLiteral("JetBrains Mono"), QStringLiteral("DejaVu Sans Mono"),
                                        QStringLiteral("Noto Sans Mono"), QStringLiteral("Liberation Mono"),
                                        QFontDatabase::systemFont(QFontDatabase::FixedFont).family()}),
                           -1);
        }
        return of(m_monos, *m_mono, points, bold);
    }

private:
    using Sized = std::map<std::pair<qreal, bool>, QFont>;
    /// More sizes than a window shows at once: a lecture in a window that is being resized has its own for each.
    static constexpr std::size_t most = 200;

    static QFont of(Sized& known, const QFont& base, qreal points, bool bold)
    {
        const auto found = known.find({points, bold});
        if (found != known.end())
            return found->second;
        if (known.size() >= most)
            known.clear();
        QFont font = base;
        font.setPointSizeF(points);
        font.setBold(bold);
        return known.emplace(std::pair(points, bold), font).first->second;
    }

    QFont m_application;
    std::optional<QFont> m_mono;
    Sized m_ui;
    Sized m_monos;
};

/// Never taken down: a font must not go after the application whose engines it shares.
Faces& faces()
{
    static auto* const kept = new Faces;
    return *kept;
}

} // namespace

QFont Theme::ui(qreal size, bool bold) const { return faces().ui(points(size), bold); }

QFont Theme::mono(qreal size, bool bold) const { return faces().mono(points(size), bold); }

QPalette Theme::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, surface);
    p.setColor(QPalette::AlternateBase, window);
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::PlaceholderText, mutedText);
    p.setColor(QPalette::Button, surface);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, reset);
    p.setColor(QPalette::Highlight, client);
    p.setColor(QPalette::HighlightedText, clientOn);
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::LinkVisited, fin);
    p.setColor(QPalette::ToolTipBase, terminalBackground);
    p.setColor(QPalette::ToolTipText, terminalText);
    // Fusion shades frames and grooves from these four.
    p.setColor(QPalette::Light, name == ThemeName::Dark ? surface.lighter(130) : QColor(Qt::white));
    p.setColor(QPalette::Midlight, window);
    p.setColor(QPalette::Mid, border);
    p.setColor(QPalette::Dark, border);
    p.setColor(QPalette::Shadow, name == ThemeName::Dark ? QColor(Qt::black) : border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, border);
    p.setColor(QPalette::Disabled, QPalette::Highlight, border);
    return p;
}

void dressApplication(const Theme& theme)
{
    QApplication::setPalette(theme.palette());
    QFont font = QGuiApplication::font();
    font.setPointSizeF(theme.points(usualPoints));
    if (font != QGuiApplication::font()) {
        QApplication::setFont(font);
        // Qt tells the widgets there are only while the event loop runs: not those of a window that is being made.
        for (QWidget* one : QApplication::allWidgets()) {
            QEvent told(QEvent::ApplicationFontChange);
            QCoreApplication::sendEvent(one, &told);
        }
    }
    // Setting the same again would polish every widget anew.
    if (const QString sheet = theme.styleSheet(); qApp->styleSheet() != sheet)
        qApp->setStyleSheet(sheet);
}

} // namespace tcplab
