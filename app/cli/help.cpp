#include "app/cli/help.h"

#include "app/cli/columns.h"
#include "app/cli/words.h"

namespace tcplab {
namespace {

constexpr int nameColumns = 24;

std::string nameOf(const CLI::Option& option)
{
    std::string name = option.get_positional() ? option.get_name(true) : option.get_name(false, true);
    for (std::size_t at = 0; (at = name.find(',', at)) != std::string::npos; at += 2)
        name.insert(at + 1, " ");
    if (!option.get_positional() && option.get_type_size() != 0)
        name += " " + option.get_type_name();
    return name;
}

} // namespace

/// A name and what it means, beside it or, if the name is long, below it.
void HelpFormatter::writeRow(std::string& text, const std::string& name, const std::string& meaning) const
{
    std::string first = padded("  " + name, nameColumns);
    const bool isLong = columnsOf(first) > nameColumns;
    if (isLong)
        text += first + "\n";
    bool begun = isLong;
    for (const std::string& line : wrapped(meaning, m_columns - nameColumns - 1)) {
        text += (begun ? std::string(nameColumns, ' ') : first) + line + "\n";
        begun = true;
    }
}

std::string HelpFormatter::make_help(const CLI::App* app, std::string, CLI::AppFormatMode) const
{
    const auto say = [this](const Sentence& sentence) { return std::string(textOf(sentence, m_language)); };
    std::string path = app->get_name();
    for (const CLI::App* parent = app->get_parent(); parent != nullptr; parent = parent->get_parent())
        path = parent->get_name() + " " + path;
    std::string positionals;
    std::string options;
    std::string commands;
    std::string use;
    for (const CLI::Option* option : app->get_options()) {
        if (option->get_positional()) {
            use += " " + option->get_name(true);
            writeRow(positionals, nameOf(*option), option->get_description());
        } else {
            writeRow(options, nameOf(*option), option->get_description());
        }
    }
    const auto subcommands = app->get_subcommands([](const CLI::App*) { return true; });
    for (const CLI::App* command : subcommands)
        writeRow(commands, command->get_name(), command->get_description());

    std::string text = say(words::usage) + path + " " + say(words::optionsHere) +
                       (commands.empty() ? use : " " + say(words::command)) + "\n\n";
    for (const std::string& line : wrapped(app->get_description(), m_columns - 1))
        text += line + "\n";
    if (!commands.empty())
        text += "\n" + say(words::commands) + "\n" + commands;
    if (!positionals.empty())
        text += "\n" + say(words::arguments) + "\n" + positionals;
    text += "\n" + say(words::options) + "\n" + options;
    if (!app->get_footer().empty()) {
        text += "\n";
        for (const std::string& line : wrapped(app->get_footer(), m_columns - 1))
            text += line + "\n";
    }
    return text;
}

} // namespace tcplab
