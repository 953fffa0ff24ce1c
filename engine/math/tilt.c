#include "math/tilt.h"

#include "math/normal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CELLS = TILT_CELLS, NONE = TILT_CELLS - 1 };

static const double least_share = 0.002; /* of a part that is kept */
static const double doubt = 5;           /* points that cells are given as chance has them */
static const double plain_cells = 0.05;  /* of a law of cells, always as chance has it */

Status tilt_new(Tilt *tilt, size_t dimensions, const double *chance, Error *err)
{
    *tilt = (Tilt){ .dimensions = dimensions, .parts = 1, .share = { 1 }, .chance = chance };
    tilt->shift = calloc(TILT_PARTS * dimensions + 1, sizeof *tilt->shift);
    tilt->celled = calloc(dimensions + 1, sizeof *tilt->celled);
    if (!tilt->shift || !tilt->celled)
        return error_memory(err);
    for (size_t j = 0; j < dimensions; j++)
        tilt->celled[j] = chance[j] > 0 ? tilt->cells++ : 0;
    tilt->cell = calloc(TILT_PARTS * tilt->cells * CELLS + 1, sizeof *tilt->cell);
    return tilt->cell ? STATUS_GOOD : error_memory(err);
}

Status tilt_copy(Tilt *tilt, const Tilt *other, Error *err)
{
    TRY(tilt_new(tilt, other->dimensions, other->chance, err));
    tilt->parts = other->parts;
    memcpy(tilt->share, other->share, sizeof tilt->share);
    memcpy(tilt->half, other->half, sizeof tilt->half);
    memcpy(tilt->shift, other->shift, other->parts * tilt->dimensions * sizeof *tilt->shift);
    memcpy(tilt->cell, other->cell, other->parts * tilt->cells * CELLS * sizeof *tilt->cell);
    return STATUS_GOOD;
}

void tilt_free(Tilt *tilt)
{
    free(tilt->shift);
    free(tilt->celled);
    free(tilt->cell);
    *tilt = (Tilt){ 0 };
}

static double *shift_of(const Tilt *tilt, size_t part)
{
    return tilt->shift + part * tilt->dimensions;
}

static double *cells_of(const Tilt *tilt, size_t part, size_t j)
{
    return tilt->cell + (part * tilt->cells + tilt->celled[j]) * CELLS;
}

Status tilt_place(Tilt *tilt, const Tilt *other, const size_t *place, size_t dimensions,
                  const double *chance, Error *err)
{
    TRY(tilt_new(tilt, dimensions, chance, err));
    tilt->parts = other->parts;
    memcpy(tilt->share, other->share, sizeof tilt->share);
    memcpy(tilt->half, other->half, sizeof tilt->half);
    for (size_t part = 1; part < other->parts; part++)
        for (size_t j = 0; j < other->dimensions; j++) {
            shift_of(tilt, part)[place[j]] = shift_of(other, part)[j];
            if (other->chance[j] > 0)
                memcpy(cells_of(tilt, part, place[j]), cells_of(other, part, j),
                       CELLS * sizeof *tilt->cell);
        }
    return STATUS_GOOD;
}

void tilt_join(Tilt *tilt, const Tilt *other, double share)
{
    double plain = tilt->share[0], scale = 1 / (1 - other->share[0]), sum = 0;
    for (size_t k = 1; k < tilt->parts; k++)
        tilt->share[k] *= 1 - share;
    for (size_t k = 1; k < other->parts && tilt->parts < TILT_PARTS; k++) {
        size_t part = tilt->parts++;
        tilt->share[part] = other->share[k] * scale * share * (1 - plain);
        tilt->half[part] = other->half[k];
        memcpy(shift_of(tilt, part), shift_of(other, k), tilt->dimensions * sizeof *tilt->shift);
        memcpy(tilt->cell + part * tilt->cells * CELLS, other->cell + k * tilt->cells * CELLS,
               tilt->cells * CELLS * sizeof *tilt->cell);
    }
    for (size_t k = 1; k < tilt->parts; k++)
        sum += tilt->share[k];
    for (size_t k = 1; k < tilt->parts; k++)
        tilt->share[k] *= (1 - plain) / sum;
}

