/* What would it take? The growth that each target requires, the value of a lever that gives the
 * probability asked for, the least effort of several levers, and the levels from which a target can
 * still be met. Made whole, never changed afterwards. */
#ifndef CORE_SOLVE_H
#define CORE_SOLVE_H

#include "core/forecast.h"

typedef enum NeedFrom {
    NEED_FROM_BASE,   /* the central base */
    NEED_FROM_ACTUAL, /* a value of the history after the base year */
    NEED_FROM_GIVEN,  /* a value that the user gave */
    NEED_FROM_COUNT
} NeedFrom;

/* The growth a year from a level to the bound of a level target (core/required.h), and over the
 * same years that of the scenario's own low, central and high path. NaN: none. */
typedef struct Need {
    size_t target;
    NeedFrom from;
    int year;
    double level;
    int until;      /* the year in which the bound is due */
    double bound;   /* the lower one, else the upper */
    double band[2]; /* least and greatest growth */
    double growth;  /* that of the band nearest to own[1] */
    double own[SIDES];
} Need;

enum { SEEK_SOLUTIONS = 8 };

/* The value of a lever that gives the probability asked for. */
typedef struct Seek {
    size_t target; /* scenario->targets: all of them together */
    char *pointer; /* owned */
    char *lever;   /* owned; its id in the scenario, or NULL */
    double probability;
    double start;        /* the scenario's own value */
    Chance start_chance; /* there */
    double limits[2];    /* where was looked */
    bool rate, whole;    /* values of the lever are rates, or whole numbers */
    bool reachable;      /* some value within the limits gives the probability, or more */
    double value;        /* the one nearest to the scenario's own; NaN when not reachable */
    double error;        /* its standard error: that of the chance by its slope; 0 where the chance
                          * jumps over the probability; NaN: not known, as of a whole number */
    double slope;        /* chance for each unit of the lever at the value; NaN at a jump */
    Chance chance;       /* at the value */
    double solution[SEEK_SOLUTIONS]; /* all values found, rising */
    size_t solutions;
    double best; /* where the chance is greatest */
    Chance best_chance;
    size_t evaluations; /* forecasts made */
    char *method;       /* owned; the sampling used */
} Seek;

/* The chances whose levels are shown: 20 %, 50 %, 80 %. */
enum { CORRIDOR_CHANCES = 3 };
extern const double corridor_chances[CORRIDOR_CHANCES];

/* The levels from which a level target still has a chance, by year from the base to the last of the
 * target: at or above (a lower bound), at or below (an upper one), or from the lower line to the
 * higher one (two bounds; NaN where no level has the chance). That holds where the years ahead
 * do not hang on those behind; else `approximate`: with persistent shocks, growth drawn for a whole
 * period, events, programmes, or an indicator that follows another they are taken as independent of
 * the past. NaN: none. */
typedef struct Corridor {
    size_t target;
    const char *unknown; /* constant; why there is no corridor, or NULL: then all below is there */
    bool approximate;
    size_t years;
    double *level[CORRIDOR_CHANCES];
    double *error[CORRIDOR_CHANCES]; /* standard errors */
    double *high[CORRIDOR_CHANCES];  /* the higher line of two bounds; NaN of one */
    double *high_error[CORRIDOR_CHANCES];
    double *central;    /* the scenario's own central path */
    double *growth;     /* required from there to the bound, of two to the nearer one */
    double *ceiling;    /* the most growth that was ever kept over as many years or more: in the
                         * history of the indicator, or the reference if that is more */
    double *no_return;  /* of a lower bound: the level below which growth at that ceiling is not
                         * enough; NaN: `why` */
    const Words **why;  /* owned; why there is no such level, or the chances do not go with it */
    int no_return_year; /* the first in which the central path lies below that; 0: none */
} Corridor;

/* The levers of the scenario together: the least effort, sum of cost times change, that gives a
 * probability. It is a local least: no exchange of effort between two levers gains. */
typedef struct Effort {
    double probability;
    bool reachable; /* else effort is NaN, and the rest is of the best that the levers can do */
    double effort, error;
    double *value; /* owned; of each lever */
    Chance chance;
} Effort;

enum { FRONTIER_POINTS = 10 };

/* The probabilities of the frontier: 10 % 20 % ... 90 % 95 %. */
extern const double frontier_chances[FRONTIER_POINTS];

typedef struct Frontier {
    size_t target; /* scenario->targets: all of them together */
    Chance most;   /* the chance with every lever at its better end */
    Effort asked;  /* for the probability asked for */
    Effort point[FRONTIER_POINTS];
    size_t evaluations;
    char *method; /* owned; the sampling used */
} Frontier;

/* Parts of the answer that take work. */
enum { SOLVE_CORRIDOR = 1, SOLVE_FRONTIER = 2 };

struct Solve {
    const Scenario *scenario; /* borrowed */
    Need *need;               /* by target, then year */
    size_t needs;
    Corridor *corridor; /* one for each level target asked about */
    size_t corridors;
    char *corridor_method; /* owned; the sampling used; NULL: no corridor */
    Seek *seek;            /* NULL: no lever was asked for */
    Frontier *frontier;    /* NULL: the scenario has no levers, or one was asked for */
};

/* What the change of a lever costs. */
double effort_of(const Lever *lever, double value);

void solve_free(Solve *solve); /* accepts NULL and half-built ones */

/* All parts as tables and as members of the open object of the tree. */
void solve_document(const Solve *solve, Document *document);

#endif
