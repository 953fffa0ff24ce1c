/* A scenario written out again, with every default filled in. */
#include "core/quantity_tree.h"

#include <limits.h>
#include <math.h>

static void words_tree(Tree *tree, const char *key, const OwnWords *words)
{
    bool any = false;
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        any |= words->in[i] != NULL;
    if (!any)
        return;
    tree_object(tree, key);
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (words->in[i])
            tree_text(tree, language_code((Language)i), words->in[i]);
    tree_close(tree);
}

static void optional_text(Tree *tree, const char *key, const char *text)
{
    if (text)
        tree_text(tree, key, text);
}

static void years_tree(Tree *tree, const char *key, int from, int to)
{
    tree_numbers(tree, key, (double[]){ from, to }, 2);
}

static void noise_tree(Tree *tree, const Scenario *s, const Indicator *indicator)
{
    for (size_t k = 0; k < NOISE_PARAMS; k++)
        quantity_tree_parameter(tree, s, &noise_params[k], &indicator->noise[k]);
    if (isinf(indicator->freedom)) {
        tree_text(tree, "shock", "normal");
        return;
    }
    tree_object(tree, "shock");
    tree_number(tree, "student_t", indicator->freedom);
    tree_close(tree);
}

/* Whatever the model takes beside its parameters: one id, or a list. */
static void of_tree(Tree *tree, const Scenario *s, const Indicator *indicator)
{
    if (!indicator->ofs)
        return;
    if (indicator->model->of_most == 1) {
        tree_text(tree, "of", s->indicator[indicator->of[0]].id);
        return;
    }
    tree_array(tree, "of");
    for (size_t k = 0; k < indicator->ofs; k++)
        tree_text(tree, NULL, s->indicator[indicator->of[k]].id);
    tree_close(tree);
}

static void onset_tree(Tree *tree, const char *date, const Onset *onset)
{
    tree_number(tree, date, onset->date);
    quantity_tree(tree, "delay", &onset->delay, PARAM_LEVEL);
    quantity_tree(tree, "ramp", &onset->ramp, PARAM_LEVEL);
}

static void project_tree(Tree *tree, const Project *project)
{
    tree_object(tree, project->id);
    words_tree(tree, "title", &project->title);
    onset_tree(tree, "start", &project->onset);
    tree_number(tree, "probability", project->probability);
    quantity_tree(tree, "capacity", &project->capacity, PARAM_LEVEL);
    optional_text(tree, "source", project->source);
    tree_close(tree);
}

static void projects_tree(Tree *tree, const Indicator *indicator)
{
    tree_object(tree, "projects");
    for (size_t j = 0; j < indicator->projects; j++)
        project_tree(tree, &indicator->project[j]);
    tree_close(tree);
}

static void indicator_tree(Tree *tree, const Scenario *s, const Indicator *indicator)
{
    tree_object(tree, indicator->id);
    words_tree(tree, "title", &indicator->title);
    words_tree(tree, "unit", &indicator->unit);
    words_tree(tree, "price_basis", &indicator->price_basis);
    optional_text(tree, "source", indicator->source);
    tree_text(tree, "model", indicator->model->name);
    if (indicator->model->of_most)
        of_tree(tree, s, indicator);
    for (size_t k = 0; indicator->model->params[k].name; k++)
        quantity_tree_parameter(tree, s, &indicator->model->params[k], &indicator->parameter[k]);
    if (model_draws(indicator->model)) {
        tree_text(tree, "draw", indicator->draw == DRAW_YEAR ? "year" : "period");
    }
    if (model_draws(indicator->model) || model_by_year(indicator->model))
        tree_boolean(tree, "linked", indicator->linked);
    if (indicator->model->noisy)
        noise_tree(tree, s, indicator);
    if (indicator->model->dated)
        projects_tree(tree, indicator);
    tree_close(tree);
}

/* Pair by pair as they were given, since a lever may point to one. */
static void correlation_tree(Tree *tree, const Scenario *s)
{
    tree_object(tree, "correlation");
    for (size_t i = 0; i < s->pairs; i++) {
        const Pair *pair = &s->pair[i];
        if (i == 0 || s->pair[i - 1].first != pair->first)
            tree_object(tree, s->indicator[pair->first].id);
        tree_number(tree, s->indicator[pair->second].id, pair->value);
        if (i + 1 == s->pairs || s->pair[i + 1].first != pair->first)
            tree_close(tree);
    }
    tree_boolean(tree, "repair", s->repair);
    tree_close(tree);
}

static void target_tree(Tree *tree, const Scenario *s, const Target *target)
{
    ParamUnit unit = target->shape == TARGET_GROWTH ? PARAM_RATE : PARAM_LEVEL;
    tree_object(tree, target->id);
    words_tree(tree, "title", &target->title);
    tree_text(tree, "indicator", s->indicator[target->indicator].id);
    if (isinf(target->high)) {
        quantity_tree_number(tree, "at_least", target->low, unit);
    } else if (isinf(target->low)) {
        quantity_tree_number(tree, "at_most", target->high, unit);
    } else {
        tree_array(tree, "between");
        quantity_tree_number(tree, NULL, target->low, unit);
        quantity_tree_number(tree, NULL, target->high, unit);
        tree_close(tree);
    }
    if (target->shape == TARGET_YEAR)
        tree_number(tree, "year", target->from);
    else
        years_tree(tree, target->shape == TARGET_GROWTH ? "growth" : "each_year", target->from,
                   target->to);
    optional_text(tree, "source", target->source);
    tree_number(tree, "weight", target->weight);
    tree_close(tree);
}

