#include "cli/change.h"

#include "cli/session.h"
#include "io/read_scenario.h"

#include <stdlib.h>
#include <string.h>

/* The first problem says more than how many there are. */
static Status refuse(const Problems *problems, const Error *own, Error *err)
{
    bool known = own->status == STATUS_INVALID && problems->line[0];
    return error_set(err, own->status, "%s", known ? problems->line[0] : own->text);
}

static Status make(void *context, const char *const *change, size_t changes, Scenario **scenario,
                   Error *err)
{
    const Change *it = context;
    const Options *options = it->options;
    Problems problems = { 0 };
    if (!strcmp(it->path, "-"))
        return error_set(err, STATUS_USAGE,
                         "standard input can be read only once; wanted is the name of a file");
    const char **set = calloc(options->sets + changes + 1, sizeof *set);
    if (!set)
        return error_memory(err);
    for (size_t i = 0; i < options->sets; i++)
        set[i] = options->set[i];
    for (size_t i = 0; i < changes; i++)
        set[options->sets + i] = change[i];
    Error own = { 0 };
    Status status =
        read_scenario(it->path, set, options->sets + changes, scenario, &problems, &own);
    status = status == STATUS_GOOD ? session_override(*scenario, options, err)
                                   : refuse(&problems, &own, err);
    problems_free(&problems);
    free(set);
    return status;
}

Variants change_variants(Change *change)
{
    return (Variants){ make, change };
}
