#include "app/library/library.h"

#include <algorithm>

namespace tcplab {

const LibraryFile* findInLibrary(std::string_view name)
{
    const auto files = libraryFiles();
    const auto found = std::ranges::find(files, name, &LibraryFile::name);
    return found == files.end() ? nullptr : &*found;
}

} // namespace tcplab
