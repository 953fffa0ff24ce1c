/* Where the value of an uncertain input is found in a simulated block. */
#ifndef RUN_SOURCES_H
#define RUN_SOURCES_H

#include "run/block.h"

typedef struct Source Source;
struct Source {
    /* Writes one block of values. */
    void (*read)(const Source *source, const Block *block, uint64_t first, double *x);
    size_t thing;    /* indicator, event, or stream */
    size_t k;        /* parameter, project, or step */
    size_t from, to; /* years of the values that are averaged, or counted */
    size_t row;      /* of a quantity */
    const Quantity *quantity;
};

/* Ways to read: a quantity drawn once; a drawn parameter, or the noise, its mean over the years; in
 * how many of the years an event is in force; whether a project comes; a number of a programme or
 * project. */
void source_value(const Source *source, const Block *block, uint64_t first, double *x);
void source_drawn(const Source *source, const Block *block, uint64_t first, double *x);
void source_noise(const Source *source, const Block *block, uint64_t first, double *x);
void source_event(const Source *source, const Block *block, uint64_t first, double *x);
void source_comes(const Source *source, const Block *block, uint64_t first, double *x);
void source_onset(const Source *source, const Block *block, uint64_t first, double *x);

#endif
