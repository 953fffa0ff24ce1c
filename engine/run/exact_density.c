#include "run/exact_density.h"

#include <math.h>
#include <stdlib.h>

enum { TERMS = EXACT_DENSITY_TERMS };

/* Beyond so many standard deviations the normal density is below 1e-17. */
static const double normal_end = 9;

/* Across a panel a polynomial must follow the density: Student's t has its poles at a distance of
 * scale sqrt(n) from the line, and farther out panels widen with their distance from all losses. */
static double panel_width(const Noise *noise)
{
    return isfinite(noise->freedom) ? fmin(1, 0.58 * sqrt(noise->freedom) * noise->scale) : 1;
}

static const double widening = 0.6; /* of the distance */

/* Panels from low to high, close ones between `from` and `until`; only counts without `edge`. */
static size_t set_edges(double low, double high, double from, double until, double width,
                        double *edge)
{
    size_t count = 0;
    double at = low;
    while (at < high && count < 100000) {
        double step = width;
        if (edge)
            edge[count] = at;
        count++;
        if (at < from) /* the widest whose near end is not too near */
            step = fmin(fmax(width, (from - at) * widening / (1 + widening)), from - at);
        else if (at >= until)
            step = fmax(width, (at - until) * widening);
        at += fmax(step, 1e-3 * width);
    }
    if (edge)
        edge[count] = high;
    return count;
}

static double averaged(const Noise *noise, const Quadrature *loss, double v, double e)
{
    double sum = 0;
    for (size_t i = 0; i < loss->count; i++)
        sum += loss->weight[i] * noise_density(noise, e + loss->value[i] / v);
    return sum;
}

/* Powers from values at Chebyshev's points: the coefficients c of Chebyshev's polynomials, then
 * Clenshaw's recurrence with polynomials for numbers. */
static void fit(const double *cosine, const double *value, double *term)
{
    double c[TERMS], b1[TERMS + 1] = { 0 }, b2[TERMS + 1] = { 0 };
    for (int k = 0; k < TERMS; k++) {
        c[k] = 0;
        for (int i = 0; i < TERMS; i++)
            c[k] += value[i] * cosine[k * (2 * i + 1) % (4 * TERMS)] * 2 / TERMS;
    }
    for (int k = TERMS - 1; k > 0; k--)
        for (int j = TERMS; j-- > 0;) { /* b1 <- 2 x b1 - b2 + c, from the top */
            double next = (j ? 2 * b1[j - 1] : 0) - b2[j] + (j ? 0 : c[k]);
            b2[j] = b1[j];
            b1[j] = next;
        }
    for (int j = 0; j < TERMS; j++)
        term[j] = (j ? b1[j - 1] : c[0] / 2) - b2[j];
}

Status exact_density_make(ExactDensity *density, const Noise *noise, const Quadrature *loss,
                          double v, double low, double high, Error *err)
{
    double most = 0, least = INFINITY, width = panel_width(noise), value[TERMS];
    double cosine[4 * TERMS];
    for (int i = 0; i < 4 * TERMS; i++)
        cosine[i] = cos(M_PI * i / (2 * TERMS));
    for (size_t i = 0; i < loss->count; i++) {
        most = fmax(most, loss->value[i] / v);
        least = fmin(least, loss->value[i] / v);
    }
    bool normal = !isfinite(noise->freedom);
    double near = normal ? normal_end : 2 * width;
    double from = fmax(low, normal ? -most - normal_end : low);
    double until = normal ? normal_end - least : fmax(high - least, from + width);
    *density = (ExactDensity){ 0 };
    size_t panels = set_edges(from, until, -most - near, near - least, width, NULL);
    density->edge = malloc((panels + 1) * sizeof *density->edge);
    density->term = malloc((panels + 1) * TERMS * sizeof *density->term);
    if (!density->edge || !density->term) {
        exact_density_free(density);
        return error_memory(err);
    }
    density->panels = set_edges(from, until, -most - near, near - least, width, density->edge);
    for (size_t i = 0; i < panels; i++) {
        double middle = (density->edge[i] + density->edge[i + 1]) / 2;
        double half = (density->edge[i + 1] - density->edge[i]) / 2;
        for (int k = 0; k < TERMS; k++)
            value[k] = averaged(noise, loss, v, middle + half * cosine[2 * k + 1]);
        fit(cosine, value, density->term + i * TERMS);
    }
    return STATUS_GOOD;
}

void exact_density_free(ExactDensity *density)
{
    free(density->edge);
    free(density->term);
    *density = (ExactDensity){ 0 };
}

double exact_density_in(const ExactDensity *density, size_t panel, double e)
{
    double from = density->edge[panel], until = density->edge[panel + 1];
    double x = (2 * e - from - until) / (until - from), sum = 0;
    for (size_t k = TERMS; k-- > 0;)
        sum = sum * x + density->term[panel * TERMS + k];
    return sum;
}

void exact_density_add(const ExactDensity *density, size_t panel, const double line[2],
                       double scale, const double *y, double *restrict to, size_t n)
{
    double from = density->edge[panel], until = density->edge[panel + 1];
    double slope = 2 * line[0] / (until - from);
    double shift = (2 * line[1] - from - until) / (until - from);
    const double *term = density->term + panel * TERMS;
    for (size_t i = 0; i < n; i++) {
        double x = slope * y[i] + shift, sum = term[TERMS - 1];
        for (size_t k = TERMS - 1; k-- > 0;)
            sum = sum * x + term[k];
        to[i] += scale * y[i] * sum;
    }
}

double exact_density_at(const ExactDensity *density, double e)
{
    size_t low = 0, high = density->panels;
    if (!high || !(e >= density->edge[0] && e <= density->edge[high]))
        return 0;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (e < density->edge[middle])
            high = middle;
        else
            low = middle;
    }
    return exact_density_in(density, low, e);
}
