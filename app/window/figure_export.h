/// tcplab --export FILE: a figure without a window.
#pragma once
#include "app/window/scenario_source.h"
#include "app/window/start_options.h"

namespace tcplab {

/// Runs the scenario, writes the figure. The program's exit code: other than 0, `error` says why.
int exportFigure(const StartOptions& options, OpenedScenario opened, Language language, QString* error);

} // namespace tcplab
