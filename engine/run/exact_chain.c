#include "run/exact_chain.h"

#include "math/fourier_cut.h"
#include "run/exact_draws.h"
#include "run/exact_year.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 4, MOST_POINTS = 32768 };

/* Rounds go on until `settled`; beyond `usable` there is no result. */
static const double least_error = 1e-12, settled = 1e-10, usable = 1e-6;
static const double dearest = 1e8, dearest_sparing = 1e7; /* some seconds, or less than one */
static const double mass_share = 0.02;                    /* of the cost of a cut: the mass alone */
static const double fill_share = 0.4;                     /* and a year's factor */
static const double reach = 8.2;

double exact_chain_dearest(const Plan *plan)
{
    return plan->sparing ? dearest_sparing : dearest;
}

/* Bounds of one set after one year, in logs from the product's centre. */
typedef struct Gate {
    double low, high;
    bool zero; /* a product of 0 is within */
} Gate;

/* At one resolution. A state is a row: harmonics, then, in the first column of the moments, the
 * chance that all is lost and that this is within bounds. */
typedef struct Walk {
    const ExactLevels *levels;
    const ExactTrack *track;
    size_t columns, width, sets;
    ExactTransform to;
    FourierGrid grid;
    FourierCutter cutter;
    ExactYear years;
    ExactDraws draws;
    const Gate *gate; /* [set * years + year] */
    double *cut;      /* [set * gates + gate]: intervals of the cutter */
    double *memory;
    Row before, after; /* [set]: at the start and at the end of a period */
    Row start, now;    /* one */
    Row factor;        /* [kind of year] */
    Row noise, spare;  /* one */
} Walk;

/* Powers of two, and three times one. */
static size_t more_points(size_t points)
{
    bool power = !(points & (points - 1));
    return points >= MOST_POINTS ? points : power ? points / 2 * 3 : points / 3 * 4;
}

static size_t fewer_points(size_t points)
{
    bool power = !(points & (points - 1));
    return power ? points / 4 * 3 : points / 3 * 2;
}

static bool is_whole(const Walk *walk, const Gate *gate, const ExactStep *step)
{
    return gate->low <= step->middle - walk->grid.period / 2 &&
           gate->high >= step->middle + walk->grid.period / 2;
}

static void make_cuts(Walk *walk, size_t years)
{
    double *at = walk->cut, half = walk->grid.period / 2;
    for (size_t set = 0; set < walk->sets; set++)
        for (size_t t = 1; t <= walk->track->last; t++) {
            const ExactStep *step = &walk->track->step[t];
            const Gate *gate = &walk->gate[set * years + t];
            double low = fmax(gate->low, step->middle - half);
            double high = fmin(gate->high, step->middle + half);
            if (!step->gate)
                continue;
            if (step->end)
                fourier_cutter_window(&walk->cutter, low, fmax(low, high), at);
            else
                fourier_cutter_interval(&walk->cutter, low, fmax(low, high), at);
            at += fourier_cutter_room(&walk->cutter);
        }
}

/* What the first product begins with. */
static Status make_start(Walk *walk, Error *err)
{
    const ExactLaw *law = &walk->levels->law;
    Quadrature rule;
    QuadratureOptions options = { .fineness = walk->to.fineness, .reach = reach };
    exact_year_point(&walk->years, 0, walk->start);
    walk->start.re[walk->columns] = 0;
    if (!walk->track->base)
        return STATUS_GOOD;
    TRY(quadrature_make(&rule, &law->base, 1, &options, err));
    row_clear(walk->start, walk->columns);
    for (size_t k = 0; k < rule.count; k++) {
        exact_year_point(&walk->years, log(rule.value[k]) - law->base_centre, walk->spare);
        row_add(walk->start, walk->spare, rule.weight[k], walk->columns);
    }
    quadrature_free(&rule);
    return STATUS_GOOD;
}

