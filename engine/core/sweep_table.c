#include "core/sweep_table.h"

#include "core/input.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const Words variants = WORDS("variant", "phương án");

static const double same = 1e-9; /* relative; what people type has few digits */

static void free_axis(TableAxis *axis)
{
    for (size_t i = 0; axis->text && i < axis->values; i++)
        free(axis->text[i]);
    free(axis->text);
    free(axis->number);
    free(axis->pointer);
    free(axis->title);
}

void sweep_table_free(SweepTable *table)
{
    if (!table)
        return;
    for (size_t i = 0; table->axis && i < table->axes; i++)
        free_axis(&table->axis[i]);
    for (size_t i = 0; table->target && i < table->targets; i++)
        free(table->target[i]);
    free(table->axis);
    free(table->target);
    free(table->at);
    free(table->chance);
    free(table->id);
    free(table->digest);
    free(table->scenario_id);
    free(table->seed);
    free(table->sampling);
    scenario_free(table->scenario);
    free(table);
}

size_t sweep_table_axis(const SweepTable *table, const char *name)
{
    size_t i = 0;
    while (i < table->axes && strcmp(table->axis[i].title, name) &&
           (!table->axis[i].pointer || strcmp(table->axis[i].pointer, name)))
        i++;
    return i;
}

size_t sweep_table_target(const SweepTable *table, const char *id)
{
    size_t i = 0;
    while (i < table->targets && strcmp(table->target[i], id))
        i++;
    return i;
}

size_t sweep_table_value(const TableAxis *axis, const char *word)
{
    char *end;
    double number = strtod(word, &end);
    if (*end == '%' && end != word) {
        number /= 100;
        end++;
    }
    bool is_number = end != word && !*end;
    size_t i = 0;
    for (; i < axis->values; i++) {
        if (axis->text[i] ? !strcmp(axis->text[i], word)
                          : is_number && fabs(axis->number[i] - number) <= same * fabs(number))
            break;
    }
    return i;
}

const Target *sweep_table_about(const SweepTable *table, size_t target)
{
    const Scenario *s = table->scenario;
    size_t i = s ? scenario_target(s, table->target[target]) : 0;
    return s && i < s->targets ? &s->target[i] : NULL;
}

double sweep_table_moves(const SweepTable *table, size_t axis, size_t target)
{
    double least = INFINITY, most = -INFINITY;
    size_t values = table->axis[axis].values;
    double *sum = calloc(values + 1, sizeof *sum), *count = calloc(values + 1, sizeof *count);
    for (size_t cell = 0; sum && count && cell < table->cells; cell++) {
        double p = table->chance[target * table->cells + cell].probability;
        size_t value = table->at[cell * table->axes + axis];
        sum[value] += isnan(p) ? 0 : p;
        count[value] += isnan(p) ? 0 : 1;
    }
    for (size_t i = 0; sum && count && i < values; i++) {
        least = count[i] > 0 ? fmin(least, sum[i] / count[i]) : least;
        most = count[i] > 0 ? fmax(most, sum[i] / count[i]) : most;
    }
    free(sum);
    free(count);
    return most > least ? most - least : 0;
}

/* ---- pointers into a scenario ---- */

enum { PARTS = 4 };

/* The parts of a pointer; a last one of several keeps its slashes. Returns how many. */
static size_t split(char *pointer, const char *part[PARTS])
{
    size_t count = 0;
    for (char *at = pointer; *at == '/' && count < PARTS;) {
        part[count++] = at + 1;
        *at++ = '\0';
        if (count < PARTS)
            at += strcspn(at, "/");
    }
    return count;
}

static const Indicator *indicator_of(const Scenario *s, const char *const *part, size_t parts)
{
    if (!s || parts < 3 || strcmp(part[0], "indicators"))
        return NULL;
    size_t i = scenario_indicator(s, part[1]);
    return i < s->indicators ? &s->indicator[i] : NULL;
}

static bool rate_in(const Param *param, const char *name)
{
    for (; param->name; param++)
        if (!strcmp(param->name, name))
            return param->unit == PARAM_RATE;
    return false;
}

static bool rate_at(const Scenario *s, const char *const *part, size_t parts)
{
    static const char *const rates[] = { "loss", "effect", "probability" };
    const Indicator *indicator = indicator_of(s, part, parts);
    if (indicator && (rate_in(indicator->model->params, part[2]) ||
                      (indicator->model->noisy && rate_in(noise_params, part[2]))))
        return true;
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++)
        if (parts > 2 && (!strcmp(part[2], rates[i]) || (parts > 3 && strstr(part[3], rates[i]))))
            return true;
    bool bound = parts > 2 && (!strncmp(part[2], "at_", 3) || !strcmp(part[2], "between"));
    if (!s || !bound || strcmp(part[0], "targets"))
        return false;
    size_t target = scenario_target(s, part[1]);
    return target < s->targets && s->target[target].shape == TARGET_GROWTH;
}

bool sweep_table_rate(const Scenario *scenario, const char *pointer)
{
    const char *part[PARTS];
    char *copy = text_copy(pointer);
    bool rate = copy && rate_at(scenario, part, split(copy, part));
    free(copy);
    return rate;
}

/* The title of the thing that a pointer leads into; NULL: it has none. */
static const OwnWords *title_of(const Scenario *s, const char *const *part, size_t parts)
{
    const Indicator *indicator = indicator_of(s, part, parts);
    if (indicator)
        return &indicator->title;
    if (!s || parts < 3)
        return NULL;
    for (size_t i = 0; i < s->targets && !strcmp(part[0], "targets"); i++)
        if (!strcmp(part[1], s->target[i].id))
            return &s->target[i].title;
    for (size_t i = 0; i < s->events && !strcmp(part[0], "events"); i++)
        if (!strcmp(part[1], s->event[i].id))
            return &s->event[i].title;
    for (size_t i = 0; i < s->programmes && !strcmp(part[0], "programmes"); i++)
        if (!strcmp(part[1], s->programme[i].id))
            return &s->programme[i].title;
    return NULL;
}

/* Whether all axes are of the same thing as this pointer, such as /indicators/output. */
static bool alone(const SweepTable *table, const char *pointer)
{
    size_t first = strcspn(pointer + 1, "/") + 1;
    size_t length = first + 1 + strcspn(pointer + first + 1, "/") + 1;
    for (size_t i = 0; i < table->axes; i++)
        if (table->axis[i].pointer && strncmp(table->axis[i].pointer, pointer, length))
            return false;
    return true;
}

void sweep_table_words(const SweepTable *table, size_t axis, Language language, Text *text)
{
    const TableAxis *a = &table->axis[axis];
    const char *part[PARTS];
    if (!a->pointer) {
        text_put(text, words_in(&variants, language));
        return;
    }
    char *copy = text_copy(a->pointer);
    size_t parts = copy ? split(copy, part) : 0;
    const OwnWords *title = title_of(table->scenario, part, parts);
    if (title && (parts < PARTS || !strchr(part[3], '/'))) {
        char *when = parts == PARTS ? text_copy(part[3]) : NULL;
        Input input = { .title = title, .id = part[1], .what = part[2], .when = when };
        input_words(&input, alone(table, a->pointer), language, text);
        text->failed = text->failed || (parts == PARTS && !when);
        free(when);
    } else {
        text_put(text, a->title);
    }
    text->failed = text->failed || !copy;
    free(copy);
}
