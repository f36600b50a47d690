// tcplab-cli: the simulator in a terminal.
#include "app/cli/command_line.h"

#include <csignal>
#include <cstdio>
#include <exception>

int main(int argc, char** argv)
{
    // A reader that goes away (`| head`) is seen as an error of write(), which ends the program quietly.
    std::signal(SIGPIPE, SIG_IGN);
    try {
        return tcplab::commandLine(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc),
                                   tcplab::environmentOfProcess());
    } catch (const std::exception& error) { // no memory left
        std::fprintf(stderr, "tcplab-cli: %s\n", error.what());
        return 1;
    }
}
