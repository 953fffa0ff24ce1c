#include "cli/options.h"

#include "base/text.h"
#include "cli/option_value.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static Status read_format(Options *options, const char *value, Error *err)
{
    (void)err;
    options->format = value;
    return STATUS_GOOD;
}

static Status read_dialect(Options *options, const char *value, Error *err)
{
    if (strcmp(value, "rfc4180") && strcmp(value, "excel-vi"))
        return error_set(err, STATUS_USAGE, "--csv-dialect %s: allowed are rfc4180, excel-vi",
                         value);
    options->format = strcmp(value, "rfc4180") ? value : "csv";
    return STATUS_GOOD;
}

static Status read_output(Options *options, const char *value, Error *err)
{
    if (!*value)
        return error_set(err, STATUS_USAGE, "--output: a file or folder is wanted");
    options->output = value;
    return STATUS_GOOD;
}

static Status read_paths(Options *options, const char *value, Error *err)
{
    double number;
    TRY(option_value_whole("paths", value, 1, 1e12, &number, err));
    options->paths = (uint64_t)number;
    return STATUS_GOOD;
}

static Status read_seed(Options *options, const char *value, Error *err)
{
    char *end;
    errno = 0;
    options->seed = strtoull(value, &end, 10);
    if (end == value || *end || errno || strchr(value, '-'))
        return error_set(err, STATUS_USAGE,
                         "--seed %s: a whole number from 0 to 18446744073709551615 is wanted",
                         value);
    return STATUS_GOOD;
}

static Status read_sampling(Options *options, const char *value, Error *err)
{
    (void)err;
    options->sampling = value;
    return STATUS_GOOD;
}

static Status read_threads(Options *options, const char *value, Error *err)
{
    double number;
    TRY(option_value_whole("threads", value, 1, 1024, &number, err));
    options->threads = (size_t)number;
    return STATUS_GOOD;
}

static Status read_language(Options *options, const char *value, Error *err)
{
    if (!language_find(value, &options->language))
        return error_set(err, STATUS_USAGE, "--lang %s: allowed are vi, en", value);
    return STATUS_GOOD;
}

static Status read_set(Options *options, const char *value, Error *err)
{
    if (options->sets == OPTIONS_MOST)
        return error_set(err, STATUS_USAGE, "--set: more than %d, the most allowed", OPTIONS_MOST);
    options->set[options->sets++] = value;
    return STATUS_GOOD;
}

static Status read_target(Options *options, const char *value, Error *err)
{
    (void)err;
    options->target = value;
    return STATUS_GOOD;
}

static Status read_indicator(Options *options, const char *value, Error *err)
{
    (void)err;
    options->indicator = value;
    return STATUS_GOOD;
}

static Status read_fail_under(Options *options, const char *value, Error *err)
{
    if (!option_value_probability(value, &options->fail_under))
        return error_set(err, STATUS_USAGE, "--fail-under %s: a probability is wanted, 0.8 or 80%%",
                         value);
    return STATUS_GOOD;
}

static Status read_tolerance(Options *options, const char *value, Error *err)
{
    if (!option_value_probability(value, &options->tolerance) || options->tolerance == 0)
        return error_set(err, STATUS_USAGE,
                         "--tolerance %s: a standard error above 0 is wanted, 0.001 or 0.1%%",
                         value);
    return STATUS_GOOD;
}

static Status read_lever(Options *options, const char *value, Error *err)
{
    (void)err;
    options->lever = value;
    return STATUS_GOOD;
}

static Status read_probability(Options *options, const char *value, Error *err)
{
    if (!option_value_probability(value, &options->probability) || options->probability == 0 ||
        options->probability == 1)
        return error_set(err, STATUS_USAGE,
                         "--probability %s: a probability above 0 and below 1 is wanted, 0.8 or "
                         "80%%",
                         value);
    return STATUS_GOOD;
}

static Status read_between(Options *options, const char *value, Error *err)
{
    char *end;
    bool good = option_value_number(value, &options->between[0], &end) && *end == ':' &&
                option_value_number(end + 1, &options->between[1], &end) && !*end;
    if (!good)
        return error_set(err, STATUS_USAGE,
                         "--between %s: wanted is LOW:HIGH, such as 10%%:20%% or 60000:90000",
                         value);
    if (options->between[0] >= options->between[1])
        return error_set(err, STATUS_USAGE,
                         "--between %s: there is nothing between; wanted is LOW:HIGH with LOW "
                         "below HIGH",
                         value);
    return STATUS_GOOD;
}

static Status read_from(Options *options, const char *value, Error *err)
{
    char *end;
    long year = strtol(value, &end, 10);
    bool good = end != value && *end == '=' && year > 0 && year <= 9999;
    good = good && option_value_number(end + 1, &options->from_level, &end) && !*end;
    if (!good || options->from_level <= 0)
        return error_set(err, STATUS_USAGE,
                         "--from %s: wanted is YEAR=LEVEL with a level above 0, such as "
                         "2022=94404",
                         value);
    options->from_year = (int)year;
    return STATUS_GOOD;
}

