# tests/golden: reports with what must and must not be found in them, judged by its run.py.
find_package(Python3 COMPONENTS Interpreter)
if(Python3_FOUND AND TARGET onrecord_program)
  add_test(NAME golden.judge COMMAND Python3::Interpreter -B
    ${CMAKE_SOURCE_DIR}/tests/golden/self_test.py)
  add_test(NAME golden.reports COMMAND Python3::Interpreter -B
    ${CMAKE_SOURCE_DIR}/tests/golden/run.py --program $<TARGET_FILE:onrecord_program>)
endif()
