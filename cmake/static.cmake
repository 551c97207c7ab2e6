# The files of web/dist as a C file that takes them in as they are: nothing is needed to build but
# the compiler. Names hold letters, digits, points, lines and slashes.
file(GLOB_RECURSE static_paths CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/dist/*)
set(static_source ${CMAKE_BINARY_DIR}/static_files.c)
set(static_blocks "")
set(static_rows "")
set(number 0)
foreach(path ${static_paths})
  file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR}/web/dist ${path})
  string(APPEND static_blocks
    "__asm__(\".section .rodata\\n.balign 16\\nstatic_${number}_start:\\n"
    ".incbin \\\"${path}\\\"\\nstatic_${number}_end:\\n.byte 0\\n.previous\\n\");\n"
    "extern const unsigned char static_${number}_start[], static_${number}_end[];\n")
  string(APPEND static_rows
    "    { \"${name}\", static_${number}_start, static_${number}_end },\n")
  math(EXPR number "${number} + 1")
endforeach()
file(CONFIGURE OUTPUT ${static_source} @ONLY CONTENT [[
/* Made by cmake/static.cmake. */
#include "serve/static_files.h"
@static_blocks@
const static_file static_files[] = {
@static_rows@    { 0, 0, 0 },
};
]])
set_source_files_properties(${static_source} PROPERTIES OBJECT_DEPENDS "${static_paths}")
