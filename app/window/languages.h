/// The language of the whole program, switchable while it runs.
#pragma once
#include "app/wording/wording.h"

#include <QLocale>
#include <QString>
#include <QTranslator>
#include <optional>

namespace tcplab {

/// Installs and removes the translators of ours and of Qt's own dialogs.
class Translations {
public:
    Translations() = default;
    ~Translations();
    Translations(const Translations&) = delete;
    Translations& operator=(const Translations&) = delete;
    void use(Language language);

private:
    QTranslator m_ours;
    QTranslator m_qts;
    bool m_installed = false;
};

/// "en", "zh", "zh_CN" …; nothing for what we do not speak.
std::optional<Language> languageNamed(const QString& name);
QString codeOf(Language language); ///< "en", "zh_CN"
/// Chinese where the system speaks it, else English.
Language systemLanguage();
/// False where Chinese could only be drawn as boxes.
bool canDrawChinese();

} // namespace tcplab
