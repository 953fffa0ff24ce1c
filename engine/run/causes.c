#include "run/causes.h"

#include "run/onsets.h"
#include "run/sources.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N = BLOCK_PATHS };

struct Causes {
    const Plan *plan;
    Discovery *discovery;
    Source *source; /* of each input */
    size_t room;
    size_t last;  /* the last year of the target, from the base on */
    bool *behind; /* of each indicator: the target's, or one that it depends on */
    Status status;
    Error *err;
};

void causes_record(const Causes *inputs, const Block *block, uint64_t first, size_t paths)
{
    double x[N];
    for (size_t i = 0; i < inputs->discovery->inputs; i++) {
        inputs->source[i].read(&inputs->source[i], block, first, x);
        memcpy(inputs->discovery->input[i].x + first, x, paths * sizeof *x);
    }
}

/* ---- listing ---- */

/* What an input is called. The patterns take {1} the thing, {2} when, {3} what of it. */
typedef struct Naming {
    Words pattern;
    const OwnWords *title; /* of the thing; its id where there is none */
    const char *id;
    const char *when;
    InputUnit unit;
    const char *what; /* NULL: the pattern says */
} Naming;

static bool grow(Causes *inputs)
{
    Discovery *d = inputs->discovery;
    if (d->inputs < inputs->room)
        return true;
    size_t room = 2 * inputs->room + 16;
    DiscoveryInput *input = realloc(d->input, room * sizeof *input);
    if (input)
        d->input = input;
    Source *source = realloc(inputs->source, room * sizeof *source);
    if (source)
        inputs->source = source;
    if (input && source)
        inputs->room = room;
    return input && source;
}

/* `pointer` is taken over. After a failed allocation nothing more is added. */
static void add(Causes *inputs, Source source, const Naming *naming, char *pointer)
{
    Discovery *d = inputs->discovery;
    bool good = inputs->status == STATUS_GOOD && pointer && grow(inputs);
    if (!good) {
        free(pointer);
        inputs->status = error_memory(inputs->err);
        return;
    }
    inputs->source[d->inputs] = source;
    DiscoveryInput *made = &d->input[d->inputs++];
    *made = (DiscoveryInput){ .pointer = pointer, .unit = naming->unit };
    made->x = calloc(d->paths + 1, sizeof *made->x);
    good = made->x != NULL;
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        Text title = { 0 };
        const char *part[] = { own_words_in(naming->title, (Language)i, naming->id),
                               naming->when ? naming->when : "", naming->what ? naming->what : "" };
        text_fill(&title, words_in(&naming->pattern, (Language)i), part, 3);
        made->title[i] = title.data;
        good &= !title.failed && title.data;
    }
    if (!good)
        inputs->status = error_memory(inputs->err);
}

/* The runs of years up to the last one that lie in one period. False when there are no more. */
static bool next_run(const Causes *inputs, size_t *from, size_t *to)
{
    const Plan *plan = inputs->plan;
    *from = *to + 1;
    *to = *from;
    while (*to < inputs->last && plan->period[*to + 1] == plan->period[*from])
        *to += 1;
    return *from <= inputs->last;
}

static const char *period_id(const Causes *inputs, size_t t)
{
    return inputs->plan->scenario->period[inputs->plan->period[t]].id;
}

static InputUnit unit_of(const Param *param)
{
    return param->unit == PARAM_RATE ? INPUT_RATE : INPUT_NUMBER;
}

/* People's names of parameters; others are called as in the file. */
static Words name_of_param(const char *name)
{
    static const struct {
        const char *name;
        Words words;
    } known[] = {
        { "growth", WORDS("growth {2} of {1}", "tốc độ tăng {2} của {1}") },
        { "base", WORDS("the base of {1}", "số gốc của {1}") },
        { "elasticity", WORDS("elasticity {2} of {1}", "hệ số co giãn {2} của {1}") },
        { "share", WORDS("share {2} of {1}", "tỷ lệ {2} của {1}") },
        { "volatility", WORDS("volatility {2} of {1}", "độ biến động {2} của {1}") },
        { "rate", WORDS("yearly number {2} of {1}", "số lượng mỗi năm {2} của {1}") },
        { "ceiling", WORDS("the ceiling of {1}", "mức trần của {1}") },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(known[i].name, name))
            return known[i].words;
    return (Words)WORDS("{3} {2} of {1}", "{3} {2} của {1}");
}

