#include "tests/core/world/broken_file.h"

namespace tcplab {
namespace {

const std::vector<BrokenFile> brokenProgram{
    {"UnknownCall", R"([client]
program = """
connect server:80
write 100
close
"""
)",
     4, 1, Problem::UnknownName, "write",
     "socket, bind, listen, connect, accept, send, recv, shutdown, close, abort, setsockopt, getsockopt, "
     "sleep, at, until, crash, boot, repeat, end"},
    {"ConnectWithoutPort", R"([client]
program = """
connect server
"""
)",
     3, 1, Problem::BadProgram, "connect server", "connect HOST:PORT [from PORT] [as NAME] [nowait]"},
    {"ConnectPortTooLarge", R"([client]
program = """
connect server:65536
"""
)",
     3, 16, Problem::OutOfRange, "65536", "1 … 65535"},
    {"ConnectUnknownHost", R"([client]
program = """
connect sever:80
"""
)",
     3, 9, Problem::UnknownName, "sever", "server"},
    {"ConnectToItself", R"([client]
program = """
connect client:80
"""
)",
     3, 1, Problem::BadProgram, "connect client:80", "server:80"},
    {"SendNothing", R"([client]
program = """
send
"""
)",
     3, 1, Problem::BadProgram, "send", "send OCTETS | \"TEXT\" [urgent] [more] [nowait]"},
    {"SendZero", R"([client]
program = """
send 0
"""
)",
     3, 6, Problem::OutOfRange, "0", "1 … 1073741824"},
    {"SendTooMuch", R"([client]
program = """
send 2 GiB
"""
)",
     3, 6, Problem::BadUnit, "2 GiB", "octets, B, kB, KiB, MB, MiB"},
    {"SendTextWithoutEnd", R"([client]
program = """
send "GET
"""
)",
     3, 1, Problem::BadProgram, "send \"GET", "send OCTETS | \"TEXT\" [urgent] [more] [nowait]"},
    {"SendBadEscape", R"([client]
program = """
  send "a\\qb"
"""
)",
     3, 3, Problem::BadProgram, "send \"a\\qb\"", "send OCTETS | \"TEXT\" [urgent] [more] [nowait]"},
    {"RecvWord", R"([client]
program = """
recv all
"""
)",
     3, 1, Problem::BadProgram, "recv all", "recv OCTETS | eof [some] [peek] [nowait]"},
    {"ShutdownNothing", R"([client]
program = """
shutdown
"""
)",
     3, 1, Problem::BadProgram, "shutdown", "shutdown write|read|both"},
    {"ShutdownUnknown", R"([client]
program = """
shutdown sideways
"""
)",
     3, 10, Problem::UnknownName, "sideways", "write, read, both"},
    {"TooManyWords", R"([client]
program = """
close now
"""
)",
     3, 1, Problem::BadProgram, "close now", "close"},
    {"SetsockoptUnknown", R"([client]
program = """
setsockopt SO_BROADCAST 1
"""
)",
     3, 12, Problem::UnknownName, "SO_BROADCAST",
     "SO_LINGER, SO_REUSEADDR, TCP_NODELAY, SO_KEEPALIVE, SO_SNDBUF, SO_RCVBUF, TCP_CORK, TCP_MAXSEG, "
     "TCP_USER_TIMEOUT"},
    {"SetsockoptValue", R"([client]
program = """
setsockopt SO_REUSEADDR 2
"""
)",
     3, 25, Problem::OutOfRange, "2", "0 … 1"},
    {"SleepUnit", R"([client]
program = """
sleep 5
"""
)",
     3, 7, Problem::BadUnit, "5", "ns, us, ms, s, min, h"},
    {"SleepTooLong", R"([client]
program = """
sleep 30 h
"""
)",
     3, 7, Problem::OutOfRange, "30 h", "0 s … 24 h"},
    {"RepeatWithoutEnd", R"([client]
program = """
repeat 3
send 10
"""
)",
     3, 1, Problem::BadProgram, "repeat 3", "end"},
    {"EndWithoutRepeat", R"([client]
program = """
send 10
end
"""
)",
     4, 1, Problem::BadProgram, "end", "repeat"},
    {"RepeatTooOften", R"([client]
program = """
repeat 2000000
end
"""
)",
     3, 8, Problem::OutOfRange, "2000000", "1 … 1000000"},
    {"RepeatsTooOftenTogether", R"([client]
program = """
repeat 10000
repeat 10000
end
end
"""
)",
     4, 1, Problem::TooLarge, "repeat 10000", "1 … 1000000"},
    {"SleepsTooLongTogether", R"([client]
program = """
repeat 100000
sleep 1 h
end
"""
)",
     4, 1, Problem::TooLarge, "sleep 1 h", "0 s … 87600 h"},
    {"UntilUnknown", R"([client]
program = """
until ready
"""
)",
     3, 7, Problem::UnknownName, "ready", "established, closed"},
    {"SocketNameBad", R"([client]
program = """
2x: send 10
"""
)",
     3, 1, Problem::BadProgram, "2x: send 10", "[NAME:] CALL"},
    {"SleepOnSocket", R"([client]
program = """
c2: sleep 1 s
"""
)",
     3, 1, Problem::BadProgram, "c2: sleep 1 s", "sleep TIME"},
    {"ListenBacklogZero", R"([server]
program = """
listen 80 backlog 0
"""
)",
     3, 19, Problem::OutOfRange, "0", "1 … 65535"},
};

