/* A sweep: a scenario, the values that some of its numbers take in turn, and named patches of it.
 * Every combination is a cell. Made by read_sweep, never changed afterwards. */
#ifndef CORE_SWEEP_H
#define CORE_SWEEP_H

#include "core/design.h"
#include "math/distribution.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SWEEP_CELLS = 100000000, /* most cells */
    SWEEP_VALUES = 1000000,  /* most values of an axis, and points of a design */
    SWEEP_AXES = 100,
    SWEEP_VARIANTS = 1000,
};

/* Char pointers that are not const are owned. */
typedef struct AxisValue {
    double number; /* NaN: no number */
    char *json;    /* as it stands in the sweep file; NULL: the number */
    char *shown;   /* for people; NULL: the number */
} AxisValue;

typedef struct Axis {
    char *pointer; /* into the scenario, RFC 6901 */
    char *title;   /* the last parts of the pointer that tell it from other axes */
    AxisValue *value;
    size_t values;
    bool percent;         /* given as percent, so a number of 1 or more is meant as one */
    const Design *design; /* NULL: every value with all values of the other axes */
    Quantity law;         /* what a design is spread over */
} Axis;

typedef struct SweepVariant {
    char *name;
    char *patch; /* RFC 7396, as JSON text */
} SweepVariant;

typedef struct Sweep {
    char *id;
    char *scenario; /* path of its file */
    Axis *axis;     /* in the order of the file */
    size_t axes;
    size_t points; /* of the joint design; 1 without one */
    SweepVariant *variant;
    size_t variants;  /* 0: only the scenario itself */
    char *setting[3]; /* POINTER=VALUE: paths, seed, sampling for all cells; NULL: the scenario's */
    bool quantiles;   /* every level of each cell is kept by its quantiles */
    uint64_t seed;    /* of the joint design */
    uint64_t cells;
    char digest[65]; /* of all the above, and of the scenario */
} Sweep;

/* Accepts NULL and half-built sweeps. */
void sweep_free(Sweep *sweep);

/* The number of cells as the product of axes, design and variants; a double, since it may be more
 * than any integer holds. */
double sweep_count(const Sweep *sweep);

/* The values of the axes of the joint design, which have none yet. False without memory. */
bool sweep_spread(Sweep *sweep);

/* Gives every axis its title. False without memory. */
bool sweep_name(Sweep *sweep);

/* Which value each axis takes in a cell, value[0 .. axes-1]. Returns the variant, 0 without any.
 * Cells count in row-major order through the axes of the file, then the design, then variants. */
size_t sweep_place(const Sweep *sweep, uint64_t cell, size_t *value);

/* The change POINTER=VALUE of the scenario that the value means; owned, NULL without memory. */
char *axis_change(const Axis *axis, size_t value);

#endif
