#include "run/importance.h"

#include "core/joint.h"
#include "run/given.h"
#include "run/rare_chance.h"

#include <math.h>
#include <stdlib.h>

static const double rare = 0.05; /* a share of random paths below this is too few */

/* A plan of the same scenario whose draws come from elsewhere. */
static Status plan_by(Plan **made, const Sampling *sampling, const Plan *plan, Error *err)
{
    return plan_new_of(made, sampling, plan->scenario, plan->projection, err);
}

static Status simulate_fan(const Plan *plan, const SimulateOptions *options, Forecast **forecast,
                           Error *err)
{
    Plan *random = NULL;
    SimulateOptions quiet = *options;
    quiet.progress = NULL;
    TRY(plan_by(&random, sampling_find("random"), plan, err));
    random->without = plan->without;
    Status status = simulate_paths(random, &quiet, forecast, err);
    plan_free(random);
    if (status != STATUS_GOOD)
        return status;
    (*forecast)->method = plan->sampling->name;
    return STATUS_GOOD;
}

/* What is at work: the ways to miss each target, once they were looked for, serve the chances of
 * several targets together too. */
typedef struct Importance {
    const Plan *given;
    const SimulateOptions *options;
    RareWays *ways; /* [target]: to miss it */
} Importance;

typedef struct Improved {
    Chance *chance;
    const char **method;
    const Words **note;
} Improved;

static RareQuestion question_of(const Importance *importance, const size_t *target, size_t targets,
                                const Chance *chance)
{
    double p = chance->probability, n = (double)importance->given->paths;
    return (RareQuestion){ .plan = importance->given,
                           .options = importance->options,
                           .scenario = importance->given->scenario,
                           .target = target,
                           .targets = targets,
                           .missed = p > 0.5,
                           .hits = round(n * (p > 0.5 ? 1 - p : p)) };
}

/* Looks for the ways of the event; none where too many draws decide it. */
static Status find_ways(const Importance *importance, const RareQuestion *question, RareWays *ways,
                        Error *err)
{
    RareEvent event = { 0 };
    TRY(rare_draws_new(&ways->draws, question->plan, question->target, question->targets, err));
    if (ways->draws.count > RARE_DRAWS_MOST)
        return STATUS_GOOD;
    Status status = rare_event_new(&event, question->scenario, question->target, question->targets,
                                   question->missed, err);
    if (status == STATUS_GOOD)
        status = rare_ways_find(ways, question->plan, &event, importance->options, err);
    rare_event_free(&event);
    return status;
}

static Status answer(const RareQuestion *question, Improved *improved, Error *err)
{
    RareAnswer found;
    TRY(rare_chance(question, &found, err));
    *improved->note = found.note;
    if (!found.known)
        return STATUS_GOOD;
    *improved->chance = found.chance;
    *improved->method = sampling_find("importance")->name;
    return STATUS_GOOD;
}

/* The chance of targets together of which the ways are not known yet. */
static Status look_and_answer(const Importance *importance, RareQuestion *question, RareWays *ways,
                              Improved *improved, Error *err)
{
    const RareWays *const sets[] = { ways };
    TRY(find_ways(importance, question, ways, err));
    uint64_t used = ways->used / BLOCK_PATHS;
    question->ways = sets;
    question->sets = 1;
    question->blocks = ways->blocks > used ? ways->blocks - used : 0;
    return answer(question, improved, err);
}

static void tell(const SimulateOptions *options, size_t done, size_t all)
{
    if (options->progress)
        options->progress(options->context, (double)done / (double)all);
}

static bool is_rare(const Chance *chance)
{
    return fmin(chance->probability, 1 - chance->probability) < rare;
}

static Status improve_target(const Importance *importance, Forecast *forecast, size_t index,
                             Error *err)
{
    TargetForecast *target = &forecast->target[index];
    Improved improved = { &target->chance, &target->method, &target->note };
    if (!is_rare(&target->chance))
        return STATUS_GOOD;
    RareQuestion question = question_of(importance, &index, 1, &target->chance);
    RareWays met = { 0 }, *ways = question.missed ? &importance->ways[index] : &met;
    Status status = look_and_answer(importance, &question, ways, &improved, err);
    rare_ways_free(&met);
    for (size_t k = 0; k < BASE_SHIFTS; k++)
        if (base_shifts[k] == 0 && isfinite(target->base_chance[k]))
            target->base_chance[k] = target->chance.probability;
    return status;
}

