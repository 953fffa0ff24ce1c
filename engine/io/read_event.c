#include "io/read_event.h"

#include "io/read_names.h"
#include "io/read_number.h"
#include "io/read_quantity.h"

#include <math.h>

/* Laws without a lower end are refused too: a loss is never a gain. */
static void read_loss(ReadJson *json, const cJSON *item, const JsonPlace *place, Quantity *loss)
{
    if (!item || !read_quantity(json, item, place, &read_keys_loss, loss))
        return;
    if (loss->law->low(loss) < 0)
        read_json_problem(
            json, place,
            "%s has no lower end, but a loss is never below 0; allowed is a number or "
            "a distribution from 0 up, such as uniform, triangular or pert",
            loss->law->name);
}

/* Whether events can lower the growth of the model; an unknown model has been told. */
static bool can_fall(ReadJson *json, const JsonPlace *place, const Indicator *indicator)
{
    Text allowed = { 0 };
    if (!indicator->model || indicator->model->params[model_lowered(indicator->model)].name)
        return true;
    for (size_t i = 0; model_table[i]; i++)
        if (model_table[i]->params[model_lowered(model_table[i])].name)
            text_add(&allowed, "%s%s", allowed.size ? ", " : "", model_table[i]->name);
    read_json_problem(json, place,
                      "the model of \"%s\" is %s, which has no growth of its own to lower; allowed "
                      "are indicators of the models %s",
                      indicator->id, indicator->model->name, allowed.data ? allowed.data : "");
    json->failed |= allowed.failed;
    text_free(&allowed);
    return false;
}

static void read_hit(ReadJson *json, const cJSON *item, const JsonPlace *place, Event *event)
{
    const Scenario *s = json->scenario;
    if (!cJSON_IsString(item)) {
        read_json_wanted(json, item, place, "the id of an indicator");
        return;
    }
    size_t index = read_json_indicator(json, item->valuestring);
    if (index == s->indicators) {
        ReadNames names = { 0 };
        read_names_indicators(&names, s);
        if (s->indicators)
            read_names_unknown(json, place, "indicator", item->valuestring, &names);
        read_names_free(&names);
    } else if (event_names(event, index)) {
        read_json_problem(json, place, "\"%s\" is there already; allowed is each indicator once",
                          item->valuestring);
    } else if (can_fall(json, place, &s->indicator[index])) {
        event->indicator[event->indicators++] = index;
    }
}

static void read_hits(ReadJson *json, const cJSON *item, const JsonPlace *place, Event *event)
{
    size_t count = 0;
    if (!item)
        return;
    if (!cJSON_IsArray(item)) {
        read_json_wanted(json, item, place, "a list of ids of indicators");
        return;
    }
    if (!item->child)
        read_json_problem(json, place, "the list is empty; wanted are one or more indicators");
    event->indicator =
        read_json_memory(json, (size_t)cJSON_GetArraySize(item), sizeof *event->indicator);
    for (const cJSON *child = item->child; child && event->indicator; child = child->next)
        read_hit(json, child, &(JsonPlace){ place, NULL, count++ }, event);
}

static void read_event(ReadJson *json, const cJSON *item, const JsonPlace *place, Event *event)
{
    double years = 1;
    event->id = read_json_id(json, place->key, place);
    event->from = json->scenario->base + 1;
    event->to = json->scenario->end;
    if (!read_names_object(json, item, place, read_keys_event))
        return;
    JsonPlace at = { .parent = place, .key = "title" };
    event->title = read_json_words(json, read_json_get(item, at.key), &at);
    at.key = "source";
    event->source = read_json_text(json, read_json_get(item, at.key), &at);
    at.key = "probability";
    const cJSON *probability = read_json_get(item, at.key);
    if (probability)
        read_number(json, probability, &at, &read_keys_probability, read_keys_probability.unit,
                    &event->probability);
    at.key = "loss";
    read_loss(json, read_json_get(item, at.key), &at, &event->loss);
    at.key = "indicators";
    read_hits(json, read_json_get(item, at.key), &at, event);
    at.key = "years";
    const cJSON *span = read_json_get(item, at.key);
    if (span)
        read_json_span(json, span, &at, &event->from, &event->to);
    at.key = "duration";
    const cJSON *duration = read_json_get(item, at.key);
    if (duration)
        read_json_whole(json, duration, &at, 1, READ_KEYS_LONGEST, &years);
    event->duration = (int)years;
}

void read_events(ReadJson *json, const cJSON *item, const JsonPlace *place)
{
    Scenario *s = json->scenario;
    if (!item)
        return;
    if (!cJSON_IsObject(item)) {
        read_json_wanted(json, item, place, "an object of events by id");
        return;
    }
    s->event = read_json_memory(json, (size_t)cJSON_GetArraySize(item), sizeof *s->event);
    for (const cJSON *child = item->child; child && s->event; child = child->next)
        read_event(json, child, &(JsonPlace){ .parent = place, .key = child->string },
                   &s->event[s->events++]);
}
