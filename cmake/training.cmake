# What the training scripts call; no part of the program.
add_executable(features EXCLUDE_FROM_ALL training/features.c)
target_link_libraries(features PRIVATE onrecord_objects)
add_executable(coref_pairs EXCLUDE_FROM_ALL training/coref_pairs.c)
target_link_libraries(coref_pairs PRIVATE onrecord_objects)
add_executable(events_features EXCLUDE_FROM_ALL training/events.c)
target_link_libraries(events_features PRIVATE onrecord_objects)

add_executable(states EXCLUDE_FROM_ALL training/states.c)
target_link_libraries(states PRIVATE onrecord_objects)
