/* Compiled once for each instruction set: the build gives VECTOR_LOOPS, the name of the table at
 * the foot, and VECTOR_SUPPORTED, the question whether the machine has the set. */
#include "math/vector_loops.h"

#include "math/normal_tables.h"
#include "math/scramble.h"

#include <Random123/philox.h>
#include <math.h>
#include <string.h>

#ifndef VECTOR_LOOPS
#define VECTOR_LOOPS     vector_loops_plain
#define VECTOR_SUPPORTED 1
#endif

static int supported(void)
{
    return VECTOR_SUPPORTED;
}

/* ---- Philox4x32-10 ---- */

/* Salmon, Moraes, Dror, Shaw (2011): multipliers and key increments. Words are kept in 64-bit
 * lanes, where the product of two of them fits. */
static const uint64_t multiplier0 = 0xD2511F53, multiplier1 = 0xCD9E8D57;
static const uint64_t increment0 = 0x9E3779B9, increment1 = 0xBB67AE85, word_bits = 0xFFFFFFFF;

enum { ROUNDS = 10, BATCH = 64 };

typedef struct Counters {
    uint64_t c0[BATCH], c1[BATCH], c2[BATCH], c3[BATCH];
} Counters;

static void philox(Counters *c, uint64_t k0, uint64_t k1)
{
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < BATCH; i++) {
            uint64_t p0 = multiplier0 * (c->c0[i] & word_bits),
                     p1 = multiplier1 * (c->c2[i] & word_bits);
            c->c0[i] = (p1 >> 32) ^ c->c1[i] ^ k0;
            c->c2[i] = (p0 >> 32) ^ c->c3[i] ^ k1;
            c->c1[i] = p1 & word_bits;
            c->c3[i] = p0 & word_bits;
        }
        k0 = (k0 + increment0) & word_bits;
        k1 = (k1 + increment1) & word_bits;
    }
}

static void count(Counters *c, const VectorAddress *at, uint64_t first)
{
    for (size_t i = 0; i < BATCH; i++) {
        c->c0[i] = (first + i) & word_bits;
        c->c1[i] = (first + i) >> 32;
        c->c2[i] = at->step;
        c->c3[i] = at->purpose;
    }
}

/* 52 bits become the fraction of a double in 1..2; less 1, plus half a unit. */
static void uniforms(const VectorAddress *at, double *restrict u, size_t pairs)
{
    const uint64_t one = 0x3FF0000000000000;
    for (size_t from = 0; from < pairs; from += BATCH) {
        Counters c;
        uint64_t bits[2 * BATCH];
        double made[2 * BATCH];
        count(&c, at, at->first + from);
        philox(&c, at->key[0], at->key[1]);
        for (size_t i = 0; i < BATCH; i++) {
            bits[2 * i] = (c.c1[i] << 20 | c.c0[i] >> 12) | one;
            bits[2 * i + 1] = (c.c3[i] << 20 | c.c2[i] >> 12) | one;
        }
        memcpy(made, bits, sizeof made);
        for (size_t i = 0; i < 2 * BATCH; i++)
            made[i] = (made[i] - 1) + 0x1p-53;
        size_t left = pairs - from < BATCH ? pairs - from : BATCH;
        memcpy(u + 2 * from, made, 2 * left * sizeof *u);
    }
}

/* ---- scores by table ---- */

/* The 32 bits more of score i come from a counter of its own, under a purpose that no other has. */
static double deep_score(const VectorAddress *at, const OctaveTable *table, size_t i, uint32_t word)
{
    uint64_t path = 4 * at->first + i;
    philox4x32_ctr_t counter = { { (uint32_t)path, (uint32_t)(path >> 32), at->step,
                                   at->purpose | 0x80000000 } };
    philox4x32_key_t key = { { at->key[0], at->key[1] } };
    return octave_deep(table, word, philox4x32(counter, key).v[0]);
}

#ifdef __AVX512DQ__
#include "math/vector_scores_avx512.h"
#else
#include "math/vector_scores_plain.h"
#endif

/* ---- normal quantiles ---- */

enum { CHUNK = 256 };

static inline double ratio(const double *top, const double *bottom, double x)
{
    double a = top[NORMAL_TERMS - 1], b = bottom[NORMAL_TERMS - 1];
    for (int i = NORMAL_TERMS - 2; i >= 0; i--) {
        a = a * x + top[i];
        b = b * x + bottom[i];
    }
    return a / b;
}