static Status walk_make(Walk *walk, const ExactLaw *law, Error *err)
{
    size_t columns = walk->grid.points / 2, rows = 2 * walk->sets + law->events.kinds + 4;
    walk->to =
        (ExactTransform){ .grid = &walk->grid, .fineness = walk->to.fineness, .reach = reach };
    TRY(exact_year_make(&walk->years, law, &walk->to, err));
    TRY(exact_draws_make(&walk->draws, law, walk->to.fineness, reach, err));
    TRY(fourier_cutter_make(&walk->cutter, columns, walk->grid.period, err));
    walk->columns = columns;
    walk->width = columns + 1;
    walk->memory = calloc(2 * rows * walk->width, sizeof *walk->memory);
    walk->cut = malloc((walk->sets * walk->track->gates * fourier_cutter_room(&walk->cutter) + 1) *
                       sizeof *walk->cut);
    if (!walk->memory || !walk->cut)
        return error_memory(err);
    walk->before = (Row){ walk->memory, walk->memory + rows * walk->width };
    walk->after = row_at(walk->before, walk->width, walk->sets);
    walk->factor = row_at(walk->after, walk->width, walk->sets);
    walk->start = row_at(walk->factor, walk->width, law->events.kinds);
    walk->now = row_at(walk->start, walk->width, 1);
    walk->noise = row_at(walk->now, walk->width, 1);
    walk->spare = row_at(walk->noise, walk->width, 1);
    make_cuts(walk, law->plan->years);
    return make_start(walk, err);
}

static void walk_free(Walk *walk)
{
    fourier_cutter_free(&walk->cutter);
    exact_draws_free(&walk->draws);
    exact_year_free(&walk->years);
    fourier_grid_free(&walk->grid);
    free(walk->memory);
    free(walk->cut);
}

/* The factor exp(v e) of a geometric year. */
static void fill_noise(Walk *walk, double v)
{
    const ExactLaw *law = &walk->levels->law;
    exact_year_point(&walk->years, 0, walk->noise);
    if (law->additive || v == 0)
        return;
    if (isfinite(law->noise.freedom)) {
        exact_noise_exponential(&law->noise, v, &walk->grid, walk->noise.re, walk->noise.im);
        return;
    }
    for (size_t k = 0; k < walk->columns; k++) {
        double w = 2 * M_PI * (double)k / walk->grid.period * v;
        walk->noise.re[k] = exp(-w * w / 2);
    }
}

/* The factors of the years of a period, at one growth or averaged over a draw each year. */
static void fill_factors(Walk *walk, size_t period, size_t from, size_t until, bool average)
{
    const ExactLaw *law = &walk->levels->law;
    for (size_t kind = 0; kind < law->events.kinds; kind++) {
        Row row = row_at(walk->factor, walk->width, kind);
        if (!exact_law_has(law, period, kind, walk->track->last))
            continue;
        row_clear(row, walk->width);
        for (size_t k = from; k < until; k++) {
            double weight = average ? exact_draws_weight(&walk->draws, period, k) : 1;
            exact_year_fill(&walk->years, kind, exact_draws_growth(&walk->draws, period, k),
                            law->centre[period], walk->spare);
            row_add(row, walk->spare, weight, walk->columns);
        }
        if (!law->additive)
            row_multiply(row, walk->noise, walk->columns);
    }
}

/* One year's factor. */
static void step(Walk *walk, size_t t)
{
    const ExactLaw *law = &walk->levels->law;
    const ExactStep *year = &walk->track->step[t];
    Row now = walk->now;
    double mass = now.re[0], left = row_at(walk->factor, walk->width, law->events.kind[t]).re[0];
    if (!year->busy) { /* only the mass goes on */
        now.re[0] *= left;
        now.re[walk->columns] += mass * (1 - left);
        return;
    }
    bool anew = year->anew && t > 1;
    for (size_t k = 0; k < walk->columns && anew; k++) {
        now.re[k] = mass;
        now.im[k] = 0;
    }
    if (anew) /* growth from nothing is undefined */
        now.re[walk->columns] = 0;
    row_multiply(now, row_at(walk->factor, walk->width, law->events.kind[t]), walk->columns);
    now.re[walk->columns] += mass - now.re[0];
}

/* What the bounds of a year leave of one set. */
static void apply_gate(Walk *walk, size_t set, size_t t, Row now)
{
    const ExactStep *year = &walk->track->step[t];
    const Gate *gate = &walk->gate[set * walk->levels->law.plan->years + t];
    const double *cut =
        walk->cut + (set * walk->track->gates + year->place) * fourier_cutter_room(&walk->cutter);
    if (!year->gate)
        return;
    if (!is_whole(walk, gate, year) && year->end)
        now.re[0] = fourier_cutter_mass(&walk->cutter, cut, now.re, now.im);
    else if (!is_whole(walk, gate, year))
        fourier_cutter_cut(&walk->cutter, cut, now.re, now.im);
    if (!gate->zero)
        now.re[walk->columns] = 0;
}

