#include "app/editor/key_help.h"

#include "core/tcp/knobs.h"
#include "core/world/scenario_file.h"

namespace tcplab {

namespace {

const Knob* knobOf(std::string_view table, std::string_view key)
{
    return table == "client" || table == "server" ? findKnob(key) : nullptr;
}

} // namespace

std::string meaningOfKey(std::string_view table, std::string_view key, Language language)
{
    const bool chinese = language == Language::Chinese;
    if (const Knob* knob = knobOf(table, key))
        return chinese ? knob->meaningChinese : knob->meaning;
    if (table == "network")
        for (const NetworkKeyDescription& one : describeNetworkKeys())
            if (one.name == key)
                return chinese ? one.meaningZh : one.meaning;
    return {};
}

std::vector<std::string> standardsOfKey(std::string_view table, std::string_view key)
{
    std::vector<std::string> all;
    if (const Knob* knob = knobOf(table, key))
        for (const ProfileName name : profileNames)
            all.push_back(std::string(nameOf(name)) + ": " + knob->write(profileNamed(name)));
    else if (table == "network")
        for (const NetworkKeyDescription& one : describeNetworkKeys())
            if (one.name == key)
                all.push_back(one.standard);
    return all;
}

} // namespace tcplab