/* ---- cells ---- */

/* Where cell c begins, and how wide it is, as shares of 0..1. */
static double cell_start(double chance, size_t c)
{
    return c < NONE ? chance * (1 - ldexp(1, -(int)c)) : chance;
}

static double cell_width(double chance, size_t c)
{
    return c < NONE ? chance * ldexp(1, c + 1 < NONE ? -(int)c - 1 : -(int)c) : 1 - chance;
}

static size_t cell_at(double chance, double x)
{
    double left = 1 - normal_cdf(x) / chance;
    int exponent;
    if (!(left > 0))
        return NONE;
    double mantissa = frexp(left, &exponent); /* left = mantissa 2^exponent, 1/2 <= mantissa < 1 */
    size_t c = (size_t)(mantissa > 0.5 ? -exponent : 1 - exponent);
    return c < NONE ? c : NONE - 1;
}

/* The number at the same place of the law of cells as x is of chance. */
static double cell_move(double chance, const double *cell, double x)
{
    double u = normal_cdf(x), below = 0, share = 0;
    size_t c = 0;
    for (;; c++) {
        share = cell_width(chance, c) * exp(cell[c]);
        if (c == NONE || u < below + share)
            break;
        below += share;
    }
    double inside = fmin(fmax((u - below) / share, 0x1p-53), 1 - 0x1p-53);
    double moved = cell_start(chance, c) + inside * cell_width(chance, c);
    return normal_quantile(fmin(fmax(moved, 0x1p-1000), 1 - 0x1p-53));
}

/* ---- points ---- */

void tilt_share(Tilt *tilt, double plain)
{
    for (size_t k = 0; k < tilt->parts; k++)
        tilt->share[k] = k ? (1 - plain) / (double)(tilt->parts - 1) : plain;
}

void tilt_move(const Tilt *tilt, const double *u, double *x, size_t stride, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t part = 0;
        double sum = tilt->share[0];
        while (part + 1 < tilt->parts && u[i] >= sum)
            sum += tilt->share[++part];
        const double *m = shift_of(tilt, part);
        for (size_t j = 0; part && j < tilt->dimensions; j++) {
            double *to = &x[j * stride + i];
            *to = tilt->chance[j] > 0 ? cell_move(tilt->chance[j], cells_of(tilt, part, j), *to)
                                      : *to + m[j];
        }
    }
}

double tilt_ratio(const Tilt *tilt, size_t part, const double *x)
{
    const double *m = shift_of(tilt, part);
    double sum = -tilt->half[part];
    for (size_t j = 0; j < tilt->dimensions; j++)
        sum += tilt->chance[j] > 0 ? cells_of(tilt, part, j)[cell_at(tilt->chance[j], x[j])]
                                   : m[j] * x[j];
    return sum;
}

/* log(exp(a) + exp(b)) */
static double log_sum(double a, double b)
{
    return a > b ? a + log1p(exp(b - a)) : b + log1p(exp(a - b));
}

static void add_ratios(const Tilt *tilt, size_t j, const double *x, size_t n, double *ratio)
{
    for (size_t part = 1; part < tilt->parts && !(tilt->chance[j] > 0); part++) {
        double m = shift_of(tilt, part)[j];
        for (size_t i = 0; m != 0 && i < n; i++)
            ratio[part * n + i] += m * x[i];
    }
    for (size_t i = 0; i < n && tilt->chance[j] > 0; i++) {
        size_t c = cell_at(tilt->chance[j], x[i]);
        for (size_t part = 1; part < tilt->parts; part++)
            ratio[part * n + i] += cells_of(tilt, part, j)[c];
    }
}

