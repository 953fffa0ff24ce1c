#include "math/sketch.h"

#include "math/vector_loops.h"

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

static VectorBins bins_of(const Sketch *sketch)
{
    return (VectorBins){ .low = sketch->low,
                         .middle = sketch->middle,
                         .scale = { sketch->scale[0], sketch->scale[1] },
                         .half = HALF,
                         .under = UNDER,
                         .over = OVER };
}

static size_t cell_of(const Sketch *sketch, double x)
{
    VectorBins bins = bins_of(sketch);
    int32_t cell;
    vector_loops()->cells(&bins, &x, &cell, 1);
    return (size_t)cell;
}

void sketch_add(Sketch *sketch, const double *x, size_t n)
{
    enum { BATCH = 512 };
    const VectorLoops *loops = vector_loops();
    VectorBins bins = bins_of(sketch);
    int32_t cell[BATCH];
    for (size_t from = 0; from < n; from += BATCH) {
        size_t batch = n - from < BATCH ? n - from : BATCH;
        loops->cells(&bins, x + from, cell, batch);
        for (size_t i = 0; i < batch; i++)
            sketch->count[cell[i]]++;
        for (size_t i = 0; sketch->least && i < batch; i++) {
            sketch->least[cell[i]] = fmin(sketch->least[cell[i]], x[from + i]);
            sketch->most[cell[i]] = fmax(sketch->most[cell[i]], x[from + i]);
        }
    }
    loops->range(x, n, &sketch->smallest, &sketch->largest);
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

enum { STRIDE = 64 };

static uint64_t count_of(const uint64_t *count)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < STRIDE; i++)
        sum += count[i];
    return sum;
}

/* How many values lie in cells before this one; in their order UNDER comes first and OVER last. */
static uint64_t count_before(const Sketch *sketch, size_t cell)
{
    if (cell == UNDER)
        return 0;
    size_t end = cell == OVER ? (size_t)SKETCH_BINS : cell, at = 0;
    uint64_t sum = sketch->count[UNDER];
    for (; at + STRIDE <= end; at += STRIDE)
        sum += count_of(sketch->count + at);
    for (; at < end; at++)
        sum += sketch->count[at];
    return sum;
}

/* The cell of the value with this rank (0 the least), and how many values lie before the cell. */
static size_t cell_at_rank(const Sketch *sketch, double rank, uint64_t *before)
{
    uint64_t sum = sketch->count[UNDER], next;
    size_t at = 0;
    *before = 0;
    if (rank <= (double)sum - 0.5)
        return UNDER;
    while (at < SKETCH_BINS && rank > (double)(next = sum + count_of(sketch->count + at)) - 0.5) {
        sum = next;
        at += STRIDE;
    }
    for (; at < SKETCH_BINS && rank > (double)(sum + sketch->count[at]) - 0.5; at++)
        sum += sketch->count[at];
    *before = sum;
    return at < SKETCH_BINS ? at : OVER;
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
    uint64_t before;
    double from, to, rank = p * (double)(sketch->total - 1);
    size_t cell = cell_at_rank(sketch, rank, &before);
    double share = (rank - (double)before + 0.5) / (double)sketch->count[cell];
    cell_ends(sketch, cell, &from, &to);
    return from + fmin(fmax(share, 0), 1) * (to - from);
}

double sketch_below(const Sketch *sketch, double x)
{
    if (sketch->total == 0)
        return NAN;
    size_t cell = cell_of(sketch, x);
    double before = (double)count_before(sketch, cell), count = (double)sketch->count[cell];
    double from, to;
    cell_ends(sketch, cell, &from, &to);
    double share = x >= to ? 1 : x < from ? 0 : (x - from) / (to - from);
    return (count > 0 ? before + share * count : before) / (double)sketch->total;
}
