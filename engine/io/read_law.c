#include "io/read_law.h"

#include "io/read_names.h"
#include "io/read_number.h"
#include "io/read_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The values of one distribution while they are read. */
typedef struct Values {
    ReadJson *json;
    const Distribution *law;
    ParamUnit unit; /* of the quantity */
    double *value;  /* owned */
    size_t count;
    char **key;   /* owned, and so is each; ends with NULL */
    char *origin; /* owned */
} Values;

static ParamUnit unit_of(const Values *values, const Param *row)
{
    return row->unit == PARAM_SAME ? values->unit : row->unit;
}

static bool make_room(Values *values, size_t count)
{
    values->value = read_json_memory(values->json, count, sizeof *values->value);
    return values->value;
}

/* "[low, high]", the names of the law's rows. */
static void wanted_row(Values *values, const cJSON *item, const JsonPlace *place,
                       const char *before, const char *after)
{
    Text what = { 0 };
    text_put(&what, before);
    for (const Param *row = values->law->params; row->name; row++)
        text_add(&what, "%s%s", row == values->law->params ? "[" : ", ", row->name);
    text_add(&what, "]%s", after);
    values->json->failed |= what.failed;
    if (cJSON_IsArray(item))
        read_json_problem(values->json, place, "a list of %d; wanted is %s",
                          cJSON_GetArraySize(item), what.data ? what.data : "");
    else
        read_json_wanted(values->json, item, place, what.data ? what.data : "");
    text_free(&what);
}

/* One value for each row of the law, appended. */
static bool read_row(Values *values, const cJSON *item, const JsonPlace *place)
{
    bool good = true;
    size_t index = 0;
    const cJSON *child = item->child;
    for (const Param *row = values->law->params; row->name; row++, child = child->next, index++)
        good = read_number(values->json, child, &(JsonPlace){ place, NULL, index }, row,
                           unit_of(values, row), &values->value[values->count++]) &&
               good;
    return good;
}

static bool is_row(const Values *values, const cJSON *item)
{
    int rows = 0;
    while (values->law->params[rows].name)
        rows++;
    return cJSON_IsArray(item) && cJSON_GetArraySize(item) == rows;
}

static bool read_list(Values *values, const cJSON *item, const JsonPlace *place)
{
    if (!is_row(values, item)) {
        wanted_row(values, item, place, "", "");
        return false;
    }
    return make_room(values, (size_t)cJSON_GetArraySize(item)) && read_row(values, item, place);
}

static bool read_pairs(Values *values, const cJSON *item, const JsonPlace *place)
{
    if (!cJSON_IsArray(item) || !item->child) {
        wanted_row(values, item, place, "[", ", ...]");
        return false;
    }
    if (!make_room(values, 2 * (size_t)cJSON_GetArraySize(item)))
        return false;
    bool good = true;
    size_t index = 0;
    for (const cJSON *child = item->child; child; child = child->next, index++) {
        JsonPlace at = { place, NULL, index };
        bool pair = is_row(values, child);
        if (!pair)
            wanted_row(values, child, &at, "", "");
        good = pair && read_row(values, child, &at) && good;
    }
    return good;
}

/* A key of {"metalog": {"0.1": x}}: 0.digits, not zero. */
static bool parse_point(const char *key, double *probability)
{
    size_t digits = strncmp(key, "0.", 2) ? 0 : strspn(key + 2, "0123456789");
    if (!digits || key[2 + digits])
        return false;
    *probability = strtod(key, NULL);
    return *probability > 0 && *probability < 1;
}

static bool read_points(Values *values, const cJSON *item, const JsonPlace *place)
{
    const Param *row = &values->law->params[1];
    bool good = cJSON_IsObject(item);
    if (!good)
        read_json_wanted(values->json, item, place,
                         "an object of quantiles, such as {\"0.1\": 5, \"0.5\": 7, \"0.9\": 10}");
    if (!good || !make_room(values, 2 * (size_t)cJSON_GetArraySize(item)))
        return false;
    size_t points = (size_t)cJSON_GetArraySize(item), next = 0;
    values->key = read_json_memory(values->json, points + 1, sizeof *values->key);
    if (!values->key)
        return false;
    for (const cJSON *child = item->child; child; child = child->next) {
        JsonPlace at = { .parent = place, .key = child->string };
        values->key[next] = text_copy(child->string);
        values->json->failed |= !values->key[next++];
        double *value = &values->value[values->count];
        bool point = parse_point(child->string, &value[0]);
        if (!point)
            read_json_problem(values->json, &at,
                              "\"%.40s\" is not a probability; allowed are \"0.1\", \"0.95\", ... "
                              "above 0 and below 1",
                              child->string);
        good = read_number(values->json, child, &at, row, unit_of(values, row), &value[1]) &&
               point && good;
        values->count += 2;
    }
    return good;
}