void tilt_weigh(const Tilt *tilt, const double *x, size_t stride, size_t n, double *ratio,
                double *log_weight)
{
    for (size_t part = 0; part < tilt->parts; part++)
        for (size_t i = 0; i < n; i++)
            ratio[part * n + i] = log(tilt->share[part]) - tilt->half[part];
    for (size_t j = 0; j < tilt->dimensions; j++)
        add_ratios(tilt, j, x + j * stride, n, ratio);
    for (size_t i = 0; i < n; i++) {
        double sum = ratio[i];
        for (size_t part = 1; part < tilt->parts; part++)
            sum = log_sum(sum, ratio[part * n + i]);
        log_weight[i] = -sum;
    }
}

/* ---- fitting ---- */

/* What the points say of the parts: sums of responsibilities, and of these times the points. */
typedef struct Sums {
    double weight, part[TILT_PARTS];
    double *shift; /* [part][dimension] */
    double *cell;  /* [part][celled][cell] */
} Sums;

static void sums_clear(Sums *sums, const Tilt *tilt)
{
    memset(sums->shift, 0, TILT_PARTS * tilt->dimensions * sizeof *sums->shift);
    memset(sums->cell, 0, TILT_PARTS * tilt->cells * CELLS * sizeof *sums->cell);
    *sums = (Sums){ .shift = sums->shift, .cell = sums->cell };
}

static Status sums_new(Sums *sums, const Tilt *tilt, Error *err)
{
    sums->shift = malloc((TILT_PARTS * tilt->dimensions + 1) * sizeof *sums->shift);
    sums->cell = malloc((TILT_PARTS * tilt->cells * CELLS + 1) * sizeof *sums->cell);
    if (!sums->shift || !sums->cell)
        return error_memory(err);
    sums_clear(sums, tilt);
    return STATUS_GOOD;
}

static void sums_free(Sums *sums)
{
    free(sums->shift);
    free(sums->cell);
}

static void sums_add(Sums *sums, const Tilt *tilt, size_t part, double weight, const double *x)
{
    double *shift = sums->shift + part * tilt->dimensions;
    double *cell = sums->cell + part * tilt->cells * CELLS;
    sums->part[part] += weight;
    for (size_t j = 0; j < tilt->dimensions; j++) {
        if (tilt->chance[j] > 0)
            cell[tilt->celled[j] * CELLS + cell_at(tilt->chance[j], x[j])] += weight;
        else
            shift[j] += weight * x[j];
    }
}

/* The share of each part in the density at x, without part 0; returns that density's logarithm. */
static double respond(const Tilt *tilt, const double *x, double *share)
{
    double most = -INFINITY, sum = 0;
    for (size_t k = 1; k < tilt->parts; k++) {
        share[k] = log(tilt->share[k]) + tilt_ratio(tilt, k, x);
        most = fmax(most, share[k]);
    }
    for (size_t k = 1; k < tilt->parts; k++)
        sum += share[k] = exp(share[k] - most);
    for (size_t k = 1; k < tilt->parts; k++)
        share[k] /= sum;
    /* cppcheck-suppress invalidFunctionArg ; one of the terms is exp(0) */
    return most + log(sum);
}

double tilt_likelihood(const Tilt *tilt, const TiltPoints *points)
{
    double share[TILT_PARTS], sum = 0, weight = 0;
    for (size_t i = 0; i < points->n; i++) {
        if (!(points->weight[i] > 0))
            continue;
        sum += points->weight[i] * respond(tilt, points->x + i * tilt->dimensions, share);
        weight += points->weight[i];
    }
    return weight > 0 ? sum / weight : 0;
}

static void gather(const Tilt *tilt, const TiltPoints *points, Sums *sums)
{
    double share[TILT_PARTS];
    sums_clear(sums, tilt);
    for (size_t i = 0; i < points->n; i++) {
        const double *x = points->x + i * tilt->dimensions;
        if (!(points->weight[i] > 0))
            continue;
        respond(tilt, x, share);
        sums->weight += points->weight[i];
        for (size_t k = 1; k < tilt->parts; k++)
            if (share[k] > 1e-6)
                sums_add(sums, tilt, k, points->weight[i] * share[k], x);
    }
}

