#include "run/known.h"

#include "core/joint.h"
#include "run/plan.h"

#include <math.h>

static bool knows_targets(const Forecast *known)
{
    for (size_t i = 0; i < known->scenario->targets; i++)
        if (!forecast_knows_target(known, i))
            return false;
    return true;
}

static bool knows_fans(const Forecast *known)
{
    for (size_t i = 0; i < known->scenario->indicators; i++)
        if (!forecast_knows_fan(known, i))
            return false;
    return true;
}

static bool knows_joints(const Forecast *known)
{
    for (size_t k = 0; k < scenario_joints(known->scenario); k++)
        if (!isfinite(known->joint[k].chance.probability))
            return false;
    return true;
}

static bool knows_pairs(const Forecast *known)
{
    size_t targets = known->scenario->targets;
    for (size_t i = 0; known->both_missed && i < targets * targets; i++)
        if (!isfinite(known->both_missed[i].probability))
            return false;
    return true;
}

bool known_whole(const Forecast *known, unsigned without)
{
    if (!(without & FORECAST_FANS) && !knows_fans(known))
        return false;
    if (!known->scenario->targets)
        return true;
    return without & FORECAST_YEARS && knows_targets(known) &&
           (without & FORECAST_JOINTS || knows_joints(known)) &&
           (without & FORECAST_PAIRS || knows_pairs(known));
}

/* What one method knows; nothing when it refuses the scenario. */
static Status ask(const Sampling *method, const Projection *projection,
                  const SimulateOptions *options, Forecast **found, Error *err)
{
    Plan *plan = NULL;
    Error own = { 0 };
    *found = NULL;
    Status status = plan_new_of(&plan, method, projection->scenario, projection, &own);
    if (status == STATUS_GOOD) {
        plan->without = options->without;
        plan->sparing = true;
        status = method->part(plan, options, found, &own);
    }
    plan_free(plan);
    if (status == STATUS_GOOD || status == STATUS_INVALID || status == STATUS_NUMERIC)
        return STATUS_GOOD;
    return error_set(err, status, "%s", own.text);
}

/* What an earlier method knows is not replaced. */
static Status add(const Sampling *method, const Projection *projection,
                  const SimulateOptions *options, Forecast **known, Error *err)
{
    Forecast *found;
    TRY(ask(method, projection, options, &found, err));
    if (!found)
        return STATUS_GOOD;
    forecast_take(found, *known);
    forecast_free(*known);
    *known = found;
    return STATUS_GOOD;
}

Status known_forecast(const Sampling *const *method, const Projection *projection,
                      const SimulateOptions *options, Forecast **known, Error *err)
{
    Status status = forecast_new(known, projection, "auto", err);
    for (size_t i = 0; method[i] && status == STATUS_GOOD; i++)
        if (i == 0 || !knows_targets(*known) ||
            !(options->without & FORECAST_FANS || knows_fans(*known)))
            status = add(method[i], projection, options, known, err);
    for (size_t k = 0; status == STATUS_GOOD && k < scenario_joints(projection->scenario); k++)
        joint_single(*known, k);
    if (status != STATUS_GOOD) {
        forecast_free(*known);
        *known = NULL;
    }
    return status;
}
