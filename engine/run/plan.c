#include "run/plan.h"

#include "base/hash.h"
#include "base/text.h"
#include "core/dependence.h"
#include "math/linalg.h"
#include "math/sobol.h"
#include "run/replicates.h"

#include <math.h>
#include <stdlib.h>

void plan_free(Plan *plan)
{
    if (!plan)
        return;
    for (size_t i = 0; plan->shock && i < plan->scenario->indicators; i++)
        shock_free(&plan->shock[i]);
    for (size_t i = 0; plan->laws && i < plan->scenario->indicators; i++)
        laws_free(&plan->laws[i]);
    free(plan->laws);
    free(plan->shock);
    free(plan->period);
    free(plan->stream);
    free(plan->order);
    free(plan->targeted);
    free(plan->first_project);
    free(plan->place);
    free(plan->factor);
    dimensions_free(&plan->dimensions);
    forecast_free(plan->known);
    free(plan);
}

/* Whether the paths fit the sampling, and how many replicates they make. */
static Status divide_paths(Plan *plan, Error *err)
{
    const Sampling *sampling = plan->sampling;
    if (plan->paths % sampling->group)
        return error_set(err, STATUS_INVALID,
                         "/simulation/paths: %llu is no multiple of %zu, which %s sampling needs",
                         (unsigned long long)plan->paths, sampling->group, sampling->name);
    if (sampling->replicated && !(plan->replicates = replicates_count(plan->paths)))
        return replicates_refuse(plan->paths, sampling->name, err);
    return STATUS_GOOD;
}

static Status refuse_sampling(const Simulation *simulation, Error *err)
{
    Text names = { 0 };
    for (size_t i = 0; sampling_table[i]; i++)
        text_add(&names, "%s%s", i ? ", " : "", sampling_table[i]->name);
    error_set(err, STATUS_INVALID, "/simulation/sampling: \"%s\" is not known; allowed are %s",
              simulation->sampling, names.data ? names.data : "");
    text_free(&names);
    return err->status;
}

static bool is_correlated(const Scenario *s, size_t i)
{
    for (size_t j = 0; s->correlation && j < s->indicators; j++)
        if (j != i && s->correlation[i * s->indicators + j] != 0)
            return true;
    return false;
}

/* Places of the indicators in the scores, and the factor of the correlated ones among them. */
static Status correlate(Plan *plan, Error *err)
{
    const Scenario *s = plan->scenario;
    size_t n = 0, last = s->indicators;
    size_t *member = calloc(s->indicators + 1, sizeof *member);
    if (!member)
        return error_memory(err);
    for (size_t i = 0; i < s->indicators; i++) {
        bool correlated = is_correlated(s, i);
        plan->place[i] = correlated ? n : --last;
        if (correlated)
            member[n++] = i;
    }
    plan->correlated = n;
    plan->factor = calloc(n * n + 1, sizeof *plan->factor);
    double *matrix = malloc((2 * n * n + 1) * sizeof *matrix), *nearest = matrix + n * n;
    Status status = plan->factor && matrix ? STATUS_GOOD : error_memory(err);
    if (status == STATUS_GOOD && n) {
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
                matrix[i * n + j] = s->correlation[member[i] * s->indicators + member[j]];
        if (s->repair)
            status = linalg_nearest(matrix, n, 1e-8, nearest, err);
        if (status == STATUS_GOOD)
            status = linalg_factor(s->repair ? nearest : matrix, n, plan->factor, err);
    }
    free(matrix);
    free(member);
    return status;
}

static Status allocate(Plan *plan, Error *err)
{
    size_t n = plan->scenario->indicators;
    plan->first_project = calloc(n + 1, sizeof *plan->first_project);
    if (!plan->first_project)
        return error_memory(err);
    for (size_t i = 0; i < n; i++)
        plan->first_project[i + 1] = plan->first_project[i] + plan->scenario->indicator[i].projects;
    plan->period = calloc(plan->years, sizeof *plan->period);
    plan->stream = calloc(plan_project(plan, n, 0), sizeof *plan->stream);
    plan->order = calloc(n, sizeof *plan->order);
    plan->targeted = calloc(n, sizeof *plan->targeted);
    plan->place = calloc(n, sizeof *plan->place);
    plan->shock = calloc(n, sizeof *plan->shock);
    plan->laws = calloc(n, sizeof *plan->laws);
    bool good = plan->shock && plan->laws && plan->period && plan->stream && plan->order &&
                plan->targeted && plan->place;
    return good ? STATUS_GOOD : error_memory(err);
}

static Status sort(Plan *plan, Error *err)
{
    TRY(dependence_order(plan->scenario, plan->order, err));
    dependence_targeted(plan->scenario, plan->order, plan->targeted);
    return STATUS_GOOD;
}

/* The stream of a thing that is no indicator: no indicator has a "/" in its id. */
static Status name_stream(Plan *plan, size_t stream, const char *kind, const char *id, Error *err)
{
    char *name = text_format("%s/%s", kind, id);
    if (!name)
        return error_memory(err);
    plan->stream[stream] = stream_of(plan->scenario->simulation.seed, name);
    free(name);
    return STATUS_GOOD;
}

static Status name_projects(Plan *plan, size_t indicator, Error *err)
{
    const Indicator *it = &plan->scenario->indicator[indicator];
    char *kind = text_format("projects/%s", it->id);
    Status status = kind ? STATUS_GOOD : error_memory(err);
    for (size_t j = 0; j < it->projects && status == STATUS_GOOD; j++)
        status = name_stream(plan, plan_project(plan, indicator, j), kind, it->project[j].id, err);
    free(kind);
    return status;
}

