# tests/fuzz/NAME.c is one libFuzzer program, fuzz_NAME.
file(GLOB ONRECORD_FUZZERS CONFIGURE_DEPENDS tests/fuzz/*.c)
target_compile_options(onrecord_objects PRIVATE -fsanitize=fuzzer-no-link)
foreach(source ${ONRECORD_FUZZERS})
  cmake_path(GET source STEM name)
  add_executable(fuzz_${name} ${source})
  target_compile_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  target_compile_definitions(fuzz_${name} PRIVATE TEST_ROOT="${CMAKE_SOURCE_DIR}")
  target_link_libraries(fuzz_${name} PRIVATE onrecord_objects)
endforeach()
# Of the service what reads requests.
target_sources(fuzz_service PRIVATE src/serve/request.c src/serve/asking.c src/serve/answer.c
  src/serve/json_in.c)
