#include "io/read_row.h"

#include "base/text.h"
#include "io/read_keys.h"
#include "io/read_pointer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TOKENS = 16 };

/* A pointer in its parts, with the item of the document that each leads to. */
typedef struct Place {
    char *copy; /* owned; what the tokens point into */
    const char *token[TOKENS];
    const cJSON *item[TOKENS]; /* item[i] holds token[i] */
    size_t tokens;
} Place;

static bool place_of(const cJSON *document, const char *pointer, Place *place)
{
    const cJSON *at = document;
    *place = (Place){ .copy = text_copy(pointer) };
    for (char *token = place->copy, *slash; token && place->tokens < TOKENS; token = slash) {
        slash = strchr(++token, '/');
        if (slash)
            *slash = '\0';
        read_pointer_unescape(token);
        place->token[place->tokens] = token;
        place->item[place->tokens++] = at;
        at = read_pointer_member(at, token);
    }
    return place->copy;
}

static bool is(const Place *place, size_t i, const char *name)
{
    return i < place->tokens && !strcmp(place->token[i], name);
}

/* The row of a table by its name; one without a name when there is none. */
static const Param *row_in(const Param *table, const char *name)
{
    while (table->name && strcmp(table->name, name))
        table++;
    return table;
}

/* ---- what rows say ---- */

static bool is_rate(const Param *row, ParamUnit unit)
{
    bool share = row->low == 0 && row->high == 1; /* a probability */
    return unit == PARAM_RATE || unit == PARAM_PROBABILITY || (unit == PARAM_PURE && share);
}

static void take(const Param *row, LeverNumber *number)
{
    number->rate = is_rate(row, row->unit) || number->percent;
    number->low = row->low;
    number->high = row->high;
}

static void take_whole(double low, double high, LeverNumber *number)
{
    number->rate = false;
    number->whole = true;
    number->low = low;
    number->high = high;
}

/* Inside a distribution: its parameter's own row, in the unit of the quantity where that is the
 * same. */
static void take_law(const Param *own, const Param *row, LeverNumber *number)
{
    if (own->unit != PARAM_SAME) {
        take(own, number);
        return;
    }
    number->low = fmax(row->low, own->low);
    number->high = fmin(row->high, own->high);
}

static size_t index_in(const char *token, const Param *table)
{
    size_t rows = 0, index = (size_t)strtoul(token, NULL, 10);
    while (table[rows].name)
        rows++;
    return index < rows ? index : rows;
}

/* The quantity of the row begins at token `from`: by period, by year, as a distribution. */
static void take_quantity(const Place *place, size_t from, const Param *row, LeverNumber *number)
{
    take(row, number);
    for (size_t i = from; i + 1 < place->tokens; i++) {
        const Distribution *law = distribution_find(place->token[i]);
        if (!law)
            continue;
        const char *which = place->token[place->tokens - 1];
        size_t points = law->form == FORM_POINTS; /* the key is the first row, what stands there
                                                   * the second */
        take_law(&law->params[points ? 1 : index_in(which, law->params)], row, number);
        return;
    }
}

/* ---- where rows are ---- */

static void in_project(const Place *place, LeverNumber *number)
{
    const Param *rows[] = { &read_keys_comes, &read_keys_capacity, &read_keys_delay,
                            &read_keys_ramp };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (is(place, 4, rows[i]->name))
            take_quantity(place, 5, rows[i], number);
}

static void in_indicator(const Place *place, LeverNumber *number)
{
    const cJSON *name = place->tokens > 2 ? read_pointer_member(place->item[2], "model") : NULL;
    const Model *model = cJSON_IsString(name) ? model_find(name->valuestring) : NULL;
    const Param *row = model ? row_in(model->params, place->token[2]) : NULL;
    if (model && !row->name)
        row = row_in(noise_params, place->token[2]);
    if (row && row->name)
        take_quantity(place, 3, row, number);
    else if (is(place, 2, read_keys_dated[0].name))
        in_project(place, number);
    else if (is(place, 2, read_keys_noisy[0].name))
        take(&read_keys_freedom, number);
}

static void in_event(const Place *place, LeverNumber *number)
{
    if (is(place, 2, read_keys_probability.name))
        take(&read_keys_probability, number);
    else if (is(place, 2, read_keys_loss.name))
        take_quantity(place, 3, &read_keys_loss, number);
    else if (is(place, 2, "duration"))
        take_whole(1, READ_KEYS_LONGEST, number);
    else if (is(place, 2, "years"))
        take_whole(READ_KEYS_FIRST_YEAR, READ_KEYS_LAST_YEAR, number);
}

static void in_programme(const Place *place, LeverNumber *number)
{
    const Param *rows[] = { &read_keys_delay, &read_keys_ramp, &read_keys_effect };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (is(place, 2, rows[i]->name))
            take_quantity(place, 3, rows[i], number);
    if (is(place, 2, "end"))
        take_whole(READ_KEYS_FIRST_YEAR, READ_KEYS_LAST_YEAR, number);
}

static void in_target(const Place *place, LeverNumber *number)
{
    static const char *const bounds[] = { "at_least", "at_most", "between" };
    static const char *const years[] = { "year", "each_year", "growth" };
    bool growth = place->tokens > 2 && read_pointer_member(place->item[2], "growth");
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
        if (is(place, 2, bounds[i]))
            take(growth ? &read_keys_growth : &read_keys_level, number);
        if (is(place, 2, years[i]))
            take_whole(READ_KEYS_FIRST_YEAR, READ_KEYS_LAST_YEAR, number);
    }
    if (is(place, 2, read_keys_weight.name))
        take(&read_keys_weight, number);
}

static void anywhere(const Place *place, LeverNumber *number)
{
    if (is(place, 0, "indicators"))
        in_indicator(place, number);
    else if (is(place, 0, "events"))
        in_event(place, number);
    else if (is(place, 0, "programmes"))
        in_programme(place, number);
    else if (is(place, 0, "targets"))
        in_target(place, number);
    else if (is(place, 0, "correlation"))
        take(&read_keys_pair, number);
    else if (is(place, 0, "years") || is(place, 0, "periods"))
        take_whole(READ_KEYS_FIRST_YEAR, READ_KEYS_LAST_YEAR, number);
}

void read_row(ReadJson *json, const cJSON *document, const char *pointer, LeverNumber *number)
{
    Place place;
    number->rate = number->percent;
    number->whole = false;
    number->low = -INFINITY;
    number->high = INFINITY;
    if (place_of(document, pointer, &place))
        anywhere(&place, number);
    json->failed |= !place.copy;
    free(place.copy);
}