static Status name_streams(Plan *plan, Error *err)
{
    const Scenario *s = plan->scenario;
    for (size_t i = 0; i < s->indicators; i++)
        plan->stream[i] = stream_of(s->simulation.seed, s->indicator[i].id);
    for (size_t i = 0; i < s->events; i++)
        TRY(name_stream(plan, s->indicators + i, "events", s->event[i].id, err));
    for (size_t i = 0; i < s->programmes; i++)
        TRY(name_stream(plan, plan_programme(plan, i), "programmes", s->programme[i].id, err));
    for (size_t i = 0; i < s->indicators; i++)
        TRY(name_projects(plan, i, err));
    return STATUS_GOOD;
}

static Status start_laws(Plan *plan, Error *err)
{
    const Scenario *s = plan->scenario;
    for (size_t i = 0; i < s->indicators; i++) {
        TRY(shock_start(&plan->shock[i], &s->indicator[i], err));
        TRY(laws_start(&plan->laws[i], &s->indicator[i], plan->sampling->scores != NULL, err));
    }
    return STATUS_GOOD;
}

/* Points of replicates hang on their number and on what takes which dimension. */
static uint64_t family_of(const Plan *plan)
{
    uint64_t family = hash_words(0, (uint64_t[]){ plan->paths, plan->replicates }, 2);
    for (size_t i = 0; i < plan->dimensions.count; i++) {
        const Dimension *it = &plan->dimensions.dimension[i];
        const uint32_t *key = plan->stream[it->address.stream].key;
        uint64_t word[] = { (uint64_t)key[1] << 32 | key[0],
                            (uint64_t)it->address.purpose << 32 | it->address.step, it->rank,
                            it->before, it->run };
        family = hash_words(family, word, sizeof word / sizeof *word);
    }
    return family;
}

Status plan_new_of(Plan **made, const Sampling *sampling, const Scenario *scenario,
                   const Projection *projection, Error *err)
{
    Plan *plan = calloc(1, sizeof *plan);
    *made = NULL;
    if (!plan)
        return error_memory(err);
    *plan = (Plan){ .scenario = scenario,
                    .projection = projection,
                    .sampling = sampling,
                    .paths = scenario->simulation.paths,
                    .years = scenario_years(scenario) };
    Status status = allocate(plan, err);
    if (status == STATUS_GOOD)
        status = divide_paths(plan, err);
    if (status == STATUS_GOOD)
        status = sort(plan, err);
    if (status == STATUS_GOOD)
        status = correlate(plan, err);
    if (status == STATUS_GOOD)
        status = start_laws(plan, err);
    for (size_t t = 0; t < plan->years && status == STATUS_GOOD; t++)
        plan->period[t] = scenario_period(scenario, scenario->base + (t ? (int)t : 1));
    if (status == STATUS_GOOD)
        status = name_streams(plan, err);
    if (status == STATUS_GOOD && plan->replicates)
        status = dimensions_list(&plan->dimensions, plan, err);
    if (status == STATUS_GOOD && plan->replicates)
        plan->family = family_of(plan);
    if (status == STATUS_GOOD)
        *made = plan;
    else
        plan_free(plan);
    return status;
}

/* Sobol' points when the draws fit their dimensions and the paths their replicates, else random. */
static Status best_plan(Plan **made, const Scenario *scenario, const Projection *projection,
                        Error *err)
{
    Status status = STATUS_INVALID;
    *made = NULL;
    if (replicates_count(scenario->simulation.paths))
        status = plan_new_of(made, sampling_find("sobol"), scenario, projection, err);
    if (*made && (*made)->dimensions.count <= SOBOL_DIMENSIONS)
        return status;
    plan_free(*made);
    return plan_new_of(made, sampling_find("random"), scenario, projection, err);
}

Status plan_new(Plan **made, const Scenario *scenario, const Projection *projection, Error *err)
{
    const Sampling *sampling = sampling_find(scenario->simulation.sampling);
    *made = NULL;
    if (!sampling)
        return refuse_sampling(&scenario->simulation, err);
    return sampling->best ? best_plan(made, scenario, projection, err)
                          : plan_new_of(made, sampling, scenario, projection, err);
}

bool plan_draws(const Plan *plan, const Indicator *indicator, size_t t)
{
    bool starts = t == 1 || plan->period[t] != plan->period[t - 1];
    return indicator->draw == DRAW_YEAR || (starts && (t == 1 || !indicator->linked));
}

size_t plan_programme(const Plan *plan, size_t programme)
{
    return plan->scenario->indicators + plan->scenario->events + programme;
}

size_t plan_project(const Plan *plan, size_t indicator, size_t project)
{
    return plan_programme(plan, plan->scenario->programmes) + plan->first_project[indicator] +
           project;
}

bool plan_moves(const Plan *plan, size_t stream, size_t indicator)
{
    const Scenario *s = plan->scenario;
    if (stream < s->indicators)
        return stream == indicator;
    if (stream < plan_programme(plan, 0))
        return event_names(&s->event[stream - s->indicators], indicator);
    if (stream < plan_project(plan, 0, 0))
        return programme_names(&s->programme[stream - plan_programme(plan, 0)], indicator);
    return stream >= plan_project(plan, indicator, 0) &&
           stream < plan_project(plan, indicator + 1, 0);
}

bool plan_moves_any(const Plan *plan, size_t stream, const bool *flagged)
{
    for (size_t i = 0; i < plan->scenario->indicators; i++)
        if (flagged[i] && plan_moves(plan, stream, i))
            return true;
    return false;
}
