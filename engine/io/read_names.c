#include "io/read_names.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_LISTED = 40 }; /* of the allowed names in one message */

void read_names_free(ReadNames *names)
{
    free(names->name);
    free(names->required);
    *names = (ReadNames){ 0 };
}

static bool reserve(ReadNames *names)
{
    if (names->count + 1 < names->capacity)
        return true;
    size_t capacity = names->capacity ? 2 * names->capacity : 32;
    void *name = realloc(names->name, capacity * sizeof *names->name);
    if (name)
        names->name = name;
    void *required = realloc(names->required, capacity * sizeof *names->required);
    if (required)
        names->required = required;
    names->failed |= !name || !required;
    names->capacity = names->failed ? names->capacity : capacity;
    return !names->failed;
}

static bool among(const ReadNames *names, const char *word)
{
    for (size_t i = 0; i < names->count; i++)
        if (!strcmp(names->name[i], word))
            return true;
    return false;
}

void read_names_add(ReadNames *names, const char *name, bool required)
{
    if (names->failed || !reserve(names))
        return;
    names->required[names->count] = required;
    names->name[names->count++] = name;
    names->name[names->count] = NULL;
}

void read_names_keys(ReadNames *names, const ReadKey *table)
{
    for (; table->name; table++)
        if (!among(names, table->name)) /* several models may share a key */
            read_names_add(names, table->name, table->required);
}

void read_names_params(ReadNames *names, const Param *table)
{
    for (; table->name; table++)
        if (!among(names, table->name)) /* several models may share a row */
            read_names_add(names, table->name, table->required);
}

void read_names_periods(ReadNames *names, const Scenario *scenario)
{
    for (size_t i = 0; i < scenario->periods; i++)
        read_names_add(names, scenario->period[i].id, true);
}

void read_names_indicators(ReadNames *names, const Scenario *scenario)
{
    for (size_t i = 0; i < scenario->indicators; i++)
        read_names_add(names, scenario->indicator[i].id, false);
}

void read_names_list(ReadNames *names, const char *const *list)
{
    for (; *list; list++)
        read_names_add(names, *list, false);
}

/* The search costs the product of both lists: it ends where problems are counted only. */
static const char *nearest(const ReadJson *json, const ReadNames *names, const char *word)
{
    bool kept = json->problems->count < PROBLEMS_KEPT;
    return kept && names->count ? text_nearest(word, names->name) : NULL;
}

void read_names_hint(ReadJson *json, const ReadNames *names, const char *word, Text *out)
{
    const char *near = nearest(json, names, word);
    if (near)
        text_add(out, "did you mean \"%s\"? ", near);
    text_put(out, names->count ? "Allowed are " : "Allowed is none");
    for (size_t i = 0; i < names->count && i < MOST_LISTED; i++)
        text_add(out, "%s%s", i ? ", " : "", names->name[i]);
    if (names->count > MOST_LISTED)
        text_add(out, " and %zu more", names->count - MOST_LISTED);
    json->failed |= out->failed || names->failed;
}

void read_names_unknown(ReadJson *json, const JsonPlace *place, const char *kind, const char *word,
                        const ReadNames *names)
{
    Text hint = { 0 };
    read_names_hint(json, names, word, &hint);
    read_json_problem(json, place, "unknown %s \"%.80s\"; %s", kind, word,
                      hint.data ? hint.data : "");
    text_free(&hint);
}

/* Is there an unknown key that was probably meant to be `name`? */
static bool misspelt(const ReadJson *json, const ReadNames *names, const cJSON *object,
                     const char *name)
{
    for (const cJSON *child = object->child; child; child = child->next)
        if (!among(names, child->string) && nearest(json, names, child->string) == name)
            return true;
    return false;
}

void read_names_check(ReadJson *json, const cJSON *object, const JsonPlace *place, const char *kind,
                      ReadNames *names)
{
    for (size_t i = 0; i < names->count; i++) {
        const char *name = names->name[i];
        if (names->required[i] && !read_json_get(object, name) &&
            !misspelt(json, names, object, name))
            read_json_problem(json, place, "the %s \"%s\" is missing", kind, name);
    }
    for (const cJSON *child = object->child; child; child = child->next)
        if (!among(names, child->string))
            read_names_unknown(json, &(JsonPlace){ .parent = place, .key = child->string }, kind,
                               child->string, names);
    json->failed |= names->failed;
    read_names_free(names);
}

bool read_names_object(ReadJson *json, const cJSON *item, const JsonPlace *place,
                       const ReadKey *table)
{
    ReadNames names = { 0 };
    read_names_keys(&names, table);
    if (cJSON_IsObject(item)) {
        read_names_check(json, item, place, "key", &names);
        return true;
    }
    Text what = { 0 };
    text_put(&what, "an object with the keys");
    for (size_t i = 0; i < names.count; i++)
        text_add(&what, "%s %s", i ? "," : "", names.name[i]);
    read_json_wanted(json, item, place, what.data ? what.data : "an object");
    json->failed |= what.failed || names.failed;
    text_free(&what);
    read_names_free(&names);
    return false;
}
