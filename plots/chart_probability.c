/* The chance of being on the way to a target, year by year, with 95 % intervals. */
#include "core/target.h"
#include "plots/theme.h"
#include "plots/wording.h"

#include <math.h>

static const Words above = WORDS("Chance of being on or above the required path",
                                 "Xác suất ở trên hoặc đúng lộ trình cần đạt");
static const Words below = WORDS("Chance of being on or below the required path",
                                 "Xác suất ở dưới hoặc đúng lộ trình cần đạt");
static const Words between = WORDS("Chance of being between the two required paths",
                                   "Xác suất nằm giữa hai lộ trình cần đạt");
static const Words curve = WORDS("Chance with 95 % interval", "Xác suất và khoảng 95 %");
static const Words even = WORDS("50 % line", "Mốc 50 %");
static const Words likely = WORDS("80 % line", "Mốc 80 %");

static const Target *target_of(const ChartInput *in)
{
    return in->forecast->scenario->target + in->subject;
}

static const Chance *chances(const ChartInput *in)
{
    return in->forecast->target[in->subject].on_path;
}

static bool known(const ChartInput *in, size_t t)
{
    return t > 0 && isfinite(chances(in)[t].probability);
}

static void add_data(const ChartInput *in, Text *data)
{
    const Scenario *scenario = in->forecast->scenario;
    text_put(data, "year\tprobability\tlow95\thigh95\n");
    for (size_t t = 1; t < scenario_years(scenario); t++) {
        if (!known(in, t))
            continue;
        text_add(data, "%d", scenario->base + (int)t);
        theme_cell(data, chances(in)[t].probability);
        theme_cell(data, chances(in)[t].interval[0]);
        theme_cell(data, chances(in)[t].interval[1]);
        text_put(data, "\n");
    }
}

static void add_curves(const ChartInput *in, Theme *theme)
{
    theme_curve(
        theme, words_in(&curve, in->language),
        "data using \"year\":\"probability\":\"low95\":\"high95\" with yerrorlines linestyle %d",
        THEME_ACTUAL);
    theme_curve(theme, words_in(&even, in->language), "0.5 with lines linestyle %d",
                THEME_REFERENCE);
    theme_curve(theme, words_in(&likely, in->language), "0.8 with lines linestyle %d",
                THEME_REFERENCE_HIGH);
}

static void add_frame(const ChartInput *in, Theme *theme)
{
    const Target *target = target_of(in);
    Text subtitle = { 0 };
    const Words *what = target_two_sided(target) ? &between
                        : isfinite(target->low)  ? &above
                                                 : &below;
    text_add(&subtitle, "%s; ", words_in(what, in->language));
    wording_condition(in, target, &subtitle);
    theme_frame(theme, wording_title(in, target), subtitle.data ? subtitle.data : "", "");
    theme->script->failed = theme->script->failed || subtitle.failed;
    text_free(&subtitle);
}

static void add_notes(const ChartInput *in, Theme *theme)
{
    int base = in->forecast->scenario->base;
    size_t years = scenario_years(in->forecast->scenario);
    for (size_t t = 1; t + 1 < years; t++)
        theme_avoid(theme, (double[]){ base + (double)t, base + (double)t + 1 },
                    (double[]){ chances(in)[t].probability, chances(in)[t + 1].probability }, 2);
    for (size_t t = 1; t < years; t++)
        if (known(in, t))
            theme_avoid(theme, (double[]){ base + (double)t, base + (double)t },
                        chances(in)[t].interval, 2);
    theme_avoid(theme, (double[]){ theme->x.low, theme->x.high }, (double[]){ 0.5, 0.5 }, 2);
    theme_avoid(theme, (double[]){ theme->x.low, theme->x.high }, (double[]){ 0.8, 0.8 }, 2);
    for (size_t t = 1; t < years; t++) {
        if (!known(in, t))
            continue;
        Text figure = { 0 };
        wording_probability(chances(in) + t, in->language, &figure);
        const char *line[] = { figure.data ? figure.data : "" };
        theme_note(theme, base + (double)t, chances(in)[t].probability, line, 1);
        text_free(&figure);
    }
}

static void draw(const ChartInput *in, Text *script, Text *data)
{
    const Scenario *scenario = in->forecast->scenario;
    Theme theme;
    theme_start(&theme, in, script);
    theme.x.kind = AXIS_YEAR;
    theme.x.origin = scenario->base;
    theme.y.kind = AXIS_RATE;
    theme.y.fixed = true;
    axis_include(&theme.y, 0);
    axis_include(&theme.y, 1);
    axis_include(&theme.x, scenario->base + 1);
    axis_include(&theme.x, target_of(in)->to);
    add_curves(in, &theme);
    add_frame(in, &theme);
    add_notes(in, &theme);
    theme_finish(&theme);
    add_data(in, data);
}

/* There may be no required path. */
static bool applies(const Forecast *forecast, size_t subject)
{
    for (size_t t = 1; t < scenario_years(forecast->scenario); t++)
        if (isfinite(forecast->target[subject].on_path[t].probability))
            return true;
    return false;
}

const Chart chart_probability = {
    .name = "probability",
    .title = WORDS("Chance of being on the way", "Xác suất bám sát lộ trình"),
    .summary = "chance of being on or above the required path, year by year",
    .subject = CHART_OF_TARGET,
    .applies = applies,
    .draw = draw,
};
