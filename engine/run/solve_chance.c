#include "run/solve_chance.h"

#include "base/text.h"
#include "math/normal.h"
#include "run/project.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void solve_chance_free(SolveChance *chance)
{
    free(chance->trial);
    free(chance->method);
    *chance = (SolveChance){ 0 };
}

double solve_chance_score(double probability)
{
    return normal_quantile(fmin(fmax(probability, 1e-12), 1 - 1e-12));
}

/* A rate of 1 or more can only be written as percent, a level never: which it is tells the reader's
 * answer to the plain number. */
static char *write_change(const char *pointer, double value, bool percent)
{
    char number[32];
    return percent ? text_format("%s=%.12f%%", pointer, 100 * value)
                   : text_format("%s=%s", pointer, text_number(value, number));
}

static Status make_with(const SolveChance *chance, const double *value, bool percent,
                        Scenario **scenario, Error *err)
{
    char *change[SOLVE_CHANCE_LEVERS] = { 0 };
    bool whole = true;
    for (size_t i = 0; i < chance->levers; i++) {
        change[i] = write_change(chance->pointer[i], value[i], percent && fabs(value[i]) >= 1);
        whole = whole && change[i];
    }
    Status status =
        whole ? chance->variants->make(chance->variants->context, (const char *const *)change,
                                       chance->levers, scenario, err)
              : error_memory(err);
    for (size_t i = 0; i < chance->levers; i++)
        free(change[i]);
    return status;
}

static Status make(const SolveChance *chance, const double *value, Scenario **scenario, Error *err)
{
    Error own = { 0 }, again = { 0 };
    Status status = make_with(chance, value, false, scenario, &own);
    bool large = false;
    for (size_t i = 0; i < chance->levers; i++)
        large = large || fabs(value[i]) >= 1;
    if (status == STATUS_INVALID && large &&
        make_with(chance, value, true, scenario, &again) == STATUS_GOOD)
        return STATUS_GOOD;
    return status == STATUS_GOOD ? status : error_set(err, status, "%s", own.text);
}

static void add_median(const Target *target, double median, SolveTrial *trial)
{
    double size = 0, inside = fmin(median - target->low, target->high - median);
    if (isfinite(target->low))
        size = fabs(target->low);
    if (isfinite(target->high))
        size = fmax(size, fabs(target->high));
    trial->mark += median;
    trial->margin = fmin(trial->margin, isnan(median) ? -INFINITY : inside / (size > 0 ? size : 1));
}

bool solve_chance_better(const SolveTrial *a, const SolveTrial *b)
{
    const double apart = 1e-10; /* what `exact` cannot tell */
    double rise = a->chance.probability - b->chance.probability;
    return fabs(rise) > apart ? rise > 0 : a->margin > b->margin;
}

static Status judge(SolveChance *chance, const Forecast *forecast, SolveTrial *trial, Error *err)
{
    const Scenario *s = forecast->scenario;
    size_t target = chance->id ? scenario_target(s, chance->id) : s->targets;
    if (!s->targets || (chance->id && target == s->targets))
        return error_set(err, STATUS_INVALID, "%s has no target%s%s", s->id, chance->id ? " " : "",
                         chance->id ? chance->id : "s");
    trial->chance = target < s->targets ? forecast->target[target].chance : forecast->joint->chance;
    trial->margin = INFINITY;
    for (size_t i = 0; i < s->targets; i++)
        if (target == s->targets || i == target)
            add_median(&s->target[i], forecast->target[i].median, trial);
    if (!isfinite(trial->chance.probability))
        return error_set(err, STATUS_INVALID,
                         "the method %s does not know the chance of %s; choose %sanother "
                         "--sampling",
                         forecast->method, chance->id ? chance->id : "all targets together",
                         chance->id ? "" : "one by --target, or ");
    free(chance->method);
    chance->method =
        text_copy(target < s->targets ? forecast->target[target].method : forecast->joint->method);
    return chance->method ? STATUS_GOOD : error_memory(err);
}

static Status evaluate_once(SolveChance *chance, const double *value, SolveTrial *trial, Error *err)
{
    Scenario *scenario = NULL;
    Projection *projection = NULL;
    Forecast *forecast = NULL;
    SimulateOptions options = *chance->options;
    options.progress = NULL;
    options.without = FORECAST_FANS | FORECAST_CURVES | FORECAST_YEARS | FORECAST_PAIRS;
    options.without |= chance->id ? FORECAST_JOINTS : 0;
    Status status = make(chance, value, &scenario, err);
    if (status == STATUS_GOOD && chance->most_paths &&
        scenario->simulation.paths > chance->most_paths) {
        scenario->simulation.paths = chance->most_paths;
        chance->cut = true;
    }
    if (status == STATUS_GOOD)
        status = project(scenario, &projection, err);
    if (status == STATUS_GOOD)
        status = simulate(projection, &options, &forecast, err);
    if (status == STATUS_GOOD)
        status = judge(chance, forecast, trial, err);
    forecast_free(forecast);
    projection_free(projection);
    scenario_free(scenario);
    return status;
}

/* The first one tells whether the sampling can do with fewer paths. */
static Status evaluate(SolveChance *chance, const double *value, SolveTrial *trial, Error *err)
{
    Error own = { 0 };
    Status status = evaluate_once(chance, value, trial, &own);
    if (status == STATUS_GOOD)
        return status;
    if (status != STATUS_INVALID || chance->trials || !chance->cut)
        return error_set(err, status, "%s", own.text);
    chance->most_paths = 0;
    chance->cut = false;
    *trial = (SolveTrial){ 0 };
    memcpy(trial->value, value, chance->levers * sizeof *value);
    return evaluate_once(chance, value, trial, err);
}

Status solve_chance(SolveChance *chance, const double *value, const SolveTrial **trial, Error *err)
{
    SolveTrial made = { 0 };
    for (size_t i = 0; i < chance->trials; i++) {
        *trial = &chance->trial[i];
        if (!memcmp(chance->trial[i].value, value, chance->levers * sizeof *value))
            return STATUS_GOOD;
    }
    memcpy(made.value, value, chance->levers * sizeof *value);
    TRY(evaluate(chance, value, &made, err));
    SolveTrial *grown = realloc(chance->trial, (chance->trials + 1) * sizeof *grown);
    if (!grown)
        return error_memory(err);
    chance->trial = grown;
    grown[chance->trials] = made;
    *trial = &grown[chance->trials++];
    return STATUS_GOOD;
}

Status solve_chance_try(SolveChance *chance, const double *value, const SolveTrial **trial,
                        Error *err)
{
    Error own = { 0 };
    Status status = solve_chance(chance, value, trial, &own);
    if (status == STATUS_GOOD)
        return status;
    *trial = NULL;
    return status == STATUS_INVALID || status == STATUS_NUMERIC
               ? STATUS_GOOD
               : error_set(err, status, "%s", own.text);
}
