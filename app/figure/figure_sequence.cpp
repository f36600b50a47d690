// A run as a sequence of messages, in Mermaid's words and in PlantUML's. There are no slanted arrows and no scale of
// time in these: a message stands where it was sent, and says when.
#include "app/figure/sequence.h"

#include "app/ladder/ladder_index.h"
#include "app/wording/at_once.h"
#include "app/wording/figure_text.h"
#include "app/wording/record_text.h"

#include <algorithm>
#include <fmt/format.h>

namespace tcplab {

std::string mermaidText(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        // Entities by their numbers; a bare # or ; would begin or end one, a : a message, < and > a tag.
        case '#': out += "#35;"; break;
        case ';': out += "#59;"; break;
        case ':': out += "#58;"; break;
        case '<': out += "#60;"; break;
        case '>': out += "#62;"; break;
        case '"': out += "#34;"; break;
        case '%': out += "#37;"; break;
        case '\n':
        case '\r': out += ' '; break;
        default: out += c;
        }
    }
    return out;
}

std::string plantUmlText(std::string_view text)
{
    std::string out;
    char last = '\0';
    for (const char c : text) {
        switch (c) {
        // Two of these together are markup, and one at the beginning of a line is a list, a heading, a table.
        case '*':
        case '_':
        case '/':
        case '"':
        case '-':
        case '[':
        case '#':
        case '=':
        case '|':
        case '.':
            if (last == c || last == '\0')
                out += fmt::format("<U+{:04X}>", static_cast<unsigned>(c));
            else
                out += c;
            break;
        case '<': out += "~<"; break;       // a tag, but for the tilde
        case '~': out += "<U+007E>"; break; // would take away the meaning of what follows
        case '\\': out += "\\\\"; break;
        case '%': out += "<U+0025>"; break; // %date() and its like
        case '\n':
        case '\r': out += ' '; break;
        default: out += c;
        }
        last = c;
    }
    return out;
}

namespace {

struct Words {
    const char* lost;
    const char* ignored;
    const char* expires;
    const char* again;
};
constexpr Words english{"lost", "no effect", "expires", "retransmission {}"};
constexpr Words chinese{"丢失", "无效果", "到期", "第 {} 次重传"};

class Sequence {
public:
    Sequence(const Trace& from, const FigureOptions& how, bool plantUml)
        : trace(from),
          options(how),
          axis(TimeAxis::folded(from)),
          uml(plantUml),
          say(how.language == Language::Chinese ? chinese : english)
    {
        index.update(trace, axis);
    }

    std::string write()
    {
        begin();
        bool told = false;
        std::size_t fold = 0;
        for (std::uint32_t n = 1; n <= trace.recordCount(); ++n) {
            const Record record = trace.record(n);
            if (record.t < options.from || record.t > options.to)
                continue;
            if (!tells(record))
                continue;
            // The stretches that the drawn figures fold, and as long as they say.
            for (; fold < axis.folds().size() && axis.folds()[fold].to <= record.t; ++fold)
                if (told && axis.folds()[fold].from >= options.from)
                    pause(axis.folds()[fold].to - axis.folds()[fold].from);
            told = true;
            tell(record);
        }
        return out + (uml ? "@enduml\n" : "");
    }

private:
    bool tells(const Record& record) const
    {
        const Effect& what = record.what;
        if (expiresAtOnce(trace, record))
            return false;
        return what.kind == EffectKind::Send || what.kind == EffectKind::State ||
               (what.kind == EffectKind::Duplicate && what.copy != 0) || isCall(what) ||
               (what.kind == EffectKind::Return && what.error != Errno::None) ||
               (what.kind == EffectKind::Timer && what.action == TimerAction::Expire);
    }
    static bool isCall(const Effect& what)
    {
        return what.kind == EffectKind::Call && what.call != Call::Socket && what.call != Call::Accept &&
               what.call != Call::Recv;
    }

    std::string quoted(std::string_view text) const { return uml ? plantUmlText(text) : mermaidText(text); }
    static const char* name(Side side) { return side == Side::Client ? "C" : "S"; }

