#include "core/scenario.h"

#include <stdlib.h>
#include <string.h>

const double TARGET_TOLERANCE = 1e-12;

const Param noise_params[] = {
    [NOISE_VOLATILITY] = { .name = "volatility",
                           .unit = PARAM_RATE,
                           .low = 0,
                           .high = 2,
                           .by_period = true,
                           .doc = "standard deviation of the yearly shock" },
    [NOISE_PERSISTENCE] = { .name = "persistence",
                            .unit = PARAM_PURE,
                            .low = -0.999,
                            .high = 0.999,
                            .doc = "correlation of a year's shock with that of the year before" },
    { 0 },
};

const char *own_words_in(const OwnWords *words, Language language, const char *fallback)
{
    const char *text = words->in[language];
    for (size_t i = 0; !text && i < LANGUAGE_COUNT; i++)
        text = words->in[i];
    return text ? text : fallback;
}

const Quantity *parameter_in(const Parameter *parameter, size_t period)
{
    return &parameter->quantity[parameter->count > 1 ? period : 0];
}

bool parameter_is_random(const Parameter *parameter)
{
    for (size_t q = 0; q < parameter->count; q++)
        if (!quantity_is_constant(&parameter->quantity[q]))
            return true;
    return false;
}

ParameterPart parameter_part(const Parameter *parameter, size_t period, int year)
{
    const int *given = parameter->year;
    size_t next = 0;
    if (!given) {
        size_t one = parameter->count > 1 ? period : 0;
        return (ParameterPart){ one, one, 0 };
    }
    while (next < parameter->count && given[next] <= year)
        next++;
    if (next == 0 || next == parameter->count)
        return (ParameterPart){ next ? next - 1 : 0, next ? next - 1 : 0, 0 };
    return (ParameterPart){
        next - 1, next, (double)(year - given[next - 1]) / (double)(given[next] - given[next - 1])
    };
}

static void own_words_free(OwnWords *words)
{
    for (size_t i = 0; i < LANGUAGE_COUNT; i++)
        free(words->in[i]);
}

static void parameter_free(Parameter *parameter)
{
    for (size_t i = 0; i < parameter->count; i++)
        quantity_free(&parameter->quantity[i]);
    free(parameter->quantity);
    free(parameter->year);
}

static void project_free(Project *project)
{
    free(project->id);
    own_words_free(&project->title);
    free(project->source);
    onset_free(&project->onset);
    quantity_free(&project->capacity);
}

static void indicator_free(Indicator *indicator)
{
    free(indicator->id);
    own_words_free(&indicator->title);
    own_words_free(&indicator->unit);
    own_words_free(&indicator->price_basis);
    free(indicator->source);
    free(indicator->of);
    for (size_t k = 0; indicator->parameter && indicator->model->params[k].name; k++)
        parameter_free(&indicator->parameter[k]);
    free(indicator->parameter);
    for (size_t k = 0; k < NOISE_PARAMS; k++)
        parameter_free(&indicator->noise[k]);
    for (size_t j = 0; j < indicator->projects; j++)
        project_free(&indicator->project[j]);
    free(indicator->project);
    free(indicator->history);
}

static void target_free(Target *target)
{
    free(target->id);
    own_words_free(&target->title);
    free(target->source);
}

static void group_free(Group *group)
{
    free(group->id);
    own_words_free(&group->title);
    free(group->target);
}

static void event_free(Event *event)
{
    free(event->id);
    own_words_free(&event->title);
    free(event->source);
    quantity_free(&event->loss);
    free(event->indicator);
}

static void programme_free(Programme *programme)
{
    free(programme->id);
    own_words_free(&programme->title);
    own_words_free(&programme->lead);
    free(programme->source);
    onset_free(&programme->onset);
    quantity_free(&programme->effect);
    free(programme->indicator);
}

static void lever_free(Lever *lever)
{
    free(lever->id);
    own_words_free(&lever->title);
    free(lever->source);
    free(lever->pointer);
}

void scenario_free(Scenario *scenario)
{
    if (!scenario)
        return;
    free(scenario->id);
    own_words_free(&scenario->title);
    free(scenario->source);
    for (size_t i = 0; i < scenario->periods; i++)
        free(scenario->period[i].id);
    free(scenario->period);
    for (size_t i = 0; i < scenario->indicators; i++)
        indicator_free(&scenario->indicator[i]);
    free(scenario->indicator);
    free(scenario->correlation);
    free(scenario->pair);
    for (size_t i = 0; i < scenario->targets; i++)
        target_free(&scenario->target[i]);
    free(scenario->target);
    for (size_t i = 0; i < scenario->groups; i++)
        group_free(&scenario->group[i]);
    free(scenario->group);
    for (size_t i = 0; i < scenario->events; i++)
        event_free(&scenario->event[i]);
    free(scenario->event);
    for (size_t i = 0; i < scenario->programmes; i++)
        programme_free(&scenario->programme[i]);
    free(scenario->programme);
    for (size_t i = 0; i < scenario->levers; i++)
        lever_free(&scenario->lever[i]);
    free(scenario->lever);
    for (size_t i = 0; i < scenario->assumptions; i++) {
        free(scenario->assumption[i].id);
        own_words_free(&scenario->assumption[i].text);
    }
    free(scenario->assumption);
    free(scenario->simulation.sampling);
    free(scenario->history);
    free(scenario->evidence);
    free(scenario);
}

size_t scenario_years(const Scenario *scenario)
{
    return (size_t)(scenario->end - scenario->base) + 1;
}

size_t scenario_period(const Scenario *scenario, int year)
{
    size_t p = 0;
    while (p < scenario->periods &&
           (year < scenario->period[p].from || year > scenario->period[p].to))
        p++;
    return p;
}

size_t scenario_indicator(const Scenario *scenario, const char *id)
{
    size_t i = 0;
    while (i < scenario->indicators && strcmp(scenario->indicator[i].id, id))
        i++;
    return i;
}

size_t scenario_target(const Scenario *scenario, const char *id)
{
    size_t i = 0;
    while (i < scenario->targets && strcmp(scenario->target[i].id, id))
        i++;
    return i;
}

size_t scenario_joints(const Scenario *scenario)
{
    return scenario->targets ? 1 + scenario->groups : 0;
}

size_t scenario_members(const Scenario *scenario, size_t joint)
{
    return joint ? scenario->group[joint - 1].targets : scenario->targets;
}

size_t scenario_member(const Scenario *scenario, size_t joint, size_t member)
{
    return joint ? scenario->group[joint - 1].target[member] : member;
}

static bool among(const size_t *list, size_t count, size_t wanted)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == wanted)
            return true;
    return false;
}

bool event_names(const Event *event, size_t indicator)
{
    return among(event->indicator, event->indicators, indicator);
}

bool programme_names(const Programme *programme, size_t indicator)
{
    return among(programme->indicator, programme->indicators, indicator);
}

double programme_side(const Programme *programme, int side, int year)
{
    if (year > programme->end)
        return 0;
    return quantity_side(&programme->effect, side) * onset_side(&programme->onset, side, year);
}

double project_side(const Project *project, int side, int year)
{
    bool comes = side < 0    ? project->probability >= 1
                 : side == 0 ? project->probability >= 0.5
                             : project->probability > 0;
    return comes ? quantity_side(&project->capacity, side) * onset_side(&project->onset, side, year)
                 : 0;
}
