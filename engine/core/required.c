/* g = (B / L)^(1/n) - 1, as expm1(log1p((B - L) / L) / n). */
#include "core/required.h"

#include "core/target.h"

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

static bool is_positive(const Parameter *parameter)
{
    for (size_t i = 0; i < parameter->count; i++)
        if (parameter->quantity[i].law->cdf(&parameter->quantity[i], 0) > negligible)
            return false;
    return true;
}

/* Whether the parameter of that name is above 0; of no name true. */
static bool stays_positive(const Indicator *indicator, const char *name)
{
    for (size_t k = 0; name && indicator->model->params[k].name; k++)
        if (!strcmp(indicator->model->params[k].name, name))
            return is_positive(&indicator->parameter[k]);
    return true;
}

/* Dependence has no circle, so this ends. */
bool required_grows(const Scenario *s, size_t index)
{
    const Indicator *it = &s->indicator[index];
    const ModelClaims *claims = &it->model->claims;
    if (claims->base)
        return stays_positive(it, claims->base);
    if (it->model->dated && !it->ofs)
        return false;
    bool positive = stays_positive(it, claims->level) && stays_positive(it, claims->share) &&
                    stays_positive(it, claims->scale);
    for (size_t i = 0; i < it->ofs && positive; i++)
        positive = required_grows(s, it->of[i]);
    return positive;
}
