#include "math/mixture.h"

#include "math/sort.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    PARTS = 32,     /* of a mixture as it begins */
    NEAR_PART = 50, /* of the points, how many begin a part */
    ROUNDS = 12
};

const double MIXTURE_PLAIN = 0.05;
static const double wide_share = 0.1; /* of the part for all points, beside many */

/* ---- parts begun anew ---- */

typedef struct Start {
    const TiltPoints *points;
    double *ratio;    /* [point]: sum of the parts' densities over that of chance */
    double *distance; /* [point]: from the point at hand; INFINITY without weight */
    double *sorted, *scratch;
    bool *decides; /* [dimension]: spread otherwise than chance has it */
} Start;

static void find_deciding(Start *start, size_t d)
{
    const TiltPoints *points = start->points;
    for (size_t j = 0; j < d; j++) {
        double squares = 0, weight = 0;
        for (size_t i = 0; i < points->n; i++) {
            squares += points->weight[i] * points->x[i * d + j] * points->x[i * d + j];
            weight += points->weight[i];
        }
        start->decides[j] = fabs(squares / weight - 1) > 0.2;
    }
}

/* Adds a part for the points no farther than `most`. */
static Status add_part(Start *start, Tilt *tilt, double most, Error *err)
{
    const TiltPoints *points = start->points;
    size_t part = tilt->parts;
    TiltPoints near = { points->x, start->scratch, points->n, 0 };
    for (size_t i = 0; i < points->n; i++) {
        start->scratch[i] = start->distance[i] <= most ? points->weight[i] : 0;
        near.worth += start->scratch[i] > 0;
    }
    TRY(tilt_add(tilt, &near, 0.5, err));
    for (size_t i = 0; i < points->n && tilt->parts > part; i++) {
        double ratio = tilt_ratio(tilt, part, points->x + i * tilt->dimensions);
        start->ratio[i] += exp(fmin(ratio, 700));
    }
    return STATUS_GOOD;
}

/* The distance of so many of the nearest points from the one whose weight is least covered. */
static double gather_near(Start *start, size_t d, size_t wanted)
{
    const TiltPoints *points = start->points;
    size_t least = 0;
    for (size_t i = 1; i < points->n; i++)
        if (points->weight[i] * start->ratio[least] > points->weight[least] * start->ratio[i])
            least = i;
    for (size_t i = 0; i < points->n; i++) {
        start->distance[i] = points->weight[i] > 0 ? 0 : INFINITY;
        for (size_t j = 0; j < d; j++) {
            double apart = points->x[i * d + j] - points->x[least * d + j];
            start->distance[i] += start->decides[j] ? apart * apart : 0;
        }
    }
    memcpy(start->sorted, start->distance, points->n * sizeof *start->sorted);
    sort_doubles(start->sorted, start->scratch, points->n);
    return start->sorted[wanted];
}

/* One part for all points, then one at a time around the point that is covered least. */
static Status add_parts(Start *start, Tilt *tilt, Error *err)
{
    size_t hits = 0;
    for (size_t i = 0; i < start->points->n; i++)
        hits += start->points->weight[i] > 0;
    find_deciding(start, tilt->dimensions);
    TRY(add_part(start, tilt, INFINITY, err));
    while (tilt->parts > 1 && tilt->parts < PARTS)
        TRY(add_part(start, tilt, gather_near(start, tilt->dimensions, hits / NEAR_PART), err));
    tilt_share(tilt, MIXTURE_PLAIN);
    return STATUS_GOOD;
}

static Status begin(Tilt *tilt, const TiltPoints *points, Error *err)
{
    size_t n = points->n;
    double *memory = calloc(4 * n + 1, sizeof *memory);
    bool *decides = calloc(tilt->dimensions + 1, sizeof *decides);
    Start start = { .points = points, .decides = decides };
    Status status = memory && decides ? STATUS_GOOD : error_memory(err);
    if (status == STATUS_GOOD) {
        start.ratio = memory;
        start.distance = memory + n;
        start.sorted = memory + 2 * n;
        start.scratch = memory + 3 * n;
        status = add_parts(&start, tilt, err);
    }
    free(memory);
    free(decides);
    return status;
}

/* ---- candidates ---- */

typedef Status Fit(Tilt *tilt, const TiltPoints *points, const Tilt *before, Error *err);

static Status fit_one(Tilt *tilt, const TiltPoints *points, const Tilt *before, Error *err)
{
    TRY(tilt_new(tilt, before->dimensions, before->chance, err));
    return tilt_add(tilt, points, 1 - MIXTURE_PLAIN, err);
}

static Status fit_anew(Tilt *tilt, const TiltPoints *points, const Tilt *before, Error *err)
{
    TRY(tilt_new(tilt, before->dimensions, before->chance, err));
    TRY(begin(tilt, points, err));
    return tilt_fit(tilt, points, ROUNDS, err);
}

static Status fit_on(Tilt *tilt, const TiltPoints *points, const Tilt *before, Error *err)
{
    TRY(tilt_copy(tilt, before, err));
    return tilt_fit(tilt, points, ROUNDS, err);
}

/* What a fit to the first half says of the other. */
static Status judge(Fit *fit, const TiltPoints *points, const Tilt *before, double *likelihood,
                    Error *err)
{
    size_t n = points->n / 2;
    TiltPoints half = { points->x, points->weight, n, points->worth / 2 };
    TiltPoints other = { points->x + n * before->dimensions, points->weight + n, points->n - n,
                         points->worth / 2 };
    Tilt tilt = { 0 };
    Status status = fit(&tilt, &half, before, err);
    *likelihood = -INFINITY;
    if (status == STATUS_GOOD && tilt.parts > 1)
        *likelihood = tilt_likelihood(&tilt, &other);
    tilt_free(&tilt);
    return status;
}

/* A part for all points beside the many: what these leave out, such as a year in which nothing was
 * found to happen, is not shut out. */
static Status add_wide(Tilt *tilt, const TiltPoints *points, Error *err)
{
    double plain = tilt->share[0];
    TRY(tilt_add(tilt, points, wide_share, err));
    for (size_t k = 1; k < tilt->parts; k++)
        tilt->share[k] *= (1 - plain) / (1 - tilt->share[0]);
    tilt->share[0] = plain;
    return STATUS_GOOD;
}

Status mixture_fit(Tilt *tilt, const TiltPoints *points, double margin, Error *err)
{
    static Fit *const fits[] = { fit_one, fit_on, fit_anew };
    size_t best = 0;
    double most = 0;
    for (size_t i = 0; i < sizeof fits / sizeof *fits; i++) {
        double likelihood;
        if (fits[i] == fit_on && tilt->parts < 3)
            continue;
        TRY(judge(fits[i], points, tilt, &likelihood, err));
        if (i == 0 || likelihood > most + (best ? 0 : margin)) {
            most = likelihood;
            best = i;
        }
    }
    Tilt fitted = { 0 };
    Status status = fits[best](&fitted, points, tilt, err);
    if (status != STATUS_GOOD || fitted.parts < 2) {
        tilt_free(&fitted);
        return status;
    }
    tilt_free(tilt);
    *tilt = fitted;
    return best ? add_wide(tilt, points, err) : STATUS_GOOD;
}
