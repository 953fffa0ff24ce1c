#include "io/read_json.h"

#include "io/read_names.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void read_json_problem(ReadJson *json, const JsonPlace *place, const char *format, ...)
{
    char what[1200];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    Text pointer = { 0 }, visible = { 0 };
    json_place_put(place, &pointer);
    json_place_visible(what, &visible);
    json->failed |= pointer.failed || visible.failed;
    problems_add(json->problems, pointer.data ? pointer.data : "", "%s",
                 visible.data ? visible.data : "");
    text_free(&pointer);
    text_free(&visible);
}

void read_json_wanted(ReadJson *json, const cJSON *item, const JsonPlace *place, const char *what)
{
    char number[32];
    if (cJSON_IsString(item))
        read_json_problem(json, place, "found \"%.100s\"; wanted is %s", item->valuestring, what);
    else if (cJSON_IsNumber(item))
        read_json_problem(json, place, "found %s; wanted is %s",
                          text_number(item->valuedouble, number), what);
    else
        read_json_problem(json, place, "found %s; wanted is %s",
                          cJSON_IsObject(item)  ? "an object"
                          : cJSON_IsArray(item) ? "a list"
                          : cJSON_IsTrue(item)  ? "true"
                          : cJSON_IsFalse(item) ? "false"
                                                : "null",
                          what);
}

void *read_json_memory(ReadJson *json, size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size);
    json->failed |= !memory;
    return memory;
}

const cJSON *read_json_get(const cJSON *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

static char *keep(ReadJson *json, const char *text)
{
    char *copy = text_copy(text);
    json->failed |= !copy;
    return copy;
}

static bool has_control(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7F)
            return true;
    return false;
}

char *read_json_text(ReadJson *json, const cJSON *item, const JsonPlace *place)
{
    if (!item)
        return NULL;
    if (!cJSON_IsString(item) || !*item->valuestring || has_control(item->valuestring)) {
        read_json_wanted(json, item, place, "a text of one line");
        return NULL;
    }
    return keep(json, item->valuestring);
}

char *read_json_id(ReadJson *json, const char *id, const JsonPlace *place)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    size_t length = strlen(id);
    if (!length || length > READ_KEYS_ID_LENGTH || strspn(id, letters) != length)
        read_json_problem(json, place,
                          "\"%.80s\" is not an id; allowed are 1 to %d of the characters A-Z a-z "
                          "0-9 . _ -",
                          id, READ_KEYS_ID_LENGTH);
    return keep(json, id);
}

OwnWords read_json_words(ReadJson *json, const cJSON *item, const JsonPlace *place)
{
    OwnWords words = { 0 };
    if (!item)
        return words;
    if (cJSON_IsString(item)) {
        for (int i = 0; i < LANGUAGE_COUNT; i++)
            words.in[i] = i ? text_copy(words.in[0]) : read_json_text(json, item, place);
        return words;
    }
    if (!cJSON_IsObject(item) || !item->child) {
        read_json_wanted(json, item, place, "a text, or {\"vi\": ..., \"en\": ...}");
        return words;
    }
    read_names_object(json, item, place, read_keys_words);
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        const char *code = language_code((Language)i);
        words.in[i] = read_json_text(json, read_json_get(item, code),
                                     &(JsonPlace){ .parent = place, .key = code });
    }
    return words;
}

char *read_json_file(ReadJson *json, const cJSON *item, const JsonPlace *place)
{
    if (!item)
        return NULL;
    const char *name = cJSON_IsString(item) ? item->valuestring : "";
    bool special = !strcmp(name, "-") || !strcmp(name, ".") || !strcmp(name, "..");
    if (!*name || special || strchr(name, '/') || has_control(name)) {
        read_json_wanted(json, item, place,
                         "the name of a file in the folder of the scenario, without /");
        return NULL;
    }
    return keep(json, name);
}

int read_json_choice(ReadJson *json, const cJSON *item, const JsonPlace *place,
                     const char *const *list)
{
    const char *word = cJSON_IsString(item) ? item->valuestring : "";
    for (int i = 0; list[i]; i++)
        if (!strcmp(word, list[i]))
            return i;
    ReadNames names = { 0 };
    Text hint = { 0 };
    read_names_list(&names, list);
    read_names_hint(json, &names, word, &hint);
    if (cJSON_IsString(item))
        read_json_problem(json, place, "\"%.100s\" is not known; %s", word,
                          hint.data ? hint.data : "");
    else
        read_json_wanted(json, item, place, hint.data ? hint.data : "");
    text_free(&hint);
    read_names_free(&names);
    return -1;
}

bool read_json_boolean(ReadJson *json, const cJSON *item, const JsonPlace *place, bool *value)
{
    if (!cJSON_IsBool(item)) {
        read_json_wanted(json, item, place, "true or false");
        return false;
    }
    *value = cJSON_IsTrue(item);
    return true;
}

bool read_json_whole(ReadJson *json, const cJSON *item, const JsonPlace *place, double low,
                     double high, double *value)
{
    double x = cJSON_IsNumber(item) ? item->valuedouble : NAN;
    if (isinf(x))
        return false; /* json_text has told it */
    if (x >= low && x <= high && x == floor(x)) {
        *value = x;
        return true;
    }
    char what[100];
    snprintf(what, sizeof what, "a whole number from %.0f to %.0f", low, high);
    read_json_wanted(json, item, place, what);
    return false;
}

bool read_json_year(ReadJson *json, const cJSON *item, const JsonPlace *place, int *year)
{
    double value;
    if (!read_json_whole(json, item, place, READ_KEYS_FIRST_YEAR, READ_KEYS_LAST_YEAR, &value))
        return false;
    *year = (int)value;
    return true;
}

bool read_json_span(ReadJson *json, const cJSON *item, const JsonPlace *place, int *from, int *to)
{
    const cJSON *first = cJSON_IsArray(item) ? item->child : NULL;
    if (!first || !first->next || first->next->next) {
        read_json_wanted(json, item, place, "[first year, last year]");
        return false;
    }
    bool good = read_json_year(json, first, &(JsonPlace){ place, NULL, 0 }, from);
    return read_json_year(json, first->next, &(JsonPlace){ place, NULL, 1 }, to) && good;
}

static int compare_id(const void *id, const void *entry)
{
    return strcmp(id, (*(const Indicator *const *)entry)->id);
}

size_t read_json_indicator(const ReadJson *json, const char *id)
{
    const Scenario *s = json->scenario;
    const Indicator **at =
        s->indicators ? bsearch(id, json->by_id, s->indicators, sizeof *json->by_id, compare_id)
                      : NULL;
    return at ? (size_t)(*at - s->indicator) : s->indicators;
}