/* log x of a normal double: x = 2^e m with m in sqrt(1/2)..sqrt(2); log m = 2 atanh((m-1)/(m+1)).
 */
static inline double logarithm(double x)
{
    static const double term[] = { 2.0,      2.0 / 3,  2.0 / 5,  2.0 / 7,  2.0 / 9, 2.0 / 11,
                                   2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21 };
    const uint64_t root_half = 0x3FE6A09E667F3BCD, fraction = 0x000FFFFFFFFFFFFF;
    uint64_t bits, shifted, mantissa;
    double m, e;
    memcpy(&bits, &x, sizeof bits);
    shifted = bits - root_half;
    mantissa = (shifted & fraction) + root_half;
    memcpy(&m, &mantissa, sizeof m);
    /* the exponent, a small signed number, through the fraction of 2^52 + 2^51 */
    shifted = ((uint64_t)((int64_t)shifted >> 52) + 0x4338000000000000);
    memcpy(&e, &shifted, sizeof e);
    e -= 0x1.8p52;
    double s = (m - 1) / (m + 1), s2 = s * s, sum = term[10];
    for (int i = 9; i >= 0; i--)
        sum = sum * s2 + term[i];
    return e * 0.693147180369123816490 + (s * sum + e * 1.90821492927058770002e-10);
}

static void tails(double *u, double *z, size_t n)
{
    size_t far = 0;
    for (size_t i = 0; i < n; i++) {
        double d = u[i] < 0.5 ? u[i] : 1 - u[i];
        double r = sqrt(-logarithm(d));
        double t = ratio(normal_near_top, normal_near_bottom, r - 1.6);
        z[i] = u[i] < 0.5 ? -t : t;
        u[i] = r;
    }
    for (size_t i = 0; i < n; i++)
        far += u[i] > 5;
    for (size_t i = 0; far && i < n; i++)
        if (u[i] > 5)
            z[i] = copysign(ratio(normal_far_top, normal_far_bottom, u[i] - 5), z[i]);
}

/* The middle for all, then what lies in the tails, packed together, once more. */
static void normals(const double *u, double *z, size_t n)
{
    double packed[CHUNK], result[CHUNK];
    uint16_t place[CHUNK];
    for (size_t from = 0; from < n; from += CHUNK) {
        size_t chunk = n - from < CHUNK ? n - from : CHUNK, count = 0;
        for (size_t i = 0; i < chunk; i++) {
            packed[count] = u[from + i];
            place[count] = (uint16_t)i;
            count += fabs(u[from + i] - 0.5) > NORMAL_MIDDLE;
        }
        for (size_t i = 0; i < chunk; i++) {
            double q = u[from + i] - 0.5;
            z[from + i] = q * ratio(normal_middle_top, normal_middle_bottom,
                                    NORMAL_MIDDLE * NORMAL_MIDDLE - q * q);
        }
        tails(packed, result, count);
        for (size_t i = 0; i < count; i++)
            /* cppcheck-suppress uninitvar ; the first `count` places are set */
            z[from + place[i]] = result[i];
    }
}

/* ---- Sobol' points ---- */

static void scramble(const uint32_t *x, const uint32_t seed[2], double *restrict u, size_t n)
{
    uint32_t one = seed[0], two = seed[1];
    for (size_t i = 0; i < n; i++) {
        uint32_t high = scramble_reverse(scramble_upwards(x[i], one));
        uint32_t low = scramble_mix(high ^ two) >> 12;
        u[i] = (double)high * 0x1p-32 + ((double)low + 0.5) * 0x1p-52;
    }
}

/* ---- growth ---- */

static void grow(const double *restrict before, const double *restrict growth,
                 const double *restrict noise, double *restrict after, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double factor = 1 + growth[i] + noise[i];
        after[i] = before[i] * (factor > 0 ? factor : 0);
    }
}

/* e^x = 2^k e^r with k the integer next to x / log 2 and |r| <= log 2 / 2, by Taylor's series of
 * degree 12; log 2 in two parts, so that r is exact but for one rounding. 2^k goes in two halves,
 * which reach the denormal numbers and infinity. */
