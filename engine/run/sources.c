#include "run/sources.h"

#include "run/onsets.h"

#include <string.h>

enum { N = BLOCK_PATHS };

void source_value(const Source *source, const Block *block, uint64_t first, double *x)
{
    (void)first;
    memcpy(x, block_rows(block, source->thing)->value + source->row * N, N * sizeof *x);
}

/* Of values that may differ by year their mean. */
void source_drawn(const Source *source, const Block *block, uint64_t first, double *x)
{
    const double *const *row = block_rows(block, source->thing)->row[source->k];
    double years = (double)(source->to - source->from + 1);
    (void)first;
    for (size_t p = 0; p < N; p++) {
        double sum = 0;
        for (size_t t = source->from; t <= source->to; t++)
            sum += row[t][p];
        x[p] = row[source->from] == row[source->to] ? row[source->from][p] : sum / years;
    }
}

void source_noise(const Source *source, const Block *block, uint64_t first, double *x)
{
    const double *const *noise = block_rows(block, source->thing)->noise;
    double years = (double)(source->to - source->from + 1);
    (void)first;
    for (size_t p = 0; p < N; p++) {
        double sum = 0;
        for (size_t t = source->from; t <= source->to; t++)
            sum += noise[t][p];
        x[p] = sum / years;
    }
}

/* In how many of the years the event is in force. */
void source_event(const Source *source, const Block *block, uint64_t first, double *x)
{
    (void)first;
    memset(x, 0, N * sizeof *x);
    for (size_t t = source->from; t <= source->to; t++) {
        const double *loss = block_loss(block, source->thing, t);
        for (size_t p = 0; loss && p < N; p++)
            x[p] += loss[p] > 0;
    }
}

void source_comes(const Source *source, const Block *block, uint64_t first, double *x)
{
    const unsigned char *comes = block_comes(block, source->thing, source->k);
    (void)first;
    for (size_t p = 0; p < N; p++)
        x[p] = comes[p];
}

void source_onset(const Source *source, const Block *block, uint64_t first, double *x)
{
    Draws draws = { .plan = block_plan(block), .first = first };
    onsets_draw(&draws, source->thing, (uint32_t)source->k, source->quantity, x);
}
