#include "run/preintegration.h"

#include "core/joint.h"
#include "core/target.h"
#include "run/lognormal_levels.h"
#include "run/replicates.h"
#include "run/simulate.h"

#include <math.h>
#include <stdlib.h>

/* A point does more than a path, since the direction that decides is integrated. */
enum { PATHS_PER_POINT = 8, FAN_PARTS = 8, LEAST_POINTS = 256, MOST_POINTS = 1 << 14 };

static const double least_error = 1e-12; /* of a probability, by rounding */

typedef struct Work {
    const Plan *plan;
    NormalPoints points; /* for the chances of targets */
    NormalPoints fan;    /* the first points of each replicate, for all else; owns its scores */
} Work;

/* An indicator in a year, as points see it. */
typedef struct Level {
    double certain; /* its value, when nothing is left to chance; else there is a sum */
    LognormalSum *sum;
} Level;

/* ---- one level ---- */

static Status open_level(Level *level, const Work *work, const LognormalLevel *law, double about,
                         const NormalPoints *points, Error *err)
{
    Error found = { 0 };
    *level = (Level){ .certain = law->central };
    if (law->certain)
        return STATUS_GOOD;
    lognormal_sum_new(&level->sum, &law->law, about, points, &found);
    if (found.status != STATUS_INVALID)
        return found.status == STATUS_GOOD ? STATUS_GOOD
                                           : error_set(err, found.status, "%s", found.text);
    return error_set(err, STATUS_INVALID,
                     "/indicators/%s: preintegration finds %s; use --sampling random",
                     work->plan->scenario->indicator[law->indicator].id, found.text);
}

static Chance chance_of(const Work *work, const Level *level, double low, double high)
{
    NormalEstimate p = { level->certain >= low && level->certain <= high, 0 };
    if (level->sum)
        p = lognormal_sum_within(level->sum, low, high);
    double value = fmin(fmax(p.value, 0), 1), error = fmax(p.error, least_error);
    Chance chance = { value, error, { fmax(value - error, 0), fmin(value + error, 1) } };
    if (p.error > least_error)
        replicates_interval(value, error, work->plan->replicates, chance.interval);
    return chance;
}

static NormalEstimate quantile_of(const Level *level, double p)
{
    if (!level->sum)
        return (NormalEstimate){ level->certain, 0 };
    NormalEstimate quantile = lognormal_sum_quantile(level->sum, p);
    quantile.error += 1e-14 * quantile.value;
    return quantile;
}

/* ---- fans ---- */

static Status make_moments(Fan *fan, const LognormalLevel *law, size_t t, Error *err)
{
    fan->mean[t] = law->certain ? law->central : lognormal_sum_mean(&law->law);
    fan->sd[t] = law->certain ? 0 : lognormal_sum_sd(&law->law);
    fan->mean_error[t] = 1e-14 * fan->mean[t];
    if (isfinite(fan->mean[t]) && isfinite(fan->sd[t]))
        return STATUS_GOOD;
    return error_set(err, STATUS_NUMERIC,
                     "the levels overflow; allowed is growth and volatility that keep every level "
                     "below 1e150");
}

static void make_quantiles(Fan *fan, const Level *level, size_t t)
{
    for (size_t q = 0; q < QUANTILES; q++) {
        NormalEstimate quantile = quantile_of(level, quantile_levels[q]);
        fan->quantile[q][t] = quantile.value;
        fan->quantile_error[q][t] = quantile.error;
    }
}

/* ---- targets ---- */

static void make_curve(const Work *work, TargetForecast *to, const Level *level)
{
    double low = quantile_of(level, 0.001).value, high = quantile_of(level, 0.999).value;
    for (size_t i = 0; i < CURVE_POINTS; i++) {
        to->curve_at[i] = low + (high - low) * (double)i / (CURVE_POINTS - 1);
        to->curve_below[i] = chance_of(work, level, -INFINITY, to->curve_at[i]).probability;
    }
}

/* The bounds of the target with room for rounding, when the base is times `scale`. */
static Chance target_chance(const Work *work, const Level *level, const Target *target,
                            double scale)
{
    double low = target->low - TARGET_TOLERANCE * fabs(target->low);
    double high = target->high + TARGET_TOLERANCE * fabs(target->high);
    return chance_of(work, level, isfinite(low) ? low / scale : -INFINITY,
                     isfinite(high) ? high / scale : INFINITY);
}

/* With its base times k, a level proportional to it meets the bound b where it met b / k. */
static void make_base(const Work *work, TargetForecast *to, const Target *target,
                      const Level *level)
{
    const Plan *plan = work->plan;
    to->base_error = to->chance.standard_error;
    for (size_t i = 0; i < BASE_SHIFTS; i++)
        to->base_chance[i] = target_chance(work, level, target, 1 + base_shifts[i]).probability;
    to->base_even = target_even(target, projection_level(plan->projection, target->indicator, 1)[0],
                                to->median);
}

/* The chance, on all points and in the direction that is best for its bound. */
static Status make_chance(const Work *work, TargetForecast *to, const Target *target,
                          const LognormalLevel *law, Error *err)
{
    Level level;
    TRY(open_level(&level, work, law, target_bound(target), &work->points, err));
    to->chance = target_chance(work, &level, target, 1);
    lognormal_sum_free(level.sum);
    return STATUS_GOOD;
}

static void make_target(const Work *work, TargetForecast *to, const Target *target,
                        const Level *level)
{
    const Scenario *s = work->plan->scenario;
    NormalEstimate median = quantile_of(level, 0.5);
    to->median = median.value;
    to->median_error = median.error;
    to->gap = target_gap(target, to->median);
    to->undefined = 0;
    if (work->plan->without & FORECAST_CURVES)
        return;
    make_curve(work, to, level);
    if (s->indicator[target->indicator].model->proportional)
        make_base(work, to, target, level);
}

