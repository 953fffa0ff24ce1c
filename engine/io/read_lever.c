#include "io/read_lever.h"

#include "io/read_names.h"
#include "io/read_number.h"
#include "io/read_pointer.h"

static bool read_limit(ReadJson *json, const cJSON *item, const JsonPlace *place,
                       LeverNumber *limit)
{
    if (item && !read_pointer_plain(item, limit)) {
        read_json_wanted(json, item, place, "a number, such as 75000, 0.165 or \"16.5%\"");
        return false;
    }
    return item;
}

static void read_place(ReadJson *json, const cJSON *item, const JsonPlace *place,
                       const cJSON *document, Lever *lever)
{
    Text fault = { 0 };
    lever->pointer = read_json_text(json, item, place);
    if (lever->pointer &&
        !read_pointer_number(json, document, lever->pointer, &lever->number, &fault))
        read_json_problem(json, place, "%s: %s", lever->pointer, fault.data ? fault.data : "");
    json->failed |= fault.failed;
    text_free(&fault);
}

static void read_lever(ReadJson *json, const cJSON *item, const JsonPlace *place,
                       const cJSON *document, Lever *lever)
{
    lever->id = read_json_id(json, place->key, place);
    lever->cost = read_keys_cost.standard;
    if (!read_names_object(json, item, place, read_keys_lever))
        return;
    JsonPlace at = { .parent = place, .key = "title" };
    lever->title = read_json_words(json, read_json_get(item, at.key), &at);
    at.key = "source";
    lever->source = read_json_text(json, read_json_get(item, at.key), &at);
    at.key = "cost";
    const cJSON *cost = read_json_get(item, at.key);
    if (cost)
        read_number(json, cost, &at, &read_keys_cost, read_keys_cost.unit, &lever->cost);
    at.key = "pointer";
    read_place(json, read_json_get(item, at.key), &at, document, lever);
    at.key = "from";
    bool both = read_limit(json, read_json_get(item, at.key), &at, &lever->from);
    at.key = "to";
    both = read_limit(json, read_json_get(item, at.key), &at, &lever->to) && both;
    lever->number.percent |= lever->from.percent || lever->to.percent;
    if (both && !(lever->from.value < lever->to.value))
        read_json_problem(json, place, "from %g to %g holds no values; wanted is from below to",
                          lever->from.value, lever->to.value);
}

void read_levers(ReadJson *json, const cJSON *item, const JsonPlace *place, const cJSON *document)
{
    Scenario *s = json->scenario;
    if (!item)
        return;
    if (!cJSON_IsObject(item)) {
        read_json_wanted(json, item, place, "an object of levers by id");
        return;
    }
    s->lever = read_json_memory(json, (size_t)cJSON_GetArraySize(item), sizeof *s->lever);
    for (const cJSON *child = item->child; child && s->lever; child = child->next)
        read_lever(json, child, &(JsonPlace){ .parent = place, .key = child->string }, document,
                   &s->lever[s->levers++]);
}
