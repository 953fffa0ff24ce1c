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

/* A stable pass by the digit that begins at bit `shift` of the keys above `least`. */
static void pass(const double *from, double *to, size_t n, uint64_t least, int shift)
{
    size_t start[VALUES + 1] = { 0 };
    for (size_t i = 0; i < n; i++)
        start[((key_of(from[i]) - least) >> shift) % VALUES + 1]++;
    for (size_t v = 0; v < VALUES; v++)
        start[v + 1] += start[v];
    for (size_t i = 0; i < n; i++)
        to[start[((key_of(from[i]) - least) >> shift) % VALUES]++] = from[i];
}

/* Insertion sort, fast where little is out of order; false when it has given up. */
static bool settle(double *x, size_t n)
{
    size_t moves = 0, most = 8 * n;
    for (size_t i = 1; i < n && moves <= most; i++) {
        double value = x[i];
        size_t at = i;
        for (; at && key_of(x[at - 1]) > key_of(value); at--, moves++)
            x[at] = x[at - 1];
        x[at] = value;
    }
    return moves <= most;
}

/* By the digits from bit `low` on, the lowest first. */
static void sort_from(double *x, double *scratch, size_t n, int low, const uint64_t end[2])
{
    double *from = x, *to = scratch;
    for (int shift = low; shift < BITS && (end[1] - end[0]) >> shift; shift += DIGIT) {
        pass(from, to, n, end[0], shift);
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
    uint64_t end[2] = { UINT64_MAX, 0 };
    int low = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t key = key_of(x[i]);
        end[0] = key < end[0] ? key : end[0];
        end[1] = key > end[1] ? key : end[1];
    }
    while (n && (end[1] - end[0]) >> low >> DIGIT >> DIGIT)
        low++;
    sort_from(x, scratch, n, low, end);
    if (!settle(x, n))
        sort_from(x, scratch, n, 0, end);
}