/* The cells of a column; empty ones are missing values and stay out. */
static bool read_cells(Values *values, const ReadTable *table, const char *heading)
{
    const Param *row = values->law->params;
    size_t column = read_table_column(values->json, table, heading);
    if (column == table->columns || !make_room(values, table->rows))
        return false;
    bool good = true;
    for (size_t at = 1; at < table->rows; at++) {
        char fault[READ_NUMBER_FAULT];
        const char *cell = read_table_cell(table, at, column);
        double *value = &values->value[values->count];
        if (!*cell)
            continue;
        SHA256Update(&values->json->digest, (const uint8_t *)cell, strlen(cell) + 1);
        bool read = read_number_parse(cell, unit_of(values, row), value, fault) &&
                    read_number_range(*value, row, unit_of(values, row), fault);
        if (!read)
            read_table_problem(values->json, table, table->line[at], "%.80s: %s", heading, fault);
        good = read && good;
        values->count++;
    }
    return good;
}

static bool read_column(Values *values, const cJSON *item, const JsonPlace *place)
{
    const char *text = cJSON_IsString(item) ? item->valuestring : "";
    size_t length = strcspn(text, "#");
    if (!length || !text[length] || !text[length + 1]) {
        read_json_wanted(values->json, item, place, "\"file.csv#column\"");
        return false;
    }
    char *name = text_copy_bytes(text, length);
    cJSON *file = name ? cJSON_CreateString(name) : NULL;
    free(name);
    values->json->failed |= !file;
    name = file ? read_json_file(values->json, file, place) : NULL;
    cJSON_Delete(file);
    ReadTable table = { 0 };
    bool good = name && read_table(values->json, place, name, &table) &&
                read_cells(values, &table, text + length + 1);
    read_table_free(&table);
    free(name);
    values->origin = text_copy(text);
    values->json->failed |= !values->origin;
    return good && values->origin;
}

static bool (*const readers[])(Values *, const cJSON *, const JsonPlace *) = {
    [FORM_LIST] = read_list,
    [FORM_PAIRS] = read_pairs,
    [FORM_POINTS] = read_points,
    [FORM_COLUMN] = read_column,
};

static void names_of_laws(ReadNames *names)
{
    for (size_t i = 0; distribution_table[i]; i++)
        read_names_add(names, distribution_table[i]->name, false);
}

bool read_law_meant(const cJSON *item)
{
    ReadNames names = { 0 };
    names_of_laws(&names);
    bool meant = false;
    for (const cJSON *child = item->child; child; child = child->next)
        meant |= distribution_find(child->string) || !strcmp(child->string, read_keys_within);
    meant |= item->child && !item->child->next && names.count &&
             text_nearest(item->child->string, names.name);
    read_names_free(&names);
    return meant;
}

/* Reports the keys that are neither a distribution nor go beside one. */
static bool check_beside(ReadJson *json, const cJSON *item, const JsonPlace *place)
{
    ReadNames names = { 0 };
    bool good = true;
    names_of_laws(&names);
    read_names_add(&names, read_keys_within, false);
    for (const cJSON *child = item->child; child; child = child->next) {
        if (distribution_find(child->string) || !strcmp(child->string, read_keys_within))
            continue;
        read_names_unknown(json, &(JsonPlace){ .parent = place, .key = child->string },
                           "distribution", child->string, &names);
        good = false;
    }
    read_names_free(&names);
    return good;
}

/* The one key of the object that names a distribution, or NULL after a problem. */
static const cJSON *find_law(ReadJson *json, const cJSON *item, const JsonPlace *place)
{
    const cJSON *law = NULL;
    int laws = 0;
    for (const cJSON *child = item->child; child; child = child->next)
        if (distribution_find(child->string))
            law = laws++ ? law : child;
    if (laws > 1) {
        read_json_problem(json, place,
                          "%d keys; a distribution has one (in a file that extends another, "
                          "\"%s\": null takes the old one away)",
                          cJSON_GetArraySize(item), law->string);
        return NULL;
    }
    if (!check_beside(json, item, place))
        return NULL;
    if (!laws) {
        ReadNames names = { 0 };
        Text hint = { 0 };
        names_of_laws(&names);
        read_names_hint(json, &names, "", &hint);
        read_json_problem(json, place, "no distribution. %s", hint.data ? hint.data : "");
        text_free(&hint);
        read_names_free(&names);
    }
    return law;
}

bool read_law(ReadJson *json, const cJSON *item, const JsonPlace *place, ParamUnit unit,
              Quantity *q)
{
    const cJSON *known = find_law(json, item, place);
    if (!known)
        return false;
    JsonPlace at = { .parent = place, .key = known->string };
    Values values = { .json = json, .law = distribution_find(known->string), .unit = unit };
    Error err = { 0 };
    bool good = readers[values.law->form](&values, known, &at);
    if (!good) {
        *q = (Quantity){ .value = values.value };
    } else if (quantity_make(q, values.law, values.value, values.count, &err) != STATUS_GOOD) {
        read_json_problem(json, &at, "%s", err.text);
        json->failed |= err.status == STATUS_INTERNAL;
        good = false;
    }
    q->key = values.key;
    q->origin = values.origin;
    if (!good)
        quantity_free(q);
    return good;
}
