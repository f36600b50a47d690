#include "core/script/call_parts.h"

#include <algorithm>

namespace tcplab::script {

const Expression& argumentOf(const CallEvent& call, std::size_t i)
{
    static const Expression none{};
    return i < call.arguments.size() ? call.arguments[i] : none;
}

const Expression* member(const Expression& braces, std::string_view name)
{
    const auto found = std::ranges::find_if(braces.items, [&](const Expression& item) {
        return item.kind == Expression::Kind::Assign && item.text == name && !item.items.empty();
    });
    return found == braces.items.end() ? nullptr : &found->items[0];
}

const Expression& inList(const Expression& value)
{
    return value.kind == Expression::Kind::List && !value.items.empty() ? value.items[0] : value;
}

Errno errnoNamed(std::string_view name)
{
    for (int i = 0; i <= static_cast<int>(lastErrno); ++i)
        if (name == nameOf(static_cast<Errno>(i)))
            return static_cast<Errno>(i);
    return name == "EWOULDBLOCK" ? Errno::Again : Errno::None;
}

} // namespace tcplab::script
