/* What is kept of the paths: moments, quantile sketches and counts. Blocks are summarised and
 * dropped, so memory does not grow with the number of paths. */
#ifndef RUN_SUMMARY_H
#define RUN_SUMMARY_H

#include "math/moments.h"
#include "math/sketch.h"
#include "run/block.h"
#include "run/hits.h"

/* How many values of each replicate lie at or below fixed points near the quantiles: what the error
 * of a quantile is made of. NULL without replicates. */
typedef struct Cuts {
    double at[QUANTILES];
    uint64_t *below; /* [quantile][replicate], in Summary.counts */
} Cuts;

typedef struct TargetSummary {
    size_t measure; /* its series: that of the level where the target is on one year */
    Hits *met;
    Hits *undefined;         /* the growth of the path */
    Hits *on_path, *reached; /* by year */
} TargetSummary;

/* A set of targets, in the order of scenario_joints: all met, each one the only one missed. */
typedef struct JointSummary {
    Hits *met;
    Hits *only_miss; /* by member */
} JointSummary;

/* A series is a number of every path: the levels [indicator][year], then the measures of targets
 * that are not one of these. */
typedef struct Summary {
    const Plan *plan;
    size_t levels, series;
    bool *divides;  /* of each indicator: a divisor of 0 may leave a path without a level */
    bool *wanted;   /* of each series: the others are not looked at, or are undefined */
    Sketch *sketch; /* of each wanted series */
    Cuts *cuts;     /* of each series */
    TargetSummary *target;
    JointSummary *joint;
    Hits *both_missed; /* of each pair of targets, see summary_pair; NULL: too many targets */
    Hits *hits;        /* all that the members above point to */
    size_t counted;    /* of them */
    uint64_t *counts;  /* of all hits and cuts by replicate */
    size_t counters;
    double *scratch;      /* one block */
    unsigned char *flags; /* one block for each target, and three more */
} Summary;

/* Whether paths are to tell the levels of the indicator, or the chance of the target: they are
 * asked for, and not known without. */
bool summary_wants_fan(const Plan *plan, size_t indicator);
bool summary_wants_target(const Plan *plan, size_t target);

/* The place of targets i < j among the pairs. */
size_t summary_pair(size_t i, size_t j);

/* Ranges come from a pilot: the first paths of the simulation, which `block` simulates. */
Status summary_start(Summary *summary, Block *block, Error *err);

/* An empty summary with the same ranges. */
Status summary_like(Summary *summary, const Summary *other, Error *err);

void summary_free(Summary *summary);

/* Adds the first `paths` paths of the block, which are number first, first + 1, ... Moments are
 * kept apart, [replicate][indicator][year], because the order of their merging changes the last
 * bits. */
void summary_add(Summary *summary, Moments *moments, const Block *block, uint64_t first,
                 size_t paths);

/* Counts only: the order of merges changes nothing. */
void summary_merge(Summary *into, const Summary *other);

/* After the last merge: makes the sketches ready. */
void summary_close(Summary *summary);

#endif
