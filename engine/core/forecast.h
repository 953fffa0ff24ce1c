/* The results of the two verbs that look ahead: `project` (three paths without chance) and
 * `simulate` (the distribution). Made whole, never changed afterwards. */
#ifndef CORE_FORECAST_H
#define CORE_FORECAST_H

#include "core/chance.h"
#include "core/document.h"
#include "core/note.h"
#include "core/scenario.h"

enum {
    SIDES = 3, /* low, central, high */
    QUANTILES = 7,
    CURVE_POINTS = 201,
};

/* The probabilities of the quantiles kept: 0.05 0.1 0.25 0.5 0.75 0.9 0.95. */
extern const double quantile_levels[QUANTILES];

/* Relative changes of the base that are shown: -10 % -5 % -1 % 0 1 % 5 % 10 %. */
enum { BASE_SHIFTS = 7 };
extern const double base_shifts[BASE_SHIFTS];
enum { QUANTILE_05, QUANTILE_10, QUANTILE_25, QUANTILE_50, QUANTILE_75, QUANTILE_90, QUANTILE_95 };

/* A target against three paths. Rows by year have scenario_years() values; NaN where the target
 * says nothing about the year. */
typedef struct Requirement {
    double bound;           /* the lower bound, else the upper */
    double required_growth; /* average rate a year from the central base to the bound, of two bounds
                             * to the nearer one: the scenario's own between them; NaN: none */
    double band[2];         /* least and greatest such growth (core/required.h), -1 or more */
    double *path;           /* levels on the way from the central base to where that leads; owned */
    double *edge[2];        /* on the way is what lies between; infinite without a bound; in path */
    double measure[SIDES];  /* of the low, central, high path; NaN: growth that is undefined */
    bool met[SIDES];
} Requirement;

typedef struct Projection {
    const Scenario *scenario; /* borrowed */
    double *level;            /* [(indicator * SIDES + side) * years + t] */
    Requirement *requirement; /* one for each target */
} Projection;

/* A level in each year. */
typedef struct Fan {
    double *mean, *mean_error, *sd; /* NaN where they do not exist */
    double *undefined; /* share of paths without a level (a ratio to 0), which have no part in the
                        * rest; NaN: by a method whose levels are all defined */
    double *tail;      /* the inverse of the tail index: moments below the order 1 / tail exist */
    double *quantile[QUANTILES];
    double *quantile_error[QUANTILES]; /* standard errors */
} Fan;

typedef struct TargetForecast {
    const char *method; /* a constant: the sampling that the chance comes from */
    Chance chance;
    const Words *note; /* a constant: why that is not the method asked for; NULL: nothing */
    double median;     /* of the measure */
    double median_error;
    double gap;       /* target_gap of the median */
    double undefined; /* share of paths with a measure that is undefined: no part of the median and
                       * the curve; NaN: not known */
    Chance *on_path;  /* by year: on the required path or on its right side; probability NaN where
                       * there is none */
    double curve_at[CURVE_POINTS];    /* the cdf of the measure: values ... */
    double curve_below[CURVE_POINTS]; /* ... and the share of paths at or below each */
    Chance *reached; /* by year: the bounds were met in that year or an earlier one; probability NaN
                      * where the target says nothing, or the method cannot tell */

    /* How the chance moves with the base, on the same paths; NaN unless the target is a level and
     * the model proportional to its base. */
    double base_chance[BASE_SHIFTS]; /* with the base times 1 + base_shifts[i] */
    double base_error;               /* of those; 0: that of a share of the paths */
    double base_even;                /* the base at which the chance is one half; NaN: see
                                      * target_even */
} TargetForecast;

typedef struct JointMember {
    Chance only_miss; /* it alone of the set is missed: what the joint chance gains without it */
    double without;   /* the chance of all others together */
} JointMember;

