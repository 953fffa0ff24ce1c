#include "math/lognormal_sum.h"

#include "math/linalg.h"
#include "math/lognormal_direction.h"
#include "math/normal.h"
#include "math/vector_loops.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum { CHUNK = 256, MOST_STEPS = 200 };

static const double farthest = 38.5; /* the normal cdf is 1 there, and its mirror 0 */
static const double height = 0.39894228040143267794; /* of the normal density: 1 / sqrt(2 pi) */

/* y[i] = mean[i] + tilt[i] s + rest[i] w, where s and w are independent and standard normal: s the
 * direction that is integrated, w the points. */
struct LognormalSum {
    size_t terms, axes;  /* axes: the dimensions of w */
    NormalPoints points; /* borrowed, or a single one at the centre when there are no axes */
    double tilt[LOGNORMAL_SUM_TERMS];
    double *rest;   /* [term][point]: y without s; owned */
    double *root;   /* [point]: the s at which T = exp(at); owned */
    double *rise;   /* [point]: how fast it grows with log T; owned */
    double *chance; /* [point]: workspace; owned */
    double at;
    double guess[2]; /* mean and sd of log T, roughly */
};

static size_t points_of(const LognormalSum *sum)
{
    return sum->points.replicates * sum->points.length;
}

/* ---- moments ---- */

double lognormal_sum_mean(const LognormalLaw *law)
{
    double mean = 0;
    for (size_t i = 0; i < law->terms; i++)
        mean += exp(law->mean[i] + law->covariance[i * law->terms + i] / 2);
    return mean;
}

double lognormal_sum_sd(const LognormalLaw *law)
{
    const double *c = law->covariance;
    size_t n = law->terms;
    double variance = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            variance += exp(law->mean[i] + law->mean[j] + (c[i * n + i] + c[j * n + j]) / 2) *
                        expm1(c[i * n + j]);
    return sqrt(fmax(variance, 0));
}

/* ---- the rest ---- */

/* Adds what is left, C - tilt tilt', along its principal axes when each term counts by its share:
 * to second order T then is a sum of one function of each axis, the widest first. */
static Status spread(LognormalSum *sum, const LognormalLaw *law, const double *share, Error *err)
{
    size_t n = law->terms, count = points_of(sum);
    double value[LOGNORMAL_SUM_TERMS], weight[LOGNORMAL_SUM_TERMS];
    double *axis = malloc(n * n * sizeof *axis), trace = 0;
    if (!axis)
        return error_memory(err);
    for (size_t i = 0; i < n; i++)
        weight[i] = sqrt(fmax(share[i], 1e-12));
    for (size_t i = 0; i < n; i++) {
        trace += weight[i] * weight[i] * law->covariance[i * n + i];
        for (size_t j = 0; j < n; j++)
            axis[i * n + j] =
                weight[i] * weight[j] * (law->covariance[i * n + j] - sum->tilt[i] * sum->tilt[j]);
    }
    Status status = linalg_eigen(axis, n, value, err);
    for (size_t k = 0; k + 1 < n && status == STATUS_GOOD; k++) {
        double variance = value[n - 1 - k];
        const double *score = sum->points.score + k * count;
        if (!(variance > 1e-14 * trace))
            break;
        sum->axes = k + 1;
        for (size_t i = 0; i < n; i++) {
            double scale = sqrt(variance) * axis[i * n + (n - 1 - k)] / weight[i];
            double *rest = sum->rest + i * count;
            for (size_t p = 0; p < count; p++)
                rest[p] += scale * score[p];
        }
    }
    free(axis);
    return status;
}

/* Without anything left one point is enough. */
static bool has_rest(const LognormalLaw *law, const double *tilt)
{
    for (size_t i = 0; i < law->terms; i++) {
        double variance = law->covariance[i * law->terms + i];
        if (variance - tilt[i] * tilt[i] > 1e-14 * variance)
            return true;
    }
    return false;
}

Status lognormal_sum_new(LognormalSum **made, const LognormalLaw *law, double about,
                         const NormalPoints *points, Error *err)
{
    double share[LOGNORMAL_SUM_TERMS], mean = lognormal_sum_mean(law);
    LognormalSum *sum = calloc(1, sizeof *sum);
    *made = sum;
    if (!sum)
        return error_memory(err);
    sum->terms = law->terms;
    sum->at = NAN;
    sum->guess[1] = sqrt(log1p(pow(lognormal_sum_sd(law) / mean, 2)));
    sum->guess[0] = log(mean) - sum->guess[1] * sum->guess[1] / 2;
    Status status = lognormal_direction(law, log(about), share, sum->tilt, err);
    bool many = status == STATUS_GOOD && has_rest(law, sum->tilt);
    sum->points = many ? *points : (NormalPoints){ .replicates = 1, .length = 1 };
    size_t count = points_of(sum);
    sum->rest = malloc(law->terms * count * sizeof *sum->rest);
    sum->root = calloc(count, sizeof *sum->root);
    sum->rise = calloc(count, sizeof *sum->rise);
    sum->chance = calloc(count, sizeof *sum->chance);
    if (status == STATUS_GOOD && (!sum->rest || !sum->root || !sum->rise || !sum->chance))
        status = error_memory(err);
    for (size_t i = 0; i < law->terms && status == STATUS_GOOD; i++)
        for (size_t p = 0; p < count; p++)
            sum->rest[i * count + p] = law->mean[i];
    if (many && status == STATUS_GOOD)
        status = spread(sum, law, share, err);
    if (status != STATUS_GOOD) {
        lognormal_sum_free(sum);
        *made = NULL;
    }
    return status;
}

