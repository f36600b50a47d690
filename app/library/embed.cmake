# Writes the scenario files into a source: cmake -DOUTPUT=… -DFOLDER=… -DNAMES=a,b,c -P embed.cmake
string(REPLACE "," ";" names "${NAMES}")
set(entries "")
foreach(name IN LISTS names)
    file(READ "${FOLDER}/${name}.toml" text)
    string(APPEND entries "    {\"${name}\", R\"toml(${text})toml\"},\n")
endforeach()
file(WRITE "${OUTPUT}" "// Made from resources/scenarios by embed.cmake.
#include \"app/library/library.h\"

namespace tcplab {

static constexpr LibraryFile files[] = {
${entries}};

std::span<const LibraryFile> libraryFiles()
{
    return files;
}

} // namespace tcplab
")
