#include "app/session/start_words.h"

#include "core/network/link.h"
#include "core/world/essence.h"
#include "core/world/scenario_file.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace tcplab {

namespace {

/// More than this are not read in a name.
constexpr qsizetype mostWords = 3;
/// Of the segments that a list of losses names, no more than these are looked at.
constexpr std::uint64_t mostNumbers = 1000;

struct StartWords {
    Q_DECLARE_TR_FUNCTIONS(StartWords)
};

bool holds(const std::vector<NumberRange>& list, std::uint64_t number)
{
    return std::ranges::any_of(
        list, [number](const NumberRange& one) { return one.first <= number && number <= one.last; });
}

/// "c1, s3": the segments that are lost in the one start in any case, and not in the other; "" for none.
QString onlyLostIn(const Scenario& start, const Scenario& other)
{
    QStringList lost;
    for (std::size_t side = 0; side < 2; ++side)
        for (const NumberRange& range : start.links[side].lossList)
            for (std::uint64_t n = range.first; n <= std::min(range.last, range.first + mostNumbers); ++n)
                if (!holds(other.links[side].lossList, n))
                    lost
                        << QStringLiteral("%1%2").arg(side == 0 ? QLatin1Char('c') : QLatin1Char('s')).arg(n);
    const bool more = lost.size() > mostWords;
    return lost.first(std::min(lost.size(), mostWords)).join(QStringLiteral(", ")) +
           (more ? QStringLiteral(" …") : QString());
}

/// A line of a file, and the table that it stands in: "client.profile = linux".
std::vector<QString> linesOf(const Scenario& scenario)
{
    std::vector<QString> lines;
    QString table;
    const QString text = QString::fromStdString(writeScenario(scenario));
    for (const QString& line : text.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        if (line.startsWith(QLatin1Char('['))) {
            table = line.mid(1, line.size() - 2);
            continue;
        }
        QString plain = line;
        plain.remove(QLatin1Char('"'));
        lines.push_back(table == QLatin1String("client") || table == QLatin1String("server")
                            ? table + QLatin1Char('.') + plain
                            : plain);
    }
    return lines;
}

/// A start without what was done in it, and without its text.
Scenario bareOf(Scenario scenario)
{
    scenario.interventions.clear();
    return essence(std::move(scenario));
}

QString keyOf(const QString& line) { return line.section(QStringLiteral(" = "), 0, 0); }

} // namespace

bool sameStart(const Scenario& a, const Scenario& b) { return a.name == b.name && bareOf(a) == bareOf(b); }

QString startWords(const Scenario& start, const Scenario& first)
{
    if (sameStart(start, first))
        return {};
    Scenario here = bareOf(start);
    Scenario there = bareOf(first);
    QStringList words;
    const QString lost = onlyLostIn(here, there);
    const QString kept = onlyLostIn(there, here);
    if (!lost.isEmpty())
        //: %1 are numbers of segments, as "c1, s3"
        words << StartWords::tr("%1 lost").arg(lost);
    if (!kept.isEmpty())
        //: %1 are numbers of segments that the scenario has lost, as "c1, s3"
        words << StartWords::tr("%1 not lost").arg(kept);
    if (!words.empty())
        for (std::size_t side = 0; side < 2; ++side)
            there.links[side].lossList = here.links[side].lossList;
    // What a line cannot say is named, and left out of the lines.
    const std::array programs{StartWords::tr("another program on the client"),
                              StartWords::tr("another program on the server")};
    QStringList others;
    for (std::size_t side = 0; side < 2; ++side)
        if (std::exchange(there.hosts[side].program, here.hosts[side].program) != here.hosts[side].program)
            others << programs[side];
    if (std::exchange(there.faults, here.faults) != here.faults)
        others << StartWords::tr("other faults");
    for (Scenario* one : {&here, &there}) {
        one->title = one->summary = one->notes = {};
        one->lesson.clear();
        one->rfc.clear();
    }
    const std::vector<QString> mine = linesOf(here);
    const std::vector<QString> theirs = linesOf(there);
    for (const QString& line : mine)
        if (std::ranges::find(theirs, line) == theirs.end())
            words << line;
    for (const QString& line : theirs)
        if (std::ranges::none_of(mine, [&](const QString& one) { return keyOf(one) == keyOf(line); }))
            //: %1 is the name of a setting
            words << StartWords::tr("%1: default").arg(keyOf(line));
    words << others;
    if (words.empty()) // its title or its notes
        return StartWords::tr("another text");
    const bool more = words.size() > mostWords;
    return words.first(std::min(words.size(), mostWords)).join(QStringLiteral("; ")) +
           (more ? QStringLiteral(" …") : QString());
}

} // namespace tcplab
