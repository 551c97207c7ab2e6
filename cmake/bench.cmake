# bench/NAME.c is one program, bench_NAME; not built by default: ninja -C build bench_pages
file(GLOB ONRECORD_BENCHES CONFIGURE_DEPENDS bench/*.c)
foreach(source ${ONRECORD_BENCHES})
  cmake_path(GET source STEM name)
  add_executable(bench_${name} EXCLUDE_FROM_ALL ${source})
  target_link_libraries(bench_${name} PRIVATE onrecord_objects)
endforeach()
