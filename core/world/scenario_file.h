/// Scenario files (scenarios.md): read with one clear error each, and written back with what a person did.
#pragma once
#include "core/world/scenario.h"

#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace tcplab {

/// What is wrong with an input. The sentence for it, in both languages, is app/wording's.
enum class Problem : std::uint8_t {
    Syntax,     ///< not TOML: `subject` is the parser's word
    UnknownKey, ///< subject: the key; expected: the nearest known one, or the list
    MissingKey,
    WrongType,   ///< expected: "text", "whole number", "true or false", "time", "bandwidth", "probability",
                 ///< "size", "table" or "list of tables"; subject: the value, or "table", "list"
    BadUnit,     ///< "5 parsecs"; expected: the units that would be right
    OutOfRange,  ///< expected: the range
    UnknownName, ///< a profile, a flag, a lesson, a call … ; expected: the names there are
    BadProgram,  ///< a line of a program; subject: the line
    BadFault,
    BadIntervention,
    Conflict, ///< two things that exclude each other
    TooLarge,
    NotFound, ///< the file itself
    NotUtf8,
    BadScript, ///< a packetdrill script: what stands there, and what would fit
};

struct InputError {
    std::string file; ///< as the person named it; "-" for standard input
    int line = 0;     ///< from 1; 0: the file as a whole
    int column = 0;   ///< from 1; 0: the line as a whole
    Problem problem = Problem::Syntax;
    std::string subject;  ///< what is wrong, quoted from the input
    std::string expected; ///< what would be right
    friend bool operator==(const InputError&, const InputError&) = default;
};

template <class T> using Input = tl::expected<T, InputError>;

/// Reads a scenario from text. `file` is used for the error and, without folder and suffix, as the name.
Input<Scenario> readScenario(std::string_view text, const std::string& file);
/// A value to be set as a file would: key "network.loss", value "20 %" (`--set`).
struct Assignment {
    std::string key;
    std::string value;
    std::string place; ///< InputError::file of an error in it
};
/// Sets all of them, in order, or none: what must go together is looked at when all are set.
Input<void> setValues(Scenario& scenario, std::span<const Assignment> assignments);
/// Sets one; the key is the place of an error.
Input<void> setValue(Scenario& scenario, std::string_view key, std::string_view value);
/// The scenario's own text with its [[user]] entries replaced by the scenario's interventions (and
/// changed seed, if it differs): reading it again gives an equal run.
std::string writeScenario(const Scenario& scenario);
/// Reads one line of a program ("c2: send 10 ?"), for calls made by hand.
Input<Statement> readStatement(std::string_view line);

/// One knob as `tcplab-cli knobs` lists it.
struct KnobDescription {
    std::string name;
    std::string unit;
    std::string rfc9293; ///< its value in each profile, written as a file would
    std::string linux_;
    std::string freebsd;
    std::string meaning; ///< one line, English
    std::string meaningZh;
};
std::vector<KnobDescription> describeKnobs();

/// One key of [network], which each sender may have for itself ("loss.client").
struct NetworkKeyDescription {
    std::string name;
    std::string unit;     ///< as in Problem::WrongType's `expected`
    std::string standard; ///< what holds if nothing is said
    std::string meaning;
    std::string meaningZh;
};
std::vector<NetworkKeyDescription> describeNetworkKeys();

} // namespace tcplab
