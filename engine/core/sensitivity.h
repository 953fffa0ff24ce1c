/* Which input decides a target: what becomes of the target as one input moves, and which share of
 * the variance each input has. Made whole by run/sensitivity, never changed afterwards. */
#ifndef CORE_SENSITIVITY_H
#define CORE_SENSITIVITY_H

#include "core/forecast.h"
#include "core/input.h"
#include "math/resample.h"

/* The outputs whose variance is shared out: the measure of the target, and whether it is met. */
typedef enum SensitivityOutput { OUTPUT_MEASURE, OUTPUT_MET, OUTPUTS } SensitivityOutput;

/* What is worked out; flags. Moves are cheap; indices exist of independent inputs only, Shapley
 * effects of all. */
enum { SENSITIVITY_MOVES = 1, SENSITIVITY_INDICES = 2, SENSITIVITY_SHAPLEY = 4 };

/* The tornado's ends among quantile_levels. */
enum { TORNADO_LOW = QUANTILE_10, TORNADO_HIGH = QUANTILE_90 };

typedef struct InputEffect {
    Input input;
    /* With the input at its quantile quantile_levels[i], the others at random on the same numbers,
     * correlated ones drawn given it. Of several numbers of one input their sum, on the normal
     * scale, is at the quantile, and what is left of them random. */
    Chance chance[QUANTILES];
    double median[QUANTILES], median_error[QUANTILES]; /* of the measure */
    double swing, swing_error; /* chance at TORNADO_HIGH minus that at TORNADO_LOW; of the pairs */
    Estimate first[OUTPUTS], total[OUTPUTS]; /* Sobol' indices */
    Estimate shapley[OUTPUTS];               /* shares of the variance */
} InputEffect;

/* What was not asked for, or does not exist, is NaN. */
struct Sensitivity {
    const Scenario *scenario; /* borrowed */
    size_t target;
    uint64_t points;
    unsigned parts;              /* flags of what was worked out */
    Chance chance;               /* of the target: that of its forecast, else on these points */
    double median, median_error; /* of the measure, likewise */
    bool alone;                  /* all inputs are of the target's own indicator */
    InputEffect *effect;         /* the greatest swing first; owned */
    size_t inputs;
};

void sensitivity_free(Sensitivity *sensitivity); /* accepts NULL and half-built ones */

/* Whether the interval leaves 0 out. */
bool estimate_distinct(const Estimate *estimate);

/* Tables and "targets" of the tree for several targets (those that are NULL are left out); the
 * tree's root is open. */
void sensitivity_document(const Sensitivity *const *sensitivity, size_t count, Document *document);

#endif
