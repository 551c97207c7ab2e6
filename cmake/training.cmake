# What the training scripts call; no part of the program.
add_executable(features EXCLUDE_FROM_ALL training/features.c)
target_link_libraries(features PRIVATE onrecord_objects)
