#include "app/editor/typed_closer.h"

#include "app/editor/scenario_text.h"
#include "core/base/quantity.h"

#include <string>

namespace tcplab {
namespace {

/// What is open at the end of a piece of a line.
struct OpenMarks {
    char quote = 0;
    std::string brackets;       ///< that would close, the innermost last
    std::size_t textBegins = 0; ///< of the last text in quotes
    std::size_t behindText = 0; ///< where it ended; 0: there is none
};

OpenMarks openMarks(std::string_view line)
{
    OpenMarks open;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (open.quote != 0) {
            if (c == '\\' && open.quote == '"') {
                ++at;
            } else if (c == open.quote) {
                open.quote = 0;
                open.behindText = at + 1;
            }
        } else if (c == '"' || c == '\'') {
            open.quote = c;
            open.textBegins = at;
        } else if (c == '[' || c == '{') {
            open.brackets += c == '[' ? ']' : '}';
        } else if (!open.brackets.empty() && c == open.brackets.back()) {
            open.brackets.pop_back();
        }
    }
    return open;
}

} // namespace

TypedCloser typedCloser(std::string_view line, std::size_t at, char typed)
{
    const OpenMarks before = openMarks(line.substr(0, at));
    const std::string_view rest = line.substr(at);
    const bool isNext = rest.starts_with(typed);
    if (typed == '"' || typed == '\'') {
        if (before.quote == typed && isNext)
            return TypedCloser::StepOver;
        // Behind a text that has ended no other can begin; behind an empty one, a text of several lines does.
        const bool hasEnded = before.quote == 0 && at > 0 && before.behindText == at &&
                              line[at - 1] == typed && before.behindText - before.textBegins > 2;
        return hasEnded && rest.find(typed) == std::string_view::npos ? TypedCloser::Swallow
                                                                      : TypedCloser::Insert;
    }
    if (typed != ']' && typed != '}')
        return TypedCloser::Insert;
    const OpenMarks whole = openMarks(line);
    if (isNext && before.quote == 0 && before.brackets.ends_with(typed) && whole.brackets.empty())
        return TypedCloser::StepOver;
    const bool isHeader = typed == ']' && trimmed(rest).empty() && before.brackets.empty() &&
                          headerOf({.begin = 0, .words = line.substr(0, at)}).has_value();
    return isHeader && line.substr(0, at).ends_with(typed) ? TypedCloser::Swallow : TypedCloser::Insert;
}

} // namespace tcplab
