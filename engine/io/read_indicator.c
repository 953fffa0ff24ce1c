#include "io/read_indicator.h"

#include "base/text.h"
#include "io/read_names.h"
#include "io/read_of.h"
#include "io/read_number.h"
#include "io/read_project.h"
#include "io/read_quantity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int compare_by_id(const void *a, const void *b)
{
    return strcmp((*(const Indicator *const *)a)->id, (*(const Indicator *const *)b)->id);
}

void read_indicator_ids(ReadJson *json, const cJSON *item, const JsonPlace *place)
{
    Scenario *s = json->scenario;
    if (!item)
        return;
    if (!cJSON_IsObject(item) || !item->child) {
        read_json_wanted(json, item, place, "an object with one or more indicators by id");
        return;
    }
    size_t count = (size_t)cJSON_GetArraySize(item);
    s->indicator = read_json_memory(json, count, sizeof *s->indicator);
    json->by_id = read_json_memory(json, count, sizeof *json->by_id);
    if (!s->indicator || !json->by_id)
        return;
    for (const cJSON *child = item->child; child; child = child->next) {
        Indicator *indicator = &s->indicator[s->indicators];
        JsonPlace at = { .parent = place, .key = child->string };
        if (!strcmp(child->string, read_keys_repair))
            read_json_problem(json, &at,
                              "the id \"%s\" has a meaning in /correlation; allowed is "
                              "any other id",
                              read_keys_repair);
        indicator->id = read_json_id(json, child->string, &at);
        if (!indicator->id)
            return;
        indicator->freedom = INFINITY;
        json->by_id[s->indicators++] = indicator;
    }
    qsort(json->by_id, s->indicators, sizeof *json->by_id, compare_by_id);
}

static void names_of_model(ReadNames *names, const Model *model)
{
    if (model->of_most)
        read_names_add(names, read_keys_of[0].name, model->of_least > 0);
    if (model->dated)
        read_names_keys(names, read_keys_dated);
    read_names_params(names, model->params);
    if (model_draws(model))
        read_names_keys(names, read_keys_drawn);
    if (model_draws(model) || model_by_year(model))
        read_names_keys(names, read_keys_linked);
    if (model->noisy) {
        read_names_params(names, noise_params);
        read_names_keys(names, read_keys_noisy);
    }
}

/* Of an unknown model every parameter of any model may be there. */
static void check_keys(ReadJson *json, const cJSON *item, const JsonPlace *place,
                       const Model *model)
{
    ReadNames names = { 0 };
    read_names_keys(&names, read_keys_indicator);
    if (model)
        names_of_model(&names, model);
    for (size_t i = 0; !model && model_table[i]; i++)
        names_of_model(&names, model_table[i]);
    for (size_t i = 0; !model && i < names.count; i++)
        names.required[i] = !strcmp(names.name[i], "model");
    read_names_check(json, item, place, "key", &names);
}

/* Of a misspelt model the rest is checked as if the nearest one were meant. */
static const Model *read_model(ReadJson *json, const cJSON *item, const JsonPlace *place)
{
    const Model *model = cJSON_IsString(item) ? model_find(item->valuestring) : NULL;
    if (model || !item)
        return model;
    ReadNames names = { 0 };
    for (size_t i = 0; model_table[i]; i++)
        read_names_add(&names, model_table[i]->name, false);
    if (cJSON_IsString(item)) {
        read_names_unknown(json, place, "model", item->valuestring, &names);
        const char *near = names.count ? text_nearest(item->valuestring, names.name) : NULL;
        model = near ? model_find(near) : NULL;
    } else {
        read_json_wanted(json, item, place, "the name of a model");
    }
    read_names_free(&names);
    return model;
}

