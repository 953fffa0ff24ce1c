/* Where the law of the growth ahead does not hang on the level, that of the ratio
 *   R = nearest(L[from..to]) / L[t]   (the least level of the years for a lower bound B)
 * holds from any level in year t: P(target | L[t] = x) = P(R >= B / x), so that the chance is p at
 *   x = B / quantile(R, 1 - p),
 * and, for an upper bound with the greatest level, at x = B / quantile(R, p). With two bounds A <=
 * B and the laws F of the least and G of the greatest level, over the share s of paths that meet
 * both from some level, the chance is s (G(B / x) - F(A / x)): it rises with x and falls again, so
 * that two levels have the chance p, or none. */
#include "run/corridor.h"

#include "base/text.h"
#include "core/target.h"
#include "run/ratios.h"
#include "core/required.h"

#include <math.h>
#include <stdlib.h>

enum { ROWS = 4 * CORRIDOR_CHANCES + 4, STEPS = 256, HALVINGS = 60 };

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
    corridor->why = calloc(years, sizeof *corridor->why);
    if (!row || !corridor->why)
        return error_memory(err);
    for (size_t i = 0; i < ROWS * years; i++)
        row[i] = NAN;
    for (size_t c = 0; c < CORRIDOR_CHANCES; c++) {
        corridor->level[c] = row + 4 * c * years;
        corridor->error[c] = row + (4 * c + 1) * years;
        corridor->high[c] = row + (4 * c + 2) * years;
        corridor->high_error[c] = row + (4 * c + 3) * years;
    }
    row += 4 * CORRIDOR_CHANCES * years;
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

/* What two bounds ask of the ratios of one year. */
typedef struct Between {
    const Target *target;
    const Sketch *least, *greatest;
    double share, paths; /* of paths that meet both from some level; all paths */
} Between;

static double chance_at(const Between *between, double x)
{
    double low = between->target->low, high = between->target->high;
    double below = low > 0 ? sketch_below(between->least, low / x) : 0;
    return between->share * fmax(sketch_below(between->greatest, high / x) - below, 0);
}

/* The level with the chance between two logs of levels, of which only one has at least that. */
static double cross(const Between *between, double p, double less, double more)
{
    for (int i = 0; i < HALVINGS; i++) {
        double middle = (less + more) / 2;
        if (chance_at(between, exp(middle)) < p)
            less = middle;
        else
            more = middle;
    }
    return exp(more);
}

static double error_at(const Between *between, double p, double x)
{
    const double step = 1e-3;
    double slope =
        (chance_at(between, x * (1 + step)) - chance_at(between, x / (1 + step))) / (2 * step * x);
    return sqrt(p * (1 - p) / between->paths) / fabs(slope);
}

/* Both lines of each chance in year t. */
static void fill_between(Corridor *corridor, const Between *between, size_t t)
{
    double low = between->target->low / sketch_quantile(between->least, 0.9999);
    double high = between->target->high / sketch_quantile(between->greatest, 0.0001);
    double from = log(low > 0 ? low : high * 1e-6), to = log(high);
    double step = (to - from) / STEPS;
    for (size_t c = 0; c < CORRIDOR_CHANCES; c++) {
        double p = corridor_chances[c];
        int first = 0, last = STEPS;
        while (first <= last && chance_at(between, exp(from + first * step)) < p)
            first++;
        while (last > first && chance_at(between, exp(from + last * step)) < p)
            last--;
        if (!(first <= last))
            continue;
        corridor->high[c][t] = cross(between, p, from + (last + 1) * step, from + last * step);
        corridor->high_error[c][t] = error_at(between, p, corridor->high[c][t]);
        if (!(between->target->low > 0))
            continue;
        corridor->level[c][t] = cross(between, p, from + (first - 1) * step, from + first * step);
        corridor->error[c][t] = error_at(between, p, corridor->level[c][t]);
    }
}

