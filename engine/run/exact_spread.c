#include "run/exact_spread.h"

#include <math.h>
#include <stdlib.h>

enum {
    MOST_POINTS = 40,
    COLUMNS = 32, /* of harmonics that are made at a time */
    FOUR = 4,
};

static void range_of(const Quadrature *rule, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t i = 0; i < rule->count; i++) {
        *low = fmin(*low, rule->value[i]);
        *high = fmax(*high, rule->value[i]);
    }
}

/* How far the log of psi turns across half the range, where psi still matters: noise has by then an
 * exponent of some 30, of power 1 or 2 in v / (1 + m), and losses a phase of w s / (1 + m - s). */
static double turn_of(const ExactLaw *law, size_t period, double low, double high)
{
    double half = (log1p(high) - log1p(low)) / 2, losses = 0, noise = 0;
    double least = exact_law_least_volatility(law, period);
    for (size_t kind = 0; kind < law->events.kinds; kind++)
        losses = fmax(losses, exact_events_most(&law->events, kind));
    if (law->additive && least > 0)
        noise = isfinite(law->noise.freedom) ? 30 : 60;
    if (losses > 0)
        losses *= 0.35 * noise_band(&law->noise) / least / fmax(1 + low - losses, 0.05) * (1 + low);
    return half * (noise + losses);
}

/* The error of Chebyshev's points for exp(turn x) on -1 .. 1 is 2 (turn / 2)^n / n!. */
static size_t points_for(double turn, size_t fineness)
{
    size_t n = 1;
    for (double error = turn; error > 1e-7 && n < MOST_POINTS; n++)
        error *= turn / 2 / (double)(n + 1);
    return turn > 0 ? n + 2 * (fineness > 2 ? fineness - 2 : 0) : 1;
}

static void set_shares(ExactSpread *spread, double low, double high)
{
    size_t n = spread->count;
    double sign[2 * MOST_POINTS];
    for (size_t c = 0; c < n; c++) {
        double angle = M_PI * ((double)c + 0.5) / (double)n;
        spread->growth[c] = (low + high) / 2 + (high - low) / 2 * cos(angle);
        sign[c] = (c % 2 ? -1 : 1) * sin(angle); /* of the barycentric formula */
    }
    for (size_t i = 0; i < spread->rule->count; i++) {
        double m = spread->rule->value[i], sum = 0;
        size_t hit = n;
        for (size_t c = 0; c < n; c++) {
            hit = m == spread->growth[c] ? c : hit;
            sum += sign[c] / (m - spread->growth[c]);
        }
        for (size_t c = 0; c < n; c++) {
            double l = hit < n ? (double)(c == hit) : sign[c] / (m - spread->growth[c]) / sum;
            spread->share[c * spread->rule->count + i] = spread->rule->weight[i] * l;
        }
    }
}

/* Whether points are cheaper than all nodes of the rule: a year's rows take as long, for each
 * column, as the M_c take for so many products of a point and a node. */
static bool worthwhile(const ExactDraws *draws, size_t period, size_t points)
{
    const ExactLaw *law = draws->law;
    const double fill = 70 * (double)law->events.kinds * exact_draws_shared(draws);
    double nodes = (double)draws->rule[period].count, saved = nodes - (double)points;
    double years = (double)exact_law_years(law, (ExactSpan){ 1, law->plan->years - 1, 0 }, period);
    double reach = law->indicator->draw == DRAW_YEAR ? 1 : sqrt(years); /* of a year's columns */
    return points <= (size_t)2 * MOST_POINTS && saved > 0 &&
           (!law->additive || (double)points * nodes * reach < saved * fill);
}

