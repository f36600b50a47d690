#include "core/host/host_internal.h"

#include <algorithm>

namespace tcplab {

const Socket* currentSocket(const Host& host, std::string_view name)
{
    const Socket* socket = youngest(host, name, [](const Socket& s) { return !s.listening; });
    return socket != nullptr ? socket : currentListener(host, name);
}

const Socket* currentListener(const Host& host, std::string_view name)
{
    return youngest(host, name, [](const Socket& s) { return s.listening; });
}

Socket& newSocket(Host& host, const std::string& name)
{
    Socket& socket = host.sockets.emplace_back();
    socket.id = host.nextSocket++;
    socket.name = name;
    return socket;
}

void letGo(HostEvent& event, SocketId id)
{
    Socket& socket = *findSocket(event.host, id);
    socket.closed = true;
    if (Connection* connection = findConnection(event.host, socket.connection)) {
        connection->socket = 0;
        if (connection->tcb.state == ConnectionState::Closed)
            forget(event.host, connection->id);
        else
            shelve(event.host, connection->id);
    } else {
        std::erase_if(event.host.sockets, [&](const Socket& s) { return s.id == id; });
    }
}

void detach(Host& host, SocketId id)
{
    Socket& socket = *findSocket(host, id);
    forget(host, std::exchange(socket.connection, 0));
    if (std::exchange(socket.autoPort, false))
        socket.boundPort = 0;
}

} // namespace tcplab
