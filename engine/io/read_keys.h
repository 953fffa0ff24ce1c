/* The keys of the objects of a scenario, one row each: the reader refuses what is not here, and the
 * schema is written from the same rows. The keys of models and distributions are in their own
 * parameter rows. */
#ifndef IO_READ_KEYS_H
#define IO_READ_KEYS_H

#include "base/param.h"

#include <stdbool.h>

/* A table ends with a row without a name. */
typedef struct ReadKey {
    const char *name;
    const char *type; /* the schema's definition of the value */
    bool required;
    const char *doc; /* Vietnamese / English */
} ReadKey;

extern const ReadKey read_keys_scenario[];
extern const ReadKey read_keys_years[];
extern const ReadKey read_keys_indicator[]; /* beside the rows of its model ... */
extern const ReadKey read_keys_of[];        /* ... if that depends on other indicators; required
                                             * where the model needs one */
extern const ReadKey read_keys_dated[];     /* ... if it takes dated projects */
extern const ReadKey read_keys_drawn[];     /* ... if it has drawn parameters */
extern const ReadKey read_keys_linked[];    /* ... if it has drawn ones or some given by year */
extern const ReadKey read_keys_noisy[];     /* ... if it is noisy */
extern const ReadKey read_keys_target[];
extern const ReadKey read_keys_group[];
extern const ReadKey read_keys_event[];
extern const ReadKey read_keys_programme[];
extern const ReadKey read_keys_project[];
extern const ReadKey read_keys_lever[];
extern const ReadKey read_keys_simulation[];
extern const ReadKey read_keys_words[];

/* Numbers that belong to no model. */
extern const Param read_keys_level;       /* the bound of a target on a level */
extern const Param read_keys_growth;      /* the bound of a target on growth */
extern const Param read_keys_weight;      /* of a target */
extern const Param read_keys_pair;        /* of a correlation */
extern const Param read_keys_freedom;     /* of Student's t shocks */
extern const Param read_keys_probability; /* of an event */
extern const Param read_keys_loss;        /* of an event */
extern const Param read_keys_delay;       /* of what is due on a date */
extern const Param read_keys_ramp;        /* of the same */
extern const Param read_keys_effect;      /* of a programme */
extern const Param read_keys_comes;       /* of a project */
extern const Param read_keys_capacity;    /* of a project */
extern const Param read_keys_cost;        /* of a lever */

enum {
    READ_KEYS_ID_LENGTH = 64,
    READ_KEYS_FIRST_YEAR = 1,
    READ_KEYS_LAST_YEAR = 9999,
    READ_KEYS_LONGEST = 200 /* years of an event, a delay, a ramp */
};
extern const double READ_KEYS_PATHS; /* most paths */
extern const double READ_KEYS_SEED;  /* largest seed given as a number */

/* Ends with NULL. */
extern const char *const read_keys_draw[];
extern const char *const read_keys_shock[];

/* The indicator id that stands for something else in `correlation`. */
extern const char read_keys_repair[];

/* The key beside a distribution that cuts it at two ends, and the range of an end. */
extern const char read_keys_within[];
extern const Param read_keys_end;

#endif
