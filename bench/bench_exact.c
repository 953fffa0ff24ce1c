/* The exact method on W1 (ten normal years) and W3 (growth and volatility uncertain, heavy tails, a
 * crisis): the whole forecast, all years and quantiles. One unit is a forecast. */
#include "bench/harness.h"

#include "io/read_scenario.h"
#include "math/start.h"
#include "run/project.h"
#include "run/simulate.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { REPEATS = 15 };

static double run(const void *context)
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

int main(int argc, char **argv)
{
    static const char *const exact = "/simulation/sampling=exact";
    start_math();
    for (int i = 1; i < argc; i++) {
        Scenario *scenario = NULL;
        Projection *projection = NULL;
        Problems problems = { 0 };
        Error err = { 0 };
        if (read_scenario(argv[i], &exact, 1, &scenario, &problems, &err) != STATUS_GOOD ||
            project(scenario, &projection, &err) != STATUS_GOOD) {
            fprintf(stderr, "usage: bench_exact SCENARIO...; %s\n", err.text);
            return 1;
        }
        /* by convolution, with 40 and with 12 digits */
        double truth = strcmp(scenario->id, "w1") ? 0.084355858010 : 0.469890810057266;
        harness_measure(&(Subject){ scenario->id, "dubao exact", 1, run, projection, truth, 1e-9 },
                        REPEATS);
        projection_free(projection);
        scenario_free(scenario);
        problems_free(&problems);
    }
    return 0;
}
