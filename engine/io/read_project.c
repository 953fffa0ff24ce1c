#include "io/read_project.h"

#include "io/read_names.h"
#include "io/read_number.h"
#include "io/read_onset.h"
#include "io/read_quantity.h"

static void read_project(ReadJson *json, const cJSON *item, const JsonPlace *place,
                         Project *project)
{
    project->id = read_json_id(json, place->key, place);
    if (!read_names_object(json, item, place, read_keys_project))
        return;
    JsonPlace at = { .parent = place, .key = "title" };
    project->title = read_json_words(json, read_json_get(item, at.key), &at);
    at.key = "source";
    project->source = read_json_text(json, read_json_get(item, at.key), &at);
    at.key = read_keys_comes.name;
    const cJSON *comes = read_json_get(item, at.key);
    if (comes)
        read_number(json, comes, &at, &read_keys_comes, read_keys_comes.unit,
                    &project->probability);
    read_onset(json, item, place, "start", &project->onset);
    at.key = read_keys_capacity.name;
    read_quantity_default(json, read_json_get(item, at.key), &at, &read_keys_capacity,
                          &project->capacity);
}

void read_projects(ReadJson *json, const cJSON *item, const JsonPlace *place, Indicator *indicator)
{
    if (!item)
        return;
    if (!cJSON_IsObject(item)) {
        read_json_wanted(json, item, place, "an object of projects by id");
        return;
    }
    if (!item->child)
        read_json_problem(json, place, "no project is there; wanted are one or more by id");
    indicator->project =
        read_json_memory(json, (size_t)cJSON_GetArraySize(item), sizeof *indicator->project);
    for (const cJSON *child = item->child; child && indicator->project; child = child->next)
        read_project(json, child, &(JsonPlace){ .parent = place, .key = child->string },
                     &indicator->project[indicator->projects++]);
}
