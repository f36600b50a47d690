#include "core/world/fingerprint_walk.h"

namespace tcplab {

void FingerprintWalk::operator()(const DropSegment& it)
{
    const auto& [segment] = it;
    all(segment);
}

void FingerprintWalk::operator()(const DelaySegment& it)
{
    const auto& [segment, by] = it;
    all(segment, by);
}

void FingerprintWalk::operator()(const DuplicateSegment& it)
{
    const auto& [segment] = it;
    all(segment);
}

void FingerprintWalk::operator()(const CorruptSegment& it)
{
    const auto& [segment] = it;
    all(segment);
}

void FingerprintWalk::operator()(const MakeCall& it)
{
    const auto& [host, statement] = it;
    all(host, statement);
}

void FingerprintWalk::operator()(const CrashHost& it)
{
    const auto& [host] = it;
    all(host);
}

void FingerprintWalk::operator()(const BootHost& it)
{
    const auto& [host] = it;
    all(host);
}

void FingerprintWalk::operator()(const InjectSegment& it)
{
    const auto& [from, segment] = it;
    all(from, segment);
}

void FingerprintWalk::operator()(const IcmpMessage& it)
{
    const auto& [kind, localPort, remotePort, seq] = it;
    all(kind, localPort, remotePort, seq);
}

void FingerprintWalk::operator()(const DeliverIcmp& it)
{
    const auto& [to, message] = it;
    all(to, message);
}

void FingerprintWalk::operator()(const PlacedIntervention& it)
{
    const auto& [step, at, what] = it;
    all(step, at, what);
}

void FingerprintWalk::operator()(const Bilingual& it)
{
    const auto& [en, zh] = it;
    all(en, zh);
}

void FingerprintWalk::operator()(const Scenario& it)
{
    const auto& [name, title, summary, notes, lesson, rfc, seed, until, links, hosts, faults, interventions,
                 source] = it;
    all(name, title, summary, notes, lesson, rfc, seed, until, links, hosts, faults, interventions, source);
}

} // namespace tcplab
