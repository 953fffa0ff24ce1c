#include "io/read_target.h"

#include "io/read_names.h"
#include "io/read_number.h"

#include <math.h>
#include <stdlib.h>

/* The only one of the `count` keys that the object has; NULL after a problem. */
static const char *only_key(ReadJson *json, const cJSON *item, const JsonPlace *place,
                            const char *const *key, size_t count)
{
    const char *given = NULL;
    size_t found = 0;
    Text list = { 0 };
    for (size_t i = 0; i < count; i++) {
        text_add(&list, "%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", key[i]);
        if (!read_json_get(item, key[i]))
            continue;
        given = key[i];
        found++;
    }
    json->failed |= list.failed;
    if (found != 1)
        read_json_problem(json, place, "%s of %s; wanted is exactly one",
                          found ? "more than one" : "none", list.data ? list.data : "");
    text_free(&list);
    return found == 1 ? given : NULL;
}

/* False when the shape is not clear. */
static bool read_years(ReadJson *json, const cJSON *item, const JsonPlace *place, Target *target)
{
    static const char *const key[] = {
        [TARGET_YEAR] = "year", [TARGET_EACH_YEAR] = "each_year", [TARGET_GROWTH] = "growth"
    };
    JsonPlace at = { .parent = place, .key = only_key(json, item, place, key, 3) };
    if (!at.key)
        return false;
    const cJSON *years = read_json_get(item, at.key);
    while (key[target->shape] != at.key)
        target->shape++;
    if (target->shape != TARGET_YEAR)
        read_json_span(json, years, &at, &target->from, &target->to);
    else if (read_json_year(json, years, &at, &target->from))
        target->to = target->from;
    return true;
}

/* Bounds of growth are rates, bounds of levels are in the unit of the indicator; without a clear
 * shape they cannot be checked. */
static void read_bounds(ReadJson *json, const cJSON *item, const JsonPlace *place, bool clear,
                        Target *target)
{
    static const char *const key[] = { "at_least", "at_most", "between" };
    JsonPlace at = { .parent = place, .key = only_key(json, item, place, key, 3) };
    if (!at.key || !clear)
        return;
    bool growth = target->shape == TARGET_GROWTH;
    const Param *row = growth ? &read_keys_growth : &read_keys_level;
    const cJSON *bound = read_json_get(item, at.key);
    target->low = -INFINITY;
    target->high = INFINITY;
    if (at.key == key[0]) {
        read_number(json, bound, &at, row, row->unit, &target->low);
    } else if (at.key == key[1]) {
        read_number(json, bound, &at, row, row->unit, &target->high);
    } else if (cJSON_IsArray(bound) && cJSON_GetArraySize(bound) == 2) {
        read_number(json, bound->child, &(JsonPlace){ &at, NULL, 0 }, row, row->unit, &target->low);
        read_number(json, bound->child->next, &(JsonPlace){ &at, NULL, 1 }, row, row->unit,
                    &target->high);
    } else {
        read_json_wanted(json, bound, &at, "[least, greatest]");
    }
}

static void read_indicator_of(ReadJson *json, const cJSON *item, const JsonPlace *place,
                              Target *target)
{
    const Scenario *s = json->scenario;
    if (!item)
        return;
    if (!cJSON_IsString(item)) {
        read_json_wanted(json, item, place, "the id of an indicator");
        return;
    }
    target->indicator = read_json_indicator(json, item->valuestring);
    if (target->indicator < s->indicators || !s->indicators)
        return;
    ReadNames names = { 0 };
    read_names_indicators(&names, s);
    read_names_unknown(json, place, "indicator", item->valuestring, &names);
    read_names_free(&names);
}

static void read_target(ReadJson *json, const cJSON *item, const JsonPlace *place, Target *target)
{
    target->id = read_json_id(json, place->key, place);
    target->weight = read_keys_weight.standard;
    if (!read_names_object(json, item, place, read_keys_target))
        return;
    JsonPlace at = { .parent = place, .key = "indicator" };
    read_indicator_of(json, read_json_get(item, at.key), &at, target);
    at.key = "title";
    target->title = read_json_words(json, read_json_get(item, at.key), &at);
    at.key = "source";
    target->source = read_json_text(json, read_json_get(item, at.key), &at);
    at.key = "weight";
    const cJSON *weight = read_json_get(item, at.key);
    if (weight)
        read_number(json, weight, &at, &read_keys_weight, PARAM_LEVEL, &target->weight);
    bool clear = read_years(json, item, place, target);
    read_bounds(json, item, place, clear, target);
}

static void target_free(Target *target)
{
    free(target->id);
    free(target->source);
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        free(target->title.in[i]);
    *target = (Target){ 0 };
}

void read_targets(ReadJson *json, const cJSON *item, const JsonPlace *place)
{
    Scenario *s = json->scenario;
    if (!item)
        return;
    if (!cJSON_IsObject(item)) {
        read_json_wanted(json, item, place, "an object of targets by id");
        return;
    }
    s->target = read_json_memory(json, (size_t)cJSON_GetArraySize(item), sizeof *s->target);
    if (!s->target)
        return;
    for (const cJSON *child = item->child; child; child = child->next) {
        size_t before = json->problems->count;
        Target *target = &s->target[s->targets];
        read_target(json, child, &(JsonPlace){ .parent = place, .key = child->string }, target);
        if (json->problems->count == before && s->indicators)
            s->targets++;
        else
            target_free(target);
    }
}
