#include "run/exact_spread.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_POINTS = 40 };

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

Status exact_spread_make(ExactSpread *spread, const ExactLaw *law, size_t period,
                         const Quadrature *rule, const FourierGrid *grid, size_t fineness,
                         Error *err)
{
    double low, high;
    *spread = (ExactSpread){ .rule = rule, .centre = law->centre[period] };
    range_of(rule, &low, &high);
    if (!grid || !(low > -0.7))
        return STATUS_GOOD;
    size_t count = points_for(turn_of(law, period, low, high), fineness);
    if (count >= rule->count || count > (size_t)2 * MOST_POINTS)
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
    more.memory = malloc(2 * (spread->count + 1) * more.room * sizeof *more.memory);
    if (!more.memory)
        return error_memory(err);
    for (size_t c = 0; c < spread->count && spread->filled; c++)
        row_copy(exact_spread_row(&more, c), exact_spread_row(spread, c), spread->filled);
    free(spread->memory);
    *spread = more;
    return STATUS_GOOD;
}

Status exact_spread_reach(ExactSpread *spread, size_t harmonics, Error *err)
{
    size_t from = spread->filled;
    if (harmonics <= from)
        return STATUS_GOOD;
    TRY(make_room(spread, harmonics, err));
    size_t n = spread->room - from;
    Row phase = exact_spread_row(spread, spread->count);
    for (size_t c = 0; c < spread->count; c++)
        row_clear(row_at(exact_spread_row(spread, c), 1, from), n);
    for (size_t i = 0; i < spread->rule->count; i++) {
        double angle = spread->angle * (log1p(spread->rule->value[i]) - spread->centre);
        fourier_phases_from(angle, from, phase.re, phase.im, n);
        for (size_t c = 0; c < spread->count; c++)
            row_add(row_at(exact_spread_row(spread, c), 1, from), phase,
                    spread->share[c * spread->rule->count + i], n);
    }
    spread->filled = spread->room;
    return STATUS_GOOD;
}
