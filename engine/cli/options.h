/* The command line as a value: read first, acted on later. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/error.h"
#include "core/language.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct Options;

/* Every option of every command; a command names those it takes. */
typedef enum OptionId {
    OPTION_FORMAT,
    OPTION_CSV_DIALECT,
    OPTION_OUTPUT,
    OPTION_PATHS,
    OPTION_SEED,
    OPTION_SAMPLING,
    OPTION_THREADS,
    OPTION_LANG,
    OPTION_SET,
    OPTION_TARGET,
    OPTION_INDICATOR,
    OPTION_FAIL_UNDER,
    OPTION_TOLERANCE,
    OPTION_SHAPLEY,
    OPTION_STRICT,
    OPTION_LEVER,
    OPTION_PROBABILITY,
    OPTION_BETWEEN,
    OPTION_FROM,
    OPTION_REFERENCE,
    OPTION_MISSED,
    OPTION_MET,
    OPTION_BOX,
    OPTION_VARY,
    OPTION_RESUME,
    OPTION_NO_QUANTILES,
    OPTION_EXPORT,
    OPTION_X,
    OPTION_Y,
    OPTION_WHERE,
    OPTION_QUIET,
    OPTION_VERBOSE,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT
} OptionId;

typedef struct OptionRow {
    const char *name;  /* without the dashes */
    char letter;       /* short form, or 0 */
    const char *value; /* what it takes, for the help; NULL: nothing */
    const char *doc;
    Status (*read)(struct Options *options, const char *value, Error *err);
} OptionRow;

extern const OptionRow option_rows[OPTION_COUNT];

enum { OPTIONS_MOST = 1000 };

/* Texts are borrowed from argv. */
typedef struct Options {
    bool given[OPTION_COUNT];
    const char *format; /* NULL: the command's own */
    const char *output; /* NULL: standard output, or the command's own folder */
    uint64_t paths;
    uint64_t seed;
    const char *sampling;
    size_t threads; /* 0: one for each processor */
    Language language;
    const char *set[OPTIONS_MOST];
    size_t sets;
    const char *target, *indicator;
    double fail_under;
    double tolerance; /* the greatest standard error wanted */
    const char *lever;
    double probability;
    double between[2]; /* low < high */
    int from_year;
    double from_level;
    double reference;
    size_t box; /* of those found, from 1 on; 0: not given */
    const char *vary[OPTIONS_MOST];
    size_t varies;
    const char *x, *y; /* axes of a sweep */
    const char *where[OPTIONS_MOST];
    size_t wheres;
    bool quiet, verbose;
    const char *operand[OPTIONS_MOST]; /* what is no option, the command's name first */
    size_t operands;
} Options;

/* Reads argv[1..]. STATUS_USAGE with one sentence for what is not understood. */
Status options_read(Options *options, int argc, char **argv, Error *err);

/* Refuses options that were given and are not among `allowed` (OPTION_COUNT ends the list). */
Status options_allow(const Options *options, const OptionId *allowed, const char *command,
                     Error *err);

#endif