/* How much of a law is left as chance has it, when so many points are known. */
static double plain_of(double worth)
{
    return fmin(plain_cells + doubt / (worth + doubt), 1);
}

/* The share of points in which something starts, and of these the share in each cell. */
static void set_cells(const Tilt *tilt, size_t part, size_t j, const double *sum, double worth)
{
    double chance = tilt->chance[j], *cell = cells_of(tilt, part, j), started = 0;
    for (size_t c = 0; c < NONE; c++)
        started += sum[c];
    double share = started / (started + sum[NONE]), plain = plain_of(worth);
    double inner = plain_of(worth * share);
    double starts = (1 - plain) * share + plain * chance;
    for (size_t c = 0; c < NONE; c++) {
        double width = cell_width(chance, c) / chance;
        double found = started > 0 ? sum[c] / started : width;
        cell[c] = log(starts / chance * ((1 - inner) * found / width + inner));
    }
    cell[NONE] = log((1 - starts) / (1 - chance));
}

/* The mean of the part's points, less what chance makes of it: with a mean of so many points, of
 * variance 1 each, of m^2 the part 2 / worth is taken to be noise. */
static void set_part(Tilt *tilt, size_t part, const Sums *sums, size_t from, double worth)
{
    double *m = shift_of(tilt, part), noise = 2 / worth;
    tilt->half[part] = 0;
    for (size_t j = 0; j < tilt->dimensions; j++) {
        double mean = sums->shift[from * tilt->dimensions + j] / sums->part[from];
        m[j] = mean * mean > noise ? mean * (1 - noise / (mean * mean)) : 0;
        tilt->half[part] += m[j] * m[j] / 2;
        if (tilt->chance[j] > 0)
            set_cells(tilt, part, j, sums->cell + (from * tilt->cells + tilt->celled[j]) * CELLS,
                      worth);
    }
}

static void update(Tilt *tilt, const Sums *sums, double worth)
{
    size_t kept = 1;
    double moved = 1 - tilt->share[0], sum = 0;
    for (size_t k = 1; k < tilt->parts; k++) {
        double share = sums->part[k] / sums->weight;
        if (!(share > least_share))
            continue;
        set_part(tilt, kept, sums, k, share * worth);
        tilt->share[kept++] = share;
        sum += share;
    }
    tilt->parts = kept;
    for (size_t k = 1; k < kept; k++)
        tilt->share[k] *= moved / sum;
}

Status tilt_add(Tilt *tilt, const TiltPoints *points, double share, Error *err)
{
    Sums sums = { 0 };
    size_t part = tilt->parts;
    Status status = sums_new(&sums, tilt, err);
    for (size_t i = 0; i < points->n && status == STATUS_GOOD; i++)
        if (points->weight[i] > 0)
            sums_add(&sums, tilt, 0, points->weight[i], points->x + i * tilt->dimensions);
    if (status == STATUS_GOOD && part < TILT_PARTS && sums.part[0] > 0) {
        set_part(tilt, part, &sums, 0, points->worth);
        for (size_t k = 0; k < part; k++)
            tilt->share[k] *= 1 - share;
        tilt->share[tilt->parts++] = share;
    }
    sums_free(&sums);
    return status;
}

Status tilt_fit(Tilt *tilt, const TiltPoints *points, size_t rounds, Error *err)
{
    Sums sums = { 0 };
    Status status = sums_new(&sums, tilt, err);
    for (size_t i = 0; i < rounds && tilt->parts > 1 && status == STATUS_GOOD; i++) {
        gather(tilt, points, &sums);
        if (!(sums.weight > 0))
            break;
        update(tilt, &sums, points->worth);
    }
    sums_free(&sums);
    return status;
}
