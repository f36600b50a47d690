// What the documents point at is there.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace tcplab {
namespace {

const std::filesystem::path root = TCPLAB_SOURCE_DIR;

std::string textOf(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Documents, LinkToFilesThatExist)
{
    const std::regex link(R"(\]\(([^)]+)\))");
    int links = 0;
    for (const char* name : {"README.md", "ARCHITECTURE.md", "translations/README.zh_CN.md"}) {
        const std::string text = textOf(root / name);
        ASSERT_FALSE(text.empty()) << name;
        for (std::sregex_iterator it(text.begin(), text.end(), link), end; it != end; ++it) {
            const std::string target = (*it)[1];
            if (target.starts_with("http"))
                continue;
            ++links;
            EXPECT_TRUE(std::filesystem::is_regular_file((root / name).parent_path() / target))
                << name << ": " << target;
        }
    }
    EXPECT_GE(links, 8);
}

std::string filesBelow(const char* folder, const char* suffix)
{
    using Walk = std::filesystem::recursive_directory_iterator;
    const auto count = std::count_if(Walk(root / folder), Walk(),
                                     [&](const auto& entry) { return entry.path().extension() == suffix; });
    return std::to_string(count);
}

TEST(Documents, CountScenariosScriptsAndTracesRight)
{
    const std::string scenarios = filesBelow("resources/scenarios", ".toml");
    const std::string rules = filesBelow("tests/packetdrill/rfc9293", ".pkt");
    const std::string recorded = filesBelow("tests/packetdrill/kernel", ".pkt");
    const std::string traces = filesBelow("tests/kernel/traces", ".json");
    const std::string english = textOf(root / "README.md");
    for (const std::string& words : {"library of " + scenarios + " scenarios", rules + " scripts in `tests",
                                     rules + " scripts of ours", recorded + " the same to the segment",
                                     "against " + traces + " traces", traces + " traces of a Linux"})
        EXPECT_NE(english.find(words), std::string::npos) << words;
    const std::string chinese = textOf(root / "translations/README.zh_CN.md");
    for (const std::string& words :
         {"共 " + scenarios + " 个场景", "有 " + rules + " 个脚本", "我们的 " + rules + " 个脚本",
          recorded + " 题逐个报文段相同", "真实内核的 " + traces + " 条轨迹", "内核的 " + traces + " 份记录"})
        EXPECT_NE(chinese.find(words), std::string::npos) << words;
}

/// The rows of its tables, each cut into cells.
std::vector<std::vector<std::string>> tableRows(const std::string& text)
{
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with('|'))
            continue;
        std::istringstream cells(line.substr(1));
        rows.emplace_back();
        for (std::string cell; std::getline(cells, cell, '|');)
            rows.back().push_back(cell);
    }
    return rows;
}

std::vector<std::string> numbersIn(const std::string& text)
{
    const std::regex number(R"(\d[\d.,]*)");
    std::vector<std::string> numbers;
    for (std::sregex_iterator it(text.begin(), text.end(), number), end; it != end; ++it)
        numbers.push_back(it->str());
    std::ranges::sort(numbers);
    return numbers;
}

TEST(Documents, GiveTheSameMeasurementsInBothLanguages)
{
    const auto english = tableRows(textOf(root / "README.md"));
    const auto chinese = tableRows(textOf(root / "translations/README.zh_CN.md"));
    ASSERT_EQ(english.size(), chinese.size());
    int measured = 0;
    for (std::size_t row = 0; row < english.size(); ++row) {
        ASSERT_EQ(english[row].size(), chinese[row].size()) << english[row].front();
        if (english[row].size() != 4) // work, TCP Lab, aim, ns-3
            continue;
        for (std::size_t cell = 1; cell < 4; ++cell) {
            EXPECT_EQ(numbersIn(english[row][cell]), numbersIn(chinese[row][cell])) << english[row].front();
            measured += numbersIn(english[row][cell]).empty() ? 0 : 1;
        }
    }
    EXPECT_GE(measured, 30);
}

/// The commands of its blocks of code, without their comments and the choice of a language.
std::vector<std::string> commandsIn(const std::string& text)
{
    std::vector<std::string> commands;
    std::istringstream lines(text);
    bool inBlock = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("```"))
            inBlock = !inBlock;
        else if (inBlock)
            commands.push_back(
                std::regex_replace(line.substr(0, line.find(" #")), std::regex(" --lang zh| +$"), ""));
    }
    return commands;
}

TEST(Documents, ShowTheSameCommandsInBothLanguages)
{
    const auto english = commandsIn(textOf(root / "README.md"));
    EXPECT_GE(english.size(), 15u);
    EXPECT_EQ(english, commandsIn(textOf(root / "translations/README.zh_CN.md")));
}

TEST(Documents, GiveEveryFolderOfTheProgramItsFloor)
{
    std::string table;
    for (const auto& row : tableRows(textOf(root / "ARCHITECTURE.md")))
        table += row.front() + "\n";
    int folders = 0;
    for (const char* top : {"core", "app"})
        for (const auto& entry : std::filesystem::directory_iterator(root / top)) {
            if (!entry.is_directory())
                continue;
            const std::string folder = std::string(top) + "/" + entry.path().filename().string();
            EXPECT_TRUE(std::regex_search(table, std::regex(folder + "\\b"))) << folder;
            ++folders;
        }
    EXPECT_GE(folders, 25);
}

} // namespace
} // namespace tcplab
