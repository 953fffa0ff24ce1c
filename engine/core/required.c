/* g = (B / L)^(1/n) - 1, as expm1(log1p((B - L) / L) / n). */
#include "core/required.h"

#include "core/target.h"
#include "math/normal.h"

#include <float.h>
#include <math.h>
#include <string.h>

static const double negligible = 1e-6; /* chance */

double required_rate(double from, double to, int years)
{
    return from > 0 && to > 0 && years > 0 ? expm1(log1p((to - from) / from) / years) : NAN;
}

/* The growth that keeps one bound in the first and in the last year, and so in all between. */
static double rate_of_side(const Target *target, double level, int year, bool upper)
{
    double bound = upper ? target->high : target->low;
    if (!isfinite(bound))
        return bound;
    if (!upper && bound <= 0 && target_two_sided(target))
        return -1;
    double first = required_rate(level, bound, target->from - year);
    double last = required_rate(level, bound, target->to - year);
    return upper ? fmin(first, last) : fmax(first, last);
}

void required_band(const Target *target, double level, int year, double band[2])
{
    bool ahead = level > 0 && year < target->from;
    for (int side = 0; side < 2; side++)
        band[side] = ahead ? rate_of_side(target, level, year, side) : NAN;
    if (!(band[0] <= band[1]))
        band[0] = band[1] = NAN;
}

double required_nearest(const double band[2], double own)
{
    if (isfinite(band[0]) && isfinite(band[1]))
        return fmin(fmax(own, band[0]), band[1]);
    return isfinite(band[1]) ? band[1] : isfinite(band[0]) ? band[0] : NAN;
}

/* ---- growth or a straight line ---- */

/* The greatest level that is not wanted: 0, or the greatest below it. */
typedef struct Limit {
    const Scenario *scenario;
    double level;
} Limit;

static bool is_above(const Parameter *parameter, const Limit *limit)
{
    for (size_t i = 0; i < parameter->count; i++)
        if (parameter->quantity[i].law->cdf(&parameter->quantity[i], limit->level) > negligible)
            return false;
    return true;
}

/* Whether the parameter of that name is above the limit; of no name true. */
static bool named_above(const Indicator *indicator, const char *name, const Limit *limit)
{
    for (size_t k = 0; name && indicator->model->params[k].name; k++)
        if (!strcmp(indicator->model->params[k].name, name))
            return is_above(&indicator->parameter[k], limit);
    return true;
}

/* Whether noise relative to the level turns its sign, as if it were normal. */
static bool turned_by_noise(const Indicator *indicator)
{
    const Parameter *volatility = &indicator->noise[NOISE_VOLATILITY];
    for (size_t i = 0; i < volatility->count; i++) {
        double most = quantity_side(&volatility->quantity[i], 1);
        if (most > 0 && normal_cdf(-1 / most) > negligible)
            return true;
    }
    return false;
}

/* Dependence has no circle, so this ends. */
static bool stays_above(const Limit *limit, size_t index)
{
    const Indicator *it = &limit->scenario->indicator[index];
    const ModelClaims *claims = &it->model->claims;
    if (claims->base)
        return named_above(it, claims->base, limit);
    if (it->model->dated && !it->ofs)
        return limit->level < 0;
    if (claims->level && turned_by_noise(it))
        return false;
    bool above = named_above(it, claims->level, limit) && named_above(it, claims->share, limit) &&
                 named_above(it, claims->scale, limit);
    for (size_t i = 0; i < it->ofs && above; i++)
        above = stays_above(limit, it->of[i]);
    return above;
}

bool required_grows(const Scenario *scenario, size_t indicator)
{
    return stays_above(&(Limit){ scenario, 0 }, indicator);
}

bool required_is_never_negative(const Scenario *scenario, size_t indicator)
{
    return stays_above(&(Limit){ scenario, -DBL_MIN }, indicator);
}
