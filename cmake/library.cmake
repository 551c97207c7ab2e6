# The library, shared and static. Both show nothing but onr_ names: the shared one by its
# version script, the static one by being linked into one object whose other names are made
# local, so that it cannot clash with names of the program beside it.
include(GNUInstallDirs)

add_library(onrecord_shared SHARED $<TARGET_OBJECTS:onrecord_objects>)
target_link_libraries(onrecord_shared PRIVATE PkgConfig::DEPS Threads::Threads cld2 m)
target_link_options(onrecord_shared PRIVATE
  -Wl,--version-script=${CMAKE_SOURCE_DIR}/cmake/onrecord.map -Wl,--no-undefined)
set_target_properties(onrecord_shared PROPERTIES OUTPUT_NAME onrecord
  VERSION ${PROJECT_VERSION} SOVERSION 1 LINK_DEPENDS ${CMAKE_SOURCE_DIR}/cmake/onrecord.map)

set(one_object ${CMAKE_BINARY_DIR}/onrecord_all.o)
set(static_library ${CMAKE_BINARY_DIR}/libonrecord.a)
add_custom_command(OUTPUT ${static_library}
  COMMAND ${CMAKE_C_COMPILER} ${ONRECORD_WHOLE} -r -nostdlib -o ${one_object}
    $<TARGET_OBJECTS:onrecord_objects>
  COMMAND ${CMAKE_OBJCOPY} --wildcard --keep-global-symbol=onr_* ${one_object}
  COMMAND ${CMAKE_COMMAND} -E rm -f ${static_library}
  COMMAND ${CMAKE_AR} rcs ${static_library} ${one_object}
  DEPENDS onrecord_objects $<TARGET_OBJECTS:onrecord_objects>
  COMMAND_EXPAND_LISTS VERBATIM COMMENT "Linking libonrecord.a, all but onr_ made local")
add_custom_target(onrecord_static_file ALL DEPENDS ${static_library})

add_library(onrecord_static STATIC IMPORTED GLOBAL)
set_target_properties(onrecord_static PROPERTIES IMPORTED_LOCATION ${static_library})
target_include_directories(onrecord_static INTERFACE ${CMAKE_SOURCE_DIR}/include)
target_link_libraries(onrecord_static INTERFACE PkgConfig::DEPS Threads::Threads cld2 stdc++ m)
add_dependencies(onrecord_static onrecord_static_file)

file(RELATIVE_PATH ONRECORD_PC_UP /p/${CMAKE_INSTALL_LIBDIR}/pkgconfig /p)
configure_file(${CMAKE_SOURCE_DIR}/cmake/onrecord.pc.in ${CMAKE_BINARY_DIR}/onrecord.pc @ONLY)
install(TARGETS onrecord_shared LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES ${static_library} DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES ${CMAKE_SOURCE_DIR}/include/onrecord.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${CMAKE_BINARY_DIR}/onrecord.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# The weights and the gazetteer: the build tree finds them where an installation does, in share/onrecord/.
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/share/onrecord)
foreach(name english-fast.onrw english-accurate.onrw places.onrg)
  set(file ${CMAKE_SOURCE_DIR}/models/${name})
  file(CREATE_LINK ${file} ${CMAKE_BINARY_DIR}/share/onrecord/${name} SYMBOLIC)
  install(FILES ${file} DESTINATION ${CMAKE_INSTALL_DATADIR}/onrecord OPTIONAL)
endforeach()
