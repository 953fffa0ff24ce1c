#include "run/inputs.h"

#include "run/dimensions.h"
#include "run/onsets.h"

#include <stdlib.h>
#include <string.h>

void inputs_free(Inputs *inputs)
{
    for (size_t i = 0; inputs->input && i < inputs->inputs; i++)
        input_free(&inputs->input[i]);
    free(inputs->input);
    free(inputs->numbers);
    free(inputs->draw);
    *inputs = (Inputs){ 0 };
}

/* ---- what an indicator's draw belongs to ---- */

/* The first drawn parameter that is random in the period (any period: number `periods`), else
 * NULL: nothing hangs on the draw. */
static const char *drawn_name(const Indicator *it, size_t periods, size_t period)
{
    for (size_t k = 0; it->model->params[k].name; k++) {
        const Parameter *parameter = &it->parameter[k];
        for (size_t q = 0; it->model->params[k].drawn && q < parameter->count; q++) {
            bool chosen = period == periods || parameter->count == 1 || q == period;
            if (chosen && !quantity_is_constant(&parameter->quantity[q]))
                return it->model->params[k].name;
        }
    }
    return NULL;
}

/* Name and time of what the draw is; no name when nothing hangs on it. */
typedef struct Place {
    const char *what;
    char *when; /* owned */
} Place;

static Place growth_place(const Plan *plan, const Indicator *it, size_t t)
{
    const Scenario *s = plan->scenario;
    size_t period = it->linked ? s->periods : plan->period[t];
    Place place = { plan_draws(plan, it, t) ? drawn_name(it, s->periods, period) : NULL, NULL };
    if (place.what && period < s->periods && s->periods > 1)
        place.when = text_copy(s->period[period].id);
    return place;
}

static Place parameter_place(const Plan *plan, const Indicator *it, uint32_t step)
{
    size_t k = step >> 16, q = step & 0xffff, params = 0;
    while (it->model->params[params].name)
        params++;
    const Parameter *parameter = k < params ? &it->parameter[k] : &it->noise[k - params];
    Place place = { k < params ? it->model->params[k].name : noise_params[k - params].name, NULL };
    if (parameter->year && !it->linked)
        place.when = text_format("%d", parameter->year[q]);
    else if (!parameter->year && parameter->count > 1)
        place.when = text_copy(plan->scenario->period[q].id);
    return place;
}

static Place indicator_place(const Plan *plan, Address address)
{
    const Indicator *it = &plan->scenario->indicator[address.stream];
    if (address.purpose == PURPOSE_GROWTH)
        return growth_place(plan, it, address.step);
    if (address.purpose == PURPOSE_PARAMETER)
        return parameter_place(plan, it, address.step);
    return (Place){ plan->shock[address.stream].any ? "shock" : NULL, NULL };
}

/* ---- inputs ---- */

static Input indicator_input(const Plan *plan, Address address)
{
    const Indicator *it = &plan->scenario->indicator[address.stream];
    Place place = indicator_place(plan, address);
    Input input = { .title = &it->title, .id = it->id, .what = place.what, .when = place.when };
    if (place.what)
        input.pointer = text_format("/indicators/%s/%s%s%s", it->id, place.what,
                                    place.when ? "/" : "", place.when ? place.when : "");
    return input;
}

static Input project_input(const Plan *plan, size_t stream)
{
    const Scenario *s = plan->scenario;
    size_t i = 0;
    while (stream >= plan_project(plan, i + 1, 0))
        i++;
    const Project *it = &s->indicator[i].project[stream - plan_project(plan, i, 0)];
    return (Input){ .pointer =
                        text_format("/indicators/%s/projects/%s", s->indicator[i].id, it->id),
                    .title = &it->title,
                    .id = it->id };
}

/* Without a pointer when nothing hangs on the draw, or there is no memory. */
static Input input_of(const Plan *plan, Address address)
{
    const Scenario *s = plan->scenario;
    if (address.stream < s->indicators)
        return indicator_input(plan, address);
    if (address.stream >= plan_project(plan, 0, 0))
        return project_input(plan, address.stream);
    if (address.stream < plan_programme(plan, 0)) {
        const Event *it = &s->event[address.stream - s->indicators];
        return (Input){ text_format("/events/%s", it->id), &it->title, it->id, NULL, NULL };
    }
    const Programme *it = &s->programme[address.stream - plan_programme(plan, 0)];
    return (Input){ text_format("/programmes/%s", it->id), &it->title, it->id, NULL, NULL };
}

