#include "app/panels/notes_text.h"

#include "app/wording/wording.h"
#include "tests/app/support/runs.h"

#include <QFontInfo>
#include <QRegularExpression>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>
#include <QTextList>
#include <gtest/gtest.h>

namespace tcplab {
namespace {

struct Shown {
    explicit Shown(const QString& notes)
    {
        document.setHtml(
            notesHtml(notes, {QStringLiteral("No Such Face"), QStringLiteral("DejaVu Sans Mono")}));
        for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
            if (!block.text().isEmpty())
                lines << copiedNotes(block.text());
    }
    QTextDocument document;
    QStringList lines;
};

TEST(NotesText, KeepsTheLinesOfWhoeverWroteThem)
{
    const Shown shown(QStringLiteral("Why < how.\nTry: drop the last ACK.\n\nA third."));
    EXPECT_EQ(shown.lines,
              (QStringList{QStringLiteral("Why < how."), QStringLiteral("Try: drop the last ACK."),
                           QStringLiteral("A third.")}));
}

TEST(NotesText, NumberedLinesAreAList)
{
    const Shown shown(QStringLiteral("Steps:\n1. First.\n2. Second.\nDone in 3.5 s."));
    ASSERT_EQ(shown.lines.size(), 4);
    int items = 0;
    for (QTextBlock block = shown.document.begin(); block.isValid(); block = block.next())
        items += block.textList() != nullptr ? 1 : 0;
    EXPECT_EQ(items, 2);
    EXPECT_EQ(shown.lines[1], QStringLiteral("First."));
}

TEST(NotesText, ACommandStandsOnALineOfItsOwnAndIsBrokenAtBlanksAlone)
{
    const QString command = QStringLiteral("tcplab-cli explore why-two-msl --set server.time_wait=\"0 s\"");
    const Shown shown(QStringLiteral("1. Switch it off: %1").arg(command));
    ASSERT_EQ(shown.lines.size(), 1);
    EXPECT_TRUE(shown.lines[0].endsWith(QLatin1Char('\n') + command));
    // In a narrow pane.
    QTextDocument& document = const_cast<QTextDocument&>(shown.document);
    document.setTextWidth(300);
    document.size();
    const QTextBlock block = [&] {
        QTextBlock one = document.begin();
        while (one.text().isEmpty())
            one = one.next();
        return one;
    }();
    ASSERT_GT(block.layout()->lineCount(), 2);
    for (int i = 0; i + 1 < block.layout()->lineCount(); ++i) {
        const QTextLine line = block.layout()->lineAt(i);
        const QChar last = block.text()[line.textStart() + line.textLength() - 1];
        EXPECT_TRUE(last.isSpace()) << int{last.unicode()};
    }
}

TEST(NotesText, AnOptionStaysWithItsValue)
{
    const Shown shown(QStringLiteral("It is saved with -o FILE, a half-open one too."));
    ASSERT_EQ(shown.lines.size(), 1);
    EXPECT_EQ(shown.lines[0], QStringLiteral("It is saved with -o FILE, a half-open one too."));
    bool mono = false;
    const QTextBlock block = shown.document.begin();
    for (auto it = block.begin(); !it.atEnd(); ++it)
        if (it.fragment().charFormat().fontFamilies().toStringList().contains(
                QStringLiteral("DejaVu Sans Mono"))) {
            mono = true;
            EXPECT_TRUE(QFontInfo(it.fragment().charFormat().font()).fixedPitch());
            EXPECT_EQ(copiedNotes(it.fragment().text()), QStringLiteral("-o FILE"));
            EXPECT_FALSE(it.fragment().text().contains(QLatin1Char(' ')));
        }
    EXPECT_TRUE(mono);
}

TEST(NotesText, LosesNothingOfTheLibrarysNotes)
{
    for (const std::string& name : shippedNames())
        for (const Language language : {Language::English, Language::Chinese}) {
            const QString notes = QString::fromStdString(pick(shipped(name).notes, language));
            QString flat = Shown(notes).lines.join(QString());
            QString expected = notes;
            static const QRegularExpression numbers(QStringLiteral("(^|\\n)\\d{1,2}\\. +"));
            expected.replace(numbers, QStringLiteral("\n"));
            const auto bare = [](QString text) {
                return text.remove(QLatin1Char('\n')).remove(QLatin1Char(' '));
            };
            EXPECT_EQ(bare(flat).toStdString(), bare(expected).toStdString()) << name;
        }
}

} // namespace
} // namespace tcplab
