#include "app/window/fonts_ahead.h"

#ifdef __linux__
#include <dlfcn.h>
#endif

namespace tcplab {

FontsAhead::FontsAhead()
{
#ifdef __linux__
    // Qt asks fontconfig, where there is one: then it has been loaded, and knows threads (since 2.10.91).
    using Init = int (*)();
    if (void* const found = dlsym(RTLD_DEFAULT, "FcInit"))
        m_reader = std::thread([init = reinterpret_cast<Init>(found)] { init(); });
#endif
}

void FontsAhead::wait()
{
    if (m_reader.joinable())
        m_reader.join();
}

} // namespace tcplab
