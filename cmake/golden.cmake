# tests/golden: reports with what must and must not be found in them, judged by its run.py.
find_package(Python3 COMPONENTS Interpreter)
if(Python3_FOUND AND TARGET onrecord_program)
  add_test(NAME golden COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/golden/run.py
    --program $<TARGET_FILE:onrecord_program>)
endif()
