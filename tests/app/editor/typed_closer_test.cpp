#include "app/editor/typed_closer.h"

#include <gtest/gtest.h>

#include <string>

namespace tcplab {
namespace {

/// Where "|" stands, this is typed.
TypedCloser typedAt(std::string line, char typed)
{
    const std::size_t at = line.find('|');
    line.erase(at, 1);
    return typedCloser(line, at, typed);
}

TEST(TypedCloser, StepsOverAQuoteThatClosesAlready)
{
    EXPECT_EQ(typedAt(R"(profile = "linux|")", '"'), TypedCloser::StepOver);
    EXPECT_EQ(typedAt(R"(profile = "|")", '"'), TypedCloser::StepOver);
    EXPECT_EQ(typedAt(R"(drop = { from = "client|", nth = 1 })", '"'), TypedCloser::StepOver);
    EXPECT_EQ(typedAt(R"(rfc = 'x|')", '\''), TypedCloser::StepOver);
}

TEST(TypedCloser, SwallowsAQuoteBehindAWholeText)
{
    EXPECT_EQ(typedAt(R"(profile = "linux"|)", '"'), TypedCloser::Swallow);
    EXPECT_EQ(typedAt(R"(profile = "linux"|  # mine)", '"'), TypedCloser::Swallow);
}

TEST(TypedCloser, WritesEveryOtherQuote)
{
    EXPECT_EQ(typedAt("profile = |", '"'), TypedCloser::Insert);
    EXPECT_EQ(typedAt(R"(profile = "linux|)", '"'), TypedCloser::Insert);
    EXPECT_EQ(typedAt(R"(program = ""|)", '"'), TypedCloser::Insert); // three begin several lines
    EXPECT_EQ(typedAt(R"(title = "say \"|)", '"'), TypedCloser::Insert);
    EXPECT_EQ(typedAt(R"(rfc = 'x|')", '"'), TypedCloser::Insert);
    EXPECT_EQ(typedAt(R"(a = "x"|y")", '"'), TypedCloser::Insert); // it opens what follows
}

TEST(TypedCloser, KnowsBrackets)
{
    EXPECT_EQ(typedAt("[network|]", ']'), TypedCloser::StepOver);
    EXPECT_EQ(typedAt("[network]|", ']'), TypedCloser::Swallow);
    EXPECT_EQ(typedAt("[[fault]]|", ']'), TypedCloser::Swallow);
    EXPECT_EQ(typedAt("[[fault]|", ']'), TypedCloser::Insert);
    EXPECT_EQ(typedAt("[network|", ']'), TypedCloser::Insert);
    EXPECT_EQ(typedAt("drop = { nth = 1 |}", '}'), TypedCloser::StepOver);
    EXPECT_EQ(typedAt("loss = { a = { b = 1 |}", '}'), TypedCloser::Insert); // one is missing
    EXPECT_EQ(typedAt("loss_list = [3, 4|]", ']'), TypedCloser::StepOver);
    EXPECT_EQ(typedAt("loss_list = [3, 4|", ']'), TypedCloser::Insert);
}

} // namespace
} // namespace tcplab
