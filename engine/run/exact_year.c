#include "run/exact_year.h"

#include <math.h>
#include <stdlib.h>

/* Products of two tables: few exponentials. */
static Status make_powers(ExactYear *year, Error *err)
{
    enum { BLOCK = 64 };
    size_t points = year->grid->points, count = 4 * points + 1;
    double step = year->grid->period / (double)points, fine[BLOCK];
    year->power = malloc(count * sizeof *year->power);
    if (!year->power)
        return error_memory(err);
    for (size_t k = 0; k < BLOCK; k++)
        fine[k] = exp((double)k * step);
    for (size_t i = 0; i < count; i += BLOCK) {
        double start = exp(((double)i - 2 * (double)points) * step);
        for (size_t k = 0; k < BLOCK && i + k < count; k++)
            year->power[i + k] = start * fine[k];
    }
    return STATUS_GOOD;
}

Status exact_year_make(ExactYear *year, const ExactLaw *law, const ExactTransform *to, Error *err)
{
    size_t kinds = law->events.kinds;
    *year = (ExactYear){ .law = law, .grid = to->grid };
    year->columns = to->grid ? to->grid->points / 2 : (size_t)EXACT_EXPONENTS;
    year->loss = calloc(kinds, sizeof *year->loss);
    year->density = calloc(kinds, sizeof *year->density);
    year->spare = calloc(2 * (year->columns + 1), sizeof *year->spare);
    Status status = year->loss && year->density && year->spare ? STATUS_GOOD : error_memory(err);
    if (status == STATUS_GOOD && to->grid && law->additive)
        status = make_powers(year, err);
    QuadratureOptions options = { .fineness = to->fineness, .reach = to->reach };
    for (size_t k = 0; k < kinds && status == STATUS_GOOD; k++)
        status = exact_events_rule(&law->events, k, &options, &year->loss[k], err);
    if (status != STATUS_GOOD)
        exact_year_free(year);
    return status;
}

void exact_year_free(ExactYear *year)
{
    for (size_t k = 0; year->law && k < year->law->events.kinds; k++) {
        if (year->loss)
            quadrature_free(&year->loss[k]);
        if (year->density)
            exact_density_free(&year->density[k]);
    }
    free(year->loss);
    free(year->density);
    free(year->spare);
    free(year->power);
    *year = (ExactYear){ 0 };
}

Status exact_year_set(ExactYear *year, double volatility, double most, Error *err)
{
    const ExactLaw *law = year->law;
    year->volatility = volatility;
    if (!law->additive || !(volatility > 0))
        return STATUS_GOOD;
    for (size_t k = 0; k < law->events.kinds; k++) {
        exact_density_free(&year->density[k]);
        TRY(exact_density_make(&year->density[k], &law->noise, &year->loss[k], volatility,
                               -(1 + most) / volatility, law->noise_end, err));
    }
    return STATUS_GOOD;
}

void exact_year_point(const ExactYear *year, double x, Row to)
{
    row_clear(to, year->columns + 1);
    if (!(x > -INFINITY))
        return;
    if (year->grid)
        fourier_phases(2 * M_PI * x / year->grid->period, to.re, to.im, year->columns);
    else
        exact_noise_powers(x, 1, to.re);
    to.re[year->columns] = 1;
}

/* The growth left by each loss. Additive noise too small for the grid is two points, which have its
 * mean and variance. */
static void fill_points(const ExactYear *year, size_t kind, double m, double centre, Row to)
{
    const Quadrature *loss = &year->loss[kind];
    size_t width = year->columns + 1;
    size_t points = year->law->additive && year->volatility > 0 ? 2 : 1;
    Row point = { year->spare, year->spare + width };
    row_clear(to, width);
    for (size_t i = 0; i < points * loss->count; i++) {
        double noise = points > 1 ? year->volatility * (i % 2 ? 1 : -1) : 0;
        double factor = 1 + m - loss->value[i / points] + noise;
        exact_year_point(year, factor > 0 ? log(factor) - centre : -INFINITY, point);
        row_add(to, point, loss->weight[i / points] / (double)points, width);
    }
}

/* Exact. */
static void add_mass(const ExactYear *year, size_t kind, double m, Row to)
{
    const Quadrature *loss = &year->loss[kind];
    for (size_t i = 0; i < loss->count; i++)
        to.re[year->columns] +=
            loss->weight[i] *
            noise_beyond(&year->law->noise, -(1 + m - loss->value[i]) / year->volatility);
}

/* Noise of no more than this volatility, at a growth of factor f, lies between two points of the
 * grid. */
static double narrow_noise(const FourierGrid *grid, double f)
{
    return 0.7 * fmax(f, 0) * grid->period / (double)grid->points;
}

void exact_year_fill(const ExactYear *year, size_t kind, double m, double centre, Row to)
{
    const FourierGrid *grid = year->grid;
    double narrow = grid ? narrow_noise(grid, 1 + m) : 0;
    if (!year->law->additive || !(year->volatility > narrow)) {
        fill_points(year, kind, m, centre, to);
        return;
    }
    ExactFactor factor = { &year->density[kind], 1 + m, year->volatility, centre,
                           grid ? year->power + 2 * grid->points : NULL };
    row_clear(to, year->columns + 1);
    exact_noise_transform(&factor, year->grid, to.re, to.im);
    add_mass(year, kind, m, to);
}

double exact_year_cost(const ExactYear *year, size_t kind, size_t period, double growth)
{
    const ExactLaw *law = year->law;
    double width = (double)(year->columns + 1);
    bool dense = law->additive && exact_law_least_volatility(law, period) >
                                      (year->grid ? narrow_noise(year->grid, 1 + growth) : 0);
    return !dense ? (double)year->loss[kind].count * width : year->grid ? width : 10000;
}

double exact_year_ruin(const ExactYear *year, size_t kind, double m)
{
    if (!year->law->additive || !(year->volatility > 0))
        return 0;
    ExactFactor factor = { .density = &year->density[kind], .a = 1 + m, .v = year->volatility };
    return exact_noise_at_zero(&factor);
}
