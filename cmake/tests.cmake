# tests/ROOM/NAME.c is one cmocka program, test ROOM.NAME; it may include any header of src/.
pkg_check_modules(CMOCKA IMPORTED_TARGET cmocka)
if(NOT CMOCKA_FOUND) # ./run needs no tests; ./test installs it
  message(STATUS "no cmocka: the tests are not built")
  return()
endif()
file(GLOB ONRECORD_TESTS_C CONFIGURE_DEPENDS tests/base/*.c tests/source/*.c tests/text/*.c
  tests/model/*.c tests/record/*.c tests/ledger/*.c tests/desk/*.c tests/api/*.c tests/cli/*.c)
foreach(source ${ONRECORD_TESTS_C})
  cmake_path(GET source STEM name)
  cmake_path(GET source PARENT_PATH folder)
  cmake_path(GET folder FILENAME room)
  add_executable(test_${room}_${name} ${source})
  target_include_directories(test_${room}_${name} PRIVATE tests)
  target_compile_definitions(test_${room}_${name} PRIVATE TEST_ROOT="${CMAKE_SOURCE_DIR}")
  target_link_libraries(test_${room}_${name} PRIVATE onrecord_objects PkgConfig::CMOCKA)
  add_test(NAME ${room}.${name} COMMAND test_${room}_${name})
endforeach()

# tests/serve/NAME.c is one of src/serve/NAME.c, which needs no more than src/base.
file(GLOB ONRECORD_TESTS_SERVE CONFIGURE_DEPENDS tests/serve/*.c)
foreach(source ${ONRECORD_TESTS_SERVE})
  cmake_path(GET source STEM name)
  add_executable(test_serve_${name} ${source} src/serve/${name}.c)
  target_link_libraries(test_serve_${name} PRIVATE onrecord_base PkgConfig::CMOCKA)
  add_test(NAME serve.${name} COMMAND test_serve_${name})
endforeach()

# tests/page/NAME.py reads the pages that the program serves; Chromium does so once, of the release.
file(GLOB ONRECORD_TESTS_PAGE CONFIGURE_DEPENDS tests/page/*.py)
foreach(source ${ONRECORD_TESTS_PAGE})
  cmake_path(GET source STEM name)
  if(NOT name STREQUAL "pages" AND NOT (ONRECORD_SANITIZE AND NOT name STREQUAL "markup"))
    add_test(NAME page.${name} COMMAND python3 -B ${source} $<TARGET_FILE:onrecord_program>)
    set_tests_properties(page.${name} PROPERTIES SKIP_RETURN_CODE 77)
  endif()
endforeach()

# tests/cli/NAME.py runs the program, test cli.NAME; program.py is what they share.
file(GLOB ONRECORD_TESTS_CLI CONFIGURE_DEPENDS tests/cli/*.py)
list(FILTER ONRECORD_TESTS_CLI EXCLUDE REGEX "/program\\.py$")
foreach(source ${ONRECORD_TESTS_CLI})
  cmake_path(GET source STEM name)
  add_test(NAME cli.${name} COMMAND python3 -B ${source} $<TARGET_FILE:onrecord_program>)
endforeach()

# tests/link/ stands outside: programs that use the library as anybody does.
if(NOT ONRECORD_SANITIZE AND NOT ONRECORD_COVERAGE)
  add_executable(test_link_clash tests/link/clash.c)
  target_link_libraries(test_link_clash PRIVATE onrecord_static)
  add_test(NAME link.clash COMMAND test_link_clash)
  add_executable(test_link_plusplus tests/link/plusplus.cc)
  target_include_directories(test_link_plusplus PRIVATE include)
  target_link_libraries(test_link_plusplus PRIVATE onrecord_shared)
  add_test(NAME link.plusplus COMMAND test_link_plusplus)
  add_executable(test_link_example examples/read.c)
  target_include_directories(test_link_example PRIVATE include)
  target_link_libraries(test_link_example PRIVATE onrecord_shared)
  add_test(NAME link.example COMMAND test_link_example ${CMAKE_SOURCE_DIR}/examples/quake-brief.txt)
  set_tests_properties(link.example PROPERTIES PASS_REGULAR_EXPRESSION ": ")
  add_test(NAME link.install COMMAND python3 -B ${CMAKE_SOURCE_DIR}/tests/link/install.py ${CMAKE_BINARY_DIR})
endif()

# The reader built for 64-bit ARM and emulated gives the same labels; skipped where the cross
# compiler or qemu is missing.
if(NOT ONRECORD_SANITIZE AND NOT ONRECORD_COVERAGE)
  add_test(NAME model.cross
    COMMAND python3 -B ${CMAKE_SOURCE_DIR}/tests/cross/run.py ${CMAKE_BINARY_DIR})
  set_tests_properties(model.cross PROPERTIES SKIP_RETURN_CODE 77)
endif()
