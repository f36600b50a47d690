/// A scenario file with one thing wrong in it, and the one error that reading it gives.
#pragma once
#include "core/world/scenario_file.h"

#include <gtest/gtest.h>
#include <ostream>
#include <string>
#include <vector>

namespace tcplab {

inline void PrintTo(const InputError& e, std::ostream* out)
{
    *out << e.file << ':' << e.line << ':' << e.column << " problem " << static_cast<int>(e.problem)
         << " subject <" << e.subject << "> expected <" << e.expected << '>';
}

struct BrokenFile {
    std::string name; ///< of the test
    std::string text;
    int line = 0;
    int column = 0;
    Problem problem = Problem::Syntax;
    std::string subject;
    std::string expected;
};

inline std::string nameOfBrokenFile(const testing::TestParamInfo<BrokenFile>& info)
{
    return info.param.name;
}

class BrokenScenarioFile : public testing::TestWithParam<BrokenFile> {};

} // namespace tcplab
