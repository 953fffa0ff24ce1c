#include "io/read_event.h"

#include "io/read_hits.h"
#include "io/read_names.h"
#include "io/read_number.h"
#include "io/read_quantity.h"

static void read_event(ReadJson *json, const cJSON *item, const JsonPlace *place, Event *event)
{
    double years = 1;
    ReadHits hits = { .verb = "lower" };
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
    read_quantity_default(json, read_json_get(item, at.key), &at, &read_keys_loss, &event->loss);
    at.key = "indicators";
    read_hits(json, read_json_get(item, at.key), &at, &hits);
    event->indicator = hits.indicator;
    event->indicators = hits.count;
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