static Chance on_path(const Work *work, size_t target, size_t t, const Level *level)
{
    const Projection *projection = work->plan->projection;
    double *const *edge = projection->requirement[target].edge;
    if (!projection_requires(projection, target, t))
        return chance_unknown;
    double low = edge[0][t] - TARGET_TOLERANCE * fabs(edge[0][t]);
    double high = edge[1][t] + TARGET_TOLERANCE * fabs(edge[1][t]);
    return chance_of(work, level, low, high);
}

static bool knows(const Target *target)
{
    return target->shape != TARGET_GROWTH && target->from == target->to;
}

static Status check_target(const Target *target, Error *err)
{
    if (knows(target))
        return STATUS_GOOD;
    return error_set(err, STATUS_INVALID,
                     "/targets/%s/%s: preintegration knows levels of one year only; allowed is "
                     "\"year\"; use --sampling random",
                     target->id, target->shape == TARGET_GROWTH ? "growth" : "each_year");
}

/* ---- all ---- */

/* Fan and targets of an indicator in year t. */
static Status make_level(const Work *work, Forecast *forecast, const LognormalLevel *law, size_t t,
                         Error *err)
{
    const Scenario *s = work->plan->scenario;
    Fan *fan = &forecast->fan[law->indicator];
    Level level;
    TRY(make_moments(fan, law, t, err));
    TRY(open_level(&level, work, law, NAN, &work->fan, err));
    if (!(work->plan->without & FORECAST_FANS))
        make_quantiles(fan, &level, t);
    Status status = STATUS_GOOD;
    for (size_t i = 0; i < s->targets && status == STATUS_GOOD; i++) {
        const Target *target = &s->target[i];
        TargetForecast *to = &forecast->target[i];
        if (target->indicator != law->indicator || !knows(target))
            continue;
        if (!(work->plan->without & FORECAST_YEARS))
            to->on_path[t] = on_path(work, i, t, &level);
        if (target->from != s->base + (int)t)
            continue;
        status = make_chance(work, to, target, law, err);
        make_target(work, to, target, &level);
    }
    lognormal_sum_free(level.sum);
    return status;
}

static Status make_indicator(const Work *work, Forecast *forecast, size_t indicator, Error *err)
{
    LognormalLevel *law = malloc(sizeof *law);
    Status status = law ? STATUS_GOOD : error_memory(err);
    for (size_t t = 0; t < work->plan->years && status == STATUS_GOOD; t++) {
        status = lognormal_levels_in(work->plan, indicator, t, law, err);
        if (status == STATUS_GOOD)
            status = make_level(work, forecast, law, t, err);
    }
    free(law);
    return status;
}

/* Of several targets only the bounds are known. */
static void make_joint(Forecast *forecast, size_t index)
{
    const Scenario *s = forecast->scenario;
    Joint *joint = &forecast->joint[index];
    joint->chance = chance_unknown;
    if (scenario_members(s, index) == 1) {
        Chance it = forecast->target[scenario_member(s, index, 0)].chance;
        joint->chance = it;
        joint->member[0] = (JointMember){ .only_miss = chance_missed(&it), .without = 1 };
    }
    joint_bounds(forecast, index);
}

static Status make_all(const Work *work, const SimulateOptions *options, Forecast *forecast,
                       Error *err)
{
    const Scenario *s = work->plan->scenario;
    for (size_t i = 0; i < s->indicators; i++) {
        if (options->interrupt && *options->interrupt)
            return error_set(err, (Status)*options->interrupt, "interrupted");
        TRY(make_indicator(work, forecast, i, err));
        if (options->progress)
            options->progress(options->context, (double)(i + 1) / (double)s->indicators);
    }
    for (size_t k = 0; k < scenario_joints(s); k++)
        make_joint(forecast, k);
    return STATUS_GOOD;
}

/* So many points that they have the time of the paths asked for, roughly; a power of two. */
static Status make_points(Work *work, size_t terms, Error *err)
{
    const Plan *plan = work->plan;
    Stream stream = stream_of(plan->scenario->simulation.seed, "preintegration");
    size_t wanted = (size_t)(plan->paths / plan->replicates);
    NormalPoints points = { .dimensions = terms - 1,
                            .replicates = plan->replicates,
                            .length = LEAST_POINTS };
    while (points.length < MOST_POINTS && 2 * points.length * PATHS_PER_POINT <= wanted)
        points.length *= 2;
    work->points = work->fan = points;
    work->fan.length /= FAN_PARTS;
    TRY(normal_points_make(&work->points, stream, err));
    return normal_points_make(&work->fan, stream, err);
}

Status preintegration_part(const Plan *plan, const SimulateOptions *options, Forecast **made,
                           Error *err)
{
    Work work = { .plan = plan };
    size_t terms;
    *made = NULL;
    TRY(lognormal_levels_check(plan, &terms, err));
    Status status = make_points(&work, terms, err);
    if (status == STATUS_GOOD)
        status = forecast_new(made, plan->projection, plan->sampling->name, err);
    if (status == STATUS_GOOD)
        status = make_all(&work, options, *made, err);
    normal_points_free(&work.points);
    normal_points_free(&work.fan);
    if (status != STATUS_GOOD) {
        forecast_free(*made);
        *made = NULL;
    }
    return status;
}

Status preintegration_forecast(const Plan *plan, const SimulateOptions *options, Forecast **made,
                               Error *err)
{
    *made = NULL;
    for (size_t i = 0; i < plan->scenario->targets; i++)
        TRY(check_target(&plan->scenario->target[i], err));
    return preintegration_part(plan, options, made, err);
}
