#include "bench/harness.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_RUNS = 1000 };
static const double least_seconds = 0.05; /* that all runs together take */

typedef struct Times {
    double processor[MOST_RUNS], wall[MOST_RUNS];
    size_t runs;
} Times;

static double seconds(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *x, size_t n)
{
    qsort(x, n, sizeof *x, compare);
    return (x[(n - 1) / 2] + x[n / 2]) / 2;
}

/* The most memory that this program held, in MB; getrusage would count its parent's as well. */
static double memory(void)
{
    char line[200];
    double kilobytes = NAN;
    FILE *file = fopen("/proc/self/status", "r");
    while (file && fgets(line, sizeof line, file))
        if (!strncmp(line, "VmHWM:", 6))
            kilobytes = strtod(line + 6, NULL);
    if (file)
        fclose(file);
    return kilobytes / 1024;
}

static void print_text(const char *key, const char *text)
{
    printf("\"%s\": \"", key);
    for (; *text; text++)
        if ((unsigned char)*text >= ' ')
            printf(*text == '"' || *text == '\\' ? "\\%c" : "%c", *text);
    printf("\"");
}

static void print_number(const char *key, double x)
{
    if (isfinite(x))
        printf(", \"%s\": %.15g", key, x);
    else
        printf(", \"%s\": null", key);
}

static const char *time_runs(const Subject *subject, size_t repeats, Times *times, double *answer)
{
    double total = 0;
    const char *why = repeats ? subject->run(subject->context, answer) : NULL;
    while (!why && times->runs < MOST_RUNS &&
           (times->runs < (repeats ? repeats : 1) || (repeats && total < least_seconds))) {
        double processor = seconds(CLOCK_PROCESS_CPUTIME_ID), wall = seconds(CLOCK_MONOTONIC);
        why = subject->run(subject->context, answer);
        times->wall[times->runs] = seconds(CLOCK_MONOTONIC) - wall;
        times->processor[times->runs] = seconds(CLOCK_PROCESS_CPUTIME_ID) - processor;
        total += times->wall[times->runs++];
    }
    return why;
}

void harness_measure(const Subject *subject, size_t repeats)
{
    static Times times;
    double answer[HARNESS_ANSWERS] = { 0 }, units = subject->units;
    times.runs = 0;
    const char *why = time_runs(subject, repeats, &times, answer);
    printf("{");
    print_text("workload", subject->workload);
    printf(", ");
    print_text("subject", subject->name);
    if (why) {
        printf(", ");
        print_text("skipped", why);
        printf("}\n");
        return;
    }
    for (size_t i = 0; subject->answer[i]; i++)
        if (!strcmp(subject->answer[i], "units"))
            units = answer[i];
        else
            print_number(subject->answer[i], answer[i]);
    print_number("units", units);
    print_number("seconds", median(times.processor, times.runs));
    print_number("wall", median(times.wall, times.runs));
    print_number("memory", memory());
    print_number("runs", (double)times.runs);
    printf("}\n");
}
