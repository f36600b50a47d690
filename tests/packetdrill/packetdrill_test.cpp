/// Plays the scripts of this folder. A script in rfc9293/ names the rule that it proves and is played strictly: nothing
/// but what it expects may be sent, and nothing be left behind.
#include "core/script/parser.h"
#include "core/script/play.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace tcplab::script {
namespace {

namespace files = std::filesystem;

std::vector<files::path> scriptsIn(const std::string& folder)
{
    std::vector<files::path> scripts;
    for (const auto& entry : files::recursive_directory_iterator(files::path(TCPLAB_SCRIPTS) / folder))
        if (entry.path().extension() == ".pkt")
            scripts.push_back(entry.path());
    std::ranges::sort(scripts);
    return scripts;
}

std::string textOfFile(const files::path& path)
{
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

void expectPasses(const files::path& path, const PlaySettings& settings)
{
    const auto script = readScript(textOfFile(path), path.string(), {"STANDARD"});
    ASSERT_TRUE(script) << path << ":" << script.error().line << ": " << script.error().subject
                        << "; expected " << script.error().expected;
    const Played played = play(*script, settings);
    EXPECT_EQ(played.outcome, Outcome::Passed)
        << path.string() << ":" << played.finding.line << played.missing.line << ": expected "
        << played.finding.expected << "; got " << played.finding.got << played.missing.what;
}

// Proves MUST-54, MUST-55, MUST-56, SHLD-26: rfc9293/icmp.
TEST(PacketdrillScripts, OfRfc9293Pass)
{
    const auto scripts = scriptsIn("rfc9293");
    EXPECT_GT(scripts.size(), 300u);
    for (const files::path& path : scripts)
        expectPasses(path, {.profile = ProfileName::Rfc9293, .strict = true});
}

TEST(PacketdrillScripts, OfRfc9293SayForWhichProfileTheyAre)
{
    for (const files::path& path : scriptsIn("rfc9293")) {
        const auto script = readScript(textOfFile(path), path.string());
        ASSERT_TRUE(script) << path;
        EXPECT_EQ(script->profile, ProfileName::Rfc9293) << path;
    }
}

TEST(PacketdrillScripts, OfRfc9293NameTheirRule)
{
    for (const files::path& path : scriptsIn("rfc9293")) {
        const std::string text = textOfFile(path);
        const std::string head = text.substr(0, text.find("\n\n"));
        EXPECT_TRUE(head.find("RFC ") != std::string::npos || head.find("SO_") != std::string::npos) << path;
    }
}

TEST(PacketdrillScripts, InTheStyleOfLinuxPass)
{
    for (const files::path& path : scriptsIn("linux"))
        expectPasses(path, {});
}

/// Situations dealt at random and played against a kernel (record.py): its answers are the scripts' lines.
TEST(PacketdrillScripts, RecordedFromAKernelPass)
{
    const auto scripts = scriptsIn("kernel");
    EXPECT_GT(scripts.size(), 100u);
    for (const files::path& path : scripts)
        expectPasses(path, {});
}

TEST(PacketdrillScripts, InTheStyleOfFreeBsdPass)
{
    for (const files::path& path : scriptsIn("freebsd"))
        expectPasses(path, {});
}

/// Whatever else a script says: with one number of its packets changed it must not pass.
TEST(PacketdrillScripts, FailWithAnotherNumberInAPacketThatIsExpected)
{
    int changed = 0;
    for (const files::path& path : scriptsIn("rfc9293")) {
        auto script = readScript(textOfFile(path), path.string());
        ASSERT_TRUE(script);
        for (Event& event : script->events) {
            auto* packet = std::get_if<PacketEvent>(&event.what);
            auto* tcp = packet == nullptr || packet->inbound ? nullptr : std::get_if<TcpLine>(&packet->what);
            if (tcp == nullptr || !tcp->ack)
                continue;
            const std::uint32_t right = *tcp->ack;
            tcp->ack = right + 1;
            EXPECT_NE(play(*script, {.profile = ProfileName::Rfc9293}).outcome, Outcome::Passed) << path;
            tcp->ack = right;
            ++changed;
            break; // one for each script
        }
    }
    EXPECT_GT(changed, 200);
}

} // namespace
} // namespace tcplab::script
