#include "math/sketch.h"

#include "math/sort.h"
#include "math/vector_loops.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { HALF = SKETCH_BINS / 2, UNDER = 0, OVER = SKETCH_BINS + 1, CELLS };

static Status allocate(Sketch *sketch, bool ties, Error *err)
{
    sketch->recent = calloc(CELLS, sizeof *sketch->recent);
    sketch->count = calloc(CELLS, sizeof *sketch->count);
    sketch->least = ties ? malloc(CELLS * sizeof *sketch->least) : NULL;
    sketch->most = ties ? malloc(CELLS * sizeof *sketch->most) : NULL;
    sketch->smallest = INFINITY;
    sketch->largest = -INFINITY;
    if (!sketch->recent || !sketch->count || (ties && (!sketch->least || !sketch->most))) {
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
    sketch->middle = middle;
    sketch->scale[0] = HALF / below;
    sketch->scale[1] = HALF / above;
}

Status sketch_start(Sketch *sketch, const double *pilot, size_t n, Error *err)
{
    *sketch = (Sketch){ .pilots = n, .pilot = malloc(2 * n * sizeof *pilot) };
    if (!sketch->pilot)
        return error_memory(err);
    memcpy(sketch->pilot, pilot, n * sizeof *pilot);
    sort_doubles(sketch->pilot, sketch->pilot + n, n);
    size_t ties = 0;
    for (size_t i = 1; i < n; i++)
        ties += sketch->pilot[i] == sketch->pilot[i - 1];
    set_range(sketch);
    return allocate(sketch, n == 1 || ties >= 1 + n / 500, err);
}

Status sketch_like(Sketch *sketch, const Sketch *other, Error *err)
{
    *sketch = (Sketch){ .middle = other->middle, .scale = { other->scale[0], other->scale[1] } };
    return allocate(sketch, other->least != NULL, err);
}

void sketch_free(Sketch *sketch)
{
    free(sketch->recent);
    free(sketch->count);
    free(sketch->least);
    free(sketch->most);
    free(sketch->pilot);
    *sketch = (Sketch){ 0 };
}

static VectorBins bins_of(const Sketch *sketch)
{
    return (VectorBins){ .middle = sketch->middle,
                         .scale = { sketch->scale[0], sketch->scale[1] },
                         .half = HALF };
}

static void settle(Sketch *sketch)
{
    for (size_t i = 0; i < CELLS; i++) {
        sketch->count[i] += sketch->recent[i];
        sketch->recent[i] = 0;
    }
    sketch->recents = 0;
}

static void widen(Sketch *sketch, size_t cell, double x)
{
    sketch->least[cell] = x < sketch->least[cell] ? x : sketch->least[cell];
    sketch->most[cell] = x > sketch->most[cell] ? x : sketch->most[cell];
}

/* Moments from sums about a point near the mean. */
static Moments moments_of(const VectorTally *tally, double about, size_t n)
{
    double count = (double)n;
    return (Moments){ .count = count,
                      .mean = about + tally->sum / count,
                      .squares = tally->squares - tally->sum * (tally->sum / count) };
}

/* Values that are all the same: counted at once, since one counter raised again and again waits for
 * itself each time. */
static bool all_same(const double *x, size_t n)
{
    size_t i = 1;
    while (i < n && x[i] == x[0])
        i++;
    return i >= n;
}

Moments sketch_add(Sketch *sketch, const double *x, size_t n)
{
    const VectorBins bins = bins_of(sketch);
    if (!n)
        return (Moments){ 0 };
    if (sketch->recents + n > UINT32_MAX)
        settle(sketch);
    sketch->recents += n;
    sketch->total += n;
    VectorTally tally = { .least = x[0], .most = x[0] };
    bool same = all_same(x, n);
    if (same)
        sketch->recent[vector_cell(&bins, x[0])] += (uint32_t)n;
    else
        tally = vector_loops()->tally(&bins, x, n, sketch->recent);
    for (size_t i = 0; sketch->least && i < (same ? 1 : n); i++)
        widen(sketch, vector_cell(&bins, x[i]), x[i]);
    sketch->smallest = fmin(sketch->smallest, tally.least);
    sketch->largest = fmax(sketch->largest, tally.most);
    return same ? (Moments){ .count = (double)n, .mean = x[0] }
                : moments_of(&tally, sketch->middle, n);
}

void sketch_merge(Sketch *into, const Sketch *other)
{
    settle(into);
    for (size_t i = 0; i < CELLS; i++)
        into->count[i] += other->count[i] + other->recent[i];
    for (size_t i = 0; into->least && i < CELLS; i++) {
        into->least[i] = fmin(into->least[i], other->least[i]);
        into->most[i] = fmax(into->most[i], other->most[i]);
    }
    into->smallest = fmin(into->smallest, other->smallest);
    into->largest = fmax(into->largest, other->largest);
    into->total += other->total;
}

void sketch_close(Sketch *sketch)
{
    uint64_t below = 0;
    for (size_t i = 0; i < CELLS; i++) {
        below += sketch->count[i] + sketch->recent[i];
        sketch->count[i] = below;
        sketch->recent[i] = 0;
    }
    sketch->recents = 0;
}

static uint64_t before(const Sketch *sketch, size_t cell)
{
    return cell ? sketch->count[cell - 1] : 0;
}

static double inside(const Sketch *sketch, size_t cell)
{
    return (double)(sketch->count[cell] - before(sketch, cell));
}

/* The ends of a cell and, relative to its mean, the change of density from one end to the other:
 * none where a neighbour is wider or counts by other rules. */
typedef struct Cell {
    double from, to, slope;
} Cell;

static Cell cell_shape(const Sketch *sketch, size_t cell)
{
    bool above = cell > HALF;
    double high = sketch->middle + HALF / sketch->scale[1],
           low = sketch->middle - HALF / sketch->scale[0];
    double from = sketch->middle + ((double)cell - HALF - 1) / sketch->scale[above];
    Cell shape = { .from = from, .to = from + 1 / sketch->scale[above] };
    if (sketch->least)
        return (Cell){ .from = sketch->least[cell], .to = sketch->most[cell] };
    if (cell == UNDER)
        return (Cell){ .from = sketch->smallest, .to = fmin(low, sketch->largest) };
    if (cell == OVER)
        return (Cell){ .from = fmax(high, sketch->smallest), .to = sketch->largest };
    bool inner = cell > 1 && cell != HALF && cell != HALF + 1 && cell < SKETCH_BINS;
    double all = inside(sketch, cell);
    if (inner && all > 0) {
        double change = (inside(sketch, cell + 1) - inside(sketch, cell - 1)) / (2 * all);
        shape.slope = fmax(-1, fmin(1, change));
    }
    shape.from = fmax(shape.from, sketch->smallest);
    shape.to = fmin(shape.to, sketch->largest);
    return shape;
}

/* The cell of the value with this rank, 0 the least. */
static size_t cell_at_rank(const Sketch *sketch, double rank)
{
    size_t low = 0, high = CELLS - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (rank > (double)sketch->count[middle] - 0.5)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static double from_pilot(const Sketch *sketch, double p)
{
    double rank = p * (double)(sketch->pilots - 1);
    size_t below = (size_t)rank;
    size_t above = below + 1 < sketch->pilots ? below + 1 : below;
    double share = rank - (double)below;
    return sketch->pilot[below] + share * (sketch->pilot[above] - sketch->pilot[below]);
}

/* The share s of the way through a cell below which the part p of its values lies:
 * p = s + slope s (s - 1) / 2. */
static double way_of(double p, double slope)
{
    double b = 1 - slope / 2;
    return 2 * p / (b + sqrt(fmax(b * b + 2 * slope * p, 0)));
}

double sketch_quantile(const Sketch *sketch, double p)
{
    if (sketch->total == 0)
        return NAN;
    if (sketch->pilots == sketch->total)
        return from_pilot(sketch, p);
    double rank = p * (double)(sketch->total - 1);
    size_t cell = cell_at_rank(sketch, rank);
    double share = (rank - (double)before(sketch, cell) + 0.5) / inside(sketch, cell);
    Cell shape = cell_shape(sketch, cell);
    share = way_of(fmin(fmax(share, 0), 1), shape.slope);
    return shape.from + fmin(share, 1) * (shape.to - shape.from);
}

double sketch_below(const Sketch *sketch, double x)
{
    if (sketch->total == 0)
        return NAN;
    const VectorBins bins = bins_of(sketch);
    size_t cell = vector_cell(&bins, x);
    Cell shape = cell_shape(sketch, cell);
    double s = x >= shape.to ? 1 : x < shape.from ? 0 : (x - shape.from) / (shape.to - shape.from);
    double below = (double)before(sketch, cell), all = inside(sketch, cell);
    return (all > 0 ? below + (s + shape.slope * s * (s - 1) / 2) * all : below) /
           (double)sketch->total;
}
