/// RFC 9293's requirements and the tests that prove them: read from requirements.md and from the tests' comments.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace tcplab {

struct Requirement {
    std::string id;      ///< "MUST-12"
    std::string level;   ///< "MUST"
    std::string section; ///< "3.6"
    std::string text;
    std::string whyNot; ///< why no test carries its number; "" where one does
};

/// The rows of requirements.md, in its order.
std::vector<Requirement> readRequirements(const std::filesystem::path& file);

struct TaggedTest {
    std::string requirement; ///< "MUST-12"
    std::string test;        ///< "Reset.IsNotTakenForTheEndOfTheStream"
    std::string folder;      ///< of the source, from the root: "tests/core/tcp"
};

/// Every requirement that a test's text, or the comment right above it, names. By file, then by line.
std::vector<TaggedTest> readTags(const std::filesystem::path& root);

} // namespace tcplab
