#include "run/exact_levels.h"

#include "run/exact_noise.h"
#include "run/exact_transform.h"

#include <math.h>
#include <stdlib.h>

/* Points of the harmonics' grid; SHARP_POINTS where no noise smooths the bends. */
enum { LEAST_POINTS = 64, SHARP_POINTS = 1024, MOST_POINTS = 32768, ROUNDS = 6, PROBES = 11 };

/* Rounds go on until `settled`; beyond `usable` there is no result. */
static const double least_error = 1e-12, settled = 3e-10, usable = 1e-5;
static const double log_outside = -32.2;  /* log of the chance left out at each end, 1e-14 */
static const double ruin_outside = 4e-12; /* the chance left out there */
static const double aliases = 4;          /* of other harmonics, in terms of that of the mass */
static const double rounding = 4e-15;     /* of a log */
static const double reach = 8.2;          /* of scores */

/* Chernoff: P(x > h) <= E exp(s (x - h)), the best of the exponents; and the same below. Factors
 * that leave next to nothing are added apart, as one in a product: P(x < h) = ruin exp(h). */
static void bound_series(ExactSeries *series, const double *power, double ruin)
{
    series->high = INFINITY;
    series->low = -INFINITY;
    for (size_t k = 0; k < EXACT_EXPONENTS; k++) {
        double s = exact_transform_exponent(k), bound = (log(power[k]) - log_outside) / s;
        if (!isfinite(bound))
            continue;
        if (s > 0)
            series->high = fmin(series->high, bound);
        else
            series->low = fmax(series->low, bound);
    }
    if (ruin > 0)
        series->low = fmin(series->low, log(ruin_outside / ruin));
    if (!(series->high >= series->low) || !isfinite(series->high - series->low)) {
        series->low = -1; /* nothing but factors of 0 */
        series->high = 1;
    }
}

/* What the harmonics leave out: of a law's ends, and of the noise's when these are heavy. */
static double omitted(const ExactLaw *law, ExactSpan span, bool ruin)
{
    bool heavy = !law->additive && isfinite(law->noise.freedom);
    double years = span.last >= span.first ? (double)(span.last - span.first + 1) : 0;
    return 2 * exp(log_outside) + (ruin ? ruin_outside : 0) +
           (heavy ? 2 * years * exact_noise_cut : 0);
}

static Status rough_look(ExactLevels *levels, size_t fineness, Error *err)
{
    ExactTransform rough = { .fineness = fineness + 1, .reach = reach };
    TRY(exact_transform_make(&rough, &levels->law, levels->span, levels->spans, err));
    for (size_t i = 0; i < levels->spans; i++) {
        double ruin = 0;
        for (size_t t = levels->span[i].first; t <= levels->span[i].last; t++)
            ruin += 1.5 * rough.ruin[t]; /* the other factors may be below their medians */
        bound_series(&levels->series[i], rough.re + i * rough.width, ruin);
        levels->series[i].omitted = omitted(&levels->law, levels->span[i], ruin > 0);
    }
    exact_transform_free(&rough);
    return STATUS_GOOD;
}

/* The highest frequency that a single year's noise lets through. */
static double band_of(const ExactLaw *law)
{
    double band = 0;
    for (size_t t = 1; t < law->plan->years; t++) {
        size_t p = law->plan->period[t];
        if (!exact_law_noisy(law, p))
            continue;
        const Quantity *m = exact_law_growth(law, p);
        double factor = law->additive ? fmax(1 + m->law->quantile(m, 0.999), 0) : 1;
        double least = exact_law_least_volatility(law, p);
        band = fmax(band, noise_band(&law->noise) * factor / least);
    }
    return band;
}

/* Uncertain growth turns harmonics by up to frequency x spread: so many nodes must follow. Even. */
static size_t fineness_for(const ExactLaw *law, double band)
{
    double spread = 0;
    for (size_t p = 0; p < law->plan->scenario->periods; p++) {
        const Quantity *m = exact_law_growth(law, p);
        double least = fmax(1 + m->law->quantile(m, 0.001), 0.01);
        double years = (double)exact_law_years(law, (ExactSpan){ 1, law->plan->years - 1, 0 }, p);
        double power = law->indicator->draw == DRAW_PERIOD ? sqrt(years) : 1;
        if (1 + m->law->quantile(m, 0.999) > least)
            spread = fmax(spread, power * log((1 + m->law->quantile(m, 0.999)) / least));
    }
    return 2 + 2 * (size_t)fmin(spread * band / 40, 200);
}