static Status read_reference(Options *options, const char *value, Error *err)
{
    char *end;
    if (!option_value_number(value, &options->reference, &end) || *end ||
        fabs(options->reference) >= 10)
        return error_set(err, STATUS_USAGE,
                         "--reference %s: wanted is a yearly growth, such as 14.5%% or 0.145",
                         value);
    return STATUS_GOOD;
}

static Status read_box(Options *options, const char *value, Error *err)
{
    double number;
    TRY(option_value_whole("box", value, 1, 1e6, &number, err));
    options->box = (size_t)number;
    return STATUS_GOOD;
}

static Status read_vary(Options *options, const char *value, Error *err)
{
    if (options->varies == OPTIONS_MOST)
        return error_set(err, STATUS_USAGE, "--vary: more than %d, the most allowed", OPTIONS_MOST);
    options->vary[options->varies++] = value;
    return STATUS_GOOD;
}

static Status read_x(Options *options, const char *value, Error *err)
{
    (void)err;
    options->x = value;
    return STATUS_GOOD;
}

static Status read_y(Options *options, const char *value, Error *err)
{
    (void)err;
    options->y = value;
    return STATUS_GOOD;
}

static Status read_where(Options *options, const char *value, Error *err)
{
    if (options->wheres == OPTIONS_MOST)
        return error_set(err, STATUS_USAGE, "--where: more than %d, the most allowed",
                         OPTIONS_MOST);
    options->where[options->wheres++] = value;
    return STATUS_GOOD;
}

static Status read_quiet(Options *options, const char *value, Error *err)
{
    (void)value;
    (void)err;
    options->quiet = true;
    return STATUS_GOOD;
}

static Status read_verbose(Options *options, const char *value, Error *err)
{
    (void)value;
    (void)err;
    options->verbose = true;
    return STATUS_GOOD;
}

static Status read_nothing(Options *options, const char *value, Error *err)
{
    (void)options;
    (void)value;
    (void)err;
    return STATUS_GOOD;
}

const OptionRow option_rows[OPTION_COUNT] = {
    [OPTION_FORMAT] = { "format", 'f', "NAME", "how to write the result (dubao list formats)",
                        read_format },
    [OPTION_CSV_DIALECT] = { "csv-dialect", 0, "NAME",
                             "CSV as rfc4180, or as excel-vi for Excel in Vietnamese",
                             read_dialect },
    [OPTION_OUTPUT] = { "output", 'o', "PATH", "write there, not to standard output", read_output },
    [OPTION_PATHS] = { "paths", 'n', "NUMBER", "paths to simulate, such as 100000 or 1e8",
                       read_paths },
    [OPTION_SEED] = { "seed", 's', "NUMBER", "seed of the random numbers", read_seed },
    [OPTION_SAMPLING] = { "sampling", 0, "NAME", "how to sample (dubao list samplings)",
                          read_sampling },
    [OPTION_THREADS] = { "threads", 't', "NUMBER",
                         "threads; the results are the same for any number", read_threads },
    [OPTION_LANG] = { "lang", 'l', "vi|en", "language of tables and charts", read_language },
    [OPTION_SET] = { "set", 0, "POINTER=VALUE",
                     "change the scenario, such as /indicators/output/base=75000; repeatable",
                     read_set },
    [OPTION_TARGET] = { "target", 0, "ID", "only this target", read_target },
    [OPTION_INDICATOR] = { "indicator", 0, "ID", "only this indicator", read_indicator },
    [OPTION_FAIL_UNDER] = { "fail-under", 0, "P",
                            "exit 10 when the probability of all targets together (or of "
                            "--target) is below P",
                            read_fail_under },
    [OPTION_TOLERANCE] = { "tolerance", 0, "ERROR",
                           "double the paths until every target's standard error is at most "
                           "this, 0.001 or 0.1%",
                           read_tolerance },
    [OPTION_SHAPLEY] = { "shapley", 0, NULL,
                         "share the variance out by Shapley effects, which correlated inputs need",
                         read_nothing },
    [OPTION_STRICT] = { "strict", 0, NULL, "exit 10 when the answer is no", read_nothing },
    [OPTION_LEVER] = { "lever", 0, "POINTER",
                       "the number to look for, such as /indicators/output/base; or the id of "
                       "a lever of the scenario",
                       read_lever },
    [OPTION_PROBABILITY] = { "probability", 0, "P", "the probability asked for; 80% if not given",
                             read_probability },
    [OPTION_BETWEEN] = { "between", 0, "LOW:HIGH", "look between these values, 10%:20%",
                         read_between },
    [OPTION_FROM] = { "from", 0, "YEAR=LEVEL",
                      "required growth from this level too, such as 2022=94404", read_from },
    [OPTION_REFERENCE] = { "reference", 0, "GROWTH",
                           "the most growth a year that comparable places ever had, 14.5%",
                           read_reference },
    [OPTION_MISSED] = { "missed", 0, NULL, "of the paths that miss the target (the default)",
                        read_nothing },
    [OPTION_MET] = { "met", 0, NULL, "of the paths that meet the target", read_nothing },
    [OPTION_BOX] = { "box", 0, "K", "this box of those found, not the chosen one", read_box },
    [OPTION_VARY] = { "vary", 0, "POINTER=VALUES",
                      "an axis, such as /indicators/output/volatility=1%:5%:20 (first, last, how "
                      "many) or =1%,2%; repeatable",
                      read_vary },
    [OPTION_RESUME] = { "resume", 0, NULL, "go on with the database of a sweep that was stopped",
                        read_nothing },
    [OPTION_NO_QUANTILES] = { "no-quantiles", 0, NULL,
                              "keep the chances and medians of targets, not every level: a "
                              "fraction of the time and size",
                              read_nothing },
    [OPTION_EXPORT] = { "export", 0, NULL,
                        "FILE is a database: write one row for each cell and target",
                        read_nothing },
    [OPTION_X] = { "x", 0, "AXIS", "of a sweep's results: the axis that goes across", read_x },
    [OPTION_Y] = { "y", 0, "AXIS", "of a sweep's results: the axis that goes up", read_y },
    [OPTION_WHERE] = { "where", 0, "AXIS=VALUE",
                       "of a sweep's results: hold another axis, or variant, at this value; "
                       "repeatable",
                       read_where },
    [OPTION_QUIET] = { "quiet", 'q', NULL, "no words but errors", read_quiet },
    [OPTION_VERBOSE] = { "verbose", 'v', NULL, "below a table, every parameter with its default",
                         read_verbose },
    [OPTION_HELP] = { "help", 'h', NULL, "this help", read_nothing },
    [OPTION_VERSION] = { "version", 'V', NULL, "the version", read_nothing },
};

