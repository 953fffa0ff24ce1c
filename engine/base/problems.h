/* Everything that is wrong with a scenario, so that one run shows it all. */
#ifndef BASE_PROBLEMS_H
#define BASE_PROBLEMS_H

#include <stdbool.h>
#include <stddef.h>

enum { PROBLEMS_KEPT = 100 };

/* Zero-initialise. Each line reads "WHERE: what is wrong, what is allowed". Lines beyond
 * PROBLEMS_KEPT are counted only. */
typedef struct Problems {
    char *line[PROBLEMS_KEPT];
    size_t count; /* all problems, kept or not */
} Problems;

void problems_free(Problems *problems);

/* `where` is a JSON pointer, or FILE:LINE:COLUMN for a syntax error. */
__attribute__((format(printf, 3, 4))) void problems_add(Problems *problems, const char *where,
                                                        const char *format, ...);

#endif