Status exact_spread_make(ExactSpread *spread, const ExactDraws *draws, size_t period,
                         const FourierGrid *grid, size_t fineness, Error *err)
{
    double low, high;
    const ExactLaw *law = draws->law;
    const Quadrature *rule = &draws->rule[period];
    *spread = (ExactSpread){ .rule = rule, .centre = law->centre[period] };
    range_of(rule, &low, &high);
    if (!grid || !(low > -0.7))
        return STATUS_GOOD;
    size_t count = points_for(turn_of(law, period, low, high), fineness);
    if (!worthwhile(draws, period, count))
        return STATUS_GOOD;
    spread->angle = 2 * M_PI / grid->period;
    spread->count = count;
    spread->growth = calloc(count, sizeof *spread->growth);
    spread->share = calloc(count * rule->count, sizeof *spread->share);
    if (!spread->growth || !spread->share) {
        exact_spread_free(spread);
        return error_memory(err);
    }
    set_shares(spread, low, high);
    return STATUS_GOOD;
}

void exact_spread_free(ExactSpread *spread)
{
    free(spread->growth);
    free(spread->share);
    free(spread->memory);
    *spread = (ExactSpread){ 0 };
}

Row exact_spread_row(const ExactSpread *spread, size_t point)
{
    double *re = spread->memory + 2 * point * spread->room;
    return (Row){ re, re + spread->room };
}

static Status make_room(ExactSpread *spread, size_t harmonics, Error *err)
{
    ExactSpread more = *spread;
    if (harmonics <= spread->room)
        return STATUS_GOOD;
    more.room = harmonics + harmonics / 4 + 64;
    more.memory = malloc(2 * spread->count * more.room * sizeof *more.memory);
    if (!more.memory)
        return error_memory(err);
    for (size_t c = 0; c < spread->count && spread->filled; c++)
        row_copy(exact_spread_row(&more, c), exact_spread_row(spread, c), spread->filled);
    free(spread->memory);
    *spread = more;
    return STATUS_GOOD;
}

/* to[k] += sum over FOUR nodes of weight times row, whose rows lie `width` apart. */
static void add_four(double *restrict to, const double *restrict row, size_t width,
                     const double *restrict weight)
{
    const double *one = row, *two = row + width, *three = two + width, *four = three + width;
    double a = weight[0], b = weight[1], c = weight[2], d = weight[3];
    for (size_t k = 0; k < COLUMNS; k++)
        to[k] = to[k] + a * one[k] + b * two[k] + c * three[k] + d * four[k];
}

/* Some columns of all M_c, from the phases of the nodes there. */
static void add_nodes(const ExactSpread *spread, Row phase, size_t width, Row to)
{
    size_t nodes = spread->rule->count, whole = nodes / FOUR * FOUR;
    for (size_t c = 0; c < spread->count; c++) {
        const double *share = spread->share + c * nodes;
        Row row = row_at(to, 2 * spread->room, c);
        row_clear(row, COLUMNS);
        for (size_t i = 0; i < whole; i += FOUR) {
            add_four(row.re, phase.re + i * width, width, share + i);
            add_four(row.im, phase.im + i * width, width, share + i);
        }
        for (size_t i = whole; i < nodes; i++)
            row_add(row, row_at(phase, width, i), share[i], COLUMNS);
    }
}

Status exact_spread_reach(ExactSpread *spread, size_t harmonics, Error *err)
{
    size_t from = spread->filled, nodes = spread->rule->count;
    if (harmonics <= from)
        return STATUS_GOOD;
    size_t n = (harmonics - from + COLUMNS - 1) / COLUMNS * COLUMNS;
    TRY(make_room(spread, from + n, err));
    double *memory = malloc(2 * nodes * n * sizeof *memory);
    if (!memory)
        return error_memory(err);
    Row phase = { memory, memory + nodes * n };
    for (size_t i = 0; i < nodes; i++) {
        double angle = spread->angle * (log1p(spread->rule->value[i]) - spread->centre);
        Row row = row_at(phase, n, i);
        fourier_phases_from(angle, from, row.re, row.im, n);
    }
    for (size_t k = 0; k < n; k += COLUMNS)
        add_nodes(spread, row_at(phase, 1, k), n, row_at(exact_spread_row(spread, 0), 1, from + k));
    free(memory);
    spread->filled = from + n;
    return STATUS_GOOD;
}