const std::vector<BrokenFile> brokenFault{
    {"FaultIsTable", R"([client]
[fault]
drop = {}
)",
     2, 1, Problem::WrongType, "table", "list of tables"},
    {"FaultUnknownAction", R"([client]
[[fault]]
lose = {}
)",
     3, 1, Problem::UnknownKey, "lose", "drop, delay, duplicate, corrupt"},
    {"FaultWithoutAction", R"([client]
[[fault]]
)",
     2, 1, Problem::MissingKey, "[[fault]]", "drop, delay, duplicate, corrupt"},
    {"FaultTwoActions", R"([client]
[[fault]]
drop = {}
corrupt = {}
)",
     4, 1, Problem::Conflict, "drop, corrupt", "[[fault]]"},
    {"FaultIsNoTable", R"([client]
[[fault]]
drop = "SYN"
)",
     3, 8, Problem::WrongType, "SYN", "table"},
    {"FaultUnknownKey", R"([client]
[[fault]]
drop = { form = "client" }
)",
     3, 10, Problem::UnknownKey, "form", "from"},
    {"FaultSender", R"([client]
[[fault]]
drop = { from = "router" }
)",
     3, 17, Problem::UnknownName, "router", "client, server"},
    {"FaultFlags", R"([client]
[[fault]]
drop = { flags = "SYN|ACK" }
)",
     3, 18, Problem::UnknownName, "SYN|ACK", "SYN, FIN, RST, PSH, ACK, URG, ECE, CWR, none"},
    {"FaultNthZero", R"([client]
[[fault]]
drop = { nth = 0 }
)",
     3, 16, Problem::OutOfRange, "0", "1 … 1000000000"},
    {"FaultCountWord", R"([client]
[[fault]]
drop = { count = "many" }
)",
     3, 18, Problem::WrongType, "many", "whole number"},
    {"FaultLengthWord", R"([client]
[[fault]]
drop = { length = "100-200" }
)",
     3, 19, Problem::BadFault, "100-200", "100, \"100..200\", \"100..\", \"..200\""},
    {"FaultLengthBackwards", R"([client]
[[fault]]
drop = { length = "200..100" }
)",
     3, 19, Problem::BadFault, "200..100", "100..200"},
    {"FaultDelayWithoutTime", R"([client]
[[fault]]
delay = { from = "client" }
)",
     3, 9, Problem::MissingKey, "by", "delay = { by = \"100 ms\" }"},
    {"FaultDropByTime", R"([client]
[[fault]]
drop = { by = "1 s" }
)",
     3, 10, Problem::BadFault, "by", "delay, duplicate"},
    {"FaultDropCopies", R"([client]
[[fault]]
drop = { copies = 2 }
)",
     3, 10, Problem::BadFault, "copies", "duplicate"},
};

const std::vector<BrokenFile> brokenUser{
    {"UserWithoutStep", R"([client]
[[user]]
at = "1 s"
drop = 1
)",
     2, 1, Problem::MissingKey, "step", "step = 12, at = \"150 ms\""},
    {"UserWithoutCommand", R"([client]
[[user]]
step = 1
at = "1 s"
)",
     2, 1, Problem::MissingKey, "[[user]]",
     "drop, delay, duplicate, corrupt, call, crash, boot, inject, icmp"},
    {"UserTwoCommands", R"([client]
[[user]]
step = 1
at = "1 s"
drop = 1
crash = "client"
)",
     6, 1, Problem::Conflict, "drop, crash", "[[user]]"},
    {"UserUnknown", R"([client]
[[user]]
step = 1
at = "1 s"
kill = 1
)",
     5, 1, Problem::UnknownKey, "kill",
     "step, at, drop, delay, duplicate, corrupt, call, crash, boot, inject, icmp"},
    {"UserStepsBackwards", R"([client]
[[user]]
step = 2
at = "1 s"
drop = 1
[[user]]
step = 2
at = "1 s"
drop = 2
)",
     6, 1, Problem::BadIntervention, "step = 2", "step > 2"},
    {"UserTimesBackwards", R"([client]
[[user]]
step = 2
at = "1 s"
drop = 1
[[user]]
step = 3
at = "999 ms"
drop = 2
)",
     6, 1, Problem::BadIntervention, "at = \"999 ms\"", "at >= \"1 s\""},
    {"UserDelayWithoutTime", R"([client]
[[user]]
step = 2
at = "1 s"
delay = { segment = 3 }
)",
     5, 9, Problem::MissingKey, "by", "delay = { segment = 7, by = \"100 ms\" }"},
    {"UserCallBad", R"([client]
[[user]]
step = 2
at = "1 s"
call = { host = "client", line = "sned 10" }
)",
     5, 34, Problem::UnknownName, "sned", "send"},
    {"UserCrashNobody", R"([client]
[[user]]
step = 2
at = "1 s"
crash = "both"
)",
     5, 9, Problem::UnknownName, "both", "client, server"},
};

INSTANTIATE_TEST_SUITE_P(Program, BrokenScenarioFile, testing::ValuesIn(brokenProgram), nameOfBrokenFile);
INSTANTIATE_TEST_SUITE_P(Fault, BrokenScenarioFile, testing::ValuesIn(brokenFault), nameOfBrokenFile);
INSTANTIATE_TEST_SUITE_P(User, BrokenScenarioFile, testing::ValuesIn(brokenUser), nameOfBrokenFile);

} // namespace
} // namespace tcplab