static Naming naming_of(const Indicator *it, const Param *param, const char *when)
{
    return (Naming){
        name_of_param(param->name), &it->title, it->id, when, unit_of(param), param->name
    };
}

static void add_drawn(Causes *inputs, size_t indicator, size_t k)
{
    const Indicator *it = &inputs->plan->scenario->indicator[indicator];
    const Param *param = &it->model->params[k];
    for (size_t from = 0, to = 0; next_run(inputs, &from, &to);) {
        Source source = {
            .read = source_drawn, .thing = indicator, .k = k, .from = from, .to = to
        };
        const char *when = period_id(inputs, from);
        Naming naming = naming_of(it, param, when);
        if (!quantity_is_constant(parameter_in(&it->parameter[k], inputs->plan->period[from])))
            add(inputs, source, &naming,
                text_format("/indicators/%s/%s/%s", it->id, param->name, when));
    }
}

/* Each quantity of a parameter that is neither constant nor drawn with the growth. */
static void add_parameter(Causes *inputs, size_t indicator, size_t k, const Param *param)
{
    const Indicator *it = &inputs->plan->scenario->indicator[indicator];
    const Laws *laws = &inputs->plan->laws[indicator];
    const Parameter *parameter = laws_parameter(laws, it, k);
    for (size_t q = 0; q < parameter->count; q++) {
        Source source = { .read = source_value, .thing = indicator, .row = laws->first[k] + q };
        char year[16] = "";
        const char *when = year;
        if (parameter->year)
            snprintf(year, sizeof year, "%d", parameter->year[q]);
        else if (parameter->count > 1)
            when = inputs->plan->scenario->period[q].id;
        Naming naming = naming_of(it, param, when);
        if (!quantity_is_constant(&parameter->quantity[q]))
            add(inputs, source, &naming,
                text_format("/indicators/%s/%s%s%s", it->id, param->name, *when ? "/" : "", when));
    }
}

static void add_noise(Causes *inputs, size_t indicator)
{
    const Indicator *it = &inputs->plan->scenario->indicator[indicator];
    static const Words shock =
        WORDS("the average shock {2} of {1}", "biến động bình quân {2} của {1}");
    static const Words luck = WORDS("the average luck {2} of {1} (standard score)",
                                    "may rủi bình quân {2} của {1} (điểm chuẩn)");
    for (size_t from = 0, to = 0; next_run(inputs, &from, &to);) {
        Source source = { .read = source_noise, .thing = indicator, .from = from, .to = to };
        const char *when = period_id(inputs, from);
        Naming naming = { it->model->counts ? luck : shock,
                          &it->title,
                          it->id,
                          when,
                          it->model->counts ? INPUT_NUMBER : INPUT_RATE,
                          NULL };
        add(inputs, source, &naming, text_format("/indicators/%s/shock/%s", it->id, when));
    }
}

/* Delay, ramp and size of a programme or project. */
static void add_onset(Causes *inputs, const Onset *onset, const Quantity *size, Naming naming,
                      Source source, const char *pointer)
{
    static const struct {
        const char *key;
        Words pattern;
    } row[] = {
        [ONSET_DELAY] = { "delay", WORDS("the delay of {1} in years", "số năm chậm của {1}") },
        [ONSET_RAMP] = { "ramp", WORDS("the ramp of {1} in years", "số năm tăng dần của {1}") },
        [ONSET_SIZE] = { "size", WORDS("the size of {1}", "quy mô của {1}") },
    };
    const Quantity *quantity[] = {
        [ONSET_DELAY] = &onset->delay, [ONSET_RAMP] = &onset->ramp, [ONSET_SIZE] = size
    };
    InputUnit unit = naming.unit;
    for (size_t step = 0; step < sizeof row / sizeof *row; step++) {
        source.read = source_onset;
        source.k = step;
        source.quantity = quantity[step];
        naming.pattern = row[step].pattern;
        naming.unit = step == ONSET_SIZE ? unit : INPUT_NUMBER;
        const char *key = step == ONSET_SIZE ? naming.when : row[step].key;
        if (!quantity_is_constant(quantity[step]))
            add(inputs, source, &naming, text_format("%s/%s", pointer, key));
    }
}

