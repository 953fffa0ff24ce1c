#include "math/sketch.h"

#include "math/sort.h"
#include "math/vector_loops.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { HALF = SKETCH_BINS / 2, UNDER = 0, OVER = SKETCH_BINS + 1, CELLS };

static Status allocate(Sketch *sketch, size_t atoms, Error *err)
{
    sketch->recent = calloc(CELLS, sizeof *sketch->recent);
    sketch->count = calloc(CELLS, sizeof *sketch->count);
    sketch->smallest = INFINITY;
    sketch->largest = -INFINITY;
    bool enough = sketch->recent && sketch->count;
    if (atoms) {
        sketch->least = malloc(CELLS * sizeof *sketch->least);
        sketch->most = malloc(CELLS * sizeof *sketch->most);
        sketch->atom = malloc(atoms * sizeof *sketch->atom);
        sketch->at_atom = calloc(atoms, sizeof *sketch->at_atom);
        sketch->atoms = calloc(CELLS + 1, sizeof *sketch->atoms);
        enough &= sketch->least && sketch->most && sketch->atom && sketch->at_atom && sketch->atoms;
    }
    if (!enough) {
        sketch_free(sketch);
        return error_memory(err);
    }
    for (size_t i = 0; atoms && i < CELLS; i++) {
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

static VectorBins bins_of(const Sketch *sketch)
{
    return (VectorBins){ .middle = sketch->middle,
                         .scale = { sketch->scale[0], sketch->scale[1] },
                         .half = HALF };
}

/* Whether rank i of the pilot is the first of several values that are equal; a pilot of one value
 * may be a plain number. */
static bool is_atom(const Sketch *sketch, size_t i)
{
    const double *x = sketch->pilot;
    bool again = sketch->pilots == 1 || (i + 1 < sketch->pilots && x[i] == x[i + 1]);
    return again && (i == 0 || x[i] != x[i - 1]);
}

/* Numbers of 32 bits meet now and then by chance, which costs time but is no error. */
static size_t count_atoms(const Sketch *sketch)
{
    enum { CHANCE = 2 };
    size_t atoms = 0, ties = sketch->pilots == 1 ? CHANCE + 1 : 0;
    for (size_t i = 0; i < sketch->pilots; i++) {
        atoms += is_atom(sketch, i);
        ties += i > 0 && sketch->pilot[i] == sketch->pilot[i - 1];
    }
    return ties > CHANCE ? atoms : 0;
}

static void list_atoms(Sketch *sketch)
{
    const VectorBins bins = bins_of(sketch);
    size_t atoms = 0;
    for (size_t i = 0; i < sketch->pilots; i++) {
        if (!is_atom(sketch, i))
            continue;
        sketch->atom[atoms++] = sketch->pilot[i];
        sketch->atoms[vector_cell(&bins, sketch->pilot[i]) + 1]++;
    }
    for (size_t cell = 0; cell < CELLS; cell++)
        sketch->atoms[cell + 1] += sketch->atoms[cell];
}

Status sketch_start(Sketch *sketch, const double *pilot, size_t n, Error *err)
{
    *sketch = (Sketch){ .pilots = n, .pilot = malloc(2 * n * sizeof *pilot) };
    if (!sketch->pilot)
        return error_memory(err);
    memcpy(sketch->pilot, pilot, n * sizeof *pilot);
    sort_doubles(sketch->pilot, sketch->pilot + n, n);
    set_range(sketch);
    size_t atoms = count_atoms(sketch);
    TRY(allocate(sketch, atoms, err));
    if (atoms)
        list_atoms(sketch);
    return STATUS_GOOD;
}

Status sketch_like(Sketch *sketch, const Sketch *other, Error *err)
{
    size_t atoms = other->atoms ? other->atoms[CELLS] : 0;
    *sketch = (Sketch){ .middle = other->middle, .scale = { other->scale[0], other->scale[1] } };
    TRY(allocate(sketch, atoms, err));
    if (atoms) {
        memcpy(sketch->atom, other->atom, atoms * sizeof *sketch->atom);
        memcpy(sketch->atoms, other->atoms, (CELLS + 1) * sizeof *sketch->atoms);
    }
    return STATUS_GOOD;
}

void sketch_free(Sketch *sketch)
{
    free(sketch->recent);
    free(sketch->count);
    free(sketch->least);
    free(sketch->most);
    free(sketch->atom);
    free(sketch->at_atom);
    free(sketch->atoms);
    free(sketch->pilot);
    *sketch = (Sketch){ 0 };
}

static void settle(Sketch *sketch)
{
    for (size_t i = 0; i < CELLS; i++) {
        sketch->count[i] += sketch->recent[i];
        sketch->recent[i] = 0;
    }
    sketch->recents = 0;
}

/* Counts n values at an atom, or widens what the cell holds beside atoms. */
static void place(Sketch *sketch, const VectorBins *bins, double x, size_t n)
{
    size_t cell = vector_cell(bins, x);
    for (size_t i = sketch->atoms[cell]; i < sketch->atoms[cell + 1]; i++) {
        if (x == sketch->atom[i]) {
            sketch->at_atom[i] += n;
            return;
        }
    }
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
    for (size_t i = 0; sketch->atoms && i < (same ? 1 : n); i++)
        place(sketch, &bins, x[i], same ? n : 1);
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
    for (size_t i = 0; into->atoms && i < CELLS; i++) {
        into->least[i] = fmin(into->least[i], other->least[i]);
        into->most[i] = fmax(into->most[i], other->most[i]);
    }
    for (size_t i = 0; into->atoms && i < into->atoms[CELLS]; i++)
        into->at_atom[i] += other->at_atom[i];
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

/* How many values of the cell are no atoms, and how many of these lie at or below x: as if spread
 * evenly between the ends of what the cell holds. */
static double others(const Sketch *sketch, size_t cell)
{
    double count = inside(sketch, cell);
    for (size_t i = sketch->atoms[cell]; i < sketch->atoms[cell + 1]; i++)
        count -= (double)sketch->at_atom[i];
    return count;
}

static double others_below(const Sketch *sketch, size_t cell, double x)
{
    double least = sketch->least[cell], most = sketch->most[cell], all = others(sketch, cell);
    return x >= most ? all : x <= least ? 0 : all * (x - least) / (most - least);
}

/* The value below which so many of a cell with atoms lie. */
static double among_atoms(const Sketch *sketch, size_t cell, double count)
{
    double least = sketch->least[cell], most = sketch->most[cell], all = others(sketch, cell);
    double atoms = 0;
    for (size_t i = sketch->atoms[cell]; i < sketch->atoms[cell + 1]; i++) {
        double below = others_below(sketch, cell, sketch->atom[i]) + atoms;
        if (count < below)
            break;
        atoms += (double)sketch->at_atom[i];
        if (count <= below + (double)sketch->at_atom[i])
            return sketch->atom[i];
    }
    return least < most ? least + fmin((count - atoms) / all, 1) * (most - least) : least;
}

double sketch_quantile(const Sketch *sketch, double p)
{
    if (sketch->total == 0)
        return NAN;
    if (sketch->pilots == sketch->total)
        return from_pilot(sketch, p);
    double rank = p * (double)(sketch->total - 1);
    size_t cell = cell_at_rank(sketch, rank);
    double count = rank - (double)before(sketch, cell) + 0.5;
    if (sketch->atoms)
        return among_atoms(sketch, cell, count);
    double share = count / inside(sketch, cell);
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
    if (sketch->atoms) {
        double count = (double)before(sketch, cell) + others_below(sketch, cell, x);
        for (size_t i = sketch->atoms[cell]; i < sketch->atoms[cell + 1]; i++)
            count += x >= sketch->atom[i] ? (double)sketch->at_atom[i] : 0;
        return count / (double)sketch->total;
    }
    Cell shape = cell_shape(sketch, cell);
    double s = x >= shape.to ? 1 : x < shape.from ? 0 : (x - shape.from) / (shape.to - shape.from);
    double below = (double)before(sketch, cell), all = inside(sketch, cell);
    return (all > 0 ? below + (s + shape.slope * s * (s - 1) / 2) * all : below) /
           (double)sketch->total;
}
