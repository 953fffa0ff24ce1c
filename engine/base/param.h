/* One row of a parameter table: the same row makes the check, the help, the schema and the docs. */
#ifndef BASE_PARAM_H
#define BASE_PARAM_H

#include <stdbool.h>

typedef enum ParamUnit {
    PARAM_LEVEL,       /* in the unit of the indicator */
    PARAM_RATE,        /* 0.165 or "16.5%" */
    PARAM_SAME,        /* of a distribution: in the unit of the quantity it describes */
    PARAM_PURE,        /* a plain number */
    PARAM_PROBABILITY, /* strictly between 0 and 1 */
} ParamUnit;

/* A table of rows ends with a row without a name. The range is closed unless open_low. */
typedef struct Param {
    const char *name;
    ParamUnit unit;
    double low, high;
    bool open_low;   /* `low` itself is outside the range */
    bool required;   /* else `standard` is taken */
    double standard; /* the default */
    bool by_period;  /* may be given for each period */
    bool by_year;    /* may be given for some years, linear in between */
    bool drawn;      /* follows the indicator's "draw", "linked" and the correlation */
    bool shifted;    /* events lower it, programmes raise it; one row of a model at most */
    const char *doc; /* one line */
} Param;

#endif