static void fill_year(Corridor *corridor, const Ratios *ratios, size_t index, size_t t)
{
    const Target *target = &ratios->plan->scenario->target[corridor->target];
    const Sketch *least = ratios_of(ratios, index, t, 0), *most = ratios_of(ratios, index, t, 1);
    Between between = {
        .target = target, .least = least, .greatest = most, .paths = (double)ratios->plan->paths
    };
    between.share = (double)least->total / between.paths;
    if (target_two_sided(target) && least->total)
        fill_between(corridor, &between, t);
    for (size_t c = 0; c < CORRIDOR_CHANCES && !target_two_sided(target); c++)
        fill_level(corridor, target, isfinite(target->low) ? least : most, t, c);
}

static void fill_levels(Corridor *corridor, const Ratios *ratios, size_t index)
{
    const Target *target = &ratios->plan->scenario->target[corridor->target];
    size_t last = corridor->years - 1;
    for (size_t t = 0; t < last; t++)
        fill_year(corridor, ratios, index, t);
    for (size_t c = 0; c < CORRIDOR_CHANCES; c++) {
        corridor->level[c][last] = target_bound(target);
        corridor->error[c][last] = 0;
        if (!target_two_sided(target))
            continue;
        corridor->high[c][last] = target->high;
        corridor->high_error[c][last] = 0;
    }
}

/* ---- the point of no return ---- */

static const Words too_short = WORDS("the history holds no span of that many years",
                                     "số liệu lịch sử không có khoảng nào dài bằng số năm còn lại");
static const Words above_history = WORDS("the chances rest on more growth than there ever was",
                                         "các khả năng này dựa trên mức tăng cao hơn mức từng có");

/* The most growth a year that the history shows to have been kept for so many years or more. Values
 * that lie more than twice as far apart say too little of so few years; NaN: there are no others.
 */
static double most_growth(const Indicator *indicator, int years)
{
    double most = NAN;
    bool near = false;
    for (size_t i = 0; i < indicator->observations; i++)
        for (size_t j = i + 1; j < indicator->observations; j++) {
            const Observation *from = &indicator->history[i], *to = &indicator->history[j];
            int span = to->year - from->year;
            double growth = required_rate(from->value, to->value, span);
            if (span < years || isnan(growth))
                continue;
            near = near || span <= 2 * years;
            most = fmax(most, growth);
        }
    return near ? most : NAN;
}

/* The lower line of the greatest chance that some level has in that year. */
static double surest(const Corridor *corridor, size_t t)
{
    size_t c = CORRIDOR_CHANCES - 1;
    while (c && isnan(corridor->level[c][t]))
        c--;
    return corridor->level[c][t];
}

/* Where growth as in the scenario still gives a chance from a level from which that at the ceiling
 * does not lead to the bound, the chances rest on more than there ever was, which is told; where
 * the chance is great, there is no line. */
static void fill_return(Corridor *corridor, const Projection *projection, double reference)
{
    const Scenario *s = projection->scenario;
    const Target *target = &s->target[corridor->target];
    const Indicator *indicator = &s->indicator[target->indicator];
    const double *central = projection_level(projection, target->indicator, 1);
    for (size_t t = 0; t < corridor->years; t++) {
        int year = s->base + (int)t, ahead = target->from - year;
        corridor->central[t] = central[t];
        if (ahead <= 0)
            continue;
        corridor->growth[t] = required_rate(
            central[t], target_nearest(target, central[target->from - s->base]), ahead);
        if (!(target->low > 0))
            continue;
        double ceiling = fmax(most_growth(indicator, ahead), reference);
        double level = target->low * exp(-ahead * log1p(ceiling));
        corridor->ceiling[t] = ceiling;
        if (level <= surest(corridor, t))
            corridor->no_return[t] = level;
        if (isnan(ceiling))
            corridor->why[t] = &too_short;
        else if (!(level <= corridor->level[0][t]))
            corridor->why[t] = &above_history;
        if (!corridor->no_return_year && central[t] < corridor->no_return[t])
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
            fill_levels(&solve->corridor[i], &ratios, i);
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
