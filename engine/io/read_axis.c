#include "io/read_axis.h"

#include "io/read_names.h"
#include "io/read_number.h"
#include "io/read_quantity.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const Param any_number = {
    .name = "value", .unit = PARAM_PURE, .low = -1e300, .high = 1e300, .doc = "value of an axis"
};

static bool make_room(ReadJson *json, Axis *axis, size_t count)
{
    axis->value = read_json_memory(json, count, sizeof *axis->value);
    axis->values = axis->value ? count : 0;
    return axis->value;
}

/* Is anything of it written as percent? */
static bool has_percent(const cJSON *item)
{
    for (const cJSON *child = item->child; child; child = child->next)
        if (has_percent(child))
            return true;
    return cJSON_IsString(item) && strchr(item->valuestring, '%');
}

static bool too_many(ReadJson *json, const JsonPlace *place, double count)
{
    if (count <= SWEEP_VALUES)
        return false;
    read_json_problem(json, place, "%.10g values; allowed are at most %d on one axis", count,
                      SWEEP_VALUES);
    return true;
}

/* ---- values ---- */

static void read_value(ReadJson *json, const cJSON *item, AxisValue *value)
{
    char fault[READ_NUMBER_FAULT];
    *value = (AxisValue){ .number = NAN };
    if (cJSON_IsNumber(item)) {
        value->number = item->valuedouble;
        return;
    }
    value->json = cJSON_PrintUnformatted(item);
    json->failed |= !value->json;
    if (cJSON_IsString(item) && strchr(item->valuestring, '%') &&
        read_number_parse(item->valuestring, PARAM_PURE, &value->number, fault))
        return;
    value->number = NAN;
    value->shown = cJSON_IsString(item) ? text_copy(item->valuestring)
                                        : text_copy(value->json ? value->json : "");
    json->failed |= !value->shown;
}

static bool read_values(ReadJson *json, const cJSON *item, const JsonPlace *place, Axis *axis)
{
    size_t at = 0;
    if (!cJSON_IsArray(item) || !item->child) {
        read_json_wanted(json, item, place, "a list of one value or more");
        return false;
    }
    int count = cJSON_GetArraySize(item);
    if (too_many(json, place, count) || !make_room(json, axis, (size_t)count))
        return false;
    for (const cJSON *child = item->child; child; child = child->next)
        read_value(json, child, &axis->value[at++]);
    axis->percent = false; /* each says it for itself */
    return true;
}

/* ---- evenly spaced numbers ---- */

/* To 15 digits, so that a step of 0.1 gives 0.3 and not 0.30000000000000004. */
static double rounded(double x)
{
    char text[40];
    snprintf(text, sizeof text, "%.15g", x);
    return strtod(text, NULL);
}

static bool read_triple(ReadJson *json, const cJSON *item, const JsonPlace *place,
                        const char *wanted, double number[3])
{
    size_t at = 0;
    bool good = true;
    if (!cJSON_IsArray(item) || cJSON_GetArraySize(item) != 3) {
        read_json_wanted(json, item, place, wanted);
        return false;
    }
    for (const cJSON *child = item->child; child; child = child->next, at++)
        good = read_number(json, child, &(JsonPlace){ place, NULL, at }, &any_number, PARAM_PURE,
                           &number[at]) &&
               good;
    return good;
}

static bool fill_linspace(ReadJson *json, const JsonPlace *place, const double number[3],
                          Axis *axis)
{
    double low = number[0], high = number[1], count = number[2];
    if (!(count >= 1) || count != floor(count)) {
        read_json_problem(json, place,
                          "%.10g is no number of values; allowed is a whole number "
                          "from 1 to %d",
                          count, SWEEP_VALUES);
        return false;
    }
    if (too_many(json, place, count) || !make_room(json, axis, (size_t)count))
        return false;
    for (size_t i = 0; i < axis->values; i++)
        axis->value[i].number = i == 0 ? low
                                : i + 1 == axis->values
                                    ? high
                                    : rounded(low + (high - low) * (double)i / (count - 1));
    return true;
}

static bool read_linspace(ReadJson *json, const cJSON *item, const JsonPlace *place, Axis *axis)
{
    double number[3];
    return read_triple(json, item, place, "[first, last, how many]", number) &&
           fill_linspace(json, place, number, axis);
}

static bool read_grid(ReadJson *json, const cJSON *item, const JsonPlace *place, Axis *axis)
{
    double number[3];
    if (!read_triple(json, item, place, "[first, last, step]", number))
        return false;
    double steps = (number[1] - number[0]) / number[2];
    if (!(steps >= 0) || isinf(steps)) {
        read_json_problem(json, place,
                          "no step of %g leads from %g to %g; allowed is one in that direction",
                          number[2], number[0], number[1]);
        return false;
    }
    double count = floor(steps * (1 + 1e-12) + 1e-9) + 1;
    if (too_many(json, place, count) || !make_room(json, axis, (size_t)count))
        return false;
    for (size_t i = 0; i < axis->values; i++)
        axis->value[i].number = rounded(number[0] + number[2] * (double)i);
    return true;
}

/* ---- designs ---- */