static double side_of(Address address)
{
    bool late = address.purpose == PURPOSE_ONSET && address.step != ONSET_SIZE;
    return late ? -1 : 1;
}

/* Takes the draw up under its input, which is new or known. */
static void add(Inputs *inputs, const Plan *plan, Address address)
{
    Input input = input_of(plan, address);
    size_t i = 0;
    if (!input.pointer)
        return;
    while (i < inputs->inputs && strcmp(inputs->input[i].pointer, input.pointer))
        i++;
    if (i == inputs->inputs)
        inputs->input[inputs->inputs++] = input;
    else
        input_free(&input);
    inputs->numbers[i]++;
    inputs->draw[inputs->draws++] = (InputDraw){ address, i, side_of(address) };
}

/* Each indicator comes before those it depends on. */
static void find_parts(const Plan *plan, size_t indicator, bool *used)
{
    used[indicator] = true;
    for (size_t i = plan->scenario->indicators; i-- > 0;) {
        const Indicator *it = &plan->scenario->indicator[plan->order[i]];
        for (size_t k = 0; used[plan->order[i]] && k < it->ofs; k++)
            used[it->of[k]] = true;
    }
}

static bool has_scores(const Inputs *inputs, size_t indicator, Purpose purpose)
{
    bool found = false;
    for (size_t i = 0; i < inputs->draws; i++)
        found |= inputs->draw[i].address.stream == indicator &&
                 inputs->draw[i].address.purpose == purpose;
    return found;
}

static void find_pair(Inputs *inputs, const Scenario *s)
{
    static const Purpose purposes[] = { PURPOSE_GROWTH, PURPOSE_SHOCK };
    for (size_t i = 0; s->correlation && i < s->indicators; i++)
        for (size_t j = 0; j < i; j++)
            for (size_t k = 0; k < 2; k++)
                if (s->correlation[i * s->indicators + j] != 0 &&
                    has_scores(inputs, i, purposes[k]) && has_scores(inputs, j, purposes[k])) {
                    inputs->pair[0] = j;
                    inputs->pair[1] = i;
                    return;
                }
}

static Status gather(Inputs *inputs, const Plan *plan, const Target *target, const bool *used,
                     Error *err)
{
    Dimensions all;
    size_t last = (size_t)(target->to - plan->scenario->base);
    Status status = dimensions_list(&all, plan, err);
    inputs->draw = calloc(all.count + 1, sizeof *inputs->draw);
    inputs->input = calloc(all.count + 1, sizeof *inputs->input);
    inputs->numbers = calloc(all.count + 1, sizeof *inputs->numbers);
    if (status == STATUS_GOOD && (!inputs->draw || !inputs->input || !inputs->numbers))
        status = error_memory(err);
    for (size_t i = 0; status == STATUS_GOOD && i < all.count; i++) {
        Address address = all.dimension[i].address;
        /* a score may stand at the start of a run that `first` is not the year of */
        bool score = address.purpose == PURPOSE_GROWTH || address.purpose == PURPOSE_SHOCK;
        size_t first = score ? address.step : all.dimension[i].first;
        if (first <= last && plan_moves_any(plan, address.stream, used))
            add(inputs, plan, address);
    }
    dimensions_free(&all);
    return status;
}

Status inputs_list(Inputs *inputs, const Plan *plan, size_t target, Error *err)
{
    const Scenario *s = plan->scenario;
    const Target *it = &s->target[target];
    *inputs = (Inputs){ 0 };
    bool *used = calloc(s->indicators, sizeof *used);
    if (!used)
        return error_memory(err);
    find_parts(plan, it->indicator, used);
    Status status = gather(inputs, plan, it, used, err);
    free(used);
    if (status == STATUS_GOOD)
        find_pair(inputs, s);
    return status;
}
