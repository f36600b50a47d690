#include "tests/architecture/floors.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <sstream>

namespace tcplab {
namespace {

/// A folder, and the folders that it may include besides itself. "core" allows all of core.
struct Floor {
    std::string_view folder;
    std::vector<std::string_view> mayInclude;
};

const std::vector<Floor>& floors()
{
    static const std::vector<std::string_view> world{"core/world", "core/host",    "core/network",
                                                     "core/tcp",   "core/segment", "core/base"};
    static const std::vector<std::string_view> view{"core", "app/wording", "app/session", "app/theme"};
    static const std::vector<Floor> table{
        {"core/base", {}},
        {"core/segment", {"core/base"}},
        {"core/tcp", {"core/segment", "core/base"}},
        {"core/network", {"core/segment", "core/base"}},
        {"core/host", {"core/tcp", "core/segment", "core/base"}},
        {"core/world", {"core/host", "core/network", "core/tcp", "core/segment", "core/base"}},
        {"core/trace", world},
        {"core/script", world},
        {"core/run",
         {"core/trace", "core/world", "core/host", "core/network", "core/tcp", "core/segment", "core/base"}},
        {"core/experiment",
         {"core/run", "core/trace", "core/world", "core/host", "core/network", "core/tcp", "core/segment",
          "core/base"}},
        {"app/wording", {"core"}},
        {"app/library", {}},
        {"app/theme", {"core"}},
        {"app/session", {"core", "app/wording"}},
        {"app/ladder", view},
        {"app/compare", {"core", "app/wording", "app/session", "app/theme", "app/ladder"}},
        {"app/diagram", view},
        {"app/plots", view},
        {"app/panels", view},
        {"app/export",
         {"core", "app/wording", "app/session", "app/theme", "app/ladder", "app/diagram", "app/figure"}},
        {"app/figure", {"core", "app/wording", "app/session", "app/ladder", "app/diagram"}},
        {"app/experiment", {"core", "app/wording", "app/session", "app/theme", "app/sweep", "app/chart"}},
        {"app/editor", view},
        {"app/window",
         {"core", "app/wording", "app/library", "app/theme", "app/session", "app/ladder", "app/compare",
          "app/diagram", "app/plots", "app/panels", "app/export", "app/editor", "app/experiment", "app/live",
          "app/chart"}},
        {"app/launch", {}},
        {"app/replay", {"core"}},
        {"app/live", {"core"}},
        {"app/sweep", {"core"}},
        {"app/chart", {"core", "app/wording", "app/sweep"}},
        {"app/cli",
         {"core", "app/wording", "app/library", "app/replay", "app/live", "app/sweep", "app/chart",
          "app/figure"}},
    };
    return table;
}

bool liesIn(std::string_view path, std::string_view folder)
{
    return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

const Floor* floorOf(std::string_view path)
{
    const auto found = std::ranges::find_if(floors(), [&](const Floor& f) { return liesIn(path, f.folder); });
    return found == floors().end() ? nullptr : &*found;
}

/// What stands between the quotes or angle brackets of an #include line, quotes included.
std::optional<std::string> includedBy(std::string_view line)
{
    const std::size_t hash = line.find_first_not_of(" \t");
    if (hash == std::string_view::npos || line[hash] != '#')
        return std::nullopt;
    const std::size_t word = line.find_first_not_of(" \t", hash + 1);
    if (word == std::string_view::npos || !line.substr(word).starts_with("include"))
        return std::nullopt;
    const std::size_t open = line.find_first_of("\"<", word);
    if (open == std::string_view::npos)
        return std::nullopt;
    const std::size_t close = line.find(line[open] == '<' ? '>' : '"', open + 1);
    return std::string(line.substr(open, close - open));
}

bool isQt(std::string_view included) { return included.starts_with("<Q"); }

bool speaksNoQt(std::string_view path)
{
    return liesIn(path, "core") || liesIn(path, "app/wording") || liesIn(path, "app/replay") ||
           liesIn(path, "app/live") || liesIn(path, "app/sweep") || liesIn(path, "app/chart") ||
           liesIn(path, "app/cli") || liesIn(path, "app/figure") || liesIn(path, "app/launch");
}

/// Why this line may not stand in this file; "" if it may.
std::string wrongInclude(const SourceFile& file, const Floor& floor, std::string_view included)
{
    if (isQt(included)) {
        if (speaksNoQt(file.path))
            return "Qt is not known here";
        constexpr std::array umbrellas{"<QtCore", "<QtGui", "<QtWidgets", "<QtSvg", "<QtPrintSupport"};
        if (std::ranges::find(umbrellas, included) != umbrellas.end())
            return "include the single classes (the whole module costs seconds of each build)";
        return {};
    }
    if (included.starts_with('<'))
        return {};
    const std::string_view path = included.substr(1);
    if (path.ends_with(".moc"))
        return {};
    if (liesIn(path, floor.folder))
        return {};
    if (!liesIn(path, "core") && !liesIn(path, "app"))
        return "write includes from the project's root";
    const bool allowed =
        std::ranges::any_of(floor.mayInclude, [&](std::string_view folder) { return liesIn(path, folder); });
    return allowed ? std::string{} : std::string(floor.folder) + " may not know it";
}

bool isWordCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

bool holdsWord(std::string_view line, std::string_view word)
{
    for (std::size_t at = line.find(word); at != std::string_view::npos; at = line.find(word, at + 1)) {
        const bool begins = at == 0 || !isWordCharacter(line[at - 1]);
        const std::size_t after = at + word.size();
        if (begins && (after == line.size() || !isWordCharacter(line[after])))
            return true;
    }
    return false;
}

/// Words that would make a run differ between machines, or end it from below.
constexpr std::array foreignToCore{"float",
                                   "double",
                                   "steady_clock",
                                   "system_clock",
                                   "high_resolution_clock",
                                   "random_device",
                                   "unordered_map",
                                   "unordered_set",
                                   "unordered_multimap",
                                   "unordered_multiset",
                                   "throw",
                                   "rand",
                                   "uniform_int_distribution"};

} // namespace

std::string codeOnly(std::string_view text)
{
    std::string code(text);
    enum class In { Code, Line, Block, String, Character } in = In::Code;
    const auto blank = [&](std::size_t i) {
        if (i < code.size() && code[i] != '\n')
            code[i] = ' ';
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view here = text.substr(i, 2);
        if (in == In::Code) {
            if (here == "//")
                in = In::Line;
            else if (here == "/*")
                in = In::Block;
            else if (text[i] == '"')
                in = In::String;
            else if (text[i] == '\'' && (i == 0 || !isWordCharacter(text[i - 1])))
                in = In::Character; // after a digit it separates thousands
            if (in != In::Code)
                blank(i);
            continue;
        }
        if (in == In::Line && text[i] == '\n') {
            in = In::Code;
            continue;
        }
        blank(i);
        if (in == In::Block && here == "*/") {
            blank(++i);
            in = In::Code;
        } else if ((in == In::String || in == In::Character) && text[i] == '\\') {
            blank(++i);
        } else if ((in == In::String && text[i] == '"') || (in == In::Character && text[i] == '\'')) {
            in = In::Code;
        }
    }
    return code;
}

std::vector<std::string> violations(const SourceFile& file)
{
    const Floor* floor = floorOf(file.path);
    if (floor == nullptr)
        return {file.path + ": stands on no floor: give its folder a line in tests/architecture/floors.cpp"};

    std::vector<std::string> found;
    std::istringstream lines(file.text);
    std::istringstream codeLines(codeOnly(file.text));
    std::string line;
    std::string code;
    for (int number = 1; std::getline(lines, line) && std::getline(codeLines, code); ++number) {
        const std::string place = file.path + ":" + std::to_string(number) + ": ";
        if (const auto included = includedBy(line)) {
            if (const std::string why = wrongInclude(file, *floor, *included); !why.empty())
                found.push_back(place + line + ": " + why);
        } else if (liesIn(file.path, "core")) {
            for (const std::string_view word : foreignToCore) {
                if (holdsWord(code, word))
                    found.push_back(place + std::string(word) + " has no place in the core");
            }
        }
    }
    return found;
}

} // namespace tcplab
