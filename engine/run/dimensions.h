/* The dimensions behind the draws that a block asks for, the most important first: number i takes
 * dimension i of points whose first dimensions are the most even. */
#ifndef RUN_DIMENSIONS_H
#define RUN_DIMENSIONS_H

#include "run/sampling.h"

/* One number of every path. It belongs to the draw of that address, or is mixed with others into
 * the draws of a run of years: see dimensions_parts. */
typedef struct Dimension {
    Address address;
    size_t years;  /* how many years of levels it moves together */
    size_t first;  /* the first of them, counted from the base year */
    bool targeted; /* its indicator, or one that depends on it, has a target */
    size_t rank;
    size_t before, run; /* place in its run of draws, and the length of that */
} Dimension;

typedef struct Dimensions {
    Dimension *dimension; /* by rising address */
    size_t count;
} Dimensions;

/* Lists the draws of the plan, whose periods and places are already set. Ranks go by
 * 1. the years that the number moves together, most first: parameters of all years, then growth
 *    drawn for a period and the sum of the shocks of a run of years, then differences within it;
 * 2. the first of these years, since every later level carries what came before;
 * 3. parameters before growth before shocks;
 * 4. indicators that targets hang on before the others, then the order of the file;
 * and programmes and projects, then events, come after all these. */
Status dimensions_list(Dimensions *dimensions, const Plan *plan, Error *err);

void dimensions_free(Dimensions *dimensions);

/* The normal score of a draw is the sum of weight times the normal score of a dimension. Draws of
 * single years are mixed by run, as an orthonormal Haar basis does: one number is their sum over
 * the run, the next the difference of its halves, and so on (Brownian bridge: Caflisch and
 * Moskowitz 1995). So the level at the end of the run hangs on one number instead of one for each
 * year. Runs end with periods and with the years of targets, if these are at most two inside a
 * period. */
typedef struct DimensionPart {
    const Dimension *dimension;
    double weight;
} DimensionPart;

enum { DIMENSION_PARTS = 64 };

/* The parts of a draw, as many as are returned; one, of weight 1, for a draw that is not mixed;
 * none for an address that is not listed. */
size_t dimensions_parts(const Dimensions *dimensions, Address address,
                        DimensionPart part[DIMENSION_PARTS]);

#endif
