/* W1: L[0] = 75000, growth normal with mean 17 % and sd 4 %, independent each year, ten years;
 * wanted are P(L[5] >= 165000) and for each year mean, sd and five quantiles. One unit is a
 * path-year. Beside dubao the textbook way: a generator and a normal of GSL, all levels kept, then
 * sorted. */
#include "bench/harness.h"

#include "io/read_scenario.h"
#include "math/start.h"
#include "run/project.h"
#include "run/simulate.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { YEARS = 10 };

static const double truth = 0.469890810057266; /* by convolution */

static double run_dubao(const void *context)
{
    SimulateOptions options = { .threads = 1 };
    Forecast *forecast = NULL;
    Error err = { 0 };
    if (simulate(context, &options, &forecast, &err) != STATUS_GOOD)
        return NAN;
    double p = forecast->target[0].chance.probability;
    forecast_free(forecast);
    return p;
}

static double run_textbook(const void *context)
{
    static const double wanted[] = { 0.05, 0.25, 0.5, 0.75, 0.95 };
    size_t paths = *(const size_t *)context, hits = 0;
    double *level = malloc(YEARS * paths * sizeof *level), checksum = 0;
    gsl_rng *generator = gsl_rng_alloc(gsl_rng_mt19937);
    if (!level || !generator)
        return NAN;
    for (size_t p = 0; p < paths; p++) {
        double now = 75000;
        for (size_t t = 0; t < YEARS; t++) {
            now *= 1.17 + gsl_ran_gaussian_ziggurat(generator, 0.04);
            level[t * paths + p] = now;
        }
        hits += level[4 * paths + p] >= 165000;
    }
    for (size_t t = 0; t < YEARS; t++) {
        double *year = level + t * paths;
        checksum += gsl_stats_mean(year, 1, paths) + gsl_stats_sd(year, 1, paths);
        gsl_sort(year, 1, paths);
        for (size_t q = 0; q < sizeof wanted / sizeof *wanted; q++)
            checksum += gsl_stats_quantile_from_sorted_data(year, 1, paths, wanted[q]);
    }
    gsl_rng_free(generator);
    free(level);
    return checksum > 0 ? (double)hits / (double)paths : NAN;
}

int main(int argc, char **argv)
{
    const size_t paths = 1000000;
    const double tolerance = 4 * sqrt(truth * (1 - truth) / (double)paths);
    Scenario *scenario = NULL;
    Projection *projection = NULL;
    Problems problems = { 0 };
    Error err = { 0 };
    start_math();
    if (argc != 2 || read_scenario(argv[1], NULL, 0, &scenario, &problems, &err) != STATUS_GOOD ||
        project(scenario, &projection, &err) != STATUS_GOOD) {
        fprintf(stderr, "usage: bench_w1 SCENARIO; %s\n", err.text);
        return 1;
    }
    const Subject subjects[] = {
        { "w1", "dubao", YEARS * (double)paths, run_dubao, projection, truth, tolerance },
        { "w1", "GSL textbook", YEARS * (double)paths, run_textbook, &paths, truth, tolerance },
    };
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
        harness_measure(&subjects[i], 5);
    projection_free(projection);
    scenario_free(scenario);
    problems_free(&problems);
    return 0;
}
