/* Where the law of the growth ahead does not hang on the level, that of the ratio
 *   R = nearest(L[from..to]) / L[t]   (the least level of the years for a lower bound B)
 * holds from any level in year t: P(target | L[t] = x) = P(R >= B / x), so that the chance is p at
 *   x = B / quantile(R, 1 - p),
 * and, for an upper bound with the greatest level, at x = B / quantile(R, p). */
#include "run/corridor.h"

#include "base/text.h"
#include "core/target.h"
#include "run/ratios.h"
#include "core/required.h"

#include <math.h>
#include <stdlib.h>

enum { ROWS = 2 * CORRIDOR_CHANCES + 4 };

static bool is_zero(const Parameter *parameter)
{
    for (size_t i = 0; i < parameter->count; i++)
        if (!quantity_is_constant(&parameter->quantity[i]) || parameter->quantity[i].value[0] != 0)
            return false;
    return true;
}

static bool is_certain(const Parameter *parameter)
{
    for (size_t i = 0; i < parameter->count; i++)
        if (!quantity_is_constant(&parameter->quantity[i]))
            return false;
    return true;
}

static bool remembers(const Scenario *s, const Indicator *indicator)
{
    bool drawn = false;
    for (size_t k = 0; indicator->model->params[k].name; k++)
        if (indicator->model->params[k].drawn)
            drawn = drawn || !is_certain(&indicator->parameter[k]);
    return indicator->ofs || s->events || s->programmes ||
           !is_zero(&indicator->noise[NOISE_PERSISTENCE]) ||
           (drawn && indicator->draw == DRAW_PERIOD);
}

static Status start(Corridor *corridor, const Scenario *s, size_t index, Error *err)
{
    const Target *target = &s->target[index];
    const Indicator *indicator = &s->indicator[target->indicator];
    size_t years = (size_t)(target->to - s->base) + 1;
    *corridor = (Corridor){ .target = index, .years = years };
    if (!indicator->model->proportional) {
        corridor->unknown = "the levels of its indicator are not proportional to where they begin";
        return STATUS_GOOD;
    }
    corridor->approximate = remembers(s, indicator);
    double *row = corridor->level[0] = malloc(ROWS * years * sizeof *row);
    if (!row)
        return error_memory(err);
    for (size_t i = 0; i < ROWS * years; i++)
        row[i] = NAN;
    for (size_t c = 0; c < CORRIDOR_CHANCES; c++) {
        corridor->level[c] = row + 2 * c * years;
        corridor->error[c] = row + (2 * c + 1) * years;
    }
    row += 2 * CORRIDOR_CHANCES * years;
    corridor->central = row;
    corridor->growth = row + years;
    corridor->ceiling = row + 2 * years;
    corridor->no_return = row + 3 * years;
    return STATUS_GOOD;
}

/* ---- levels with a chance ---- */

static void fill_level(Corridor *corridor, const Target *target, const Sketch *ratio, size_t t,
                       size_t c)
{
    bool least = isfinite(target->low);
    double p = least ? 1 - corridor_chances[c] : corridor_chances[c];
    double step = sqrt(p * (1 - p) / (double)ratio->total);
    double quantile = sketch_quantile(ratio, p);
    double between = (sketch_quantile(ratio, p + step) - sketch_quantile(ratio, p - step)) / 2;
    if (!(quantile > 0))
        return;
    corridor->level[c][t] = target_bound(target) / quantile;
    corridor->error[c][t] = fabs(corridor->level[c][t]) * between / quantile;
}

static void fill_levels(Corridor *corridor, const Scenario *s, const Sketch *ratio)
{
    const Target *target = &s->target[corridor->target];
    size_t last = corridor->years - 1;
    for (size_t c = 0; c < CORRIDOR_CHANCES; c++) {
        for (size_t t = 0; t < last; t++)
            fill_level(corridor, target, &ratio[t], t, c);
        corridor->level[c][last] = target_bound(target);
        corridor->error[c][last] = 0;
    }
}

/* ---- the point of no return ---- */

/* The most growth a year between two values of the history that many years apart; NaN: none. */
static double most_growth(const Indicator *indicator, int years)
{
    double most = NAN;
    for (size_t i = 0; i < indicator->observations; i++)
        for (size_t j = i + 1; j < indicator->observations; j++)
            if (indicator->history[j].year - indicator->history[i].year == years)
                most = fmax(most, required_rate(indicator->history[i].value,
                                                indicator->history[j].value, years));
    return most;
}

static void fill_return(Corridor *corridor, const Projection *projection, double reference)
{
    const Scenario *s = projection->scenario;
    const Target *target = &s->target[corridor->target];
    const double *central = projection_level(projection, target->indicator, 1);
    for (size_t t = 0; t < corridor->years; t++) {
        int year = s->base + (int)t, ahead = target->from - year;
        corridor->central[t] = central[t];
        corridor->growth[t] = required_rate(central[t], target_bound(target), ahead);
        if (ahead <= 0 || !isfinite(target->low))
            continue;
        double ceiling = fmax(most_growth(&s->indicator[target->indicator], ahead), reference);
        corridor->ceiling[t] = ceiling;
        corridor->no_return[t] = target->low * exp(-ahead * log1p(ceiling));
        if (!corridor->no_return_year && corridor->growth[t] > ceiling)
            corridor->no_return_year = year;
    }
}

/* ---- the whole ---- */

static Status make_plan(Plan **plan, const Projection *projection, Error *err)
{
    const Scenario *s = projection->scenario;
    const Sampling *asked = sampling_find(s->simulation.sampling);
    return asked && asked->forecast ? plan_new_of(plan, sampling_find("random"), s, projection, err)
                                    : plan_new(plan, s, projection, err);
}

static Status fill_all(Solve *solve, const Plan *plan, const Projection *projection,
                       double reference, const SimulateOptions *options, Error *err)
{
    Ratios ratios = { .plan = plan, .corridor = solve->corridor, .corridors = solve->corridors };
    Status status = ratios_run(&ratios, options, err);
    for (size_t i = 0; i < solve->corridors && status == STATUS_GOOD; i++)
        if (!solve->corridor[i].unknown) {
            fill_levels(&solve->corridor[i], plan->scenario, ratios_of(&ratios, i));
            fill_return(&solve->corridor[i], projection, reference);
        }
    ratios_free(&ratios);
    return status;
}

Status corridor(Solve *solve, const Projection *projection, size_t target, double reference,
                const SimulateOptions *options, Error *err)
{
    const Scenario *s = solve->scenario;
    Plan *plan = NULL;
    bool any = false;
    solve->corridor = calloc(s->targets + 1, sizeof *solve->corridor);
    if (!solve->corridor)
        return error_memory(err);
    for (size_t i = 0; i < s->targets; i++) {
        if ((target != s->targets && target != i) || s->target[i].shape == TARGET_GROWTH)
            continue;
        TRY(start(&solve->corridor[solve->corridors++], s, i, err));
        any = any || !solve->corridor[solve->corridors - 1].unknown;
    }
    if (!any)
        return STATUS_GOOD;
    Status status = make_plan(&plan, projection, err);
    if (status == STATUS_GOOD) {
        solve->corridor_method = text_copy(plan->sampling->name);
        status = solve->corridor_method ? fill_all(solve, plan, projection, reference, options, err)
                                        : error_memory(err);
    }
    plan_free(plan);
    return status;
}