static void add_project(Causes *inputs, size_t indicator, size_t j)
{
    static const Words comes = WORDS("{1}", "{1}");
    const Plan *plan = inputs->plan;
    const Indicator *it = &plan->scenario->indicator[indicator];
    const Project *project = &it->project[j];
    char *pointer = text_format("/indicators/%s/projects/%s", it->id, project->id);
    Naming naming = { comes, &project->title, project->id, "capacity", INPUT_YES, NULL };
    if (pointer && onsets_first(plan, &project->onset) <= inputs->last) {
        if (project->probability > 0 && project->probability < 1)
            add(inputs, (Source){ .read = source_comes, .thing = indicator, .k = j }, &naming,
                text_copy(pointer));
        naming.unit = INPUT_NUMBER;
        add_onset(inputs, &project->onset, &project->capacity, naming,
                  (Source){ .thing = plan_project(plan, indicator, j) }, pointer);
    }
    free(pointer);
}

static void add_indicator(Causes *inputs, size_t indicator)
{
    const Indicator *it = &inputs->plan->scenario->indicator[indicator];
    size_t params = inputs->plan->laws[indicator].params;
    for (size_t k = 0; k < params; k++)
        if (it->model->params[k].drawn)
            add_drawn(inputs, indicator, k);
        else
            add_parameter(inputs, indicator, k, &it->model->params[k]);
    for (size_t k = 0; it->model->noisy && k < NOISE_PARAMS; k++)
        add_parameter(inputs, indicator, params + k, &noise_params[k]);
    if (inputs->plan->shock[indicator].any)
        add_noise(inputs, indicator);
    for (size_t j = 0; j < it->projects; j++)
        add_project(inputs, indicator, j);
}

/* Whether it names an indicator behind the target. */
static bool reaches(const Causes *inputs, const size_t *indicator, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (inputs->behind[indicator[i]])
            return true;
    return false;
}

static void add_events(Causes *inputs)
{
    const Scenario *s = inputs->plan->scenario;
    static const Words years = WORDS("the number of years with {1}", "số năm có {1}");
    for (size_t i = 0; i < s->events; i++) {
        const Event *it = &s->event[i];
        Naming naming = { years, &it->title, it->id, NULL, INPUT_NUMBER, NULL };
        Source source = { .read = source_event, .thing = i, .from = 1, .to = inputs->last };
        if (it->probability > 0 && reaches(inputs, it->indicator, it->indicators))
            add(inputs, source, &naming, text_format("/events/%s", it->id));
    }
}

static void add_programmes(Causes *inputs)
{
    const Scenario *s = inputs->plan->scenario;
    for (size_t i = 0; i < s->programmes; i++) {
        const Programme *it = &s->programme[i];
        Naming naming = { .title = &it->title, .id = it->id, .when = "effect", .unit = INPUT_RATE };
        char *pointer = text_format("/programmes/%s", it->id);
        if (pointer && reaches(inputs, it->indicator, it->indicators))
            add_onset(inputs, &it->onset, &it->effect, naming,
                      (Source){ .thing = plan_programme(inputs->plan, i) }, pointer);
        free(pointer);
    }
}

/* Backwards through the order, so that what is behind an indicator is marked before its turn. */
static void mark_behind(Causes *inputs, size_t indicator)
{
    const Plan *plan = inputs->plan;
    inputs->behind[indicator] = true;
    for (size_t i = plan->scenario->indicators; i-- > 0;) {
        const Indicator *it = &plan->scenario->indicator[plan->order[i]];
        for (size_t k = 0; inputs->behind[plan->order[i]] && k < it->ofs; k++)
            inputs->behind[it->of[k]] = true;
    }
}

Status causes_new(Causes **made, const Plan *plan, Discovery *discovery, Error *err)
{
    const Scenario *s = plan->scenario;
    const Target *target = &s->target[discovery->target];
    Causes *inputs = calloc(1, sizeof *inputs);
    *made = inputs;
    if (!inputs)
        return error_memory(err);
    *inputs = (Causes){
        .plan = plan, .discovery = discovery, .last = (size_t)(target->to - s->base), .err = err
    };
    inputs->behind = calloc(s->indicators + 1, sizeof *inputs->behind);
    if (!inputs->behind)
        return error_memory(err);
    mark_behind(inputs, target->indicator);
    for (size_t i = 0; i < s->indicators; i++)
        if (inputs->behind[i])
            add_indicator(inputs, i);
    add_events(inputs);
    add_programmes(inputs);
    return inputs->status;
}

void causes_free(Causes *inputs)
{
    if (!inputs)
        return;
    free(inputs->source);
    free(inputs->behind);
    free(inputs);
}
