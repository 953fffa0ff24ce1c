#include "math/sort.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { DIGIT = 11, VALUES = 1 << DIGIT, BITS = 64 };

static const uint64_t sign = (uint64_t)1 << 63;

/* Unsigned integers in the order of the doubles: negative ones count down. */
static uint64_t key_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits & sign ? ~bits : bits | sign;
}

static double double_of(uint64_t key)
{
    uint64_t bits = key & sign ? key & ~sign : ~key;
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* While they are sorted the places of the doubles hold keys, counted from the least. */
static uint64_t at(const double *x, size_t i)
{
    uint64_t key;
    memcpy(&key, &x[i], sizeof key);
    return key;
}

static void put(double *x, size_t i, uint64_t key)
{
    memcpy(&x[i], &key, sizeof key);
}

/* A stable pass by the digit that begins at bit `shift`. */
static void pass(const double *from, double *to, size_t n, int shift)
{
    size_t start[VALUES + 1] = { 0 };
    for (size_t i = 0; i < n; i++)
        start[(at(from, i) >> shift) % VALUES + 1]++;
    for (size_t v = 0; v < VALUES; v++)
        start[v + 1] += start[v];
    for (size_t i = 0; i < n; i++)
        put(to, start[(at(from, i) >> shift) % VALUES]++, at(from, i));
}

/* Insertion sort, fast where little is out of order; false when it has given up. */
static bool settle(double *x, size_t n)
{
    size_t moves = 0, most = 8 * n;
    for (size_t i = 1; i < n && moves <= most; i++) {
        uint64_t key = at(x, i);
        size_t j = i;
        for (; j && at(x, j - 1) > key; j--, moves++)
            put(x, j, at(x, j - 1));
        put(x, j, key);
    }
    return moves <= most;
}

/* By the digits from bit `low` on, the lowest first. */
static void sort_from(double *x, double *scratch, size_t n, int low, uint64_t most)
{
    double *from = x, *to = scratch;
    for (int shift = low; shift < BITS && most >> shift; shift += DIGIT) {
        pass(from, to, n, shift);
        double *other = from;
        from = to;
        to = other;
    }
    if (from != x)
        memcpy(x, from, n * sizeof *x);
}

/* The two digits highest in the range of the keys nearly always leave next to nothing to do. */
void sort_doubles(double *x, double *scratch, size_t n)
{
    uint64_t least = UINT64_MAX, most = 0;
    int low = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t key = key_of(x[i]);
        least = key < least ? key : least;
        most = key > most ? key : most;
    }
    if (most <= least) /* none, or all the same */
        return;
    for (size_t i = 0; i < n; i++)
        put(x, i, key_of(x[i]) - least);
    while ((most - least) >> low >> DIGIT >> DIGIT)
        low++;
    sort_from(x, scratch, n, low, most - least);
    if (!settle(x, n))
        sort_from(x, scratch, n, 0, most - least);
    for (size_t i = 0; i < n; i++)
        x[i] = double_of(at(x, i) + least);
}
