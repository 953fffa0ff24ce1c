#include "io/read_programme.h"

#include "io/read_hits.h"
#include "io/read_names.h"
#include "io/read_onset.h"
#include "io/read_quantity.h"

#include <limits.h>

static void read_programme(ReadJson *json, const cJSON *item, const JsonPlace *place,
                           Programme *programme)
{
    ReadHits hits = { .verb = "raise" };
    programme->id = read_json_id(json, place->key, place);
    programme->end = INT_MAX;
    if (!read_names_object(json, item, place, read_keys_programme))
        return;
    JsonPlace at = { .parent = place, .key = "title" };
    programme->title = read_json_words(json, read_json_get(item, at.key), &at);
    at.key = "lead";
    programme->lead = read_json_words(json, read_json_get(item, at.key), &at);
    at.key = "source";
    programme->source = read_json_text(json, read_json_get(item, at.key), &at);
    read_onset(json, item, place, "approval", &programme->onset);
    at.key = read_keys_effect.name;
    read_quantity_default(json, read_json_get(item, at.key), &at, &read_keys_effect,
                          &programme->effect);
    at.key = "indicators";
    read_hits(json, read_json_get(item, at.key), &at, &hits);
    programme->indicator = hits.indicator;
    programme->indicators = hits.count;
    at.key = "end";
    const cJSON *end = read_json_get(item, at.key);
    if (end)
        read_json_year(json, end, &at, &programme->end);
}

void read_programmes(ReadJson *json, const cJSON *item, const JsonPlace *place)
{
    Scenario *s = json->scenario;
    if (!item)
        return;
    if (!cJSON_IsObject(item)) {
        read_json_wanted(json, item, place, "an object of programmes by id");
        return;
    }
    s->programme = read_json_memory(json, (size_t)cJSON_GetArraySize(item), sizeof *s->programme);
    for (const cJSON *child = item->child; child && s->programme; child = child->next)
        read_programme(json, child, &(JsonPlace){ .parent = place, .key = child->string },
                       &s->programme[s->programmes++]);
}
