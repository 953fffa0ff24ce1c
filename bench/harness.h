/* Times something it knows nothing of: one warm-up, then several runs; prints one JSON line. */
#ifndef BENCH_HARNESS_H
#define BENCH_HARNESS_H

#include <stddef.h>

typedef struct Subject {
    const char *workload; /* such as "w1" */
    const char *name;
    double units;                       /* of work in one run, such as path-years */
    double (*run)(const void *context); /* returns what must be right, such as a probability */
    const void *context;
    double truth, tolerance; /* of the returned value */
} Subject;

/* Processor time of each of `repeats` runs; {"workload", "subject", "ns_per_unit" (median), "low",
 * "high", "value", "right"}. */
void harness_measure(const Subject *subject, size_t repeats);

#endif
