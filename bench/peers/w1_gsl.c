/* W1 the way GSL's manual suggests: the default generator, gsl_ran_gaussian, every level kept, then
 * mean, sd and the quantiles of the sorted levels of each year.
 * usage: peer_w1_gsl PATHS [REPEATS] */
#include "bench/harness.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <stdlib.h>

enum { YEARS = 10, TARGET_YEAR = 5, QUANTILES = 5 };

static const double wanted[QUANTILES] = { 0.05, 0.25, 0.5, 0.75, 0.95 };
static const char *const answers[] = { "p", "q05", "q50", "q95", "paths", NULL };

typedef struct Year {
    double mean, sd, quantile[QUANTILES];
} Year;

static void summarise(double *level, size_t paths, Year *year)
{
    year->mean = gsl_stats_mean(level, 1, paths);
    year->sd = gsl_stats_sd(level, 1, paths);
    gsl_sort(level, 1, paths);
    for (size_t q = 0; q < QUANTILES; q++)
        year->quantile[q] = gsl_stats_quantile_from_sorted_data(level, 1, paths, wanted[q]);
}

static size_t draw(gsl_rng *generator, double *level, size_t paths)
{
    size_t hits = 0;
    for (size_t p = 0; p < paths; p++) {
        double now = 75000;
        for (size_t t = 0; t < YEARS; t++) {
            now *= 1 + 0.17 + gsl_ran_gaussian(generator, 0.04);
            level[t * paths + p] = now;
        }
        hits += level[(TARGET_YEAR - 1) * paths + p] >= 165000;
    }
    return hits;
}

static const char *run(const void *context, double *answer)
{
    size_t paths = *(const size_t *)context;
    double *level = malloc(YEARS * paths * sizeof *level);
    gsl_rng *generator = gsl_rng_alloc(gsl_rng_mt19937);
    Year year[YEARS];
    if (!level || !generator)
        return "no memory";
    answer[0] = (double)draw(generator, level, paths) / (double)paths;
    for (size_t t = 0; t < YEARS; t++)
        summarise(level + t * paths, paths, &year[t]);
    answer[1] = year[YEARS - 1].quantile[0];
    answer[2] = year[YEARS - 1].quantile[2];
    answer[3] = year[YEARS - 1].quantile[4];
    answer[4] = (double)paths;
    gsl_rng_free(generator);
    free(level);
    return NULL;
}

int main(int argc, char **argv)
{
    size_t paths = argc > 1 ? (size_t)strtod(argv[1], NULL) : 1000000;
    harness_measure(&(Subject){ .workload = "w1",
                                .name = "GSL textbook",
                                .answer = answers,
                                .run = run,
                                .context = &paths,
                                .units = YEARS * (double)paths },
                    argc > 2 ? strtoul(argv[2], NULL, 10) : 1);
    return 0;
}