/* df of {"student_t": df} or {"student_t": [df]}. */
static void read_freedom(ReadJson *json, const cJSON *item, const JsonPlace *place, double *freedom)
{
    JsonPlace at = { .parent = place, .key = read_keys_shock[1] };
    const cJSON *df = read_json_get(item, at.key);
    if (!df || item->child->next) {
        read_json_wanted(json, item, place, "\"normal\", \"student_t\" or {\"student_t\": df}");
        return;
    }
    if (!cJSON_IsArray(df))
        read_number(json, df, &at, &read_keys_freedom, PARAM_LEVEL, freedom);
    else if (df->child && !df->child->next)
        read_number(json, df->child, &(JsonPlace){ &at, NULL, 0 }, &read_keys_freedom, PARAM_LEVEL,
                    freedom);
    else
        read_json_problem(json, &at, "a list of %d; wanted is [df]", cJSON_GetArraySize(df));
}

static void read_shock(ReadJson *json, const cJSON *item, const JsonPlace *place, double *freedom)
{
    if (cJSON_IsObject(item))
        read_freedom(json, item, place, freedom);
    else if (item && read_json_choice(json, item, place, read_keys_shock) == 1)
        *freedom = read_keys_freedom.standard;
}

static void read_params(ReadJson *json, const cJSON *item, const JsonPlace *place, const Param *row,
                        Parameter *parameter)
{
    for (; row->name; row++, parameter++)
        read_quantity_parameter(json, read_json_get(item, row->name),
                                &(JsonPlace){ .parent = place, .key = row->name }, row, parameter);
}

static void read_law_of_motion(ReadJson *json, const cJSON *item, const JsonPlace *place,
                               Indicator *indicator)
{
    const Model *model = indicator->model;
    JsonPlace of = { .parent = place, .key = read_keys_of[0].name };
    size_t rows = 0;
    if (model->of_most)
        read_of(json, read_json_get(item, of.key), &of, indicator);
    while (model->params[rows].name)
        rows++;
    indicator->parameter = read_json_memory(json, rows, sizeof *indicator->parameter);
    if (indicator->parameter)
        read_params(json, item, place, model->params, indicator->parameter);
    if (model->noisy)
        read_params(json, item, place, noise_params, indicator->noise);
    JsonPlace projects = { .parent = place, .key = read_keys_dated[0].name };
    if (model->dated)
        read_projects(json, read_json_get(item, projects.key), &projects, indicator);
}

static void read_indicator(ReadJson *json, const cJSON *item, const JsonPlace *place,
                           Indicator *indicator)
{
    if (!cJSON_IsObject(item)) {
        read_json_wanted(json, item, place, "an object that describes an indicator");
        return;
    }
    JsonPlace at = { .parent = place, .key = "title" };
    indicator->title = read_json_words(json, read_json_get(item, at.key), &at);
    at.key = "unit";
    indicator->unit = read_json_words(json, read_json_get(item, at.key), &at);
    at.key = "price_basis";
    indicator->price_basis = read_json_words(json, read_json_get(item, at.key), &at);
    at.key = "source";
    indicator->source = read_json_text(json, read_json_get(item, at.key), &at);
    at.key = "draw";
    const cJSON *draw = read_json_get(item, at.key);
    bool yearly = draw && read_json_choice(json, draw, &at, read_keys_draw) == DRAW_YEAR;
    indicator->draw = yearly ? DRAW_YEAR : DRAW_PERIOD;
    at.key = "linked";
    const cJSON *linked = read_json_get(item, at.key);
    if (linked)
        read_json_boolean(json, linked, &at, &indicator->linked);
    at.key = "shock";
    read_shock(json, read_json_get(item, at.key), &at, &indicator->freedom);
    at.key = "model";
    indicator->model = read_model(json, read_json_get(item, at.key), &at);
    check_keys(json, item, place, indicator->model);
    if (indicator->model)
        read_law_of_motion(json, item, place, indicator);
}

void read_indicators(ReadJson *json, const cJSON *item, const JsonPlace *place)
{
    Scenario *s = json->scenario;
    const cJSON *child = s->indicators ? item->child : NULL;
    for (size_t i = 0; i < s->indicators; i++, child = child->next)
        read_indicator(json, child, &(JsonPlace){ .parent = place, .key = child->string },
                       &s->indicator[i]);
}
