#include "core/sweep.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void axis_free(Axis *axis)
{
    for (size_t i = 0; axis->value && i < axis->values; i++) {
        free(axis->value[i].json);
        free(axis->value[i].shown);
    }
    free(axis->value);
    free(axis->pointer);
    free(axis->title);
    quantity_free(&axis->law);
}

void sweep_free(Sweep *sweep)
{
    if (!sweep)
        return;
    for (size_t i = 0; sweep->axis && i < sweep->axes; i++)
        axis_free(&sweep->axis[i]);
    for (size_t i = 0; sweep->variant && i < sweep->variants; i++) {
        free(sweep->variant[i].name);
        free(sweep->variant[i].patch);
    }
    for (size_t i = 0; i < sizeof sweep->setting / sizeof *sweep->setting; i++)
        free(sweep->setting[i]);
    free(sweep->axis);
    free(sweep->variant);
    free(sweep->id);
    free(sweep->scenario);
    free(sweep);
}

double sweep_count(const Sweep *sweep)
{
    double count = (double)sweep->points * (double)(sweep->variants ? sweep->variants : 1);
    for (size_t i = 0; i < sweep->axes; i++)
        if (!sweep->axis[i].design)
            count *= (double)sweep->axis[i].values;
    return count;
}

static bool spread_axis(const Sweep *sweep, Axis *axis, size_t dimension)
{
    size_t n = sweep->points;
    double *u = calloc(n, sizeof *u);
    axis->value = calloc(n, sizeof *axis->value);
    axis->values = axis->value ? n : 0;
    if (u && axis->value) {
        axis->design->uniforms(&(DesignAxis){ sweep->seed, axis->pointer, dimension }, u, n);
        quantity_from_uniforms(&axis->law, u, u, n);
        for (size_t i = 0; i < n; i++)
            axis->value[i].number = u[i];
    }
    bool good = u && axis->value;
    free(u);
    return good;
}

bool sweep_spread(Sweep *sweep)
{
    size_t dimension = 0;
    for (size_t i = 0; i < sweep->axes; i++)
        if (sweep->axis[i].design && !spread_axis(sweep, &sweep->axis[i], dimension++))
            return false;
    return true;
}

size_t sweep_place(const Sweep *sweep, uint64_t cell, size_t *value)
{
    size_t variants = sweep->variants ? sweep->variants : 1;
    size_t variant = (size_t)(cell % variants);
    cell /= variants;
    size_t point = (size_t)(cell % sweep->points);
    cell /= sweep->points;
    for (size_t i = sweep->axes; i-- > 0;) {
        const Axis *axis = &sweep->axis[i];
        value[i] = axis->design ? point : (size_t)(cell % axis->values);
        if (!axis->design)
            cell /= axis->values;
    }
    return variant;
}

char *axis_change(const Axis *axis, size_t at)
{
    const AxisValue *value = &axis->value[at];
    char number[32];
    if (value->json)
        return text_format("%s=%s", axis->pointer, value->json);
    if (axis->percent && fabs(value->number) >= 1)
        return text_format("%s=\"%.15g%%\"", axis->pointer, 100 * value->number);
    return text_format("%s=%s", axis->pointer, text_number(value->number, number));
}

/* ---- titles ---- */

/* The last `parts` parts of a pointer. */
static const char *tail(const char *pointer, size_t parts)
{
    const char *at = pointer + strlen(pointer);
    while (at > pointer && (*--at != '/' || --parts))
        ;
    return *at == '/' ? at + 1 : at;
}

/* Says nothing alone: a number (a year, a period), or the name of a column of results. */
static bool is_taken(const char *title)
{
    if (strspn(title, "0123456789"))
        return true;
    static const char *const taken[] = {
        "cell",      "variant", "target",         "probability", "standard_error",  "low95",
        "high95",    "median",  "median_gap",     "method",      "required_growth", "group",
        "indicator", "year",    "if_independent", "binding",     "status",          "message",
    };
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        if (!strcasecmp(taken[i], title))
            return true;
    return false;
}

static bool is_alone(const Sweep *sweep, size_t axis, size_t parts)
{
    const char *title = tail(sweep->axis[axis].pointer, parts);
    for (size_t i = 0; i < sweep->axes; i++)
        if (i != axis && !strcasecmp(tail(sweep->axis[i].pointer, parts), title))
            return false;
    return !is_taken(title);
}

bool sweep_name(Sweep *sweep)
{
    for (size_t i = 0; i < sweep->axes; i++) {
        Axis *axis = &sweep->axis[i];
        size_t parts = 1, most = 1;
        for (const char *at = axis->pointer + 1; *at; at++)
            most += *at == '/';
        while (parts < most && !is_alone(sweep, i, parts))
            parts++;
        const char *title = tail(axis->pointer, parts);
        axis->title = is_alone(sweep, i, parts) ? text_copy(title)
                                                : text_format("%s (axis %zu)", title, i + 1);
        if (!axis->title)
            return false;
    }
    return true;
}