/* Several targets together. NaN: not known, by a method without paths. */
typedef struct Joint {
    const char *method; /* a constant: the sampling that the chance comes from */
    Chance chance;
    const Words *note; /* as of TargetForecast */
    char *unknown;     /* owned; why the chance is not known, or NULL */
    double if_independent;
    double bounds[2];    /* Frechet */
    size_t binding;      /* the target whose omission raises the chance most */
    JointMember *member; /* in the order of scenario_member */
} Joint;

/* What a dated project decides: the chance of a target that hangs on it, on the same paths with the
 * project for certain and without it. */
typedef struct ProjectForecast {
    size_t indicator, project, target;
    Chance with, without;
    double difference; /* with minus without */
    double error;      /* standard error of that */
} ProjectForecast;

/* What may be left out of a forecast that is asked for little else than its chances, and is not
 * known then: fans; curves of targets with other bases; what targets say by year; pairs;
 * sets of targets together. */
enum {
    FORECAST_FANS = 1,
    FORECAST_CURVES = 2,
    FORECAST_YEARS = 4,
    FORECAST_PAIRS = 8,
    FORECAST_JOINTS = 16,
};

enum { JOINT_PAIRS = 64 }; /* most targets of which pairs are looked at */

typedef struct Sensitivity Sensitivity;
typedef struct Solve Solve; /* core/solve.h */
typedef struct Forecast Forecast;
struct Forecast {
    const Scenario *scenario;     /* borrowed */
    const Projection *projection; /* borrowed */
    const char *method;           /* that of all targets; "auto": they have several */
    Fan *fan;                     /* one for each indicator */
    TargetForecast *target;       /* one for each target */
    Joint *joint;                 /* one for each set of scenario_joints: all targets come first */
    Chance *both_missed;          /* [target][target]: both are missed; on the diagonal: it is.
                                   * NULL with more than JOINT_PAIRS targets */
    ProjectForecast *project;     /* by target, the greatest difference first */
    size_t projects;              /* 0 where no target hangs on a project */
    const Forecast *evidence;     /* borrowed; of the scenario named as evidence, or NULL */
    /* What decides each target; borrowed; NULL where it was not asked for. */
    const Sensitivity *const *sensitivity;
    const Solve *solve; /* borrowed; what it would take, for the charts that show it, or NULL */
    const struct Comparison *comparison; /* borrowed; with other scenarios, for charts; or NULL */
    const struct Discovery *discovery;   /* borrowed; of a target, for charts; or NULL */
};

/* A forecast of the projection's scenario with every row allocated, and all figures unknown.
 * `method`, a constant, is that of all targets. */
Status forecast_new(Forecast **forecast, const Projection *projection, const char *method,
                    Error *err);

void projection_free(Projection *projection); /* accepts NULL and half-built ones */
void forecast_free(Forecast *forecast);

/* Whether the fan, or the chance of a target, is known. */
bool forecast_knows_fan(const Forecast *forecast, size_t indicator);
bool forecast_knows_target(const Forecast *forecast, size_t target);

/* Copies the fans, targets (and names the method after these), sets and pairs of targets that the
 * other forecast, of the same projection, knows; what it does not know of these (when a target is
 * met first) stays. */
void forecast_take(Forecast *forecast, const Forecast *other);

/* Says that all of it was made by this method, a constant. */
void forecast_name(Forecast *forecast, const char *method);

/* The chance that the bounds of a target are met in no year of the horizon; NaN: not known. */
double forecast_never(const Forecast *forecast, size_t target);

/* The first year by which half of the paths have met them; 0: none, or not known. */
int forecast_median_year(const Forecast *forecast, size_t target);

/* The chance that targets i and j are both missed; only where forecast->both_missed is there. */
const Chance *forecast_both_missed(const Forecast *forecast, size_t i, size_t j);

/* Whether there is a required path to the target in year base + t, after the base year. */
bool projection_requires(const Projection *projection, size_t target, size_t t);

/* The levels of one indicator on one side, by year. */
const double *projection_level(const Projection *projection, size_t indicator, size_t side);

/* Both results as tables and as a tree, added to the document. */
void projection_document(const Projection *projection, Document *document);
void forecast_document(const Forecast *forecast, Document *document);

#endif
