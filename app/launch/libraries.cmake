# Writes the libraries of PROGRAM, as the loader finds them here, to TO: a C++ string and a comma a line.
execute_process(COMMAND ldd "${PROGRAM}" OUTPUT_VARIABLE found ERROR_QUIET)
string(REGEX MATCHALL "=> /[^ \n]+" found "${found}")
set(lines "")
foreach(line IN LISTS found)
    string(SUBSTRING "${line}" 3 -1 path)
    # Of ICU's 30 MB of data a start reads a page or two.
    if(NOT path MATCHES "libicudata")
        string(APPEND lines "\"${path}\",\n")
    endif()
endforeach()
file(WRITE "${TO}.new" "${lines}")
file(COPY_FILE "${TO}.new" "${TO}" ONLY_IF_DIFFERENT)
