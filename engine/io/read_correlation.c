#include "io/read_correlation.h"

#include "io/read_keys.h"
#include "io/read_names.h"
#include "io/read_number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void keep_pair(ReadJson *json, size_t i, size_t j, double value)
{
    Scenario *s = json->scenario;
    size_t capacity = s->pairs & (s->pairs + 1) ? 0 : 2 * s->pairs + 2;
    Pair *grown = capacity ? realloc(s->pair, capacity * sizeof *grown) : s->pair;
    json->failed |= !grown;
    if (!grown)
        return;
    s->pair = grown;
    s->pair[s->pairs++] = (Pair){ i, j, value };
}

/* Takes one entry; an entry not given yet is NaN. */
static void set_pair(ReadJson *json, const JsonPlace *place, size_t i, size_t j, double value)
{
    const Scenario *s = json->scenario;
    double *entry = &s->correlation[i * s->indicators + j];
    char old[32], now[32];
    if (i == j && value != 1)
        read_json_problem(json, place, "%s with itself; allowed is 1", text_number(value, now));
    else if (!isnan(*entry) && *entry != value)
        read_json_problem(json, place, "%s, but the same pair has %s already; a pair has one value",
                          text_number(value, now), text_number(*entry, old));
    *entry = s->correlation[j * s->indicators + i] = value;
}

static size_t find(ReadJson *json, const char *id, const JsonPlace *place, bool first)
{
    const Scenario *s = json->scenario;
    size_t index = read_json_indicator(json, id);
    if (index < s->indicators || !s->indicators)
        return index;
    ReadNames names = { 0 };
    read_names_indicators(&names, s);
    if (first)
        read_names_add(&names, read_keys_repair, false);
    read_names_unknown(json, place, "indicator", id, &names);
    read_names_free(&names);
    return index;
}

static void read_row(ReadJson *json, const cJSON *item, const JsonPlace *place)
{
    const Scenario *s = json->scenario;
    size_t i = find(json, place->key, place, true);
    if (!cJSON_IsObject(item)) {
        read_json_wanted(json, item, place, "an object, such as {\"other\": 0.8}");
        return;
    }
    for (const cJSON *child = item->child; child; child = child->next) {
        JsonPlace at = { .parent = place, .key = child->string };
        double value;
        size_t j = find(json, child->string, &at, false);
        bool good = read_number(json, child, &at, &read_keys_pair, PARAM_LEVEL, &value);
        if (good && i < s->indicators && j < s->indicators)
            set_pair(json, &at, i, j, value);
        if (good && i < s->indicators && j < s->indicators)
            keep_pair(json, i, j, value);
    }
}

static void fill(Scenario *s, double value)
{
    for (size_t i = 0; i < s->indicators * s->indicators; i++)
        if (isnan(s->correlation[i]) || isnan(value))
            s->correlation[i] = value;
    for (size_t i = 0; i < s->indicators; i++)
        s->correlation[i * s->indicators + i] = 1;
}

void read_correlation(ReadJson *json, const cJSON *item, const JsonPlace *place)
{
    Scenario *s = json->scenario;
    size_t before = json->problems->count;
    if (!item)
        return;
    if (!cJSON_IsObject(item)) {
        read_json_wanted(json, item, place, "an object, such as {\"a\": {\"b\": 0.8}}");
        return;
    }
    s->correlation = read_json_memory(json, s->indicators * s->indicators, sizeof *s->correlation);
    if (!s->correlation)
        return;
    fill(s, NAN);
    bool pairs = false;
    for (const cJSON *child = item->child; child; child = child->next) {
        JsonPlace at = { .parent = place, .key = child->string };
        bool repair = !strcmp(child->string, read_keys_repair);
        if (repair)
            read_json_boolean(json, child, &at, &s->repair);
        else
            read_row(json, child, &at);
        pairs = pairs || !repair;
    }
    fill(s, 0);
    if (pairs && json->problems->count == before)
        return;
    free(s->correlation);
    s->correlation = NULL;
}
