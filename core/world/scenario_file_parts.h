/// The parts of reading a scenario file: what each table may hold, and how one clear error is made of
/// what is wrong. Private to scenario_file_*.cpp.
#pragma once
#include "core/base/quantity.h"
#include "core/host/program_text.h"
#include "core/world/scenario_file_toml.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tcplab {

/// Where complaints go: the first one counts.
class Complaints {
public:
    explicit Complaints(std::string file) : m_file(std::move(file)) {}

    bool none() const { return !m_first; }
    const InputError& first() const { return *m_first; }

    void at(int line, int column, Problem problem, std::string_view subject, std::string_view expected);
    void atValue(const TomlNode& node, Problem problem, std::string_view expected);
    void atKey(const TomlNode& node, Problem problem, std::string_view subject, std::string_view expected);
    void misread(const TomlNode& node, const Misread& misread);
    /// A program's error, at its place in the file.
    void inProgram(const TomlNode& node, const ProgramError& error);
    /// The key is none of these: names the nearest one, or all.
    void unknownKey(const TomlNode& node, std::span<const std::string_view> known);

private:
    std::string m_file;
    std::optional<InputError> m_first;
};

/// Which kinds of TOML value a key takes; the name is the word for InputError::expected.
enum class Wanted : std::uint8_t { Text, Time, Rate, Share, Size, Number, Truth };
std::string_view wordOf(Wanted wanted);
/// The value's text, if it is of a kind that was wanted; else a complaint and nothing.
std::optional<std::string_view> scalarText(const TomlNode& node, Wanted wanted, Complaints& complaints);
/// True for a table; else a complaint.
bool isTable(const TomlNode& node, Complaints& complaints);
/// True for a list of tables; else a complaint.
bool isListOfTables(const TomlNode& node, std::size_t most, Complaints& complaints);

/// A value that must be a number between these.
std::optional<std::uint64_t> readNumber(const TomlNode& node, std::uint64_t least, std::uint64_t most,
                                        Complaints& complaints);
std::optional<Duration> readTime(const TomlNode& node, Duration limit, Complaints& complaints);
std::optional<Side> readSide(const TomlNode& node, Complaints& complaints);

// The tables of a file. Each changes only what the table names.
void readNetwork(const TomlNode& table, Scenario& scenario, Complaints& complaints);
/// Once everything has been read: what this table says that goes together with nothing.
void checkNetwork(const TomlNode& table, const Scenario& scenario, Complaints& complaints);
void readHost(const TomlNode& table, Side side, Scenario& scenario, Complaints& complaints);
/// Both addresses are of one version of IP.
void checkAddresses(const TomlNode& table, const Scenario& scenario, Complaints& complaints);
void readFaults(const TomlNode& list, Scenario& scenario, Complaints& complaints);
void readInterventions(const TomlNode& list, Scenario& scenario, Complaints& complaints);
/// The whole file; also what `--set` names, as the file that would say only that.
void readRoot(const TomlNode& root, Scenario& scenario, Complaints& complaints);
/// Once everything has been read: what contradicts the rest of it.
void checkRoot(const TomlNode& root, const Scenario& scenario, Complaints& complaints);

// And back: each ends with a line feed, or is empty if there is nothing to say.
std::string writeSeed(std::uint64_t seed);
std::string writeNetwork(const Scenario& scenario);
std::string writeHost(const Scenario& scenario, Side side);
std::string writeFaults(const Scenario& scenario);
std::string writeInterventions(const Scenario& scenario);

/// A scenario before any file has been read.
Scenario emptyScenario(const std::string& file);

} // namespace tcplab
