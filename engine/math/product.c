/* The logs of the factors are independent, so the density of their sum is the convolution of their
 * densities. Each is smooth and falls off like a normal one, so the trapezoid rule converges
 * faster than any power of its step (Trefethen and Weideman 2014): with a step of 0.7 sd its error
 * is near exp(-2 (pi / 0.7)^2) = 3e-18. The year with the largest sd is left for the end, where the
 * chance of the rest is known in closed form:
 *   P = sum over s of h p(s) Phi((1 + m - bound e^-s) / v). */
#include "math/product.h"

#include "math/normal.h"
#include "math/vector_loops.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { NODES = 1024 };

static const double step = 0.7, reach = 8.3; /* in sds; the chance beyond is 1e-16 */
static const double least = 1e-18;           /* of a node: what is below cannot be seen */

typedef struct Density {
    double first; /* log of the factor at node 0 */
    size_t nodes;
    double value[NODES]; /* times h */
} Density;

/* Of log(1 + g) at the nodes: h phi((e^x - 1 - m) / v) e^x / v. */
static bool year_density(const ProductYear *year, double h, Density *density)
{
    double low = log(1 + year->mean - reach * year->sd);
    double high = log(1 + year->mean + reach * year->sd);
    density->first = floor(low / h) * h;
    density->nodes = (size_t)((high - density->first) / h) + 2;
    if (density->nodes > NODES)
        return false;
    double factor = exp(density->first), ratio = exp(h);
    for (size_t i = 0; i < density->nodes; i++, factor *= ratio) {
        double z = (factor - 1 - year->mean) / year->sd;
        density->value[i] = h / year->sd * factor * 0.39894228040143267794 * exp(-z * z / 2);
    }
    return true;
}

static bool convolve(Density *sum, const Density *year, double h)
{
    double made[NODES];
    size_t from = 0, to = sum->nodes + year->nodes - 1;
    if (to > NODES)
        return false;
    memset(made, 0, to * sizeof *made);
    for (size_t i = 0; i < year->nodes; i++)
        for (size_t k = 0; k < sum->nodes; k++)
            made[i + k] += year->value[i] * sum->value[k];
    while (from + 1 < to && made[from] < least)
        from++;
    while (to > from + 1 && made[to - 1] < least)
        to--;
    memcpy(sum->value, made + from, (to - from) * sizeof *made);
    sum->nodes = to - from;
    sum->first += year->first + (double)from * h;
    return true;
}

static double above(const ProductYear *last, const Density *rest, double h, double bound)
{
    /* cppcheck-suppress [uninitvar, ctuuninitvar] ; there are two years, so rest is filled */
    double sum = 0, needed = bound * exp(-rest->first), ratio = exp(-h);
    for (size_t i = 0; i < rest->nodes; i++, needed *= ratio) {
        double z = (1 + last->mean - needed) / last->sd;
        sum += z > reach ? rest->value[i] : z < -reach ? 0 : rest->value[i] * normal_cdf(z);
    }
    return sum > 1 ? 1 : sum;
}

static double relative(const ProductYear *year)
{
    return year->sd / (1 + year->mean);
}

/* The sum over all years but the one that is left for the end. */
static double sum_years(const ProductYear *year, size_t years, size_t last, double h, double bound)
{
    Density rest, own;
    size_t before = years; /* the year whose density `own` is */
    bool empty = true;
    for (size_t t = 0; t < years; t++) {
        if (t == last)
            continue;
        if (before == years || memcmp(&year[t], &year[before], sizeof *year)) {
            if (!year_density(&year[t], h, &own))
                return NAN;
            before = t;
        }
        if (empty)
            memcpy(&rest, &own, sizeof rest);
        else if (!convolve(&rest, &own, h))
            return NAN;
        empty = false;
    }
    return above(&year[last], &rest, h, bound);
}

double product_above(const ProductYear *year, size_t years, double bound)
{
    ProductYear random[PRODUCT_YEARS];
    size_t n = 0, last = 0, first = 0;
    if (!years || years > PRODUCT_YEARS || !(bound > 0))
        return NAN;
    for (size_t t = 0; t < years; t++) {
        if (!(1 + year[t].mean > reach * year[t].sd))
            return NAN;
        if (year[t].sd > 0)
            random[n++] = year[t];
        else
            bound /= 1 + year[t].mean;
    }
    for (size_t t = 0; t < n; t++) {
        last = relative(&random[t]) > relative(&random[last]) ? t : last;
        first = relative(&random[t]) < relative(&random[first]) ? t : first;
    }
    if (n == 0)
        return bound <= 1;
    if (n == 1)
        return normal_cdf((1 + random[0].mean - bound) / random[0].sd);
    return sum_years(random, n, last, step * relative(&random[first]), bound);
}

size_t product_count(const double *e, size_t stride, size_t n, const ProductYear *year,
                     size_t years, double bound)
{
    enum { BATCH = 256 };
    const VectorLoops *loops = vector_loops();
    double product[BATCH];
    unsigned char flag[BATCH];
    size_t count = 0;
    for (size_t from = 0; from < n; from += BATCH) {
        size_t batch = n - from < BATCH ? n - from : BATCH;
        for (size_t i = 0; i < batch; i++)
            product[i] = 1;
        for (size_t t = 0; t < years; t++)
            loops->multiply(1 + year[t].mean, year[t].sd, e + t * stride + from, product, batch);
        loops->within(product, bound, INFINITY, flag, batch);
        for (size_t i = 0; i < batch; i++)
            count += flag[i];
    }
    return count;
}
