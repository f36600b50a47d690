#include "app/window/option_text.h"

namespace tcplab {

QString optionText(const Sentence& sentence, Language language)
{
    return QString::fromUtf8(textOf(sentence, language));
}

QString optionText(const Sentence& sentence, Language language, const QString& subject)
{
    const QString text = optionText(sentence, language);
    return text.contains(QLatin1String("%1")) ? text.arg(subject) : text;
}

} // namespace tcplab
