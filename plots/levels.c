#include "plots/levels.h"

#include "core/target.h"
#include "plots/wording.h"

#include <math.h>

static const Words actual = WORDS("Actual", "Thực tế");
static const Words required = WORDS("Required path", "Lộ trình cần đạt");
static const Words required_of = WORDS("Path to {2} ({1})", "Lộ trình tới {2} ({1})");
static const Words target_words = WORDS("Target", "Mục tiêu");

static const Scenario *scenario_of(const Levels *levels)
{
    return levels->in->forecast->scenario;
}

static const Target *target_of(const Levels *levels, size_t i)
{
    return scenario_of(levels)->target + levels->target[i];
}

enum { WAYS = 2 };

/* The required path by year from the base, of two bounds that to each of them; NULL: there is no
 * second one. */
static const double *way_of(const Levels *levels, size_t i, size_t way)
{
    const Requirement *it = levels->in->forecast->projection->requirement + levels->target[i];
    if (target_two_sided(target_of(levels, i)))
        return it->edge[way];
    return way ? NULL : it->path;
}

/* Whether it has a level in the target's first year. */
static bool leads(const Levels *levels, size_t i, size_t way)
{
    const double *path = way_of(levels, i, way);
    return path && isfinite(path[target_of(levels, i)->from - scenario_of(levels)->base]);
}

Levels levels_of(const ChartInput *in)
{
    const Scenario *scenario = in->forecast->scenario;
    Levels levels = { .in = in, .indicator = scenario->indicator + in->subject };
    levels.first = scenario->base;
    levels.last = scenario->end;
    for (size_t i = 0; i < levels.indicator->observations; i++) {
        const Observation *seen = levels.indicator->history + i;
        if (!isfinite(seen->value))
            continue;
        levels.history = true;
        levels.first = seen->year < levels.first ? seen->year : levels.first;
        levels.last = seen->year > levels.last ? seen->year : levels.last;
    }
    for (size_t i = 0; i < scenario->targets && levels.targets < LEVELS_TARGETS; i++)
        if (scenario->target[i].indicator == in->subject &&
            scenario->target[i].shape != TARGET_GROWTH)
            levels.target[levels.targets++] = i;
    return levels;
}

static size_t paths_of(const Levels *levels)
{
    return levels->targets < LEVELS_PATHS ? levels->targets : LEVELS_PATHS;
}

void levels_include(const Levels *levels, Theme *theme)
{
    theme->x.kind = AXIS_YEAR;
    theme->x.origin = scenario_of(levels)->base;
    axis_include(&theme->x, levels->first);
    axis_include(&theme->x, levels->last);
    for (size_t i = 0; i < levels->indicator->observations; i++)
        axis_include(&theme->y, levels->indicator->history[i].value);
    for (size_t i = 0; i < levels->targets; i++) {
        axis_include(&theme->y, target_of(levels, i)->low);
        axis_include(&theme->y, target_of(levels, i)->high);
    }
    for (size_t k = 0; k < WAYS * paths_of(levels); k++)
        for (size_t t = 0; t < scenario_years(scenario_of(levels)); t++)
            if (leads(levels, k / WAYS, k % WAYS))
                axis_include(&theme->y, way_of(levels, k / WAYS, k % WAYS)[t]);
}

void levels_headings(const Levels *levels, Text *data)
{
    text_put(data, "year\tactual");
    for (size_t i = 0; i < levels->targets; i++)
        text_add(data, "\trequired_%zu\trequired_high_%zu\ttarget_low_%zu\ttarget_high_%zu", i + 1,
                 i + 1, i + 1, i + 1);
}

double levels_history(const Indicator *indicator, int year)
{
    for (size_t i = 0; i < indicator->observations; i++)
        if (indicator->history[i].year == year)
            return indicator->history[i].value;
    return NAN;
}

void levels_cells(const Levels *levels, int year, Text *data)
{
    const Scenario *scenario = scenario_of(levels);
    text_add(data, "%d", year);
    theme_cell(data, levels_history(levels->indicator, year));
    for (size_t i = 0; i < levels->targets; i++) {
        const Target *target = target_of(levels, i);
        bool ahead = year >= scenario->base && year <= scenario->end;
        bool aimed = year >= target->from && year <= target->to;
        for (size_t way = 0; way < WAYS; way++)
            theme_cell(data, ahead && leads(levels, i, way)
                                 ? way_of(levels, i, way)[year - scenario->base]
                                 : NAN);
        theme_cell(data, aimed ? target->low : NAN);
        theme_cell(data, aimed ? target->high : NAN);
    }
}

