/* W2: eight sectors with correlated, persistent lognormal shocks (w2.json), ten years; wanted are
 * P(T[5] >= 165000) of their total and for each year mean, sd and quantiles. By random paths (a
 * unit is a sector-year), by preintegration (a unit is the whole forecast), and the chance alone
 * from the law of the total (a unit is that chance). */
#include "bench/harness.h"

#include "io/read_scenario.h"
#include "math/start.h"
#include "run/lognormal_levels.h"
#include "run/project.h"
#include "run/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { SECTORS = 8, YEARS = 10, TARGET_YEAR_AFTER = 5 };

static const double truth = 0.4499192; /* with an error of 6e-7 */

static double run_forecast(const void *context)
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

/* From the law of the logs to the chance: points, direction, axes, roots. */
static double run_chance(const void *context)
{
    const LognormalLevel *level = context;
    NormalPoints points = { .dimensions = level->law.terms - 1, .replicates = 16, .length = 256 };
    LognormalSum *sum = NULL;
    Error err = { 0 };
    double p = NAN;
    if (normal_points_make(&points, stream_of(1, "w2"), &err) == STATUS_GOOD &&
        lognormal_sum_new(&sum, &level->law, 165000, &points, &err) == STATUS_GOOD)
        p = lognormal_sum_within(sum, 165000, INFINITY).value;
    lognormal_sum_free(sum);
    normal_points_free(&points);
    return p;
}

static Projection *read(const char *path, const char *sampling, const char *paths)
{
    char set[2][100];
    const char *const sets[] = { set[0], set[1] };
    Scenario *scenario = NULL;
    Projection *projection = NULL;
    Problems problems = { 0 };
    Error err = { 0 };
    snprintf(set[0], sizeof set[0], "/simulation/sampling=%s", sampling);
    snprintf(set[1], sizeof set[1], "/simulation/paths=%s", paths);
    if (read_scenario(path, sets, 2, &scenario, &problems, &err) != STATUS_GOOD ||
        project(scenario, &projection, &err) != STATUS_GOOD) {
        fprintf(stderr, "usage: bench_w2 SCENARIO; %s\n", err.text);
        exit(1);
    }
    problems_free(&problems);
    return projection;
}

static void level_of_total(const Projection *projection, LognormalLevel *level)
{
    Plan *plan = NULL;
    Error err = { 0 };
    if (plan_new(&plan, projection->scenario, projection, &err) != STATUS_GOOD ||
        lognormal_levels_in(plan, projection->scenario->target[0].indicator, TARGET_YEAR_AFTER,
                            level, &err) != STATUS_GOOD)
        exit(1);
    plan_free(plan);
}

int main(int argc, char **argv)
{
    const double paths = 1e6, tolerance = 4 * sqrt(truth * (1 - truth) / paths);
    start_math();
    if (argc != 2)
        return 1;
    Projection *random = read(argv[1], "random", "1000000");
    Projection *points = read(argv[1], "preintegration", "131072");
    LognormalLevel *level = malloc(sizeof *level);
    if (!level)
        return 1;
    level_of_total(points, level);
    const Subject subjects[] = {
        { "w2", "dubao", SECTORS * YEARS * paths, run_forecast, random, truth, tolerance },
        { "w2 forecast", "dubao", 1, run_forecast, points, truth, 4e-5 },
        { "w2 chance", "dubao", 1, run_chance, level, truth, 3e-5 },
    };
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
        harness_measure(&subjects[i], 5);
    Scenario *scenarios[] = { (Scenario *)random->scenario, (Scenario *)points->scenario };
    projection_free(random);
    projection_free(points);
    for (size_t i = 0; i < 2; i++)
        scenario_free(scenarios[i]);
    free(level);
    return 0;
}
