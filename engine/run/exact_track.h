/* The years that a set of products runs through, when one product at a time is in the making. */
#ifndef RUN_EXACT_TRACK_H
#define RUN_EXACT_TRACK_H

#include "run/exact_levels.h"

typedef struct ExactBound {
    ExactSpan span;
    double interval[2]; /* of its product, closed */
} ExactBound;

typedef struct ExactStep {
    bool busy;     /* the year's factor belongs to a product ... */
    bool anew;     /* ... of which it is the first */
    bool gate;     /* ... whose bounds apply after it */
    bool end;      /* ... with which it is complete */
    bool closes;   /* the last year of its period, or of all */
    size_t place;  /* of its bounds among all */
    double middle; /* of the log of the product so far, from its centre */
} ExactStep;

typedef struct ExactTrack {
    ExactStep *step; /* [year]; owned */
    bool base;   /* the product from the first year on begins with the base, and that is drawn */
    size_t last; /* busy year */
    size_t gates;
    double omitted; /* chance that the laws of the products leave out */
    double width;   /* logs of all products lie within so wide an interval around the middle */
} ExactTrack;

/* STATUS_INVALID with the reason when the products cannot be followed. */
Status exact_track_make(ExactTrack *track, const ExactLevels *levels, const ExactBound *bound,
                        size_t bounds, Error *err);
void exact_track_free(ExactTrack *track);

#endif
