#include "run/exact_moments.h"

#include "run/exact_draws.h"
#include "run/exact_piece.h"

#include <math.h>
#include <stdlib.h>

/* The raw moments E x and E x^2. */
typedef struct Raw {
    double first, square;
} Raw;

typedef struct Work {
    const ExactLaw *law;
    const ExactSpan *span;
    size_t spans;
    ExactPieces pieces;
    ExactDraws draws;
    Quadrature *loss;         /* [kind of year]; owned, like the next */
    Raw *year, *fill, *piece; /* [kind], [kind], [piece]: given the shared draws */
} Work;

static const double usable = 1e-6; /* relative, of a raw moment */
static const double rounding = 1e-14;

static void add(Raw *to, Raw x, double weight)
{
    to->first += weight * x.first;
    to->square += weight * x.square;
}

static Raw times(Raw a, Raw b)
{
    return (Raw){ a.first * b.first, a.square * b.square };
}

/* Of max(0, a + v e), or of max(0, a) where the noise is no part of it. */
static Raw of_factor(const ExactLaw *law, double a, double v)
{
    static const double far = 1e8; /* in terms of v: noise never gets there */
    double moment[2], rest = fmax(a, 0);
    if (!law->additive || !(v > 0))
        return (Raw){ rest, rest * rest };
    if (fabs(a) > far * v)
        return (Raw){ rest, a > 0 ? rest * rest + v * v : 0 };
    noise_moments(&law->noise, a, v, moment);
    return (Raw){ moment[0], moment[1] };
}

/* Of a year of each kind at a growth. */
static void fill_years(const Work *work, size_t period, double growth, Raw *to)
{
    double v = fabs(work->draws.volatility[period]);
    size_t last = work->law->plan->years - 1;
    for (size_t kind = 0; kind < work->law->events.kinds; kind++) {
        const Quadrature *loss = &work->loss[kind];
        size_t count = exact_law_has(work->law, period, kind, last) ? loss->count : 0;
        to[kind] = (Raw){ 0 };
        for (size_t i = 0; i < count; i++)
            add(&to[kind], of_factor(work->law, 1 + growth - loss->value[i], v), loss->weight[i]);
    }
}

/* Products of the years. */
static void add_pieces(const Work *work, size_t period, double weight)
{
    Raw product = { 1, 1 };
    for (size_t i = 0; i < work->pieces.count; i++) {
        ExactPiece piece = work->pieces.piece[i];
        if (piece.period != period)
            continue;
        if (piece.first == piece.last)
            product = (Raw){ 1, 1 };
        product = times(product, work->year[work->law->events.kind[piece.last]]);
        add(&work->piece[i], product, weight);
    }
}

static double total_weight(const ExactDraws *draws, size_t period)
{
    double sum = 0;
    for (size_t k = 0; k < exact_draws_count(draws, period); k++)
        sum += exact_draws_weight(draws, period, k);
    return sum;
}

/* Growth drawn afresh each year is averaged within a year, else within the period. */
static void fill_pieces(const Work *work, size_t period)
{
    const ExactDraws *draws = &work->draws;
    bool yearly = work->law->indicator->draw == DRAW_YEAR && !work->law->linked;
    size_t kinds = work->law->events.kinds;
    double total = total_weight(draws, period);
    for (size_t i = 0; i < work->pieces.count; i++)
        if (work->pieces.piece[i].period == period)
            work->piece[i] = (Raw){ 0 };
    if (!exact_pieces_any(&work->pieces, period))
        return;
    for (size_t kind = 0; kind < kinds; kind++)
        work->year[kind] = (Raw){ 0 };
    for (size_t k = 0; k < exact_draws_count(draws, period); k++) {
        double weight = exact_draws_weight(draws, period, k) / total;
        double growth = exact_draws_growth(draws, period, k);
        fill_years(work, period, growth, yearly ? work->fill : work->year);
        for (size_t kind = 0; kind < kinds && yearly; kind++)
            add(&work->year[kind], work->fill[kind], weight);
        if (!yearly)
            add_pieces(work, period, weight);
    }
    if (yearly)
        add_pieces(work, period, 1);
}

/* Of the factor exp(sum of v e): normal, or of Student's t, which has no moments. */
static Raw of_noise(const Work *work, ExactSpan span)
{
    const ExactLaw *law = work->law;
    if (law->additive || !exact_law_span_noisy(law, span))
        return (Raw){ 1, 1 };
    if (isfinite(law->noise.freedom))
        return (Raw){ NAN, NAN };
    double variance = exact_law_noise_variance(law, span, work->draws.volatility);
    return (Raw){ exp(variance / 2), exp(2 * variance) };
}

