#include "io/read_within.h"

#include "io/read_keys.h"
#include "io/read_number.h"
#include "math/truncation.h"

#include <math.h>
#include <stdio.h>

static const double millionth = 1e-6;
static const double UNLIMITED = 1e300; /* a row that ends there has no end */

static bool read_end(ReadJson *json, const cJSON *item, const JsonPlace *place, ParamUnit unit,
                     double *end)
{
    if (cJSON_IsNull(item))
        return true;
    if (cJSON_IsNumber(item) || cJSON_IsString(item))
        return read_number(json, item, place, &read_keys_end, unit, end);
    read_json_wanted(json, item, place, "a number, or null for no end on that side");
    return false;
}

static bool read_ends(ReadJson *json, const cJSON *item, const JsonPlace *place, ParamUnit unit,
                      Ends *ends)
{
    if (!cJSON_IsArray(item) || cJSON_GetArraySize(item) != 2) {
        static const char wanted[] = "[low, high], null for no end on that side";
        if (cJSON_IsArray(item))
            read_json_problem(json, place, "a list of %d; wanted is %s", cJSON_GetArraySize(item),
                              wanted);
        else
            read_json_wanted(json, item, place, wanted);
        return false;
    }
    bool low = read_end(json, item->child, &(JsonPlace){ place, NULL, 0 }, unit, &ends->low);
    bool high =
        read_end(json, item->child->next, &(JsonPlace){ place, NULL, 1 }, unit, &ends->high);
    return low && high;
}

static bool cut(ReadJson *json, const JsonPlace *place, Quantity *q, Ends said, Ends ends)
{
    Error err = { 0 };
    if (truncation_cut(q, said, ends, &err) == STATUS_GOOD)
        return true;
    read_json_problem(json, place, "%s", err.text);
    json->failed |= err.status == STATUS_INTERNAL;
    return false;
}

/* Is no end of the law outside the row's range? An end that the law reaches with probability zero
 * may lie on an open end of the range (a lognormal on what must be above 0). */
static bool ends_allowed(ReadJson *json, const JsonPlace *place, const Quantity *q,
                         const Param *row)
{
    double end[] = { q->law->low(q), q->law->high(q) };
    for (int i = 0; i < 2; i++) {
        char fault[READ_NUMBER_FAULT];
        bool touches = end[i] == row->low && q->law->cdf(q, end[i]) == 0;
        if (!isfinite(end[i]) || touches || read_number_range(end[i], row, row->unit, fault))
            continue;
        read_json_problem(json, place, "reaches %s", fault);
        return false;
    }
    return true;
}

/* What lies outside the row on a side where the law has no end. */
typedef struct Outside {
    double below, above;
} Outside;

static Outside outside_of(const Quantity *q, const Param *row)
{
    bool low = isinf(q->law->low(q)) && row->low > -UNLIMITED;
    bool high = isinf(q->law->high(q)) && row->high < UNLIMITED;
    return (Outside){ low ? q->law->cdf(q, row->low) : -1,
                      high ? quantity_exceedance(q, row->high) : -1 };
}

/* An end as the file would write it. */
static const char *end_words(double end, ParamUnit unit, char buffer[READ_NUMBER_LIMIT + 2])
{
    char limit[READ_NUMBER_LIMIT];
    bool quoted = unit == PARAM_RATE && end != 0;
    if (!isfinite(end))
        return "null";
    read_number_limit(end, quoted ? unit : PARAM_PURE, limit);
    snprintf(buffer, READ_NUMBER_LIMIT + 2, quoted ? "\"%s\"" : "%s", limit);
    return buffer;
}

static void refuse(ReadJson *json, const JsonPlace *place, const Quantity *q, const Param *row,
                   Outside outside)
{
    char limit[READ_NUMBER_LIMIT], range[READ_NUMBER_RANGE], share[100] = "";
    char low[READ_NUMBER_LIMIT + 2], high[READ_NUMBER_LIMIT + 2];
    bool below = outside.below > millionth / 2, above = outside.above > millionth / 2;
    const Quantity *whole = q->whole ? q->whole : q;
    int size = 0;
    if (below)
        size = snprintf(share, sizeof share, "%.3g %% of it lies below %s", 100 * outside.below,
                        read_number_limit(row->low, row->unit, limit));
    if (above)
        snprintf(share + size, sizeof share - (size_t)size, "%s%.3g %% %sabove %s",
                 below ? " and " : "", 100 * outside.above, below ? "" : "of it lies ",
                 read_number_limit(row->high, row->unit, limit));
    read_json_problem(
        json, place,
        "%s; allowed is %s (%s); \"%s\": [%s, %s] beside \"%s\" cuts it there, by its quantiles",
        share, read_number_allowed(row, row->unit, range), row->doc, read_keys_within,
        end_words(below      ? row->low
                  : q->whole ? q->given[0]
                             : -INFINITY,
                  row->unit, low),
        end_words(above      ? row->high
                  : q->whole ? q->given[1]
                             : INFINITY,
                  row->unit, high),
        whole->law->name);
}

/* Growth has its end in the law of motion: a loss of everything. */
static bool fit_row(ReadJson *json, const JsonPlace *place, const Param *row, Ends said,
                    Quantity *q)
{
    Outside outside = outside_of(q, row);
    if (row->shifted || (outside.below < 0 && outside.above < 0))
        return true;
    if (fmax(outside.below, 0) + fmax(outside.above, 0) > millionth) {
        refuse(json, place, q, row, outside);
        return false;
    }
    truncation_undo(q);
    return cut(json, place, q, said,
               (Ends){ outside.below < 0 ? said.low : row->low,
                       outside.above < 0 ? said.high : row->high });
}

bool read_within(ReadJson *json, const cJSON *item, const JsonPlace *place, const Param *row,
                 Quantity *q)
{
    JsonPlace at = { .parent = place, .key = read_keys_within };
    const cJSON *given = read_json_get(item, at.key);
    Ends said = { -INFINITY, INFINITY };
    if (given && !read_ends(json, given, &at, row->unit, &said))
        return false;
    if ((isfinite(said.low) || isfinite(said.high)) && !cut(json, &at, q, said, said))
        return false;
    return ends_allowed(json, place, q, row) && fit_row(json, place, row, said, q);
}