static void path_curve(const Levels *levels, Theme *theme, size_t i)
{
    Text title = { 0 };
    const Target *target = target_of(levels, i);
    Text span = { 0 };
    text_add(&span, target->from == target->to ? "%d" : "%d–%d", target->from, target->to);
    Text bound = { 0 };
    for (int side = 0; side < 2; side++) {
        char number[NUMBER_SIZE];
        wording_exact((side ? target->high : target->low) / pow(10, theme->y.exponent), false,
                      levels->in->language, number);
        text_add(&bound, "%s%s", side && target_two_sided(target) ? "–" : "", number);
    }
    const char *parts[] = { span.data ? span.data : "", bound.data ? bound.data : "" };
    const Words *pattern = levels->targets > 1 ? &required_of : &required;
    text_fill(&title, words_in(pattern, levels->in->language), parts, 2);
    const char *heading = title.data ? title.data : "";
    for (size_t way = 0; way < WAYS; way++) {
        if (!leads(levels, i, way))
            continue;
        theme_curve(theme, heading,
                    "data using \"year\":\"required_%s%zu\" with lines linestyle %zu",
                    way ? "high_" : "", i + 1, THEME_REQUIRED + i);
        heading = NULL;
    }
    theme->script->failed = theme->script->failed || title.failed || span.failed || bound.failed;
    text_free(&bound);
    text_free(&span);
    text_free(&title);
}

static void target_curve(const Levels *levels, Theme *theme, size_t i)
{
    const char *title = i ? NULL : words_in(&target_words, levels->in->language);
    const Target *target = target_of(levels, i);
    if (isfinite(target->low) && isfinite(target->high))
        theme_curve(theme, NULL,
                    "data using \"year\":\"target_low_%zu\":\"target_low_%zu\":\"target_high_%zu\" "
                    "with yerrorbars linestyle %d",
                    i + 1, i + 1, i + 1, THEME_TARGET);
    if (isfinite(target->low) && isfinite(target->high))
        theme_curve(theme, NULL, "data using \"year\":\"target_high_%zu\" with points linestyle %d",
                    i + 1, THEME_TARGET);
    theme_curve(theme, title, "data using \"year\":\"target_%s_%zu\" with points linestyle %d",
                isfinite(target->low) ? "low" : "high", i + 1, THEME_TARGET);
}

void levels_curves(const Levels *levels, Theme *theme)
{
    for (size_t i = 0; i < paths_of(levels); i++)
        path_curve(levels, theme, i);
    if (levels->history)
        theme_curve(theme, words_in(&actual, levels->in->language),
                    "data using \"year\":\"actual\" with linespoints linestyle %d", THEME_ACTUAL);
    for (size_t i = 0; i < levels->targets; i++)
        target_curve(levels, theme, i);
}

void levels_avoid_row(const Levels *levels, Theme *theme, const double *level)
{
    int base = scenario_of(levels)->base;
    for (int t = 0; t < scenario_of(levels)->end - base; t++)
        theme_avoid(theme, (double[]){ base + t, base + t + 1 }, level + t, 2);
}

void levels_avoid(const Levels *levels, Theme *theme)
{
    const Indicator *indicator = levels->indicator;
    for (size_t i = 1; i < indicator->observations; i++) {
        const Observation *seen = indicator->history + i;
        theme_avoid(theme, (double[]){ seen[-1].year, seen->year },
                    (double[]){ seen[-1].value, seen->value }, 2);
    }
    for (size_t k = 0; k < WAYS * paths_of(levels); k++)
        if (leads(levels, k / WAYS, k % WAYS))
            levels_avoid_row(levels, theme, way_of(levels, k / WAYS, k % WAYS));
    for (size_t i = 0; i < levels->targets; i++) {
        const Target *target = target_of(levels, i);
        for (int year = target->from; year <= target->to; year++)
            theme_avoid(theme, (double[]){ year, year },
                        (double[]){ isfinite(target->low) ? target->low : target->high,
                                    isfinite(target->high) ? target->high : target->low },
                        2);
    }
}

void levels_frame(const Levels *levels, Theme *theme, const Words *chart)
{
    axis_round(&theme->y);
    Text unit = { 0 };
    Language language = levels->in->language;
    wording_unit(levels->in, levels->in->subject, theme->y.exponent, &unit);
    theme_frame(theme, own_words_in(&levels->indicator->title, language, levels->indicator->id),
                words_in(chart, language), unit.data ? unit.data : "");
    theme->script->failed = theme->script->failed || unit.failed;
    text_free(&unit);
}