static inline double exponential(double x)
{
    const double shift = 0x1.8p52;
    x = x < -1400 ? -1400 : x;
    x = x > 1400 ? 1400 : x;
    double k = x * 1.44269504088896340736 + shift, up, down;
    uint64_t bits, half;
    memcpy(&bits, &k, sizeof bits);
    k -= shift;
    double r = (x - k * 0.693147180369123816490) - k * 1.90821492927058770002e-10;
    double sum = 1.0 / 479001600; /* 1 / 12! */
    sum = fma(fma(fma(sum, r, 1.0 / 39916800), r, 1.0 / 3628800), r, 1.0 / 362880);
    sum = fma(fma(fma(sum, r, 1.0 / 40320), r, 1.0 / 5040), r, 1.0 / 720);
    sum = fma(fma(fma(sum, r, 1.0 / 120), r, 1.0 / 24), r, 1.0 / 6);
    sum = fma(fma(fma(sum, r, 1.0 / 2), r, 1), r, 1);
    bits = bits - 0x4338000000000000 + 4096; /* k + 4096, not negative */
    half = bits >> 1;
    bits = (bits - half - 2048 + 1023) << 52;
    half = (half - 2048 + 1023) << 52;
    memcpy(&up, &half, sizeof up);
    memcpy(&down, &bits, sizeof down);
    return sum * up * down;
}

static void grow_log(const double *restrict before, const double *restrict growth,
                     const double *restrict noise, double *restrict after, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double factor = 1 + growth[i];
        after[i] = before[i] * (factor > 0 ? factor : 0) * exponential(noise[i]);
    }
}

static void multiply(double factor, double v, const double *restrict e, double *restrict product,
                     size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double own = fma(v, e[i], factor);
        product[i] *= own > 0 ? own : 0;
    }
}

static void persist(const double *restrict r, const double *restrict root, const double *restrict v,
                    double *restrict e, double *restrict z, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        e[i] = r[i] * e[i] + root[i] * z[i];
        z[i] = v[i] * e[i];
    }
}

/* ---- statistics ---- */

static VectorTally tally_of(const VectorTally lane[VECTOR_LANES])
{
    VectorTally all = lane[0];
    for (size_t k = 1; k < VECTOR_LANES; k++) {
        all.sum += lane[k].sum;
        all.squares += lane[k].squares;
        all.least = lane[k].least < all.least ? lane[k].least : all.least;
        all.most = lane[k].most > all.most ? lane[k].most : all.most;
    }
    return all;
}

#ifdef __AVX512DQ__
#include "math/vector_tally_avx512.h"
#include "math/vector_within_avx512.h"
#else
#include "math/vector_tally_plain.h"
#include "math/vector_within_plain.h"
#endif

static void sums(const double *x, size_t n, double about, double *sum, double *squares)
{
    double s[VECTOR_LANES] = { 0 }, q[VECTOR_LANES] = { 0 };
    size_t whole = n - n % VECTOR_LANES;
    for (size_t i = 0; i < whole; i += VECTOR_LANES)
        for (size_t k = 0; k < VECTOR_LANES; k++) {
            double d = x[i + k] - about;
            s[k] += d;
            q[k] += d * d;
        }
    for (size_t i = whole; i < n; i++) {
        double d = x[i] - about;
        s[i - whole] += d;
        q[i - whole] += d * d;
    }
    *sum = 0;
    *squares = 0;
    for (size_t k = 0; k < VECTOR_LANES; k++) {
        *sum += s[k];
        *squares += q[k];
    }
}

static void exponentials(const double *y, const double *s, double a, double shift,
                         double *restrict sum, double *restrict slope, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double x = y[i] + a * s[i] + shift;
        x = x > -700 ? x : -700;
        x = x < 700 ? x : 700;
        double e = exponential(x);
        sum[i] += e;
        slope[i] += a * e;
    }
}

extern const VectorLoops VECTOR_LOOPS;
#define TEXT_OF(name)   #name
#define NAME_OF(symbol) TEXT_OF(symbol)
const VectorLoops VECTOR_LOOPS = {
    .name = NAME_OF(VECTOR_LOOPS),
    .supported = supported,
    .uniforms = uniforms,
    .scores = scores,
    .normals = normals,
    .scramble = scramble,
    .grow = grow,
    .grow_log = grow_log,
    .persist = persist,
    .multiply = multiply,
    .tally = tally,
    .within = within,
    .exponentials = exponentials,
    .sums = sums,
};
