#include "math/sort.h"

#include <stdint.h>
#include <string.h>

enum { DIGIT = 11, DIGITS = 6, VALUES = 1 << DIGIT };

static const uint64_t sign = (uint64_t)1 << 63;

/* Unsigned integers in the order of the doubles: negative ones count down. */
static uint64_t key_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits & sign ? ~bits : bits | sign;
}

static size_t digit_of(double x, int digit)
{
    return (size_t)(key_of(x) >> (digit * DIGIT)) % VALUES;
}

/* Radix sort from the lowest digit; a digit that all share needs no pass. */
void sort_doubles(double *x, double *scratch, size_t n)
{
    double *from = x, *to = scratch;
    for (int digit = 0; digit < DIGITS && n; digit++) {
        size_t start[VALUES + 1] = { 0 };
        for (size_t i = 0; i < n; i++)
            start[digit_of(from[i], digit) + 1]++;
        if (start[digit_of(from[0], digit) + 1] == n)
            continue;
        for (size_t v = 0; v < VALUES; v++)
            start[v + 1] += start[v];
        for (size_t i = 0; i < n; i++)
            to[start[digit_of(from[i], digit)]++] = from[i];
        double *other = from;
        from = to;
        to = other;
    }
    if (from != x)
        memcpy(x, from, n * sizeof *x);
}
