#include "io/read_of.h"

#include "io/read_names.h"

#include <stdio.h>

/* Takes one id; an unknown one, or one that is there already, is left out. */
static void read_one(ReadJson *json, const cJSON *item, const JsonPlace *place,
                     Indicator *indicator)
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
        read_names_unknown(json, place, "indicator", item->valuestring, &names);
        read_names_free(&names);
        return;
    }
    for (size_t k = 0; k < indicator->ofs; k++)
        if (indicator->of[k] == index) {
            read_json_problem(json, place,
                              "\"%.80s\" is in the list already; allowed is each indicator once",
                              item->valuestring);
            return;
        }
    indicator->of[indicator->ofs++] = index;
}

/* "a list of 2 to 5 ids of indicators". */
static void refuse_count(ReadJson *json, const cJSON *item, const JsonPlace *place,
                         const Model *model)
{
    char what[100];
    if (model->of_most == MODEL_ANY)
        snprintf(what, sizeof what, "a list of %zu or more ids of indicators", model->of_least);
    else if (model->of_most == model->of_least)
        snprintf(what, sizeof what, "a list of %zu ids of indicators", model->of_least);
    else
        snprintf(what, sizeof what, "a list of %zu to %zu ids of indicators", model->of_least,
                 model->of_most);
    if (cJSON_IsArray(item))
        read_json_problem(json, place, "a list of %d; wanted is %s", cJSON_GetArraySize(item),
                          what);
    else
        read_json_wanted(json, item, place, what);
}

void read_of(ReadJson *json, const cJSON *item, const JsonPlace *place, Indicator *indicator)
{
    const Model *model = indicator->model;
    size_t count = cJSON_IsArray(item) ? (size_t)cJSON_GetArraySize(item) : 1;
    size_t index = 0;
    if (!item)
        return;
    indicator->of = read_json_memory(json, count, sizeof *indicator->of);
    if (!indicator->of)
        return;
    if (model->of_most == 1) {
        read_one(json, item, place, indicator);
        return;
    }
    if (!cJSON_IsArray(item) || count < model->of_least || count > model->of_most) {
        refuse_count(json, item, place, model);
        return;
    }
    for (const cJSON *child = item->child; child; child = child->next, index++)
        read_one(json, child, &(JsonPlace){ .parent = place, .index = index }, indicator);
}
