// What the documents point at is there.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <regex>
#include <string>

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

TEST(Documents, CountTheScenariosRight)
{
    const auto begin = std::filesystem::directory_iterator(root / "resources/scenarios");
    const auto count = std::count_if(begin, std::filesystem::directory_iterator(),
                                     [](const auto& entry) { return entry.path().extension() == ".toml"; });
    for (const char* name : {"README.md", "translations/README.zh_CN.md"})
        EXPECT_NE(textOf(root / name).find(std::to_string(count)), std::string::npos) << name;
}

} // namespace
} // namespace tcplab
