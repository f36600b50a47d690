#include "tests/conformance/requirements.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace tcplab {
namespace {

const std::filesystem::path root = TCPLAB_SOURCE_DIR;

TEST(Requirements, AreAllThoseOfAppendixB)
{
    std::set<std::string> ids;
    for (const Requirement& requirement : readRequirements(root / "tests/conformance/requirements.md"))
        EXPECT_TRUE(ids.insert(requirement.id).second) << requirement.id << " twice";
    for (const auto& [kind, count] : {std::pair{"MUST-", 69}, {"SHLD-", 31}, {"MAY-", 18}, {"REC-", 1}})
        for (int n = 1; n <= count; ++n)
            EXPECT_TRUE(ids.contains(kind + std::to_string(n))) << kind << n;
    EXPECT_EQ(ids.size(), 119u);
}

TEST(Requirements, HaveATestOrSayWhyNot)
{
    std::set<std::string> proven;
    for (const TaggedTest& tag : readTags(root))
        proven.insert(tag.requirement);
    for (const Requirement& requirement : readRequirements(root / "tests/conformance/requirements.md")) {
        if (requirement.whyNot.empty())
            EXPECT_TRUE(proven.contains(requirement.id)) << requirement.id << " has neither test nor reason";
        else
            EXPECT_FALSE(proven.contains(requirement.id))
                << requirement.id << " has a test and a reason for none";
        proven.erase(requirement.id);
    }
    for (const std::string& id : proven)
        ADD_FAILURE() << id << " is no requirement of RFC 9293";
}

} // namespace
} // namespace tcplab
