/* What a simulation needs to know of a scenario, worked out once: streams, places in the score
 * matrices, the correlation factor. */
#ifndef RUN_PLAN_H
#define RUN_PLAN_H

#include "core/forecast.h"
#include "run/dimensions.h"
#include "run/laws.h"
#include "run/shock.h"

typedef struct Given Given;

struct Plan {
    const Scenario *scenario;     /* borrowed */
    const Projection *projection; /* borrowed; the required paths */
    const Sampling *sampling;
    uint64_t paths;
    unsigned without;      /* parts of the forecast that are left out */
    size_t replicates;     /* equal parts of the paths, each a sample of its own; 0: none */
    size_t years;          /* with the base year */
    size_t *period;        /* of each year; of year 0 that of year 1 */
    Stream *stream;        /* of each indicator, of each event, programme and project */
    Shock *shock;          /* of each indicator */
    Laws *laws;            /* of each indicator */
    size_t *order;         /* the indicators, each after those it depends on */
    bool *targeted;        /* of each indicator: it, or one that depends on it, has a target */
    size_t *first_project; /* of each indicator, counted through all; one more for their count */
    size_t *place;         /* of each indicator: its row in the scores; the correlated ones first */
    size_t correlated;     /* how many are correlated with another */
    double *factor;        /* of their correlation, correlated x correlated, lower-triangular */
    Dimensions dimensions; /* when there are replicates */
    uint64_t family;       /* plans of one sampling and family draw the same at the same stream,
                            * purpose and step */
    const Given *given;    /* borrowed; the draws of run/given.h; else NULL */
    bool sparing;          /* what takes exact seconds is refused, since paths are quicker */
    Forecast *known;       /* owned; what needs no paths (run/known.h), which the forecast takes
                            * over; or NULL */
};

/* Refuses an unknown sampling and a number of paths that it cannot be made of. Of "auto" it is the
 * plan of the best sampling that makes paths. */
Status plan_new(Plan **plan, const Scenario *scenario, const Projection *projection, Error *err);

/* The same for a sampling other than the scenario's. */
Status plan_new_of(Plan **plan, const Sampling *sampling, const Scenario *scenario,
                   const Projection *projection, Error *err);
void plan_free(Plan *plan);

/* The streams of a programme, and of a project of an indicator. */
size_t plan_programme(const Plan *plan, size_t programme);
size_t plan_project(const Plan *plan, size_t indicator, size_t project);

/* Whether the stream, by its number, moves the levels of the indicator by itself, not through
 * another indicator. */
bool plan_moves(const Plan *plan, size_t stream, size_t indicator);

/* The same for some indicator of those flagged. */
bool plan_moves_any(const Plan *plan, size_t stream, const bool *flagged);

/* Whether growth (any drawn parameter) of the indicator takes a new draw in year t, t >= 1. */
bool plan_draws(const Plan *plan, const Indicator *indicator, size_t t);

#endif
