#include "math/sketch.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { HALF = SKETCH_BINS / 2, UNDER = SKETCH_BINS, OVER, CELLS };

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static Status allocate(Sketch *sketch, bool ties, Error *err)
{
    sketch->count = calloc(CELLS, sizeof *sketch->count);
    sketch->least = ties ? malloc(CELLS * sizeof *sketch->least) : NULL;
    sketch->most = ties ? malloc(CELLS * sizeof *sketch->most) : NULL;
    sketch->smallest = INFINITY;
    sketch->largest = -INFINITY;
    if (!sketch->count || (ties && (!sketch->least || !sketch->most))) {
        sketch_free(sketch);
        return error_memory(err);
    }
    for (size_t i = 0; ties && i < CELLS; i++) {
        sketch->least[i] = INFINITY;
        sketch->most[i] = -INFINITY;
    }
    return STATUS_GOOD;
}

/* The middle 99 % of the pilot and two thirds of each half more: values beyond are counted only,
 * and no quantile between 0.01 and 0.99 can lie there. */
static void set_range(Sketch *sketch)
{
    size_t n = sketch->pilots;
    double low = sketch->pilot[n / 200], high = sketch->pilot[n - 1 - n / 200];
    double middle = sketch->pilot[n / 2];
    double least = high > low ? (high - low) * 1e-3 : middle != 0 ? fabs(middle) * 1e-6 : 1;
    double below = fmax(middle - low, least) * 5 / 3, above = fmax(high - middle, least) * 5 / 3;
    sketch->low = middle - below;
    sketch->middle = middle;
    sketch->scale[0] = HALF / below;
    sketch->scale[1] = HALF / above;
}

Status sketch_start(Sketch *sketch, const double *pilot, size_t n, Error *err)
{
    *sketch = (Sketch){ .pilots = n, .pilot = malloc(n * sizeof *pilot) };
    if (!sketch->pilot)
        return error_memory(err);
    memcpy(sketch->pilot, pilot, n * sizeof *pilot);
    qsort(sketch->pilot, n, sizeof *pilot, compare);
    bool ties = n == 1;
    for (size_t i = 1; i < n; i++)
        ties |= sketch->pilot[i] == sketch->pilot[i - 1];
    set_range(sketch);
    return allocate(sketch, ties, err);
}

Status sketch_like(Sketch *sketch, const Sketch *other, Error *err)
{
    *sketch = (Sketch){ .low = other->low,
                        .middle = other->middle,
                        .scale = { other->scale[0], other->scale[1] } };
    return allocate(sketch, other->least != NULL, err);
}

void sketch_free(Sketch *sketch)
{
    free(sketch->count);
    free(sketch->least);
    free(sketch->most);
    free(sketch->pilot);
    *sketch = (Sketch){ 0 };
}

static size_t cell_of(const Sketch *sketch, double x)
{
    bool upper = x >= sketch->middle;
    double at = upper ? HALF + (x - sketch->middle) * sketch->scale[1]
                      : fmin((x - sketch->low) * sketch->scale[0], HALF - 1);
    return at < 0 ? UNDER : at < SKETCH_BINS ? (size_t)at : OVER;
}

void sketch_add(Sketch *sketch, const double *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sketch->count[cell_of(sketch, x[i])]++;
    for (size_t i = 0; sketch->least && i < n; i++) {
        size_t cell = cell_of(sketch, x[i]);
        sketch->least[cell] = fmin(sketch->least[cell], x[i]);
        sketch->most[cell] = fmax(sketch->most[cell], x[i]);
    }
    for (size_t i = 0; i < n; i++) {
        sketch->smallest = x[i] < sketch->smallest ? x[i] : sketch->smallest;
        sketch->largest = x[i] > sketch->largest ? x[i] : sketch->largest;
    }
    sketch->total += n;
}

void sketch_merge(Sketch *into, const Sketch *other)
{
    for (size_t i = 0; i < CELLS; i++)
        into->count[i] += other->count[i];
    for (size_t i = 0; into->least && i < CELLS; i++) {
        into->least[i] = fmin(into->least[i], other->least[i]);
        into->most[i] = fmax(into->most[i], other->most[i]);
    }
    into->smallest = fmin(into->smallest, other->smallest);
    into->largest = fmax(into->largest, other->largest);
    into->total += other->total;
}

/* The ends between which the values of a cell are taken as evenly spread. */
static void cell_ends(const Sketch *sketch, size_t cell, double *from, double *to)
{
    if (sketch->least) {
        *from = sketch->least[cell];
        *to = sketch->most[cell];
        return;
    }
    double high = sketch->middle + HALF / sketch->scale[1];
    *from = cell == UNDER  ? sketch->smallest
            : cell == OVER ? high
            : cell < HALF  ? sketch->low + (double)cell / sketch->scale[0]
                           : sketch->middle + (double)(cell - HALF) / sketch->scale[1];
    *to = cell == UNDER  ? sketch->low
          : cell == OVER ? sketch->largest
                         : *from + 1 / sketch->scale[cell >= HALF];
    *from = fmax(*from, sketch->smallest);
    *to = fmin(*to, sketch->largest);
}

/* Cells in rising order of their values: below the range, the bins, above it. */
static size_t cell_at(size_t order)
{
    return order == 0 ? (size_t)UNDER : order == CELLS - 1 ? (size_t)OVER : order - 1;
}

static double from_pilot(const Sketch *sketch, double p)
{
    double rank = p * (double)(sketch->pilots - 1);
    size_t below = (size_t)rank;
    size_t above = below + 1 < sketch->pilots ? below + 1 : below;
    double share = rank - (double)below;
    return sketch->pilot[below] + share * (sketch->pilot[above] - sketch->pilot[below]);
}

double sketch_quantile(const Sketch *sketch, double p)
{
    if (sketch->total == 0)
        return NAN;
    if (sketch->pilots == sketch->total)
        return from_pilot(sketch, p);
    double rank = p * (double)(sketch->total - 1), before = 0;
    for (size_t order = 0; order < CELLS; order++) {
        size_t cell = cell_at(order);
        double count = (double)sketch->count[cell];
        if (count > 0 && rank <= before + count - 0.5) {
            double from, to, share = (rank - before + 0.5) / count;
            cell_ends(sketch, cell, &from, &to);
            return from + fmax(share, 0) * (to - from);
        }
        before += count;
    }
    return sketch->largest;
}

double sketch_below(const Sketch *sketch, double x)
{
    if (sketch->total == 0)
        return NAN;
    double before = 0;
    size_t cell = cell_of(sketch, x);
    for (size_t order = 0; order < CELLS && cell_at(order) != cell; order++)
        before += (double)sketch->count[cell_at(order)];
    double from, to, count = (double)sketch->count[cell];
    cell_ends(sketch, cell, &from, &to);
    double share = x >= to ? 1 : x < from ? 0 : (x - from) / (to - from);
    return count > 0 ? (before + share * count) / (double)sketch->total
                     : before / (double)sketch->total;
}
