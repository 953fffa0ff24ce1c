/* dubao in the process, on any scenario that has a target: the chance of the first target, and
 * three quantiles of its indicator in the last year, each with its error. One unit is one growth
 * factor drawn and one level updated. With a tolerance the paths are doubled until the standard
 * error of the chance is within it, as `dubao simulate --tolerance` does, but not beyond 10^8
 * units. usage: bench_workload FILE SAMPLING PATHS [THREADS [TOLERANCE [REPEATS]]] */
#include "bench/harness.h"

#include "io/read_scenario.h"
#include "math/start.h"
#include "run/project.h"
#include "run/simulate.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static const double most_units = 1e8; /* that doubling leads to */

typedef struct Workload {
    Scenario *scenario;
    Projection *projection;
    uint64_t paths; /* to start with */
    size_t threads;
    double tolerance;
} Workload;

static const char *const answers[] = { "p",   "p_error",   "q05",   "q05_error", "q50", "q50_error",
                                       "q95", "q95_error", "paths", "units",     NULL };

/* Sums of other indicators draw nothing. */
static double drawn_indicators(const Scenario *s)
{
    double count = 0;
    for (size_t i = 0; i < s->indicators; i++)
        count += s->indicator[i].model->noisy;
    return count;
}

static void fill(const Workload *workload, const Forecast *forecast, double units, double *answer)
{
    static const size_t quantile[] = { QUANTILE_05, QUANTILE_50, QUANTILE_95 };
    const Scenario *s = workload->scenario;
    const Fan *fan = &forecast->fan[s->target[0].indicator];
    size_t last = scenario_years(s) - 1;
    *answer++ = forecast->target[0].chance.probability;
    *answer++ = forecast->target[0].chance.standard_error;
    for (size_t i = 0; i < sizeof quantile / sizeof *quantile; i++) {
        *answer++ = fan->quantile[quantile[i]][last];
        *answer++ = fan->quantile_error[quantile[i]][last];
    }
    *answer++ = (double)s->simulation.paths;
    *answer = units;
}

static const char *run(const void *context, double *answer)
{
    static Error err;
    const Workload *workload = context;
    const SimulateOptions options = { .threads = workload->threads };
    uint64_t *paths = &workload->scenario->simulation.paths;
    const Scenario *s = workload->scenario;
    const double each = (double)(scenario_years(s) - 1) * drawn_indicators(s);
    double units = 0;
    bool enough = false;
    for (*paths = workload->paths; !enough; *paths *= enough ? 1 : 2) {
        Forecast *forecast = NULL;
        if (simulate(workload->projection, &options, &forecast, &err) != STATUS_GOOD)
            return err.text;
        units += each * (double)*paths;
        enough = 2 * each * (double)*paths > most_units ||
                 !(forecast->target[0].chance.standard_error > workload->tolerance);
        if (enough)
            fill(workload, forecast, units, answer);
        forecast_free(forecast);
    }
    return NULL;
}

/* Why the scenario cannot be run; NULL: it can. */
static const char *open_workload(Workload *workload, const char *file, const char *const set[2])
{
    static Problems problems;
    static Error err;
    if (read_scenario(file, set, 2, &workload->scenario, &problems, &err) != STATUS_GOOD)
        return problems.count ? problems.line[0] : err.text;
    if (!workload->scenario->targets)
        return "the scenario has no target";
    workload->paths = workload->scenario->simulation.paths;
    return project(workload->scenario, &workload->projection, &err) != STATUS_GOOD ? err.text
                                                                                   : NULL;
}

static const char *refused(const void *context, double *answer)
{
    (void)answer;
    return context;
}

int main(int argc, char **argv)
{
    char sampling[100], paths[100], name[120];
    if (argc < 4 || argc > 7) {
        fprintf(stderr, "usage: bench_workload FILE SAMPLING PATHS [THREADS [TOLERANCE "
                        "[REPEATS]]]\n");
        return 2;
    }
    start_math();
    snprintf(sampling, sizeof sampling, "/simulation/sampling=%s", argv[2]);
    snprintf(paths, sizeof paths, "/simulation/paths=%.0f", strtod(argv[3], NULL));
    snprintf(name, sizeof name, "dubao %s", argv[2]);
    const char *const set[2] = { sampling, paths };
    Workload workload = { .threads = argc > 4 ? strtoul(argv[4], NULL, 10) : 1,
                          .tolerance = argc > 5 ? strtod(argv[5], NULL) : INFINITY };
    const char *why = open_workload(&workload, argv[1], set);
    harness_measure(&(Subject){ .workload = workload.scenario ? workload.scenario->id : argv[1],
                                .name = name,
                                .answer = answers,
                                .run = why ? refused : run,
                                .context = why ? (const void *)why : &workload },
                    argc > 6 ? strtoul(argv[6], NULL, 10) : 3);
    projection_free(workload.projection);
    scenario_free(workload.scenario);
    return 0;
}
