#include "app/library/library.h"

namespace tcplab {

std::string_view newScenarioText()
{
    return R"(title = { en = "My scenario", zh_CN = "我的场景" }

[network]
delay = "50 ms"

[client]
program = """
connect server:80
send 100
close
"""

[server]
program = """
listen 80
accept
recv eof
close
"""
)";
}

} // namespace tcplab
