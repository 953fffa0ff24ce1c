/* Rows of complex numbers, one for each column of a transform. */
#ifndef RUN_EXACT_ROW_H
#define RUN_EXACT_ROW_H

#include <stddef.h>
#include <string.h>

typedef struct Row {
    double *re, *im;
} Row;

/* Row number i of those that lie one after another, `width` apart; also the columns from i on. */
static inline Row row_at(Row rows, size_t width, size_t i)
{
    return (Row){ rows.re + i * width, rows.im + i * width };
}

static inline void row_clear(Row row, size_t n)
{
    memset(row.re, 0, n * sizeof *row.re);
    memset(row.im, 0, n * sizeof *row.im);
}

static inline void row_copy(Row to, Row from, size_t n)
{
    memcpy(to.re, from.re, n * sizeof *to.re);
    memcpy(to.im, from.im, n * sizeof *to.im);
}

static inline void row_multiply(Row to, Row by, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        double re = to.re[k] * by.re[k] - to.im[k] * by.im[k];
        to.im[k] = to.re[k] * by.im[k] + to.im[k] * by.re[k];
        to.re[k] = re;
    }
}

static inline void row_add(Row to, Row from, double weight, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        to.re[k] += weight * from.re[k];
        to.im[k] += weight * from.im[k];
    }
}

#endif
