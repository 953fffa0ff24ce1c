#include "io/read_hits.h"

#include "base/text.h"
#include "io/read_names.h"

static bool has_growth(const Model *model)
{
    return model->params[model_shifted(model)].name;
}

/* Whether the growth of the model can be shifted; an unknown model has been told. */
static bool can_shift(ReadJson *json, const JsonPlace *place, const Indicator *indicator,
                      const char *verb)
{
    Text allowed = { 0 };
    if (!indicator->model || has_growth(indicator->model))
        return true;
    for (size_t i = 0; model_table[i]; i++)
        if (has_growth(model_table[i]))
            text_add(&allowed, "%s%s", allowed.size ? ", " : "", model_table[i]->name);
    read_json_problem(json, place,
                      "the model of \"%s\" is %s, which has no growth of its own to %s; allowed "
                      "are indicators of the models %s",
                      indicator->id, indicator->model->name, verb,
                      allowed.data ? allowed.data : "");
    json->failed |= allowed.failed;
    text_free(&allowed);
    return false;
}

static bool is_there(const ReadHits *hits, size_t indicator)
{
    for (size_t i = 0; i < hits->count; i++)
        if (hits->indicator[i] == indicator)
            return true;
    return false;
}

static void read_hit(ReadJson *json, const cJSON *item, const JsonPlace *place, ReadHits *hits)
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
    } else if (is_there(hits, index)) {
        read_json_problem(json, place, "\"%s\" is there already; allowed is each indicator once",
                          item->valuestring);
    } else if (can_shift(json, place, &s->indicator[index], hits->verb)) {
        hits->indicator[hits->count++] = index;
    }
}

void read_hits(ReadJson *json, const cJSON *item, const JsonPlace *place, ReadHits *hits)
{
    size_t index = 0;
    if (!item)
        return;
    if (!cJSON_IsArray(item)) {
        read_json_wanted(json, item, place, "a list of ids of indicators");
        return;
    }
    if (!item->child)
        read_json_problem(json, place, "the list is empty; wanted are one or more indicators");
    hits->indicator =
        read_json_memory(json, (size_t)cJSON_GetArraySize(item), sizeof *hits->indicator);
    for (const cJSON *child = item->child; child && hits->indicator; child = child->next)
        read_hit(json, child, &(JsonPlace){ place, NULL, index++ }, hits);
}
