/* The scenario: what the user's file says, names already resolved to pointers and indices. Made by
 * read_scenario, never changed afterwards. */
#ifndef CORE_SCENARIO_H
#define CORE_SCENARIO_H

#include "base/problems.h"
#include "core/language.h"
#include "core/model.h"
#include "core/onset.h"
#include "core/tree.h"
#include "math/distribution.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Texts read from the file: owned, either language may be NULL. */
typedef struct OwnWords {
    char *in[LANGUAGE_COUNT];
} OwnWords;

/* The text in that language, else in the other, else `fallback`. */
const char *own_words_in(const OwnWords *words, Language language, const char *fallback);

typedef struct Period {
    char *id; /* owned, like every char pointer here that is not const */
    int from, to;
} Period;

/* One quantity, one for each period, or one for each of some years. */
typedef struct Parameter {
    Quantity *quantity;
    size_t count;   /* 1, the number of periods, or that of the years */
    int *year;      /* of each quantity, rising; NULL: not by year */
    bool by_period; /* given for each period, which may be one */
} Parameter;

/* The quantity in force in a period; of a parameter that is not by year. */
const Quantity *parameter_in(const Parameter *parameter, size_t period);

/* Whether some quantity of it is no constant. */
bool parameter_is_random(const Parameter *parameter);

/* What is in force in a year: (1 - share) quantity[first] + share quantity[second]. Between given
 * years it is linear, before the first and after the last one constant. */
typedef struct ParameterPart {
    size_t first, second;
    double share;
} ParameterPart;

ParameterPart parameter_part(const Parameter *parameter, size_t period, int year);

/* The noise rows that every noisy model has beside its own. */
enum { NOISE_VOLATILITY, NOISE_PERSISTENCE, NOISE_PARAMS };
extern const Param noise_params[];

typedef enum Draw {
    DRAW_PERIOD, /* one draw for the whole period */
    DRAW_YEAR    /* a fresh, independent draw each year */
} Draw;

typedef struct Observation {
    int year;
    double value; /* NaN: missing */
} Observation;

/* A dated project, which with this probability comes at all and then adds its capacity to the level
 * of its indicator: in each year times the share of the year that is there since its start. */
typedef struct Project {
    char *id;
    OwnWords title;
    char *source;
    double probability;
    Onset onset;       /* from its start on */
    Quantity capacity; /* a year, in the unit of the indicator, never below 0 */
} Project;

/* What it adds in the year on the paths of `project`: the low one (side -1) has only what is
 * certain, late and small; the central one what is as likely as not or more; the high one all that
 * is possible, early and large. */
double project_side(const Project *project, int side, int year);

typedef struct Indicator {
    char *id;
    OwnWords title, unit, price_basis;
    char *source;
    const Model *model;
    size_t *of; /* the indicators that it depends on, in the order of the file */
    size_t ofs;
    Parameter *parameter;          /* one for each row of model->params */
    Parameter noise[NOISE_PARAMS]; /* rows of noise_params; empty unless model->noisy */
    double freedom;                /* of the shocks: df of Student's t; INFINITY: normal */
    Draw draw;
    bool linked;      /* the same quantile of growth in every period */
    Project *project; /* of a model that takes them */
    size_t projects;
    Observation *history; /* by rising year; may be empty */
    size_t observations;
} Indicator;

typedef enum TargetShape {
    TARGET_YEAR,      /* the level in `from` (= `to`) */
    TARGET_EACH_YEAR, /* the level in each of the years from..to */
    TARGET_GROWTH     /* the average yearly growth over from..to, from the level in from - 1 */
} TargetShape;

/* Met when low <= measure <= high, with a relative tolerance of TARGET_TOLERANCE, where the measure
 * is the level or the average growth. */
typedef struct Target {
    char *id;
    OwnWords title;
    char *source;
    size_t indicator;
    TargetShape shape;
    int from, to;
    double low, high; /* -INFINITY, INFINITY where there is no bound */
    double weight;
} Target;

extern const double TARGET_TOLERANCE;

/* A blow that may fall in a year and takes points off the growth of all its indicators at once. In
 * each year from..to in which it is not in force it starts with this probability, then it is in
 * force for `duration` years with the same loss, drawn afresh each time it starts; beyond `to` it
 * runs out. Several events in a year add their losses. */
typedef struct Event {
    char *id;
    OwnWords title;
    char *source;
    double probability;
    Quantity loss;     /* never below 0 */
    size_t *indicator; /* owned; without repetition */
    size_t indicators;
    int from, to;
    int duration;
} Event;

