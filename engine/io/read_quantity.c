#include "io/read_quantity.h"

#include "io/read_law.h"
#include "io/read_names.h"
#include "io/read_number.h"
#include "io/read_within.h"

#include <stdlib.h>
#include <string.h>

bool read_quantity(ReadJson *json, const cJSON *item, const JsonPlace *place, const Param *row,
                   Quantity *q)
{
    double value;
    *q = (Quantity){ 0 };
    if (cJSON_IsObject(item)) {
        if (!read_law(json, item, place, row->unit, q))
            return false;
        if (read_within(json, item, place, row, q))
            return true;
        quantity_free(q);
        return false;
    }
    if (cJSON_IsArray(item) || !item) {
        read_json_wanted(json, item, place, "a number or a distribution");
        return false;
    }
    if (!read_number(json, item, place, row, row->unit, &value))
        return false;
    *q = quantity_constant(value);
    json->failed |= !q->law;
    return q->law;
}

static Quantity standard(ReadJson *json, const Param *row)
{
    Quantity q = quantity_constant(row->standard);
    json->failed |= !q.law;
    return q;
}

void read_quantity_default(ReadJson *json, const cJSON *item, const JsonPlace *place,
                           const Param *row, Quantity *q)
{
    *q = (Quantity){ 0 };
    if (item)
        read_quantity(json, item, place, row, q);
    if (!q->law)
        *q = standard(json, row);
}

/* An object is a distribution when one of its keys is one; else it is meant as one when its only
 * key is nearer to a distribution than to a period. */
static bool by_period(const ReadJson *json, const cJSON *item)
{
    const Scenario *s = json->scenario;
    for (const cJSON *child = item->child; child; child = child->next)
        if (distribution_find(child->string))
            return false;
    for (const cJSON *child = item->child; child; child = child->next)
        for (size_t i = 0; i < s->periods; i++)
            if (!strcmp(child->string, s->period[i].id))
                return true;
    return !read_law_meant(item);
}

static void read_periods(ReadJson *json, const cJSON *item, const JsonPlace *place,
                         const Param *row, Parameter *parameter)
{
    const Scenario *s = json->scenario;
    ReadNames names = { 0 };
    read_names_periods(&names, s);
    if (s->periods)
        read_names_check(json, item, place, "period", &names);
    for (const cJSON *child = item->child; child; child = child->next) {
        Quantity q;
        size_t i = 0;
        while (i < s->periods && strcmp(child->string, s->period[i].id))
            i++;
        if (read_quantity(json, child, &(JsonPlace){ .parent = place, .key = child->string }, row,
                          &q) &&
            i < s->periods)
            parameter->quantity[i] = q;
        else
            quantity_free(&q);
    }
}

/* The year that a key writes, inside the horizon; 0 after a problem. */
static int read_year(ReadJson *json, const char *key, const JsonPlace *place)
{
    const Scenario *s = json->scenario;
    char *end;
    long year = strtol(key, &end, 10);
    bool whole = *key >= '1' && *key <= '9' && !*end && strlen(key) <= 4;
    if (!whole)
        read_json_problem(json, place,
                          "\"%.80s\" is no year; allowed are years %d..%d, such as \"%d\"", key,
                          s->base, s->end, s->end);
    else if (year < s->base || year > s->end)
        read_json_problem(json, place, "%ld is outside the years %d..%d", year, s->base, s->end);
    return whole && year >= s->base && year <= s->end ? (int)year : 0;
}

/* Puts the quantity in force from `year` among the ones before, by rising year. */
static void insert_year(Parameter *parameter, size_t count, int year, Quantity q)
{
    size_t at = count;
    for (; at > 0 && parameter->year[at - 1] > year; at--) {
        parameter->year[at] = parameter->year[at - 1];
        parameter->quantity[at] = parameter->quantity[at - 1];
    }
    parameter->year[at] = year;
    parameter->quantity[at] = q;
}

static void read_years(ReadJson *json, const cJSON *item, const JsonPlace *place, const Param *row,
                       Parameter *parameter)
{
    size_t most = (size_t)cJSON_GetArraySize(item), count = 0;
    parameter->quantity = read_json_memory(json, most + 1, sizeof *parameter->quantity);
    parameter->year = read_json_memory(json, most + 1, sizeof *parameter->year);
    if (!parameter->quantity || !parameter->year)
        return;
    if (!most)
        read_json_wanted(json, item, place, "a value, or values by year");
    for (const cJSON *child = item->child; child; child = child->next) {
        JsonPlace at = { .parent = place, .key = child->string };
        int year = read_year(json, child->string, &at);
        Quantity q;
        if (read_quantity(json, child, &at, row, &q) && year)
            insert_year(parameter, count++, year, q);
        else
            quantity_free(&q);
    }
    if (!count)
        insert_year(parameter, count++, json->scenario->base, standard(json, row));
    parameter->count = count;
}

/* An object whose keys are no names of distributions gives values by year. */
static bool gives_years(const cJSON *item)
{
    return cJSON_IsObject(item) && !read_law_meant(item);
}

void read_quantity_parameter(ReadJson *json, const cJSON *item, const JsonPlace *place,
                             const Param *row, Parameter *parameter)
{
    if (row->by_year && gives_years(item)) {
        read_years(json, item, place, row, parameter);
        return;
    }
    bool periods = row->by_period && cJSON_IsObject(item) && by_period(json, item);
    size_t count = periods && json->scenario->periods ? json->scenario->periods : 1;
    parameter->quantity = read_json_memory(json, count, sizeof *parameter->quantity);
    if (!parameter->quantity)
        return;
    parameter->count = count;
    parameter->by_period = periods && json->scenario->periods;
    if (periods)
        read_periods(json, item, place, row, parameter);
    else if (item)
        read_quantity(json, item, place, row, &parameter->quantity[0]);
    for (size_t i = 0; i < count; i++)
        if (!parameter->quantity[i].law)
            parameter->quantity[i] = standard(json, row);
}
