/// Quantities as a person writes them ("50 ms", "10 Mbit/s", "4 KiB", "1 %") and as exact integers.
/// Whatever is written here reads back to the same integer.
#pragma once
#include "core/base/random.h"
#include "core/base/time.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace tcplab {

/// Why a text is not the value that was wanted.
struct Misread {
    enum class Kind : std::uint8_t { WrongType, BadUnit, OutOfRange, UnknownName };

    Kind kind = Kind::WrongType;
    std::string expected; ///< units, a range or names: no sentence
    friend bool operator==(const Misread&, const Misread&) = default;
};
template <class T> using Read = tl::expected<T, Misread>;

inline constexpr Duration longestDuration = minutes(24 * 60);            ///< of a delay or a timer: a day
inline constexpr Duration longestInstant = minutes(10L * 365 * 24 * 60); ///< ten years

/// "50 ms", "1.5 s", "2 min", "250 us", "10 ns", "1 h"; exact, at most `limit`, never negative.
Read<Duration> readDuration(std::string_view text, Duration limit = longestDuration);
/// "100", "1460 octets", "4 KiB", "1 MiB", "64 kB".
Read<std::uint64_t> readOctets(std::string_view text, std::uint64_t least, std::uint64_t most);
/// "12": digits alone.
Read<std::uint64_t> readCount(std::string_view text, std::uint64_t least, std::uint64_t most);
/// "10 Mbit/s", "56 kbit/s", "unlimited" (0); at least 1 kbit/s, at most 1 Tbit/s.
Read<std::uint64_t> readBitRate(std::string_view text);
/// "1 %", "0.1 %", "0.01", "0", "1".
Read<Probability> readProbability(std::string_view text);
/// "true" or "false".
Read<bool> readTruth(std::string_view text);

/// The shortest exact way to write it with a single unit: "1500 ms", "2 min", "0 s".
std::string writeDuration(Duration duration);
std::string writeBitRate(std::uint64_t bitsPerSecond);
std::string writeProbability(Probability p);

/// "1 … 65535": a range, for Misread::expected.
std::string rangeText(std::uint64_t least, std::uint64_t most);
/// Without blanks at both ends.
std::string_view trimmed(std::string_view text);

} // namespace tcplab
