#include "core/comparison.h"

#include "core/measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const Scenario *comparison_scenario(const Comparison *comparison, size_t scenario)
{
    return comparison->forecast[scenario]->scenario;
}

double comparison_value(const Comparison *comparison, size_t target, size_t scenario, int figure)
{
    size_t index = comparison->target[target].target[scenario];
    if (index == COMPARISON_NONE)
        return NAN;
    const TargetForecast *it = &comparison->forecast[scenario]->target[index];
    return figure == COMPARED_PROBABILITY ? it->chance.probability : it->median;
}

double comparison_interaction(const Comparison *comparison, size_t target, int figure)
{
    const ComparedTarget *it = &comparison->target[target];
    double left = it->difference[1][figure].value, size = fabs(left);
    for (size_t i = 0; i < comparison->parts; i++) {
        left -= it->gap[i].alone[figure];
        size += fabs(it->gap[i].alone[figure]);
    }
    return fabs(left) > 1e-12 * size ? left : 0; /* less is rounding */
}

void comparison_free(Comparison *comparison)
{
    if (!comparison)
        return;
    for (size_t i = 0; i < comparison->scenarios; i++) {
        if (comparison->forecast)
            forecast_free(comparison->forecast[i]);
        if (comparison->projection)
            projection_free(comparison->projection[i]);
    }
    for (size_t i = 0; comparison->target && i < comparison->targets; i++) {
        free(comparison->target[i].target);
        free(comparison->target[i].difference);
    }
    free(comparison->forecast);
    free(comparison->projection);
    free(comparison->target);
    free(comparison->unexplained);
    free(comparison);
}

/* ---- which targets are the same ---- */

static bool same_unit(const Scenario *one, size_t x, const Scenario *other, size_t y)
{
    bool same = true;
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        same &= !strcmp(measure_level_unit(one, x, (Language)i),
                        measure_level_unit(other, y, (Language)i));
    return same;
}

static void check_pair(const Scenario *one, const Target *x, const Scenario *other, const Target *y,
                       Problems *problems)
{
    if (x->shape != y->shape || x->from != y->from || x->to != y->to)
        problems_add(
            problems, other->id,
            "/targets/%s asks for other years, or in another way, than in %s; only targets "
            "of the same years can be compared",
            y->id, one->id);
    else if (x->shape != TARGET_GROWTH && !same_unit(one, x->indicator, other, y->indicator))
        problems_add(problems, other->id,
                     "/indicators/%s, which the target %s is about, has the unit \"%s\", in %s "
                     "\"%s\"; only targets in the same unit can be compared",
                     other->indicator[y->indicator].id, y->id,
                     measure_level_unit(other, y->indicator, LANGUAGE_EN), one->id,
                     measure_level_unit(one, x->indicator, LANGUAGE_EN));
}

static Status add_target(Comparison *comparison, const Scenario *const *scenario, size_t index,
                         Problems *problems, Error *err)
{
    ComparedTarget *it = &comparison->target[comparison->targets];
    const Target *target = &scenario[0]->target[index];
    bool shared = false;
    it->target = calloc(comparison->scenarios, sizeof *it->target);
    it->difference = calloc(comparison->scenarios, sizeof *it->difference);
    comparison->targets++;
    if (!it->target || !it->difference)
        return error_memory(err);
    for (size_t i = 0; i < comparison->scenarios; i++) {
        size_t found = scenario_target(scenario[i], target->id);
        it->target[i] = found < scenario[i]->targets ? found : COMPARISON_NONE;
        if (i == 0 || it->target[i] == COMPARISON_NONE)
            continue;
        shared = true;
        check_pair(scenario[0], target, scenario[i], &scenario[i]->target[found], problems);
    }
    if (shared)
        return STATUS_GOOD;
    free(it->target);
    free(it->difference);
    *it = (ComparedTarget){ 0 };
    comparison->targets--;
    return STATUS_GOOD;
}

static Status add_targets(Comparison *comparison, const Scenario *const *scenario, const char *only,
                          Problems *problems, Error *err)
{
    size_t before = problems->count;
    for (size_t i = 0; i < scenario[0]->targets; i++)
        if (!only || !strcmp(only, scenario[0]->target[i].id))
            TRY(add_target(comparison, scenario, i, problems, err));
    if (problems->count > before)
        return error_set(err, STATUS_INVALID, "these targets cannot be compared");
    if (comparison->targets)
        return STATUS_GOOD;
    return only ? error_set(err, STATUS_USAGE, "--target %s: %s shares no such target with another",
                            only, scenario[0]->id)
                : error_set(err, STATUS_INVALID,
                            "%s has no target in common with the others; targets are the same that "
                            "have the same id",
                            scenario[0]->id);
}

Status comparison_new(Comparison **made, const Scenario *const *scenario, size_t scenarios,
                      const char *only, Problems *problems, Error *err)
{
    Comparison *comparison = calloc(1, sizeof *comparison);
    *made = NULL;
    if (!comparison)
        return error_memory(err);
    comparison->scenarios = scenarios;
    comparison->forecast = calloc(scenarios, sizeof *comparison->forecast);
    comparison->projection = calloc(scenarios, sizeof *comparison->projection);
    comparison->target = calloc(scenario[0]->targets + 1, sizeof *comparison->target);
    Status status = STATUS_GOOD;
    if (!comparison->forecast || !comparison->projection || !comparison->target)
        status = error_memory(err);
    if (status == STATUS_GOOD)
        status = add_targets(comparison, scenario, only, problems, err);
    if (status == STATUS_GOOD)
        *made = comparison;
    else
        comparison_free(comparison);
    return status;
}