/* [low, high], spread evenly. */
static bool read_range(ReadJson *json, const cJSON *item, const JsonPlace *place, Quantity *law)
{
    Error err = { 0 };
    double *end = read_json_memory(json, 2, sizeof *end);
    bool good = end && read_number(json, item->child, &(JsonPlace){ place, NULL, 0 }, &any_number,
                                   PARAM_PURE, &end[0]);
    good = good && read_number(json, item->child->next, &(JsonPlace){ place, NULL, 1 }, &any_number,
                               PARAM_PURE, &end[1]);
    if (!good) {
        free(end);
        return false;
    }
    if (quantity_make(law, distribution_find("uniform"), end, 2, &err) == STATUS_GOOD)
        return true;
    read_json_problem(json, place, "%s", err.text);
    return false;
}

static bool read_design(ReadJson *json, const cJSON *item, const JsonPlace *place, Axis *axis)
{
    axis->design = design_find(place->key);
    if (cJSON_IsArray(item) && cJSON_GetArraySize(item) == 2)
        return read_range(json, item, place, &axis->law);
    if (!cJSON_IsObject(item)) {
        read_json_wanted(json, item, place, "[low, high] or a distribution");
        return false;
    }
    return read_quantity(json, item, place, &any_number, &axis->law);
}

/* ---- the member ---- */

typedef struct Way {
    const char *name;
    bool (*read)(ReadJson *json, const cJSON *item, const JsonPlace *place, Axis *axis);
} Way;

static const Way ways[] = {
    { "values", read_values },          { "linspace", read_linspace }, { "grid", read_grid },
    { "latin_hypercube", read_design }, { "sobol", read_design },
};

enum { WAYS = sizeof ways / sizeof *ways };

static bool read_way(ReadJson *json, const cJSON *item, const JsonPlace *place, Axis *axis)
{
    ReadNames names = { 0 };
    const cJSON *only = cJSON_IsObject(item) ? item->child : NULL;
    if (!only || only->next) {
        read_json_wanted(json, item, place,
                         "an object with one of the keys values, linspace, grid, "
                         "latin_hypercube, sobol");
        return false;
    }
    JsonPlace at = { .parent = place, .key = only->string };
    for (size_t i = 0; i < WAYS; i++)
        if (!strcmp(ways[i].name, only->string))
            return ways[i].read(json, only, &at, axis);
    for (size_t i = 0; i < WAYS; i++)
        read_names_add(&names, ways[i].name, false);
    read_names_unknown(json, &at, "key", only->string, &names);
    read_names_free(&names);
    return false;
}

static bool read_pointer(ReadJson *json, const JsonPlace *place, const char *pointer, Axis *axis)
{
    if (*pointer != '/' || !pointer[1] || strchr(pointer, '=')) {
        read_json_problem(json, place,
                          "\"%.80s\" is no place in a scenario; wanted is a JSON pointer, such as "
                          "/indicators/output/volatility",
                          pointer);
        return false;
    }
    axis->pointer = text_copy(pointer);
    json->failed |= !axis->pointer;
    return axis->pointer;
}

bool read_axis(ReadJson *json, const cJSON *item, const JsonPlace *place, Axis *axis)
{
    axis->percent = has_percent(item);
    bool good = read_pointer(json, place, item->string, axis);
    return read_way(json, item, place, axis) && good;
}

/* ---- the command line ---- */

/* A list of what stands between the marks: numbers as such, all else as text. */
static cJSON *split(const char *text, char mark)
{
    cJSON *list = cJSON_CreateArray();
    for (const char *at = text; list; at++) {
        const char *end = strchr(at, mark);
        size_t length = end ? (size_t)(end - at) : strlen(at);
        char *part = text_copy_bytes(at, length), *rest = NULL;
        double number = part ? strtod(part, &rest) : 0;
        bool plain = rest && rest != part && !*rest && isfinite(number) &&
                     strspn(part, "0123456789.eE+-") == length;
        cJSON *item = plain ? cJSON_CreateNumber(number) : cJSON_CreateString(part ? part : "");
        free(part);
        if (!cJSON_AddItemToArray(list, item)) {
            cJSON_Delete(item);
            cJSON_Delete(list);
            return NULL;
        }
        at += length;
        if (!end)
            break;
    }
    return list;
}

bool read_axis_vary(ReadJson *json, const char *text, Axis *axis)
{
    JsonPlace place = { .key = "--vary" };
    size_t length = strcspn(text, "=");
    if (!text[length] || !text[length + 1]) {
        read_json_problem(json, &place,
                          "%.200s: wanted is POINTER=FIRST:LAST:COUNT or POINTER=VALUE,VALUE,...",
                          text);
        return false;
    }
    char *pointer = text_copy_bytes(text, length);
    bool spaced = strchr(text + length, ':') && !strchr(text + length, ',');
    cJSON *list = split(text + length + 1, spaced ? ':' : ',');
    json->failed |= !pointer || !list;
    bool good = false;
    if (pointer && list) {
        JsonPlace at = { .parent = &place, .key = pointer };
        axis->percent = has_percent(list);
        good = read_pointer(json, &place, pointer, axis) &&
               (spaced ? read_linspace : read_values)(json, list, &at, axis);
    }
    cJSON_Delete(list);
    free(pointer);
    return good;
}