/* The option of that name (`length` bytes) or letter; OPTION_COUNT when there is none. */
static size_t find(const char *name, size_t length, char letter)
{
    size_t i = 0;
    for (; i < OPTION_COUNT; i++) {
        const OptionRow *row = &option_rows[i];
        if (name ? strlen(row->name) == length && !strncmp(row->name, name, length)
                 : row->letter && row->letter == letter)
            break;
    }
    return i;
}

static Status unknown(const char *argument, Error *err)
{
    const char *names[OPTION_COUNT + 1] = { 0 };
    for (size_t i = 0; i < OPTION_COUNT; i++)
        names[i] = option_rows[i].name;
    const char *near = text_nearest(argument + strspn(argument, "-"), names);
    return error_set(err, STATUS_USAGE, "%s: no such option%s%s%s", argument,
                     near ? "; did you mean --" : "", near ? near : "", near ? "?" : "");
}

/* One argument that begins with a dash; *at is its place in argv, moved on past its value. */
static Status read_option(Options *options, char **argv, int argc, int *at, Error *err)
{
    const char *argument = argv[*at], *value = NULL;
    bool named = argument[1] == '-';
    const char *equals = named ? strchr(argument, '=') : NULL;
    size_t length = equals ? (size_t)(equals - argument) - 2 : strlen(argument) - (named ? 2 : 0);
    size_t id = named ? find(argument + 2, length, 0) : find(NULL, 0, argument[1]);
    if (id == OPTION_COUNT)
        return unknown(argument, err);
    const OptionRow *row = &option_rows[id];
    const char *attached = named ? (equals ? equals + 1 : NULL) : argument[2] ? argument + 2 : NULL;
    if (!row->value && attached)
        return error_set(err, STATUS_USAGE, "%s: --%s takes no value", argument, row->name);
    if (row->value && !attached && *at + 1 >= argc)
        return error_set(err, STATUS_USAGE, "--%s: a value is wanted: --%s %s", row->name,
                         row->name, row->value);
    if (row->value)
        value = attached ? attached : argv[++*at];
    options->given[id] = true;
    return row->read(options, value, err);
}

Status options_read(Options *options, int argc, char **argv, Error *err)
{
    *options = (Options){ 0 };
    bool all_operands = false;
    for (int i = 1; i < argc; i++) {
        const char *argument = argv[i];
        if (!all_operands && !strcmp(argument, "--")) {
            all_operands = true;
        } else if (!all_operands && argument[0] == '-' && argument[1]) {
            TRY(read_option(options, argv, argc, &i, err));
        } else if (options->operands == OPTIONS_MOST) {
            return error_set(err, STATUS_USAGE, "more than %d files, the most allowed",
                             OPTIONS_MOST);
        } else {
            options->operand[options->operands++] = argument;
        }
    }
    return STATUS_GOOD;
}

Status options_allow(const Options *options, const OptionId *allowed, const char *command,
                     Error *err)
{
    for (size_t id = 0; id < OPTION_COUNT; id++) {
        size_t i = 0;
        while (allowed[i] != OPTION_COUNT && allowed[i] != id)
            i++;
        if (options->given[id] && allowed[i] == OPTION_COUNT)
            return error_set(err, STATUS_USAGE,
                             "--%s: `dubao %s` takes no such option; see dubao "
                             "help %s",
                             option_rows[id].name, command, command);
    }
    return STATUS_GOOD;
}