/* Targets of which one is rarely missed are each rarely missed, so that the ways are known. */
static Status improve_missed(const Importance *importance, RareQuestion *question,
                             Improved *improved, Error *err)
{
    const RareWays **sets = calloc(question->targets + 1, sizeof *sets);
    if (!sets)
        return error_memory(err);
    for (size_t m = 0; m < question->targets; m++)
        sets[m] = &importance->ways[question->target[m]];
    question->ways = sets;
    question->sets = question->targets;
    question->blocks = question->plan->paths / BLOCK_PATHS;
    Status status = answer(question, improved, err);
    free(sets);
    return status;
}

static Status improve_together(const Importance *importance, const size_t *member, size_t members,
                               Improved *improved, Error *err)
{
    RareQuestion question = question_of(importance, member, members, improved->chance);
    if (question.missed)
        return improve_missed(importance, &question, improved, err);
    RareWays ways = { 0 };
    Status status = look_and_answer(importance, &question, &ways, improved, err);
    rare_ways_free(&ways);
    return status;
}

/* What each member decides is left as random paths tell it. */
static Status improve_joint(const Importance *importance, Forecast *forecast, size_t index,
                            Error *err)
{
    const Scenario *s = forecast->scenario;
    Joint *joint = &forecast->joint[index];
    Improved improved = { &joint->chance, &joint->method, &joint->note };
    size_t members = scenario_members(s, index);
    size_t *member = calloc(members + 1, sizeof *member);
    if (!member)
        return error_memory(err);
    for (size_t m = 0; m < members; m++)
        member[m] = scenario_member(s, index, m);
    Status status = STATUS_GOOD;
    if (members == 1) {
        const TargetForecast *only = &forecast->target[member[0]];
        joint->chance = only->chance;
        joint->method = only->method;
        joint->note = only->note;
    } else if (is_rare(&joint->chance)) {
        status = improve_together(importance, member, members, &improved, err);
    }
    free(member);
    joint_bounds(forecast, index);
    return status;
}

static Status improve_each(const Importance *importance, Forecast *forecast, Error *err)
{
    const Scenario *s = forecast->scenario;
    size_t all = s->targets + scenario_joints(s), done = 0;
    for (size_t i = 0; i < s->targets; i++) {
        tell(importance->options, ++done, all + 1);
        TRY(improve_target(importance, forecast, i, err));
    }
    for (size_t k = 0; k < scenario_joints(s); k++) {
        tell(importance->options, ++done, all + 1);
        TRY(improve_joint(importance, forecast, k, err));
    }
    return STATUS_GOOD;
}

/* All chances begin as those of the random paths that the forecast is made of. */
static Status improve_all(const Plan *given, const SimulateOptions *options, Forecast *forecast,
                          Error *err)
{
    const Scenario *s = given->scenario;
    const char *random = sampling_find("random")->name;
    Importance importance = { given, options, calloc(s->targets + 1, sizeof *importance.ways) };
    if (!importance.ways)
        return error_memory(err);
    for (size_t i = 0; i < s->targets; i++)
        forecast->target[i].method = random;
    for (size_t k = 0; k < scenario_joints(s); k++)
        forecast->joint[k].method = random;
    Status status = improve_each(&importance, forecast, err);
    for (size_t i = 0; i < s->targets; i++)
        rare_ways_free(&importance.ways[i]);
    free(importance.ways);
    return status;
}

Status importance_forecast(const Plan *plan, const SimulateOptions *options, Forecast **forecast,
                           Error *err)
{
    Plan *given = NULL;
    *forecast = NULL;
    if (plan->paths < RARE_PATHS_LEAST)
        return error_set(err, STATUS_INVALID,
                         "/simulation/paths: %llu; importance needs %d or more",
                         (unsigned long long)plan->paths, RARE_PATHS_LEAST);
    Status status = simulate_fan(plan, options, forecast, err);
    if (status == STATUS_GOOD)
        status = plan_by(&given, &given_sampling, plan, err);
    if (status == STATUS_GOOD)
        status = improve_all(given, options, *forecast, err);
    plan_free(given);
    if (status != STATUS_GOOD) {
        forecast_free(*forecast);
        *forecast = NULL;
    }
    return status;
}
