#include "io/read_group.h"

#include "io/read_names.h"

#include <stdlib.h>
#include <string.h>

/* What the groups of a file share. */
typedef struct Targets {
    const cJSON *given;   /* as in the file, with those that had problems */
    const Target **by_id; /* owned */
    size_t *taken;        /* of each target: the last group that names it, counted from 1; owned */
} Targets;

static int compare_ids(const void *a, const void *b)
{
    return strcmp((*(const Target *const *)a)->id, (*(const Target *const *)b)->id);
}

static int compare_id(const void *id, const void *row)
{
    return strcmp(id, (*(const Target *const *)row)->id);
}

static const Target *find(const ReadJson *json, const Targets *targets, const char *id)
{
    const Target **found =
        bsearch(id, targets->by_id, json->scenario->targets, sizeof *targets->by_id, compare_id);
    return found ? *found : NULL;
}

static void refuse_unknown(ReadJson *json, const Targets *targets, const char *id,
                           const JsonPlace *place)
{
    ReadNames names = { 0 };
    for (const cJSON *child = targets->given ? targets->given->child : NULL; child;
         child = child->next)
        read_names_add(&names, child->string, false);
    read_names_unknown(json, place, "target", id, &names);
    read_names_free(&names);
}

/* A target with problems of its own is in the file but not in the scenario: it has been told. */
static void read_member(ReadJson *json, const cJSON *item, const JsonPlace *place,
                        const Targets *targets, Group *group)
{
    const Scenario *s = json->scenario;
    if (!cJSON_IsString(item)) {
        read_json_wanted(json, item, place, "the id of a target");
        return;
    }
    const Target *target = find(json, targets, item->valuestring);
    if (!target) {
        if (!targets->given || !read_json_get(targets->given, item->valuestring))
            refuse_unknown(json, targets, item->valuestring, place);
        return;
    }
    size_t index = (size_t)(target - s->target);
    if (targets->taken[index] == s->groups + 1) {
        read_json_problem(json, place, "\"%s\" is there already; allowed is each target once",
                          item->valuestring);
        return;
    }
    targets->taken[index] = s->groups + 1;
    group->target[group->targets++] = index;
}

static void read_members(ReadJson *json, const cJSON *item, const JsonPlace *place,
                         const Targets *targets, Group *group)
{
    size_t count = 0;
    if (!item)
        return;
    if (!cJSON_IsArray(item)) {
        read_json_wanted(json, item, place, "a list of ids of targets");
        return;
    }
    if (!item->child)
        read_json_problem(json, place, "the list is empty; wanted are one or more targets");
    group->target = read_json_memory(json, (size_t)cJSON_GetArraySize(item), sizeof *group->target);
    for (const cJSON *child = item->child; child && group->target; child = child->next)
        read_member(json, child, &(JsonPlace){ place, NULL, count++ }, targets, group);
}

static void read_group(ReadJson *json, const cJSON *item, const JsonPlace *place,
                       const Targets *targets, Group *group)
{
    group->id = read_json_id(json, place->key, place);
    if (!read_names_object(json, item, place, read_keys_group))
        return;
    JsonPlace at = { .parent = place, .key = "title" };
    group->title = read_json_words(json, read_json_get(item, at.key), &at);
    at.key = "targets";
    read_members(json, read_json_get(item, at.key), &at, targets, group);
}

void read_groups(ReadJson *json, const cJSON *item, const JsonPlace *place, const cJSON *given)
{
    Scenario *s = json->scenario;
    if (!item)
        return;
    if (!cJSON_IsObject(item)) {
        read_json_wanted(json, item, place, "an object of groups of targets by id");
        return;
    }
    Targets targets = { .given = cJSON_IsObject(given) ? given : NULL };
    targets.by_id = read_json_memory(json, s->targets, sizeof *targets.by_id);
    targets.taken = read_json_memory(json, s->targets, sizeof *targets.taken);
    s->group = read_json_memory(json, (size_t)cJSON_GetArraySize(item), sizeof *s->group);
    bool room = targets.by_id && targets.taken && s->group;
    for (size_t i = 0; room && i < s->targets; i++)
        targets.by_id[i] = &s->target[i];
    if (room)
        qsort(targets.by_id, s->targets, sizeof *targets.by_id, compare_ids);
    for (const cJSON *child = item->child; child && room; child = child->next) {
        read_group(json, child, &(JsonPlace){ .parent = place, .key = child->string }, &targets,
                   &s->group[s->groups]);
        s->groups++;
    }
    free(targets.by_id);
    free(targets.taken);
}
