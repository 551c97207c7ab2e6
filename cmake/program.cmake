include(cmake/static.cmake)
# The program, through the same public calls as anybody else's; its manual page and the
# shells' completions, which it prints itself.
add_executable(onrecord_program ${ONRECORD_CLI} ${static_source})
# The service works on strings and memory as the library does, whose own functions are local to it.
add_library(onrecord_base STATIC ${ONRECORD_BASE})
target_include_directories(onrecord_base PUBLIC src)
target_link_libraries(onrecord_base PUBLIC PkgConfig::DEPS)
set_target_properties(onrecord_program PROPERTIES OUTPUT_NAME onrecord)
target_include_directories(onrecord_program PRIVATE src)
target_link_libraries(onrecord_program PRIVATE PkgConfig::MICROHTTPD)
if(ONRECORD_SANITIZE OR ONRECORD_COVERAGE) # whose own symbols must stay global
  target_link_libraries(onrecord_program PRIVATE onrecord_objects)
else()
  target_link_libraries(onrecord_program PRIVATE onrecord_static onrecord_base)
endif()

set(pages onrecord.1 onrecord.bash _onrecord onrecord.fish)
add_custom_command(TARGET onrecord_program POST_BUILD
  COMMAND onrecord_program help --man > onrecord.1
  COMMAND onrecord_program help --bash > onrecord.bash
  COMMAND onrecord_program help --zsh > _onrecord
  COMMAND onrecord_program help --fish > onrecord.fish
  BYPRODUCTS ${pages} WORKING_DIRECTORY ${CMAKE_BINARY_DIR} VERBATIM)

install(TARGETS onrecord_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${CMAKE_BINARY_DIR}/onrecord.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${CMAKE_BINARY_DIR}/onrecord.bash RENAME onrecord
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${CMAKE_BINARY_DIR}/_onrecord
  DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${CMAKE_BINARY_DIR}/onrecord.fish
  DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

# The services that follow sources and answer over HTTP; their units name where the program is
# installed.
set(ONRECORD_BINDIR ${CMAKE_INSTALL_FULL_BINDIR})
foreach(unit onrecord-follow.service onrecord-serve.service)
  configure_file(${CMAKE_SOURCE_DIR}/dist/${unit}.in ${CMAKE_BINARY_DIR}/${unit} @ONLY)
  install(FILES ${CMAKE_BINARY_DIR}/${unit} DESTINATION lib/systemd/system)
endforeach()
install(FILES ${CMAKE_SOURCE_DIR}/dist/onrecord-follow.default
  DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)
