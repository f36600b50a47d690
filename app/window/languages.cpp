#include "app/window/languages.h"

#include <QCoreApplication>
#include <QFontDatabase>
#include <QLibraryInfo>

namespace tcplab {

Translations::~Translations() { use(Language::English); }

void Translations::use(Language language)
{
    const bool chinese = language == Language::Chinese;
    if (chinese == m_installed || QCoreApplication::instance() == nullptr)
        return;
    m_installed = chinese;
    if (!chinese) {
        QCoreApplication::removeTranslator(&m_ours);
        QCoreApplication::removeTranslator(&m_qts);
        return;
    }
    if (m_qts.load(QStringLiteral("qtbase_zh_CN"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qts);
    if (m_ours.load(QStringLiteral(":/i18n/tcplab_zh_CN.qm")))
        QCoreApplication::installTranslator(&m_ours);
}

std::optional<Language> languageNamed(const QString& name)
{
    if (name.size() < 2 || (name.size() > 2 && !QStringLiteral("_-.").contains(name[2])))
        return std::nullopt;
    const QString language = name.left(2).toLower();
    if (language == QLatin1String("en"))
        return Language::English;
    if (language == QLatin1String("zh"))
        return Language::Chinese;
    return std::nullopt;
}

QString codeOf(Language language)
{
    return language == Language::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

Language systemLanguage()
{
    return QLocale::system().language() == QLocale::Chinese ? Language::Chinese : Language::English;
}

bool canDrawChinese() { return !QFontDatabase::families(QFontDatabase::SimplifiedChinese).isEmpty(); }

} // namespace tcplab