static void group_tree(Tree *tree, const Scenario *s, const Group *group)
{
    tree_object(tree, group->id);
    words_tree(tree, "title", &group->title);
    tree_array(tree, "targets");
    for (size_t i = 0; i < group->targets; i++)
        tree_text(tree, NULL, s->target[group->target[i]].id);
    tree_close(tree);
    tree_close(tree);
}

static void ids_tree(Tree *tree, const Scenario *s, const size_t *indicator, size_t count)
{
    tree_array(tree, "indicators");
    for (size_t i = 0; i < count; i++)
        tree_text(tree, NULL, s->indicator[indicator[i]].id);
    tree_close(tree);
}

static void event_tree(Tree *tree, const Scenario *s, const Event *event)
{
    tree_object(tree, event->id);
    words_tree(tree, "title", &event->title);
    tree_number(tree, "probability", event->probability);
    quantity_tree(tree, "loss", &event->loss, PARAM_RATE);
    ids_tree(tree, s, event->indicator, event->indicators);
    years_tree(tree, "years", event->from, event->to);
    tree_number(tree, "duration", event->duration);
    optional_text(tree, "source", event->source);
    tree_close(tree);
}

static void programme_tree(Tree *tree, const Scenario *s, const Programme *programme)
{
    tree_object(tree, programme->id);
    words_tree(tree, "title", &programme->title);
    words_tree(tree, "lead", &programme->lead);
    onset_tree(tree, "approval", &programme->onset);
    quantity_tree(tree, "effect", &programme->effect, PARAM_RATE);
    ids_tree(tree, s, programme->indicator, programme->indicators);
    if (programme->end < INT_MAX)
        tree_number(tree, "end", programme->end);
    optional_text(tree, "source", programme->source);
    tree_close(tree);
}

static void lever_number(Tree *tree, const char *key, LeverNumber number)
{
    if (number.percent)
        quantity_tree_percent(tree, key, number.value);
    else
        tree_number(tree, key, number.value);
}

static void lever_tree(Tree *tree, const Lever *lever)
{
    tree_object(tree, lever->id);
    words_tree(tree, "title", &lever->title);
    tree_text(tree, "pointer", lever->pointer);
    lever_number(tree, "from", lever->from);
    lever_number(tree, "to", lever->to);
    tree_number(tree, "cost", lever->cost);
    optional_text(tree, "source", lever->source);
    tree_close(tree);
}

static void levers_tree(Tree *tree, const Scenario *s)
{
    tree_object(tree, "levers");
    for (size_t i = 0; i < s->levers; i++)
        lever_tree(tree, &s->lever[i]);
    tree_close(tree);
}

static void simulation_tree(Tree *tree, const Simulation *simulation)
{
    tree_object(tree, "simulation");
    tree_integer(tree, "paths", simulation->paths);
    tree_integer(tree, "seed", simulation->seed);
    tree_text(tree, "sampling", simulation->sampling);
    tree_close(tree);
}

void scenario_tree(const Scenario *s, Tree *tree, const char *key)
{
    tree_object(tree, key);
    tree_integer(tree, "dubao", 1);
    tree_text(tree, "id", s->id);
    words_tree(tree, "title", &s->title);
    optional_text(tree, "source", s->source);
    tree_text(tree, "language", language_code(s->language));
    tree_object(tree, "years");
    tree_number(tree, "base", s->base);
    tree_number(tree, "end", s->end);
    tree_close(tree);
    tree_object(tree, "periods");
    for (size_t p = 0; p < s->periods; p++)
        years_tree(tree, s->period[p].id, s->period[p].from, s->period[p].to);
    tree_close(tree);
    optional_text(tree, "history", s->history);
    optional_text(tree, "evidence", s->evidence);
    tree_object(tree, "indicators");
    for (size_t i = 0; i < s->indicators; i++)
        indicator_tree(tree, s, &s->indicator[i]);
    tree_close(tree);
    correlation_tree(tree, s);
    tree_object(tree, "targets");
    for (size_t i = 0; i < s->targets; i++)
        target_tree(tree, s, &s->target[i]);
    tree_close(tree);
    tree_object(tree, "groups");
    for (size_t i = 0; i < s->groups; i++)
        group_tree(tree, s, &s->group[i]);
    tree_close(tree);
    tree_object(tree, "events");
    for (size_t i = 0; i < s->events; i++)
        event_tree(tree, s, &s->event[i]);
    tree_close(tree);
    tree_object(tree, "programmes");
    for (size_t i = 0; i < s->programmes; i++)
        programme_tree(tree, s, &s->programme[i]);
    tree_close(tree);
    if (s->levers)
        levers_tree(tree, s);
    tree_object(tree, "assumptions");
    for (size_t i = 0; i < s->assumptions; i++)
        words_tree(tree, s->assumption[i].id, &s->assumption[i].text);
    tree_close(tree);
    simulation_tree(tree, &s->simulation);
    tree_close(tree);
}
