#include "tests/architecture/floors.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>

namespace tcplab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::filesystem::path root = TCPLAB_SOURCE_DIR;

std::string textOf(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Every header and source file under core/ and app/.
std::vector<SourceFile> ourSources()
{
    std::vector<SourceFile> files;
    for (const char* top : {"core", "app"}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / top)) {
            const auto suffix = entry.path().extension();
            if (suffix == ".h" || suffix == ".cpp")
                files.push_back(
                    {entry.path().lexically_relative(root).generic_string(), textOf(entry.path())});
        }
    }
    return files;
}

TEST(Floors, NoFileKnowsWhatItsFloorMayNotKnow)
{
    const std::vector<SourceFile> files = ourSources();
    ASSERT_FALSE(files.empty());
    for (const SourceFile& file : files)
        EXPECT_THAT(violations(file), IsEmpty());
}

TEST(Floors, EverySourceIsInTheListOfItsFolder)
{
    for (const SourceFile& file : ourSources()) {
        const std::filesystem::path path = file.path;
        if (path.extension() != ".cpp")
            continue;
        // As a word of its own: "session.cpp" is not built because "undo_session.cpp" is.
        const std::string list = textOf(root / path.parent_path() / "CMakeLists.txt");
        const std::regex word("(^|[\\s(])" + path.stem().string() + "\\.cpp(?=[\\s)])");
        EXPECT_TRUE(std::regex_search(list, word)) << file.path << " is not built";
    }
}

/// The enumerators of Clause but None, in their order.
std::vector<std::string> clauses()
{
    const std::string code = codeOnly(textOf(root / "core/tcp/clause.h"));
    const std::size_t begin = code.find('{', code.find("enum class Clause"));
    std::istringstream list(code.substr(begin + 1, code.find('}', begin) - begin - 1));
    std::vector<std::string> names;
    for (std::string name; std::getline(list >> std::ws, name, ',');)
        names.push_back(name);
    names.erase(names.begin());
    return names;
}

bool isTableOfClauses(const std::string& path)
{
    return path.starts_with("core/tcp/clause.") || path == "app/wording/clause_text.cpp" ||
           (path.starts_with("app/wording/") && path.ends_with("_sentences.cpp"));
}

TEST(Clauses, AreAllFollowedSomewhereNotMerelyListed)
{
    std::string code;
    for (const SourceFile& file : ourSources())
        if (!isTableOfClauses(file.path))
            code += codeOnly(file.text);
    const std::vector<std::string> names = clauses();
    ASSERT_GT(names.size(), 50u);
    constexpr std::string_view prefix = "Clause::";
    std::set<std::string> cited;
    for (std::size_t at = code.find(prefix); at != std::string::npos; at = code.find(prefix, at)) {
        at += prefix.size();
        const auto end = std::find_if(code.begin() + static_cast<std::ptrdiff_t>(at), code.end(), [](char c) {
            return std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_';
        });
        cited.emplace(code.begin() + static_cast<std::ptrdiff_t>(at), end);
    }
    for (const std::string& name : names)
        EXPECT_TRUE(cited.contains(name)) << "no code cites Clause::" << name;
}

TEST(Floors, TheEndpointAndTheLinkDoNotKnowEachOther)
{
    EXPECT_THAT(violations({"core/tcp/transmit.cpp", "#include \"core/network/link.h\"\n"}),
                ElementsAre(HasSubstr("core/tcp may not know it")));
    EXPECT_THAT(violations({"core/network/link.cpp", "#include \"core/tcp/tcb.h\"\n"}),
                ElementsAre(HasSubstr("core/network may not know it")));
}

TEST(Floors, TheWorldDoesNotKnowThatItIsWatched)
{
    EXPECT_THAT(violations({"core/world/process.cpp", "\n#include \"core/trace/trace.h\"\n"}),
                ElementsAre(HasSubstr("core/world/process.cpp:2: ")));
}

TEST(Floors, ViewsDoNotKnowEachOther)
{
    EXPECT_THAT(violations({"app/ladder/ladder_view.h", "#include \"app/diagram/diagram_view.h\"\n"}),
                ElementsAre(HasSubstr("app/ladder may not know it")));
    EXPECT_THAT(violations({"app/ladder/ladder_view.h", "#include \"app/session/session.h\"\n"}), IsEmpty());
}

TEST(Floors, CoreWordingAndCommandLineKnowNoQt)
{
    for (const char* path : {"core/run/run.h", "app/wording/wording.h", "app/cli/main.cpp"})
        EXPECT_THAT(violations({path, "#include <QString>\n"}),
                    ElementsAre(HasSubstr("Qt is not known here")));
    EXPECT_THAT(violations({"app/session/session.h", "#include <QString>\n"}), IsEmpty());
    EXPECT_THAT(violations({"app/session/session.h", "#include <QtWidgets>\n"}),
                ElementsAre(HasSubstr("single classes")));
}

TEST(Floors, CoreHoldsNoFloatsClocksOrUnorderedContainers)
{
    EXPECT_THAT(violations({"core/tcp/tcb.cpp", "int a;\ndouble b;\n"}),
                ElementsAre(HasSubstr("core/tcp/tcb.cpp:2: double")));
    EXPECT_THAT(violations({"core/tcp/tcb.cpp", "std::unordered_map<int, int> m;"}),
                ElementsAre(HasSubstr("unordered_map")));
    EXPECT_THAT(violations({"core/tcp/tcb.cpp", "// double\nconst char* t = \"float\"; /* throw\nrand */\n"}),
                IsEmpty());
    EXPECT_THAT(violations({"core/tcp/tcb.cpp", "constexpr int million = 1'000'000; double x;\n"}),
                ElementsAre(HasSubstr("double")));
}

TEST(Floors, IncludesAreWrittenFromTheRoot)
{
    EXPECT_THAT(violations({"core/tcp/tcb.h", "#include \"timers.h\"\n"}),
                ElementsAre(HasSubstr("from the project's root")));
}

TEST(Floors, AFolderOutsideTheTableIsTold)
{
    EXPECT_THAT(violations({"core/magic/wand.h", ""}), ElementsAre(HasSubstr("stands on no floor")));
}

} // namespace
} // namespace tcplab