bool event_names(const Event *event, size_t indicator);

/* Targets that belong together. */
typedef struct Group {
    char *id;
    OwnWords title;
    size_t *target; /* owned; one or more, without repetition */
    size_t targets;
} Group;
/* A policy programme that raises the growth of all its indicators by the same points: in each year
 * up to `end` by the effect times the share of the year that has risen since its approval. Delay,
 * ramp and effect are drawn once for each path. Several programmes add up, and events take their
 * losses off what is left of them. */
typedef struct Programme {
    char *id;
    OwnWords title, lead;
    char *source;
    Onset onset;       /* from its approval on */
    Quantity effect;   /* points of growth a year when full, never below 0 */
    size_t *indicator; /* owned; without repetition */
    size_t indicators;
    int end; /* the last year in which it acts; INT_MAX: it does not end */
} Programme;

bool programme_names(const Programme *programme, size_t indicator);

/* The points that it adds in the year on the low (side -1: least and latest), central and high
 * path of `project`. */
double programme_side(const Programme *programme, int side, int year);

/* A number as the file writes it: 0.165, or "16.5%". */
typedef struct LeverNumber {
    double value;
    bool percent;     /* written as percent */
    bool rate;        /* a rate or a share, by the row of its parameter, or written as percent */
    bool whole;       /* a whole number: years */
    double low, high; /* what its row allows; infinite without a row */
} LeverNumber;

/* A number of the scenario that people can change, within limits and with effort. */
typedef struct Lever {
    char *id;
    OwnWords title;
    char *source;
    char *pointer;      /* where the number stands in the file */
    LeverNumber number; /* what stands there */
    LeverNumber from, to;
    double cost; /* effort for each unit of change, up or down; above 0 */
} Lever;

/* A correlation as the file gives it. */
typedef struct Pair {
    size_t first, second; /* indicators */
    double value;
} Pair;

typedef struct Assumption {
    char *id;
    OwnWords text;
} Assumption;

typedef struct Simulation {
    uint64_t paths;
    uint64_t seed;
    char *sampling; /* a name of the sampling table */
} Simulation;

typedef struct Scenario {
    char *id;
    OwnWords title;
    char *source;
    Language language;
    int base, end; /* years */
    Period *period;
    size_t periods;
    Indicator *indicator;
    size_t indicators;
    double *correlation; /* indicators x indicators, row-major, unit diagonal; NULL: none given */
    Pair *pair;          /* what it was made of, in the order of the file */
    size_t pairs;
    bool repair;
    Target *target;
    size_t targets;
    Group *group;
    size_t groups;
    Event *event;
    size_t events;
    Programme *programme;
    size_t programmes;
    Lever *lever;
    size_t levers;
    Assumption *assumption;
    size_t assumptions;
    Simulation simulation;
    char *history;  /* the file as named in the scenario, or NULL */
    char *evidence; /* the scenario file whose growth rests on evidence, as named, or NULL */
    /* SHA-256, in hexadecimal, of the bytes of the file, of those it extends in order, of each
     * --set, and of the cells of empirical columns: `sha256sum FILE` for a file that stands alone.
     */
    char digest[65];
} Scenario;

/* Accepts NULL and half-built scenarios. */
void scenario_free(Scenario *scenario);

/* Years with the base year. */
size_t scenario_years(const Scenario *scenario);

/* The period that `year` lies in; `periods` when none does. */
size_t scenario_period(const Scenario *scenario, int year);

/* The indicator or target of that id; the number of them when there is none. */
size_t scenario_indicator(const Scenario *scenario, const char *id);
size_t scenario_target(const Scenario *scenario, const char *id);

/* The sets of targets whose joint chance is told: all of them, then each group; none without
 * targets. Of a set: how many targets, and the index of each. */
size_t scenario_joints(const Scenario *scenario);
size_t scenario_members(const Scenario *scenario, size_t joint);
size_t scenario_member(const Scenario *scenario, size_t joint, size_t member);

/* What the structure of the file cannot show: years in order, periods without gap or overlap,
 * targets and events inside the horizon, programmes that act, no indicator that depends on itself,
 * correlations of indicators that have chance of their own, positive semi-definite. Adds every
 * problem found. */
void scenario_check(const Scenario *scenario, Problems *problems);

/* The whole scenario with every default filled in, as an object that is itself a valid scenario
 * file. */
void scenario_tree(const Scenario *scenario, Tree *tree, const char *key);

#endif