/* All busy years of a period, at the factors in force, for all sets; without its last bounds. */
static void walk_period(Walk *walk, size_t period, double weight)
{
    for (size_t set = 0; set < walk->sets; set++) {
        row_copy(walk->now, row_at(walk->before, walk->width, set), walk->columns + 1);
        for (size_t t = 1; t <= walk->track->last; t++) {
            if (walk->levels->law.plan->period[t] != period)
                continue;
            step(walk, t);
            if (!walk->track->step[t].closes)
                apply_gate(walk, set, t, walk->now);
        }
        row_add(row_at(walk->after, walk->width, set), walk->now, weight, walk->columns + 1);
    }
}

/* Bounds are linear: the last ones of a period need the average only. */
static void end_period(Walk *walk, size_t period)
{
    for (size_t t = 1; t <= walk->track->last; t++)
        for (size_t set = 0; set < walk->sets; set++)
            if (walk->levels->law.plan->period[t] == period && walk->track->step[t].closes)
                apply_gate(walk, set, t, row_at(walk->after, walk->width, set));
}

/* Puts the laws after a period in the place of those before it. */
static Status average_period(Walk *walk, size_t period, Error *err)
{
    const ExactLaw *law = &walk->levels->law;
    size_t count = exact_draws_count(&walk->draws, period);
    double v = fabs(walk->draws.volatility[period]);
    TRY(exact_year_set(&walk->years, v, exact_draws_most(&walk->draws, period), err));
    fill_noise(walk, v);
    row_clear(walk->after, walk->sets * walk->width);
    if (law->indicator->draw == DRAW_YEAR) {
        fill_factors(walk, period, 0, count, true);
        walk_period(walk, period, 1);
    }
    for (size_t k = 0; k < count && law->indicator->draw != DRAW_YEAR; k++) {
        fill_factors(walk, period, k, k + 1, false);
        walk_period(walk, period, exact_draws_weight(&walk->draws, period, k));
    }
    end_period(walk, period);
    row_copy(walk->before, walk->after, walk->sets * walk->width);
    return STATUS_GOOD;
}

static Status average_shared(Walk *walk, double *chance, Error *err)
{
    const Plan *plan = walk->levels->law.plan;
    for (size_t set = 0; set < walk->sets; set++)
        chance[set] = 0;
    do {
        double weight = exact_draws_set(&walk->draws);
        for (size_t set = 0; set < walk->sets; set++)
            row_copy(row_at(walk->before, walk->width, set), walk->start, walk->width);
        for (size_t t = 1; t <= walk->track->last; t++)
            if (t == 1 || plan->period[t] != plan->period[t - 1])
                TRY(average_period(walk, plan->period[t], err));
        for (size_t set = 0; set < walk->sets; set++) {
            Row end = row_at(walk->before, walk->width, set);
            chance[set] += weight * (end.re[0] + end.re[walk->columns]);
        }
    } while (exact_draws_next(&walk->draws));
    return STATUS_GOOD;
}

/* Points of all cuts of this resolution, and as many of the factors as take the same time. */
static double cost_of(const Walk *walk)
{
    const ExactLaw *law = &walk->levels->law;
    bool yearly = law->indicator->draw == DRAW_YEAR;
    double cuts = 0, fills = 0;
    for (size_t t = 1; t <= walk->track->last; t++) {
        const ExactStep *step = &walk->track->step[t];
        double nodes = (double)exact_draws_count(&walk->draws, law->plan->period[t]);
        if (t == 1 || law->plan->period[t] != law->plan->period[t - 1])
            for (size_t k = 0; k < law->events.kinds; k++)
                fills += nodes * (double)(law->additive ? 1 : walk->years.loss[k].count);
        if (step->gate)
            cuts += (step->end ? mass_share : 1) * (yearly || step->closes ? 1 : nodes);
    }
    return (cuts * (double)walk->sets + fill_share * fills) * exact_draws_shared(&walk->draws) *
           (double)fourier_cutter_room(&walk->cutter);
}

