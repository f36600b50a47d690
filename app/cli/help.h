/// Help texts, laid out for any language.
#pragma once
#include "app/wording/wording.h"

#include <CLI/CLI.hpp>
#include <string>

namespace tcplab {

/// The help of one command, or of the program with all its commands.
class HelpFormatter : public CLI::FormatterBase {
public:
    HelpFormatter(Language language, int columns) : m_language(language), m_columns(columns) {}
    std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;

private:
    void writeRow(std::string& text, const std::string& name, const std::string& meaning) const;

    Language m_language;
    int m_columns;
};

} // namespace tcplab