void lognormal_sum_free(LognormalSum *sum)
{
    if (!sum)
        return;
    free(sum->rest);
    free(sum->root);
    free(sum->rise);
    free(sum->chance);
    free(sum);
}

/* ---- the root ---- */

static double within_reach(double s)
{
    return s < -farthest ? -farthest : s > farthest ? farthest : s;
}

/* One step of Newton's method on log T(s) = log x at n points from `first`: convex and growing, so
 * from wherever it starts the second step and all later ones come down to the root. Returns how far
 * the widest step went. */
static double step(LognormalSum *sum, double log_x, size_t first, size_t n)
{
    double total[CHUNK] = { 0 }, slope[CHUNK] = { 0 }, widest = 0;
    double *root = sum->root + first, *rise = sum->rise + first;
    for (size_t i = 0; i < sum->terms; i++)
        vector_loops()->exponentials(sum->rest + i * points_of(sum) + first, root, sum->tilt[i],
                                     -log_x, total, slope, n);
    for (size_t p = 0; p < n; p++) {
        rise[p] = total[p] / (slope[p] > 1e-300 ? slope[p] : 1e-300);
        double next = within_reach(root[p] - log(total[p]) * rise[p]);
        double move = fabs(next - root[p]);
        widest = move > widest ? move : widest;
        root[p] = next;
    }
    return widest;
}

/* What is left after a step is at most step^2 / 2 times T'' / T' of log T, which is below the range
 * of the loadings (Bhatia and Davis 2000, for the variance of loadings weighted by shares). */
static double last_step(const LognormalSum *sum)
{
    double least = INFINITY, most = 0;
    for (size_t i = 0; i < sum->terms; i++) {
        least = fmin(least, sum->tilt[i]);
        most = fmax(most, sum->tilt[i]);
    }
    return sqrt(2e-13 / fmax(most - least, 1e-13));
}

/* Moves the roots to T = exp(log_x), from a guess along their slopes. */
static void solve(LognormalSum *sum, double log_x)
{
    const double short_step = last_step(sum);
    size_t count = points_of(sum);
    if (sum->at == log_x)
        return;
    for (size_t first = 0; first < count; first += CHUNK) {
        size_t n = count - first < CHUNK ? count - first : CHUNK;
        for (size_t p = first; p < first + n && isfinite(sum->at); p++) {
            sum->root[p] = within_reach(sum->root[p] + (log_x - sum->at) * sum->rise[p]);
        }
        for (int i = 0; i < MOST_STEPS; i++)
            if (step(sum, log_x, first, n) < short_step)
                break;
    }
    sum->at = log_x;
}

/* ---- averages ---- */

/* P(T <= x) (side 1) or P(T >= x) (side -1) by replicate. */
static void averages(LognormalSum *sum, double x, double side, double *average)
{
    size_t count = points_of(sum);
    solve(sum, log(x));
    for (size_t p = 0; p < count; p++)
        sum->chance[p] = normal_cdf(side * sum->root[p]);
    normal_points_average(&sum->points, sum->axes, sum->chance, average);
}

NormalEstimate lognormal_sum_within(LognormalSum *sum, double low, double high)
{
    double *share = malloc(2 * sum->points.replicates * sizeof *share), *above = NULL;
    if (!share || high <= 0 || low > high) {
        free(share);
        return (NormalEstimate){ share ? 0 : NAN, 0 };
    }
    above = share + sum->points.replicates;
    for (size_t r = 0; r < sum->points.replicates; r++)
        share[r] = 1;
    if (low > 0)
        averages(sum, low, -1, share);
    else if (isfinite(high))
        averages(sum, high, 1, share);
    if (low > 0 && isfinite(high)) {
        averages(sum, high, -1, above);
        for (size_t r = 0; r < sum->points.replicates; r++)
            share[r] -= above[r];
    }
    NormalEstimate estimate = normal_points_estimate(share, sum->points.replicates);
    free(share);
    return estimate;
}

/* Of log T at the roots. */
static double density(const LognormalSum *sum)
{
    size_t count = points_of(sum);
    double total = 0;
    for (size_t p = 0; p < count; p++)
        total += height * exp(-sum->root[p] * sum->root[p] / 2) * sum->rise[p];
    return total / (double)count;
}

/* Where to look next for a root known to lie between low and high: at Newton's point, if that is
 * inside and not far off, else in the middle, or a wide step on. */
static double look(double from, double newton, double low, double high, double wide)
{
    if (newton > low && newton < high && fabs(newton - from) <= wide)
        return newton;
    if (isfinite(low) && isfinite(high))
        return low + (high - low) / 2;
    return isfinite(low) ? low + wide : high - wide;
}

/* Newton's method for the score of P(T <= x), which is nearly linear in log x. */
NormalEstimate lognormal_sum_quantile(LognormalSum *sum, double p)
{
    double wanted = normal_quantile(p), low = -INFINITY, high = INFINITY, sd = sum->guess[1];
    double log_x = sum->guess[0] + wanted * sd;
    NormalEstimate below = { 0 };
    for (int i = 0; i < MOST_STEPS && high - low > 1e-15; i++) {
        below = lognormal_sum_within(sum, 0, exp(log_x));
        double score = normal_quantile(fmin(fmax(below.value, 0x1p-53), 1 - 0x1p-53));
        double slope = density(sum) / (height * exp(-score * score / 2));
        double newton = log_x + (wanted - score) / slope;
        if (fabs(newton - log_x) < 1e-6 * sd) { /* the next step would be below rounding */
            log_x = newton;
            break;
        }
        *(score < wanted ? &low : &high) = log_x;
        log_x = look(log_x, newton, low, high, 4 * sd);
    }
    return (NormalEstimate){ exp(log_x), exp(log_x) * below.error / density(sum) };
}