/* Harmonics of the products that are not direct, at one resolution. */
static Status resolve(ExactLevels *levels, ExactResolution *at, Error *err)
{
    FourierGrid grid;
    size_t points = at->points;
    double period = at->period;
    TRY(fourier_grid_make(&grid, points, period, err));
    ExactTransform transform = { .grid = &grid, .fineness = at->fineness, .reach = reach };
    Status status =
        exact_transform_make(&transform, &levels->law, levels->span, levels->spans, err);
    at->cost = transform.cost;
    for (size_t i = 0; i < levels->spans && status == STATUS_GOOD; i++) {
        ExactSeries *series = &levels->series[i];
        if (series->direct)
            continue;
        fourier_law_free(&series->coarse);
        series->coarse = series->fine;
        series->fine = (FourierLaw){ 0 };
        const double *row = transform.re + i * transform.width;
        series->aliased = fabs(row[points / 2] - row[0]);
        double middle = (series->low + series->high) / 2;
        status = fourier_law_make(&series->fine, middle - period / 2, period,
                                  transform.re + i * transform.width,
                                  transform.im + i * transform.width, points / 2, err);
    }
    exact_transform_free(&transform);
    fourier_grid_free(&grid);
    return status;
}

static double below_log(const ExactSeries *series, double x, double *error)
{
    double fine = 1 - series->fine.mass + fourier_law_below(&series->fine, x - series->centre);
    if (error) {
        double coarse =
            1 - series->coarse.mass + fourier_law_below(&series->coarse, x - series->centre);
        *error = fabs(fine - coarse) + series->fine.tail + aliases * series->aliased;
    }
    return fine;
}

/* At the centre, and at distances from it that fall by fours: heavy tails make the range many times
 * as wide as the body of the law, in which the errors are. */
static double probe(const ExactSeries *series, size_t k)
{
    double distance = ldexp(series->high - series->low, -2 * (int)((k + 1) / 2));
    return k ? (k % 2 ? -distance : distance) : 0;
}

/* The greatest error at some points of all laws; *tail: of that from missing harmonics. */
static double unsettled(const ExactLevels *levels, double *tail)
{
    double worst = 0;
    *tail = 0;
    for (size_t i = 0; i < levels->spans; i++) {
        const ExactSeries *series = &levels->series[i];
        *tail = fmax(*tail, series->fine.tail);
        for (size_t k = 0; k < PROBES && !series->direct; k++) {
            double error;
            below_log(series, series->centre + probe(series, k), &error);
            worst = fmax(worst, error);
        }
    }
    return worst;
}

/* Where to start; a period of 0 when every product is direct. */
static ExactResolution first_resolution(const ExactLevels *levels, double band, size_t fineness)
{
    ExactResolution at = { .fineness = fineness };
    for (size_t i = 0; i < levels->spans; i++) {
        const ExactSeries *series = &levels->series[i];
        if (series->direct)
            continue;
        at.period = fmax(at.period, 1.05 * (series->high - series->low));
        at.sharp |= !exact_law_span_noisy(&levels->law, levels->span[i]);
    }
    at.points = at.sharp ? SHARP_POINTS : LEAST_POINTS;
    while (at.points < MOST_POINTS && M_PI * (double)at.points < band * at.period)
        at.points *= 2;
    if (at.points > LEAST_POINTS && M_PI * 0.75 * (double)at.points >= band * at.period)
        at.points -= at.points / 4;
    if (at.sharp) /* no noise damps the harmonics that the nodes cannot follow */
        at.fineness =
            fineness_for(&levels->law, fmax(band, 3 * M_PI * (double)at.points / at.period));
    return at;
}

/* Rounds of finer nodes, and more harmonics where they are missing, until two agree. */
static Status resolve_all(ExactLevels *levels, double band, size_t fineness, Error *err)
{
    ExactResolution at = first_resolution(levels, band, fineness);
    double tail, error = INFINITY;
    if (!(at.period > 0))
        return STATUS_GOOD;
    TRY(resolve(levels, &at, err));
    unsettled(levels, &tail);
    for (int round = 0; round < ROUNDS; round++) {
        bool extend = at.points < MOST_POINTS && (at.sharp || tail > settled);
        at.points *= extend ? 2 : 1;
        if (at.sharp || at.fineness % 2)
            at.fineness = 2 * (at.fineness & ~(size_t)1);
        else
            at.fineness++;
        TRY(resolve(levels, &at, err));
        error = unsettled(levels, &tail);
        bool useless = at.points >= MOST_POINTS && error < tail + settled;
        if (error < settled || useless || 4 * at.cost > exact_transform_dearest(levels->law.plan))
            break;
    }
    levels->at = at;
    if (error < usable)
        return STATUS_GOOD;
    return error_set(err, STATUS_INVALID,
                     "/indicators/%s: exact gets no nearer than %.1g to the probabilities of this "
                     "law, which is too sharp or too wide for it; allowed is noise of one order of "
                     "size and growth without extreme values; use --sampling random",
                     levels->law.indicator->id, error);
}

