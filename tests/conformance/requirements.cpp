#include "tests/conformance/requirements.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <regex>
#include <set>

namespace tcplab {
namespace {

std::vector<std::string> cells(const std::string& line)
{
    std::vector<std::string> found;
    std::size_t at = 1;
    for (std::size_t end = line.find('|', at); end != std::string::npos; end = line.find('|', at)) {
        const std::string cell = line.substr(at, end - at);
        const std::size_t first = cell.find_first_not_of(' ');
        const std::size_t last = cell.find_last_not_of(' ');
        found.push_back(first == std::string::npos ? "" : cell.substr(first, last - first + 1));
        at = end + 1;
    }
    return found;
}

const std::regex number(R"(\b(MUST|SHLD|MAY|REC)-[0-9]+\b)");

/// Of one source file.
void readTags(const std::filesystem::path& file, const std::string& folder, std::vector<TaggedTest>& tags)
{
    static const std::regex head(R"(^TEST(_F|_P)?\((\w+), (\w+)\))");
    std::ifstream in(file);
    std::string test;
    std::set<std::string> above;
    std::set<std::string> seen;
    const auto tag = [&](const std::string& id) {
        if (seen.insert(id).second)
            tags.push_back({id, test, folder});
    };
    for (std::string line; std::getline(in, line);) {
        std::smatch match;
        if (line.starts_with("TEST") && std::regex_search(line, match, head)) {
            test = match[2].str() + "." + match[3].str();
            seen.clear();
            std::ranges::for_each(above, tag);
        }
        const bool isComment = line.starts_with("//");
        const bool endsTest = line.starts_with("}");
        if (!isComment)
            above.clear();
        line.erase(0, std::min(line.find("//"), line.size())); // what a string says is no tag
        const bool mayName =
            std::ranges::any_of(std::array{"MUST-", "SHLD-", "MAY-", "REC-"},
                                [&](const char* kind) { return line.find(kind) != std::string::npos; });
        for (std::sregex_iterator it(line.begin(), line.end(), number), end; mayName && it != end; ++it) {
            if (isComment)
                above.insert(it->str());
            else if (!test.empty())
                tag(it->str());
        }
        if (endsTest)
            test.clear();
    }
}

} // namespace

std::vector<Requirement> readRequirements(const std::filesystem::path& file)
{
    std::vector<Requirement> requirements;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with("| ") || !std::regex_search(line, number))
            continue;
        const auto row = cells(line);
        if (row.size() == 5)
            requirements.push_back({row[0], row[1], row[2], row[3], row[4]});
    }
    return requirements;
}

std::vector<TaggedTest> readTags(const std::filesystem::path& root)
{
    std::set<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "tests"))
        if (entry.path().extension() == ".cpp")
            files.insert(entry.path());
    std::vector<TaggedTest> tags;
    for (const auto& file : files)
        readTags(file, std::filesystem::relative(file.parent_path(), root).generic_string(), tags);
    return tags;
}

} // namespace tcplab