static void add_spans(const Work *work, double weight, Raw *to)
{
    size_t periods = work->draws.periods;
    for (size_t i = 0; i < work->spans; i++) {
        Raw product = of_noise(work, work->span[i]);
        for (size_t p = 0; p < periods; p++) {
            size_t piece = work->pieces.of[i * periods + p];
            if (piece < work->pieces.count)
                product = times(product, work->piece[piece]);
        }
        add(&to[i], product, weight);
    }
}

static void average(Work *work, Raw *to)
{
    double total = 0;
    do {
        double weight = exact_draws_set(&work->draws);
        for (size_t p = 0; p < work->draws.periods; p++)
            fill_pieces(work, p);
        add_spans(work, weight, to);
        total += weight;
    } while (exact_draws_next(&work->draws));
    for (size_t i = 0; i < work->spans; i++)
        to[i] = (Raw){ to[i].first / total, to[i].square / total };
}

static void work_free(Work *work)
{
    for (size_t k = 0; work->loss && k < work->law->events.kinds; k++)
        quadrature_free(&work->loss[k]);
    free(work->loss);
    free(work->year);
    exact_draws_free(&work->draws);
    exact_pieces_free(&work->pieces);
}

static Status work_make(Work *work, size_t fineness, double reach, Error *err)
{
    const ExactLaw *law = work->law;
    size_t kinds = law->events.kinds;
    QuadratureOptions options = { .fineness = fineness, .reach = reach };
    TRY(exact_pieces_make(&work->pieces, law, work->span, work->spans, err));
    TRY(exact_draws_make(&work->draws, law, fineness, reach, err));
    work->loss = calloc(kinds + 1, sizeof *work->loss);
    work->year = calloc(2 * kinds + work->pieces.count + 1, sizeof *work->year);
    if (!work->loss || !work->year)
        return error_memory(err);
    work->fill = work->year + kinds;
    work->piece = work->fill + kinds;
    for (size_t k = 0; k < kinds; k++)
        TRY(exact_events_rule(&law->events, k, &options, &work->loss[k], err));
    return STATUS_GOOD;
}

/* Raw moments of the spans' products without their base. */
static Status make_raw(Raw *to, const Work *what, size_t fineness, double reach, Error *err)
{
    Work work = { .law = what->law, .span = what->span, .spans = what->spans };
    Status status = work_make(&work, fineness, reach, err);
    if (status == STATUS_GOOD)
        average(&work, to);
    work_free(&work);
    return status;
}

/* Var(b g) = Var b E g^2 + (E b)^2 Var g, so that a base without factors keeps all its digits. */
static ExactMoments combine(const ExactLaw *law, ExactSpan span, Raw fine, Raw coarse)
{
    const Quantity *base = law->base;
    double mean = span.base ? base->law->mean(base) : 1;
    double variance = span.base && !quantity_is_constant(base) ? base->law->variance(base) : 0;
    double error = fabs(fine.first - coarse.first), error2 = fabs(fine.square - coarse.square);
    bool certain = exact_law_span_certain(law, (ExactSpan){ span.first, span.last, false });
    double spread = certain ? 0 : fmax(fine.square - fine.first * fine.first, 0);
    ExactMoments made = { NAN, NAN, NAN };
    if (isfinite(mean) && error <= usable * fine.first) {
        made.mean = mean * fine.first;
        made.mean_error = mean * (error + rounding * fine.first);
    }
    if (isfinite(variance) && isfinite(mean) && error2 <= usable * fine.square)
        made.sd = sqrt(variance * fine.square + mean * mean * spread);
    return made;
}

/* What two rules differ by, of which one is coarser and ends nearer, is the numerical error. */
Status exact_moments_make(ExactMoments *moments, const ExactLaw *law, const ExactSpan *span,
                          size_t spans, Error *err)
{
    static const double near = 0.9 * QUADRATURE_FAR;
    const Work what = { .law = law, .span = span, .spans = spans };
    Raw *pair = calloc(2 * spans, sizeof *pair);
    Status status = pair ? make_raw(pair, &what, 5, QUADRATURE_FAR, err) : error_memory(err);
    if (status == STATUS_GOOD)
        status = make_raw(pair + spans, &what, 4, near, err);
    for (size_t i = 0; i < spans && status == STATUS_GOOD; i++)
        moments[i] = combine(law, span[i], pair[i], pair[spans + i]);
    free(pair);
    return status;
}
