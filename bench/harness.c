#include "bench/harness.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

void harness_measure(const Subject *subject, size_t repeats)
{
    double *took = calloc(repeats, sizeof *took);
    if (!took)
        return;
    double value = subject->run(subject->context);
    for (size_t i = 0; i < repeats; i++) {
        double start = seconds();
        value = subject->run(subject->context);
        took[i] = 1e9 * (seconds() - start) / subject->units;
    }
    qsort(took, repeats, sizeof *took, compare);
    printf("{\"workload\": \"%s\", \"subject\": \"%s\", \"ns_per_unit\": %.4g, \"low\": %.4g, "
           "\"high\": %.4g, \"value\": %.6f, \"right\": %s}\n",
           subject->workload, subject->name, took[repeats / 2], took[0], took[repeats - 1], value,
           fabs(value - subject->truth) <= subject->tolerance ? "true" : "false");
    free(took);
}
