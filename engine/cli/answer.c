#include "cli/answer.h"

#include "base/text.h"
#include "cli/change.h"
#include "io/read_scenario.h"
#include "run/solve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double USUAL_PROBABILITY = 0.8;

/* The name nearest to an unknown id among `count` ids. */
static Status unknown(const char *option, const char *id, const char *const *names, size_t count,
                      const char *scenario, Error *err)
{
    const char *near = text_nearest(id, names);
    return error_set(err, STATUS_USAGE, "--%s %s: no such %s in %s%s%s%s", option, id, option,
                     scenario,
                     near    ? "; did you mean "
                     : count ? "; such as "
                             : "",
                     near    ? near
                     : count ? names[0]
                             : "",
                     near ? "?" : "");
}

static Status choose_target(const Scenario *s, const Options *options, size_t *target, Error *err)
{
    *target = options->target ? scenario_target(s, options->target) : s->targets;
    if (!s->targets)
        return error_set(err, STATUS_INVALID, "%s has no target", s->id);
    if (!options->target || *target < s->targets)
        return STATUS_GOOD;
    const char **names = calloc(s->targets + 1, sizeof *names);
    if (!names)
        return error_memory(err);
    for (size_t i = 0; i < s->targets; i++)
        names[i] = s->target[i].id;
    unknown("target", options->target, names, s->targets, s->id, err);
    free(names);
    return err->status;
}

static Status find_lever(const Scenario *s, const char *id, const Lever **lever, Error *err)
{
    const char **names = calloc(s->levers + 1, sizeof *names);
    *lever = NULL;
    if (!names)
        return error_memory(err);
    for (size_t i = 0; i < s->levers; i++) {
        names[i] = s->lever[i].id;
        if (!strcmp(id, names[i]))
            *lever = &s->lever[i];
    }
    if (!*lever && s->levers)
        unknown("lever", id, names, s->levers, s->id, err);
    else if (!*lever)
        error_set(err, STATUS_USAGE,
                  "--lever %s: wanted is a /POINTER to a number, such as "
                  "/indicators/%s/base; %s has no levers",
                  id, s->indicator[0].id, s->id);
    free(names);
    return err->status;
}

/* --lever is the id of one in the file, with its limits, or a pointer. */
static Status choose_lever(const Scenario *s, const Options *options, const char *path,
                           SeekQuestion *seek, Error *err)
{
    Error own = { 0 };
    const Lever *lever;
    seek->limits[0] = options->given[OPTION_BETWEEN] ? options->between[0] : NAN;
    seek->limits[1] = options->between[1];
    if (options->lever[0] != '/') {
        TRY(find_lever(s, options->lever, &lever, err));
        seek->lever = lever->id;
        seek->pointer = lever->pointer;
        seek->number = lever->number;
        if (!options->given[OPTION_BETWEEN]) {
            seek->limits[0] = lever->from.value;
            seek->limits[1] = lever->to.value;
        }
        return STATUS_GOOD;
    }
    if (!strncmp(options->lever, "/simulation/", 12))
        return error_set(err, STATUS_USAGE,
                         "--lever %s: how to simulate is no part of the plan; wanted is another "
                         "number, such as /indicators/%s/base",
                         options->lever, s->indicator[0].id);
    seek->pointer = options->lever;
    Status status = read_scenario_number(path, options->set, options->sets, options->lever,
                                         &seek->number, &own);
    return status == STATUS_GOOD ? status : error_set(err, status, "--lever %s", own.text);
}

/* What asks for the value of a lever needs one, in the scenario or on the command line. */
static Status check_levers(const Scenario *s, const Options *options, Error *err)
{
    static const OptionId with_lever[] = { OPTION_BETWEEN, OPTION_PROBABILITY, OPTION_FAIL_UNDER };
    for (size_t i = 0; i < sizeof with_lever / sizeof *with_lever; i++)
        if (options->given[with_lever[i]] && !options->given[OPTION_LEVER] &&
            (!s->levers || with_lever[i] == OPTION_BETWEEN))
            return error_set(err, STATUS_USAGE, "--%s: wanted is a --lever too",
                             option_rows[with_lever[i]].name);
    return STATUS_GOOD;
}

Status answer(Session *session, const Options *options, const char *path, unsigned parts,
              Error *err)
{
    const Scenario *s = session->scenario;
    Change change = { .path = path, .options = options };
    Variants variants = change_variants(&change);
    SimulateOptions simulation = { .threads = options->threads };
    SeekQuestion seek = { .target_id = options->target, .probability = USUAL_PROBABILITY };
    SolveQuestion question = { .parts = parts,
                               .given = { options->from_year, options->from_level } };
    question.reference = options->given[OPTION_REFERENCE] ? options->reference : NAN;
    session_interruptible(&simulation);
    TRY(choose_target(s, options, &question.target, err));
    TRY(check_levers(s, options, err));
    seek.target = question.target;
    if (options->given[OPTION_PROBABILITY])
        seek.probability = options->probability;
    question.effort = (EffortQuestion){ question.target, seek.probability };
    if (options->given[OPTION_LEVER]) {
        TRY(choose_lever(s, options, path, &seek, err));
        question.seek = &seek;
    }
    TRY(session_project(session, err));
    return solve(&question, session->projection, &variants, &simulation, &session->solve, err);
}
