/* The version of the program, from the one place that states it (CMakeLists.txt). */
#ifndef CORE_VERSION_H
#define CORE_VERSION_H

extern const char *const version;

#endif
