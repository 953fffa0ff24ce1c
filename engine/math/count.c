#include "math/count.h"

#include "math/normal.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

/* From this mean on a search from the normal guess is shorter than one from 0. */
static const double LARGE = 50;

enum { TABLE = 256 };

/* P(count <= k) for k = 0 .. known - 1, of one law. */
typedef struct Table {
    double mean, dispersion;
    double below[TABLE];
    size_t known;
} Table;

/* P(count = 0), and each probability from the one before it:
 * p(k) = p(k - 1) (mean / s + (k - 1) dispersion mean / s) / k  with s = 1 + dispersion mean. */
static double first(double mean, double dispersion)
{
    double spread = dispersion * mean;
    return exp(spread > 0 ? -log1p(spread) / dispersion : -mean);
}

static double next(double p, double k, double mean, double dispersion)
{
    return p * mean * (1 + (k - 1) * dispersion) / ((1 + dispersion * mean) * k);
}

static void fill(Table *table, double mean, double dispersion)
{
    double p = first(mean, dispersion), sum = p;
    *table = (Table){ .mean = mean, .dispersion = dispersion };
    while (table->known < TABLE) {
        table->below[table->known++] = sum;
        p = next(p, (double)table->known, mean, dispersion);
        if (sum + p == sum && (double)table->known > mean)
            break;
        sum += p;
    }
}

/* ---- large means ---- */

static double cdf(double k, double mean, double dispersion)
{
    if (k < 0)
        return 0;
    if (dispersion * mean > 0)
        return gsl_cdf_negative_binomial_P((unsigned)k, 1 / (1 + dispersion * mean),
                                           1 / dispersion);
    return gsl_cdf_gamma_Q(mean, k + 1, 1);
}

/* Doubling steps from the normal guess bracket the quantile, halving finds it. */
static double search(double u, double guess, double mean, double dispersion)
{
    double low = guess, high = guess, step = 1;
    while (low > 0 && cdf(low, mean, dispersion) >= u) {
        high = low;
        low = fmax(low - step, 0);
        step *= 2;
    }
    if (low == 0 && cdf(0, mean, dispersion) >= u)
        return 0;
    for (step = 1; cdf(high, mean, dispersion) < u && step < 1e15; step *= 2) {
        low = high;
        high += step;
    }
    while (high - low > 1) {
        double middle = floor((low + high) / 2);
        *(cdf(middle, mean, dispersion) >= u ? &high : &low) = middle;
    }
    return high;
}

/* The end of the numbers below 1 stands for the scores beyond. */
static double probability(double score)
{
    return fmin(normal_cdf(score), 1 - 0x1p-53);
}

double count_quantile(double score, double mean, double dispersion)
{
    if (!(mean > 0))
        return 0;
    double u = probability(score), sd = sqrt(mean + dispersion * mean * mean);
    if (mean >= LARGE)
        return search(u, fmax(0, floor(mean + sd * score)), mean, dispersion);
    double p = first(mean, dispersion), sum = p, k = 0;
    while (sum < u && (p > 0x1p-80 || k < mean)) {
        k++;
        p = next(p, k, mean, dispersion);
        sum += p;
    }
    return k;
}

/* The least k of the table with below[k] >= u; `known` when there is none. */
static size_t find(const Table *table, double u)
{
    size_t low = 0, high = table->known;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (table->below[middle] >= u)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

void count_quantiles(const double *score, const double *mean, const double *dispersion,
                     double *restrict count, size_t n)
{
    Table table = { .mean = -1 };
    for (size_t i = 0; i < n; i++) {
        bool same = i && mean[i] == mean[i - 1] && dispersion[i] == dispersion[i - 1];
        bool filled = table.mean == mean[i] && table.dispersion == dispersion[i];
        if (same && !filled && mean[i] > 0 && mean[i] < LARGE) {
            fill(&table, mean[i], dispersion[i]);
            filled = true;
        }
        size_t k = filled ? find(&table, probability(score[i])) : table.known;
        count[i] = filled && k < table.known ? (double)k
                                             : count_quantile(score[i], mean[i], dispersion[i]);
    }
}
