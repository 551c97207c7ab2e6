# tests/ROOM/NAME.c is one cmocka program, test ROOM.NAME; it may include any header of src/.
pkg_check_modules(CMOCKA REQUIRED IMPORTED_TARGET cmocka)
file(GLOB ONRECORD_TESTS_C CONFIGURE_DEPENDS tests/base/*.c tests/source/*.c tests/text/*.c
  tests/model/*.c tests/record/*.c tests/api/*.c tests/cli/*.c)
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
