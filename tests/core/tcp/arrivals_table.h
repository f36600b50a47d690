/// What §3.10.7 makes of a segment, by state, kind and place: a table of text, read for TEST_P.
#pragma once
#include "tests/core/tcp/bench.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

/// Where a segment begins against the receive window.
enum class Place : std::uint8_t { OutsideLeft, LeftEdge, Inside, RightEdge, OutsideRight };
inline constexpr std::size_t placeCount = 5;
const char* nameOf(Place place);

struct ArrivalRow {
    std::string state; ///< the RFC's name; "SYN-RECEIVED (active)" came from SYN-SENT
    std::string kind;  ///< "SYN,ACK"; "text" is 100 octets with ACK
    std::array<std::string, placeCount> outcome;
};

/// One row a line, "STATE KIND | outcome | …": five outcomes, or one for all five places.
std::vector<ArrivalRow> readArrivalRows(std::string_view table);

struct ArrivalCase {
    ArrivalRow row;
    Place place;
    Numbers numbers;
};
void PrintTo(const ArrivalCase& given, std::ostream* os);
/// Every row at every place, with the numbers here and there.
std::vector<ArrivalCase> arrivalCases(std::string_view table);
std::string nameOfArrivalCase(const testing::TestParamInfo<ArrivalCase>& info);

/// An endpoint with a window of 1000 octets that acknowledges at once, in the case's state.
class ArrivalBench : public Bench {
public:
    explicit ArrivalBench(const ArrivalCase& given) : Bench(given.numbers), m_case(given) {}
    /// Lets the case's segment arrive, and says what came of it: "ACK -> CLOSE-WAIT takes 100", "-".
    std::string outcome();

private:
    void bringToState();
    Segment segment() const; ///< in real numbers
    std::string nameOfAnswer(const Segment& answer, const Segment& arrived) const;

    ArrivalCase m_case;
};

} // namespace tcplab