/* Whether a loss of all before the span may have to do with its factors. */
static bool linked_to_past(const ExactLaw *law, ExactSpan span)
{
    size_t period = law->plan->period[span.first];
    return law->uncertains || law->linked ||
           (law->indicator->draw == DRAW_PERIOD && law->plan->period[span.first - 1] == period &&
            !quantity_is_constant(exact_law_growth(law, period)));
}

/* Growth from a level of 0 is undefined. */
static void add_lost(ExactLevels *levels)
{
    static const double negligible = 1e-10;
    for (size_t i = 0; i < levels->spans; i++) {
        ExactSpan span = levels->span[i];
        size_t before = 0;
        if (span.base || span.first < 2)
            continue;
        while (before < levels->spans &&
               !(levels->span[before].base && levels->span[before].last + 1 == span.first))
            before++;
        if (before == levels->spans)
            continue;
        double lost = exact_levels_below(levels, before, 0, NULL);
        levels->series[i].lost = lost > negligible ? lost : 0;
        if (lost <= negligible)
            levels->series[i].omitted += lost;
        else if (linked_to_past(&levels->law, span))
            levels->series[i].lost_error = lost;
    }
}

static Status fill_moments(ExactLevels *levels, Error *err)
{
    ExactMoments *moments = calloc(levels->spans, sizeof *moments);
    Status status = moments ? STATUS_GOOD : error_memory(err);
    if (status == STATUS_GOOD)
        status = exact_moments_make(moments, &levels->law, levels->span, levels->spans, err);
    for (size_t i = 0; i < levels->spans && status == STATUS_GOOD; i++)
        levels->series[i].moments = moments[i];
    free(moments);
    return status;
}

Status exact_levels_make(ExactLevels *levels, const Plan *plan, const Indicator *indicator,
                         ExactSpan *span, size_t spans, Error *err)
{
    *levels = (ExactLevels){ .span = span, .spans = spans };
    Status status = exact_law_make(&levels->law, plan, indicator, err);
    levels->series = calloc(spans, sizeof *levels->series);
    if (status == STATUS_GOOD && !levels->series)
        status = error_memory(err);
    for (size_t i = 0; i < spans && status == STATUS_GOOD; i++) {
        levels->series[i].centre = exact_law_centre(&levels->law, span[i]);
        if (!exact_law_span_noisy(&levels->law, span[i]))
            status = exact_direct_make(&levels->series[i].direct, &levels->law, span[i], err);
    }
    if (status == STATUS_GOOD) {
        double band = band_of(&levels->law);
        size_t fineness = fineness_for(&levels->law, band / 3); /* most of it damped by the noise */
        status = rough_look(levels, fineness, err);
        if (status == STATUS_GOOD)
            status = resolve_all(levels, band, fineness, err);
    }
    if (status == STATUS_GOOD)
        status = fill_moments(levels, err);
    if (status == STATUS_GOOD)
        add_lost(levels);
    if (status != STATUS_GOOD)
        exact_levels_free(levels);
    return status;
}

void exact_levels_free(ExactLevels *levels)
{
    for (size_t i = 0; levels->series && i < levels->spans; i++) {
        exact_direct_free(levels->series[i].direct);
        fourier_law_free(&levels->series[i].coarse);
        fourier_law_free(&levels->series[i].fine);
    }
    free(levels->series);
    free(levels->span);
    exact_law_free(&levels->law);
    *levels = (ExactLevels){ 0 };
}

static double below_at(const ExactSeries *series, double x, double *error)
{
    return series->direct ? exact_direct_below(series->direct, x, error)
                          : below_log(series, x, error);
}

/* By how much the log, which is as exact as `rounding`, may move the chance. */
static double rounded_by(const ExactSeries *series, double x)
{
    double ignored, step = rounding * (1 + fabs(x));
    return fabs(below_at(series, x + step, &ignored) - below_at(series, x - step, &ignored));
}

bool exact_levels_stepped(const ExactLevels *levels, size_t span)
{
    const ExactDirect *direct = levels->series[span].direct;
    return direct && exact_direct_stepped(direct);
}

double exact_levels_below(const ExactLevels *levels, size_t span, double y, double *error)
{
    const ExactSeries *series = &levels->series[span];
    double off = 0, below = 0, x = y > 0 ? log(y) : -INFINITY;
    if (y >= 0)
        below = below_at(series, x, &off);
    if (error && !series->direct && y > 0)
        off += series->omitted;
    if (error && y > 0 && !exact_levels_stepped(levels, span))
        off += rounded_by(series, x);
    if (error)
        *error = off + series->lost_error + least_error;
    return fmin(fmax(below, 0), 1);
}
