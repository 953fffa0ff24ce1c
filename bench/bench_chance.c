/* The chance of the first target alone, without the fans: from the law of the total of a scenario
 * whose levels are lognormal, by preintegration. One unit is that chance.
 * usage: bench_chance FILE POINTS [REPEATS] */
#include "bench/harness.h"

#include "io/read_scenario.h"
#include "math/start.h"
#include "run/lognormal_levels.h"
#include "run/project.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { REPLICATES = 16 };

typedef struct Wanted {
    LognormalLevel level;
    double bound;
    size_t length;
} Wanted;

static const char *const answers[] = { "p", "p_error", NULL };

/* From the law of the logs to the chance: points, direction, axes, roots. */
static const char *run(const void *context, double *answer)
{
    static Error err;
    const Wanted *what = context;
    NormalPoints points = { .dimensions = what->level.law.terms - 1,
                            .replicates = REPLICATES,
                            .length = what->length };
    LognormalSum *sum = NULL;
    Status status = normal_points_make(&points, stream_of(1, "bench"), &err);
    if (status == STATUS_GOOD)
        status = lognormal_sum_new(&sum, &what->level.law, what->bound, &points, &err);
    if (status == STATUS_GOOD) {
        NormalEstimate chance = lognormal_sum_within(sum, what->bound, INFINITY);
        answer[0] = chance.value;
        answer[1] = chance.error;
    }
    lognormal_sum_free(sum);
    normal_points_free(&points);
    return status == STATUS_GOOD ? NULL : err.text;
}

static Status open_chance(const char *file, Wanted *what, Error *err)
{
    const char *const set[] = { "/simulation/sampling=preintegration" };
    Scenario *scenario = NULL;
    Projection *projection = NULL;
    Plan *plan = NULL;
    Problems problems = { 0 };
    Status status = read_scenario(file, set, 1, &scenario, &problems, err);
    if (status == STATUS_GOOD)
        status = project(scenario, &projection, err);
    if (status == STATUS_GOOD)
        status = plan_new(&plan, scenario, projection, err);
    if (status == STATUS_GOOD) {
        const Target *target = &scenario->target[0];
        what->bound = target->low;
        status = lognormal_levels_in(plan, target->indicator, (size_t)(target->to - scenario->base),
                                     &what->level, err);
    }
    plan_free(plan);
    projection_free(projection);
    scenario_free(scenario);
    problems_free(&problems);
    return status;
}

static const char *refused(const void *context, double *answer)
{
    (void)answer;
    return context;
}

int main(int argc, char **argv)
{
    static Wanted what;
    Error err = { 0 };
    if (argc < 3)
        return 2;
    start_math();
    what.length = strtoul(argv[2], NULL, 10) / REPLICATES;
    bool good = open_chance(argv[1], &what, &err) == STATUS_GOOD;
    harness_measure(&(Subject){ .workload = "chance",
                                .name = "dubao preintegration, the chance alone",
                                .answer = answers,
                                .run = good ? run : refused,
                                .context = good ? (const void *)&what : err.text,
                                .units = 1 },
                    argc > 3 ? strtoul(argv[3], NULL, 10) : 3);
    return 0;
}