    void begin()
    {
        const std::string title = pick(trace.scenario().title, options.language);
        if (uml) {
            out = "@startuml\n";
            if (!title.empty())
                out += "title " + plantUmlText(title) + "\n";
            for (const Side side : {Side::Client, Side::Server}) {
                // A name in quotes may hold anything but a quote.
                std::string host = hostName(trace.scenario(), side, options.language);
                std::erase(host, '"');
                out += fmt::format("participant \"{}\" as {}\n", host, name(side));
            }
            return;
        }
        out = "sequenceDiagram\n";
        if (!title.empty())
            out += "    accTitle: " + mermaidText(title) + "\n";
        for (const Side side : {Side::Client, Side::Server})
            out += fmt::format("    participant {} as {}\n", name(side),
                               mermaidText(hostName(trace.scenario(), side, options.language)));
        // Mermaid's own title begins in the middle and is cut off where the picture ends.
        if (!title.empty())
            out += "    Note over C,S: " + mermaidText(title) + "\n";
    }

    void pause(Duration apart)
    {
        const std::string text = gapText(apart);
        out += uml ? fmt::format("... {} ...\n", quoted(text))
                   : fmt::format("    Note over C,S: {}\n", quoted(text));
    }

    void note(Side side, std::string_view text)
    {
        const char* where = side == Side::Client ? "left" : "right";
        out += uml ? fmt::format("note {} of {} : {}\n", where, name(side), quoted(text))
                   : fmt::format("    Note {} of {}: {}\n", where, name(side), quoted(text));
    }

    /// "(2) " where several connections are to be told apart.
    std::string numberOf(const Record& record) const
    {
        if (!index.hasSeveralConnections() || record.what.conn == 0)
            return {};
        const int number = index.conversationOf(record.what.host, record.what.conn);
        return number == 0 ? std::string{} : fmt::format("({}) ", number);
    }

    void message(SegmentId id)
    {
        const SegmentHistory& segment = trace.segment(id);
        std::string text;
        if (index.hasSeveralConnections())
            if (const int number = index.conversationOf(trace, segment); number != 0)
                text = fmt::format("({}) ", number);
        text += segmentFlagsLabel(segment, options.notation) + " " +
                segmentNumbersLabel(trace, segment, options.relative, options.notation);
        if (segment.packet.retransmission != 0)
            text += fmt::format(" ({})", fmt::format(fmt::runtime(say.again), segment.packet.retransmission));
        const bool lost = segment.dropped != DropReason::None;
        if (lost)
            text += fmt::format(" ({})", say.lost);
        else if (segment.ignoredRecord != 0)
            text += fmt::format(" ({}: {})", say.ignored,
                                ignoredText(trace.record(segment.ignoredRecord).what, options.language));
        text += fmt::format(", {}", instantText(segment.sentAt));
        const char* arrow = uml ? (lost ? "->x" : "->") : (lost ? "-x" : "->>");
        const char* from = name(segment.sender);
        const char* to = name(peerOf(segment.sender));
        out += uml ? fmt::format("{} {} {} : {}\n", from, arrow, to, quoted(text))
                   : fmt::format("    {}{}{}: {}\n", from, arrow, to, quoted(text));
    }

    void tell(const Record& record)
    {
        const Effect& what = record.what;
        switch (what.kind) {
        case EffectKind::Send:
            if (what.segment != 0)
                message(what.segment);
            break;
        case EffectKind::Duplicate: message(what.copy); break;
        case EffectKind::State: note(what.host, numberOf(record) + nameOf(what.to)); break;
        case EffectKind::Return: note(what.host, numberOf(record) + nameOf(what.error)); break;
        case EffectKind::Timer:
            note(what.host, fmt::format("{}{} {}", numberOf(record),
                                        timerText(trace.scenario(), what.host, what.timer, options.language),
                                        say.expires));
            break;
        default: note(what.host, callText(trace, record, options.language));
        }
    }

    const Trace& trace;
    const FigureOptions& options;
    TimeAxis axis;
    bool uml;
    const Words& say;
    LadderIndex index;
    std::string out;
};

} // namespace

std::string mermaidSequence(const Trace& trace, const FigureOptions& options)
{
    return Sequence(trace, options, false).write();
}

std::string plantUmlSequence(const Trace& trace, const FigureOptions& options)
{
    return Sequence(trace, options, true).write();
}

} // namespace tcplab
