#include "tests/cli/run_cli.h"

#include <chrono>
#include <csignal>
#include <gmock/gmock.h>
#include <regex>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace tcplab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

using Words = std::vector<std::string>;

/// A small sweep with more words behind it.
Words sweepWith(const Words& more)
{
    Words words{"sweep",  "three-way-handshake",
                "--vary", "network.loss=0:20%:10%",
                "--vary", "client.congestion_control=newreno,cubic",
                "--runs", "20"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

std::vector<std::string> fieldsOf(const std::string& line)
{
    std::vector<std::string> fields(1);
    for (const char c : line)
        if (c == ',')
            fields.emplace_back();
        else
            fields.back() += c;
    return fields;
}

TEST(SweepCommand, WritesARowForEachVariantAndMetric)
{
    const Outcome outcome = call(sweepWith({}));
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.error, "");
    const auto lines = linesOf(outcome.out);
    ASSERT_EQ(lines.size(), 1u + 6 * 8);
    EXPECT_THAT(lines[0], StartsWith("network.loss,client.congestion_control,metric,unit,runs,count,mean,"));
    for (const std::string& line : lines)
        EXPECT_THAT(fieldsOf(line), SizeIs(18)) << line;
    // Without loss nothing is left to chance.
    EXPECT_THAT(lines[1], StartsWith("0 %,newreno,completion_time,s,20,20,"));
    const auto completion = fieldsOf(lines[1]);
    for (std::size_t i = 9; i < completion.size(); ++i)
        EXPECT_EQ(completion[i], completion[9]) << i;
    EXPECT_THAT(outcome.out, HasSubstr("0 %,cubic,retransmissions,,20,20,0,0,0,0,0,0,0,0,0,0,0,0\n"));
    EXPECT_THAT(outcome.out, HasSubstr("\n20 %,cubic,spurious_retransmissions,,20,20,"));
    EXPECT_THAT(outcome.out, HasSubstr("\n10 %,newreno,outcome complete,share,20,"));
}

TEST(SweepCommand, GivesTheSameBytesForAnyNumberOfJobs)
{
    const Outcome one = call(sweepWith({"--jobs", "1"}));
    EXPECT_EQ(call(sweepWith({"--jobs", "2"})).out, one.out);
    EXPECT_EQ(call(sweepWith({"-j", "5"})).out, one.out);
    EXPECT_EQ(call(sweepWith({})).out, one.out);
    EXPECT_NE(call(sweepWith({"--seed", "2"})).out, one.out);
}

TEST(SweepCommand, NeedsNoVariants)
{
    const Outcome outcome = call({"sweep", "three-way-handshake", "-n", "3"});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_THAT(outcome.out, StartsWith("metric,unit,"));
    EXPECT_THAT(outcome.out, HasSubstr("\nhandshake_time,s,3,3,"));
}

TEST(SweepCommand, ListsEachRunWithTheSeedThatPlaysItAlone)
{
    const Words each{"sweep", "half-close", "--vary", "network.loss=0,20%", "--runs", "30", "--each"};
    const Outcome outcome = call(each);
    EXPECT_EQ(outcome.code, 0) << outcome.error;
    const auto lines = linesOf(outcome.out);
    ASSERT_THAT(lines, SizeIs(1 + 60));
    EXPECT_EQ(lines[0],
              "network.loss,run,seed,outcome,completion_time (s),handshake_time (s),goodput (bit/s),segments,"
              "retransmissions,timeouts,spurious_retransmissions");
    Words jobs = each;
    jobs.insert(jobs.end(), {"--jobs", "3"});
    EXPECT_EQ(call(jobs).out, outcome.out);
    int retransmitted = 0;
    for (const std::size_t line : {20u, 31u, 58u, 60u}) { // the second variant's stand at even places
        const auto fields = fieldsOf(lines[line]);
        const Outcome alone = call({"run", "half-close", "--set", "network.loss=" + fields[0], "--seed",
                                    fields[2], "--format", "summary"});
        ASSERT_EQ(alone.code, 0) << alone.error;
        std::smatch sent;
        ASSERT_TRUE(std::regex_search(
            alone.out, sent, std::regex(R"("segments":\{"client":\{"sent":(\d+).*"server":\{"sent":(\d+))")));
        EXPECT_EQ(std::stoi(sent[1]) + std::stoi(sent[2]), std::stoi(fields[7])) << lines[line];
        std::smatch again;
        ASSERT_TRUE(std::regex_search(alone.out, again,
                                      std::regex(R"("retransmissions":\{"client":(\d+),"server":(\d+)\})")));
        EXPECT_EQ(std::stoi(again[1]) + std::stoi(again[2]), std::stoi(fields[8])) << lines[line];
        retransmitted += std::stoi(fields[8]);
    }
    EXPECT_GT(retransmitted, 0);
    Words withPart = each;
    withPart.insert(withPart.end(), {"--shard", "1/2"});
    EXPECT_EQ(call(withPart).code, 2);
}

TEST(SweepCommand, PartsAreMergedToTheBytesOfOneSweep)
{
    const TemporaryFolder folder;
    const std::string whole = call(sweepWith({})).out;
    Words merge{"merge"};
    for (int i = 3; i >= 1; --i) {
        const std::string part = std::to_string(i) + "/3";
        const Outcome outcome = call(sweepWith({"--shard", part, "-o", folder.path("")}));
        EXPECT_EQ(outcome.code, 0) << outcome.error;
        EXPECT_EQ(outcome.out, "");
        merge.push_back(folder.path("part-" + std::to_string(i) + "-of-3.csv"));
    }
    EXPECT_THAT(folder.names(), ElementsAre("part-1-of-3.csv", "part-2-of-3.csv", "part-3-of-3.csv"));
    EXPECT_EQ(call(merge).out, whole);
    // Played again: the same bytes, or nothing to do.
    const std::string before = textOfFile(merge[1]);
    EXPECT_EQ(call(sweepWith({"--shard", "3/3", "-o", folder.path("")})).code, 0);
    EXPECT_EQ(textOfFile(merge[1]), before);
    EXPECT_EQ(call(sweepWith({"--shard", "3/3", "--resume", "-o", folder.path("")})).code, 0);
    EXPECT_EQ(textOfFile(merge[1]), before);

    merge.insert(merge.end(), {"-o", folder.path("all.csv")});
    EXPECT_EQ(call(merge).code, 0);
    EXPECT_EQ(textOfFile(folder.path("all.csv")), whole);
}

TEST(MergeCommand, RefusesMissingDoubledForeignAndBrokenPartsByName)
{
    const TemporaryFolder folder;
    for (const char* part : {"1/3", "2/3", "3/3"})
        ASSERT_EQ(call(sweepWith({"--shard", part, "-o", folder.path("")})).code, 0);
    const auto file = [&](const std::string& name) { return folder.path(name); };
    const auto expectRefused = [&](const Words& parts, const Words& says) {
        Words words{"merge"};
        words.insert(words.end(), parts.begin(), parts.end());
        words.insert(words.end(), {"-o", file("all.csv")});
        for (const char* language : {"en", "zh"}) {
            words.insert(words.end(), {"--lang", language});
            const Outcome outcome = call(words);
            EXPECT_EQ(outcome.code, 2);
            EXPECT_THAT(linesOf(outcome.error), SizeIs(1));
            for (const std::string& one : says)
                EXPECT_THAT(outcome.error, HasSubstr(one));
            EXPECT_NE(access(file("all.csv").c_str(), F_OK), 0);
        }
    };
    const std::string one = file("part-1-of-3.csv");
    const std::string two = file("part-2-of-3.csv");
    const std::string three = file("part-3-of-3.csv");
    expectRefused({one, three}, {"part-2-of-3.csv"});
    expectRefused({two}, {"part-1-of-3.csv, part-3-of-3.csv"});
    const std::string copy = folder.write("copy.csv", textOfFile(two));
    expectRefused({one, two, copy, three}, {copy, two});

    ASSERT_EQ(call(sweepWith({"--shard", "2/3", "--seed", "2", "-o", folder.path("")})).code, 0);
    expectRefused({one, two, three}, {two, one});
    ASSERT_EQ(call(sweepWith({"--shard", "2/4", "-o", folder.path("")})).code, 0);
    expectRefused({one, file("part-2-of-4.csv"), three}, {"part-2-of-4.csv"});

    const std::string text = textOfFile(one);
    expectRefused({folder.write("short.csv", text.substr(0, text.size() / 2))}, {"short.csv"});
    expectRefused({folder.write("else.csv", "a,b\n1,2\n")}, {"else.csv"});
    expectRefused({file("nowhere.csv")}, {"nowhere.csv"});
}

TEST(SweepCommand, TellsWrongOptionsInOneLine)
{
    const std::vector<std::pair<Words, std::string>> wrong{
        {{"sweep"}, "SCENARIO is missing"},
        {{"merge"}, "PART is missing"},
        {{"sweep", "half-clsoe"}, "half-close"},
        {sweepWith({"--vary", "network.lost=1%,2%"}), "--vary network.lost: "},
        {sweepWith({"--vary", "network.delay=1ms,2 parsecs"}), "2 parsecs"},
        {sweepWith({"--vary", "network.delay=5 ms:1 ms:1 ms"}), "START ≤ END"},
        {sweepWith({"--vary", "network.delay=1 ms:5 ms:0"}), "STEP > 0"},
        {sweepWith({"--vary", "network.delay="}), "KEY=VALUE"},
        {sweepWith({"--vary", "network.delay"}), "KEY=VALUE"},
        {sweepWith({"--vary", "network.delay=1 ms,,2 ms"}), "KEY=VALUE"},
        {sweepWith({"--vary", "network.loss=1%"}), "each key once"},
        {sweepWith({"--vary", "network.seed=1,2"}), "network.seed"},
        {sweepWith({"--vary", "server.congestion_control=vegas"}), "vegas"},
        {sweepWith({"--set", "network.lost=1"}), "--set network.lost"},
        {sweepWith({"--runs", "0"}), "--runs"},
        {sweepWith({"--runs", "many"}), "--runs"},
        {sweepWith({"--jobs", "0"}), "--jobs"},
        {sweepWith({"--limit", "0"}), "--limit"},
        {sweepWith({"--shard", "4/3"}), "--shard"},
        {sweepWith({"--shard", "three"}), "3/8"},
        {sweepWith({"--resume"}), "--resume"},
    };
    for (const auto& [words, says] : wrong) {
        const Outcome outcome = call(words);
        EXPECT_EQ(outcome.code, 2) << says;
        EXPECT_EQ(outcome.out, "");
        EXPECT_THAT(linesOf(outcome.error), SizeIs(1)) << outcome.error;
        EXPECT_THAT(outcome.error, HasSubstr(says));
    }
    EXPECT_EQ(call(sweepWith({"-o", "/nowhere/out.csv"})).code, 1);
}

TEST(SweepCommand, HelpsInBothLanguages)
{
    for (const char* command : {"sweep", "merge"})
        for (const char* language : {"en", "zh"}) {
            const Outcome help = call({command, "--help", "--lang", language});
            EXPECT_EQ(help.code, 0);
            EXPECT_THAT(help.out, HasSubstr("--output"));
            EXPECT_THAT(linesOf(help.out),
                        testing::Each(testing::ResultOf(terminalColumns, testing::Le(80))));
        }
}

/// Starts the real program and interrupts it as soon as it has begun.
int interrupted(Words words, int signal)
{
    words.insert(words.begin(), programPath());
    Words variables;
    pid_t child = 0;
    if (posix_spawn(&child, words.front().c_str(), nullptr, nullptr, pointersTo(words).data(),
                    pointersTo(variables).data()) != 0)
        return -1;
    int status = 0;
    for (int i = 0; i < 2000 && waitpid(child, &status, WNOHANG) == 0; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        // Once its handler stands: the kernel tells of each signal that is caught.
        const std::string about = textOfFile("/proc/" + std::to_string(child) + "/status");
        const std::size_t at = about.find("SigCgt:");
        if (at == std::string::npos)
            continue;
        const unsigned long caught = std::stoul(about.substr(at + 7, 17), nullptr, 16);
        if ((caught & (1UL << (signal - 1))) != 0 && i > 20) {
            kill(child, signal);
            waitpid(child, &status, 0);
            break;
        }
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST(SweepCommand, KeepsWhatIsDoneWhenInterruptedAndGoesOn)
{
    const TemporaryFolder folder;
    const std::string out = folder.path("out.csv");
    const auto words = [&](const std::string& runs, const Words& more) {
        Words all{"sweep", "three-way-handshake", "--vary", "network.loss=0,30%", "--jobs", "2", "--runs",
                  runs};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    };
    // Far more than can be played: what is done of it is kept, in both files.
    EXPECT_EQ(interrupted(words("1000000000", {"-o", out}), SIGINT), 1);
    EXPECT_THAT(folder.names(), ElementsAre("out.csv", "out.csv.partial"));
    EXPECT_THAT(textOfFile(out), HasSubstr("\n30%,completion_time,s,"));
    const std::string partial = textOfFile(out + ".partial");
    EXPECT_THAT(partial, HasSubstr("\n# runs 1000000000\n"));

    // Another sweep must not go on with it.
    const Outcome foreign = call(words("50", {"-o", out, "--resume"}));
    EXPECT_EQ(foreign.code, 2);
    EXPECT_THAT(foreign.error, HasSubstr("out.csv.partial"));
    EXPECT_EQ(textOfFile(out + ".partial"), partial);

    // The same one does: it has more afterwards.
    EXPECT_EQ(interrupted(words("1000000000", {"-o", out, "--resume"}), SIGTERM), 1);
    const auto doneIn = [](const std::string& text) {
        return std::stoull(text.substr(text.find("\n# done ") + 8, 20));
    };
    EXPECT_GT(doneIn(textOfFile(out + ".partial")), doneIn(partial));
}

TEST(SweepCommand, EndsWithTheSameBytesHoweverOftenItWasInterrupted)
{
    const TemporaryFolder folder;
    const Words sweep{"sweep", "three-way-handshake", "--vary", "network.loss=0,30%", "--runs", "3000"};
    Words toFile = sweep;
    toFile.insert(toFile.end(), {"--jobs", "1", "--resume", "-o", folder.path("out.csv")});
    int code = 1;
    for (int times = 0; times < 50 && code == 1; ++times)
        code = times < 3 ? interrupted(toFile, SIGINT) : runProgram(toFile).code;
    EXPECT_EQ(code, 0);
    EXPECT_THAT(folder.names(), ElementsAre("out.csv"));
    EXPECT_EQ(textOfFile(folder.path("out.csv")), call(sweep).out);
}

TEST(ClusterScript, PlaysThePartOfItsTask)
{
    const TemporaryFolder folder;
    const Words words{"/bin/bash", TCPLAB_CLUSTER_SCRIPT, "three-way-handshake", "--runs", "9"};
    const auto taskWith = [&](const std::string& number, const std::string& least, const std::string& most) {
        return runWords(words, "",
                        {"PATH=/usr/bin:/bin", "SLURM_ARRAY_TASK_ID=" + number,
                         "SLURM_ARRAY_TASK_MIN=" + least, "SLURM_ARRAY_TASK_MAX=" + most,
                         "SLURM_ARRAY_TASK_COUNT=2", "SLURM_CPUS_PER_TASK=1", "TCPLAB_CLI=" + programPath(),
                         "TCPLAB_PARTS=" + folder.path("parts")});
    };
    const Outcome wrong = taskWith("0", "0", "1");
    EXPECT_EQ(wrong.code, 2);
    EXPECT_THAT(wrong.error, HasSubstr("--array=1-N"));
    EXPECT_THAT(folder.names(), SizeIs(0));
    EXPECT_EQ(taskWith("1", "1", "2").code, 0);
    EXPECT_EQ(taskWith("2", "1", "2").code, 0);
    EXPECT_EQ(call({"merge", folder.path("parts/part-1-of-2.csv"), folder.path("parts/part-2-of-2.csv")}).out,
              call({"sweep", "three-way-handshake", "--runs", "9"}).out);
}

} // namespace
} // namespace tcplab
