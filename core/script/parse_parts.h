/// What the parser's files share: parser.cpp (file, times, events), parse_packet.cpp, parse_call.cpp.
#pragma once
#include "core/script/cursor.h"
#include "core/script/script.h"

#include <map>

namespace tcplab::script {

/// What words mean by --define.
using Definitions = std::map<std::string, std::string>;

struct Parsing {
    Cursor& in;
    Script& script;
    const Definitions& defined;
    int line = 0; ///< where the event in hand begins

    void missing(std::string what) const { script.missing.push_back({std::move(what), line}); }
    void seenFreeBsd() const { script.dialect = Dialect::FreeBsd; }
};

PacketEvent readPacket(Parsing& parsing);
CallEvent readCall(Parsing& parsing);
/// Passes over what is left of an event that this program does not do.
void skipRestOfEvent(Cursor& in);

} // namespace tcplab::script
