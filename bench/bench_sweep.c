/* W4, dubao in the process: 10,000 scenarios, 100 means of growth by 100 volatilities, and the
 * chance of the target in each; the answer is the mean chance. By convolution ("convolve"), over
 * the same shocks for all ("common"), or as a whole forecast of its own for each, read from the
 * file with two changes, by a sampling: the slow way. usage: bench_sweep FILE
 * SAMPLING|convolve|common PATHS [SIDE [REPEATS]] (SIDE by SIDE scenarios, 100 unless told) */
#include "bench/harness.h"

#include "io/read_scenario.h"
#include "math/product.h"
#include "math/start.h"
#include "math/stream.h"
#include "run/project.h"
#include "run/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Sweep {
    const char *file, *sampling;
    size_t side, paths;
} Sweep;

enum { YEARS = 5 };

static const double bound = 165000.0 / 75000;

static const char *const answers[] = { "p", "p_error", NULL };

/* The i-th of `count` numbers at equal distances from low to high. */
static double between(double low, double high, size_t i, size_t count)
{
    return low + (high - low) * (double)i / (double)(count - 1);
}

static Status chance(const Sweep *sweep, double mean, double sd, Chance *made, Error *err)
{
    static Problems problems;
    const SimulateOptions options = { .threads = 1 };
    char set[3][100];
    Scenario *scenario = NULL;
    Projection *projection = NULL;
    Forecast *forecast = NULL;
    snprintf(set[0], sizeof set[0], "/indicators/output/growth=%.17g", mean);
    snprintf(set[1], sizeof set[1], "/indicators/output/volatility=%.17g", sd);
    snprintf(set[2], sizeof set[2], "/simulation/sampling=%s", sweep->sampling);
    const char *const sets[3] = { set[0], set[1], set[2] };
    Status status = read_scenario(sweep->file, sets, 3, &scenario, &problems, err);
    if (status == STATUS_GOOD)
        status = project(scenario, &projection, err);
    if (status == STATUS_GOOD)
        status = simulate(projection, &options, &forecast, err);
    if (status == STATUS_GOOD)
        *made = forecast->target[0].chance;
    forecast_free(forecast);
    projection_free(projection);
    scenario_free(scenario);
    return status;
}

/* The error is the mean one: the same seed everywhere may make all err together. */
static const char *run_forecasts(const void *context, double *answer)
{
    static Error err;
    const Sweep *sweep = context;
    const double share = 1 / (double)(sweep->side * sweep->side);
    answer[0] = answer[1] = 0;
    for (size_t i = 0; i < sweep->side; i++)
        for (size_t j = 0; j < sweep->side; j++) {
            Chance made;
            if (chance(sweep, between(0.10, 0.24, i, sweep->side),
                       between(0.01, 0.08, j, sweep->side), &made, &err) != STATUS_GOOD)
                return err.text;
            answer[0] += share * made.probability;
            answer[1] += share * made.standard_error;
        }
    return NULL;
}

static void set_years(const Sweep *sweep, size_t cell, ProductYear year[YEARS])
{
    for (size_t t = 0; t < YEARS; t++)
        year[t] = (ProductYear){ between(0.10, 0.24, cell / sweep->side, sweep->side),
                                 between(0.01, 0.08, cell % sweep->side, sweep->side) };
}

static const char *run_convolutions(const void *context, double *answer)
{
    const Sweep *sweep = context;
    const size_t cells = sweep->side * sweep->side;
    ProductYear year[YEARS];
    answer[0] = 0;
    answer[1] = 1e-10;
    for (size_t cell = 0; cell < cells; cell++) {
        set_years(sweep, cell, year);
        answer[0] += product_above(year, YEARS, bound) / (double)cells;
    }
    return NULL;
}

/* Shocks of one block at a time, for all cells. */
static const char *run_common(const void *context, double *answer)
{
    enum { BLOCK = 512 };
    const Sweep *sweep = context;
    const size_t cells = sweep->side * sweep->side;
    double e[YEARS * BLOCK], count = 0;
    ProductYear year[YEARS];
    for (size_t from = 0; from < sweep->paths; from += BLOCK) {
        size_t n = sweep->paths - from < BLOCK ? sweep->paths - from : BLOCK;
        for (uint32_t t = 0; t < YEARS; t++)
            stream_scores(stream_of(1, "output"), PURPOSE_SHOCK, t + 1, from, &octave_normal_table,
                          e + t * BLOCK, BLOCK);
        for (size_t cell = 0; cell < cells; cell++) {
            set_years(sweep, cell, year);
            count += (double)product_count(e, BLOCK, n, year, YEARS, bound);
        }
    }
    answer[0] = count / (double)(cells * sweep->paths);
    answer[1] = 0.5 / sqrt((double)sweep->paths); /* at most */
    return NULL;
}

int main(int argc, char **argv)
{
    char name[120];
    Sweep sweep = { .side = 100 };
    if (argc > 4)
        sweep.side = strtoul(argv[4], NULL, 10);
    if (argc < 4 || argc > 6 || sweep.side < 2) {
        fprintf(stderr,
                "usage: bench_sweep FILE SAMPLING|convolve|common PATHS [SIDE [REPEATS]]\n");
        return 2;
    }
    start_math();
    sweep.file = argv[1];
    sweep.sampling = argv[2];
    sweep.paths = strtoul(argv[3], NULL, 10);
    snprintf(name, sizeof name, "dubao %s", argv[2]);
    harness_measure(&(Subject){ .workload = "w4",
                                .name = name,
                                .answer = answers,
                                .run = !strcmp(argv[2], "convolve") ? run_convolutions
                                       : !strcmp(argv[2], "common") ? run_common
                                                                    : run_forecasts,
                                .context = &sweep,
                                .units = (double)(sweep.side * sweep.side) },
                    argc > 5 ? strtoul(argv[5], NULL, 10) : 0);
    return 0;
}
