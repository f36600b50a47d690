/// The loss matrix as text: for a terminal, for a spreadsheet, for a program, for a page.
#pragma once
#include "app/cli/commands.h"
#include "app/cli/json.h"
#include "core/experiment/foreign_octets.h"
#include "core/experiment/loss_matrix.h"

namespace tcplab {

/// What came of a run, as an object; with `foreign`, what programs have read that was none of their connection's as well:
/// "read_of_another_connection" and "read_made_by_hand", octets of "read".
JsonObject jsonOutcome(const RunOutcome& outcome, const std::array<ForeignOctets, 2>* foreign = nullptr);
std::string matrixTable(const LossMatrix& matrix, const Setting& setting);
std::string matrixCsv(const LossMatrix& matrix, const Setting& setting);
std::string matrixJson(const LossMatrix& matrix, const Scenario& scenario, const Setting& setting);
std::string matrixMarkdown(const LossMatrix& matrix, const Setting& setting);

} // namespace tcplab
