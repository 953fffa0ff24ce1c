/* Times something it knows nothing of, and prints one JSON line. */
#ifndef BENCH_HARNESS_H
#define BENCH_HARNESS_H

#include <stddef.h>

enum { HARNESS_ANSWERS = 16 }; /* the most that a subject gives */

typedef struct Subject {
    const char *workload; /* such as "w1" */
    const char *name;
    const char *const *answer; /* names of the numbers that must come out right; ends with NULL */
    /* Fills answer[i]; NaN: none. NULL, or a sentence that says why it cannot run. */
    const char *(*run)(const void *context, double *answer);
    const void *context;
    double units; /* of work in one run, such as path-years; 0: the subject's answer "units" */
} Subject;

/* After one warm-up run, `repeats` runs and more while they take next to no time; repeats 0: one
 * run, cold. Prints {"workload", "subject", "units", "seconds" (processor, median), "wall"
 * (median), "memory" (MB, most), "runs"} and the answers of the last run, or {"workload",
 * "subject", "skipped"}. */
void harness_measure(const Subject *subject, size_t repeats);

#endif