/* The chances at one resolution. */
static Status walk_all(const Walk *made, const ExactResolution *at, double *chance, Error *err)
{
    Walk walk = *made;
    walk.to.fineness = at->fineness;
    Status status = fourier_grid_make(&walk.grid, at->points, at->period, err);
    if (status == STATUS_GOOD)
        status = walk_make(&walk, &walk.levels->law, err);
    if (status == STATUS_GOOD && (*walk.levels->budget -= cost_of(&walk)) < 0)
        status = error_set(err, STATUS_INVALID,
                           "/indicators/%s: exact would take too long to join several years, for "
                           "each combination of uncertain growth and volatility; use --sampling "
                           "random",
                           walk.levels->law.indicator->id);
    if (status == STATUS_GOOD)
        status = average_shared(&walk, chance, err);
    walk_free(&walk);
    return status;
}

/* A round with fewer harmonics and nodes than the laws needed, then one with as many, and so on
 * until two agree. */
static Status settle(const Walk *walk, double *fine, double *error, Error *err)
{
    ExactResolution at = walk->levels->at;
    double *coarse = fine + walk->sets;
    at.period = fmax(at.period, walk->track->width);
    at.points = fewer_points(at.points);
    at.fineness -= at.fineness > 0;
    TRY(walk_all(walk, &at, fine, err));
    *error = INFINITY;
    for (int round = 0; round<ROUNDS && * error> settled; round++) {
        memcpy(coarse, fine, walk->sets * sizeof *fine);
        at.points = more_points(at.points);
        at.fineness++;
        TRY(walk_all(walk, &at, fine, err));
        *error = 0;
        for (size_t set = 0; set < walk->sets; set++)
            *error = fmax(*error, fabs(fine[set] - coarse[set]));
    }
    if (*error < usable)
        return STATUS_GOOD;
    return error_set(err, STATUS_INVALID,
                     "/indicators/%s: exact gets no nearer than %.1g to the chance of several "
                     "years together; use --sampling random",
                     walk->levels->law.indicator->id, *error);
}

static Status make_gates(Gate **made, const ExactLevels *levels, const ExactBound *bound,
                         size_t bounds, size_t sets, Error *err)
{
    size_t years = levels->law.plan->years;
    Gate *gate = *made = malloc(sets * years * sizeof *gate);
    if (!gate)
        return error_memory(err);
    for (size_t i = 0; i < sets * years; i++)
        gate[i] = (Gate){ -INFINITY, INFINITY, true };
    for (size_t i = 0; i < sets * bounds; i++) {
        const ExactBound *it = &bound[i];
        Gate *to = &gate[i / bounds * years + it->span.last];
        double centre = exact_law_centre(&levels->law, it->span);
        double low = it->interval[0] > 0 ? log(it->interval[0]) - centre : -INFINITY;
        double high = it->interval[1] > 0 ? log(it->interval[1]) - centre : -INFINITY;
        to->low = fmax(to->low, low);
        to->high = fmin(to->high, high);
        to->zero &= it->interval[0] <= 0 && it->interval[1] >= 0;
    }
    return STATUS_GOOD;
}

Status exact_chain_chances(const ExactLevels *levels, const ExactBound *bound, size_t bounds,
                           size_t sets, Chance *chance, Error *err)
{
    ExactTrack track;
    Gate *gate = NULL;
    double error = 0, *fine = calloc(2 * sets, sizeof *fine);
    Status status = fine ? exact_track_make(&track, levels, bound, bounds, err) : error_memory(err);
    if (status == STATUS_GOOD) {
        status = make_gates(&gate, levels, bound, bounds, sets, err);
        Walk walk = { .levels = levels, .track = &track, .sets = sets, .gate = gate };
        if (status == STATUS_GOOD)
            status = settle(&walk, fine, &error, err);
        error += track.omitted + least_error;
        exact_track_free(&track);
    }
    for (size_t set = 0; set < sets && status == STATUS_GOOD; set++) {
        double p = fmin(fmax(fine[set], 0), 1);
        chance[set] = (Chance){ p, error, { fmax(p - error, 0), fmin(p + error, 1) } };
    }
    free(gate);
    free(fine);
    return status;
}
