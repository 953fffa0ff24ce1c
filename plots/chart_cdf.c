/* The distribution function of what a target measures, with the part of it that meets the target.
 */
#include "plots/theme.h"
#include "plots/wording.h"

#include <math.h>

extern const Chart chart_cdf; /* at the foot; its title heads the picture */
static const Words curve = WORDS("Cumulative probability", "Xác suất tích lũy");
static const Words region = WORDS("Target met", "Đạt mục tiêu");
static const Words bound_words = WORDS("Target", "Mục tiêu");
static const Words chance_words = WORDS("Probability: {1}", "Xác suất đạt mục tiêu: {1}");
static const Words interval_words = WORDS("(95 % interval: {1})", "(khoảng tin cậy 95 %: {1})");

static const Target *target_of(const ChartInput *in)
{
    return in->forecast->scenario->target + in->subject;
}

/* Rows of the curve, then the two ends of each bound and of the region that meets the target, in
 * columns of their own. */
static void add_data(const ChartInput *in, const Theme *theme, Text *data)
{
    const TargetForecast *forecast = in->forecast->target + in->subject;
    const Target *target = target_of(in);
    text_put(data, "value\tbelow\tlow\thigh\tmet\tends\n");
    for (size_t i = 0; i < CURVE_POINTS; i++) {
        char buffer[32];
        double at = forecast->curve_at[i];
        text_put(data, isfinite(at) ? text_number(at, buffer) : "");
        theme_cell(data, forecast->curve_below[i]);
        text_put(data, "\t\t\t\t\n");
    }
    for (int end = 0; end < 2; end++) {
        text_put(data, "\t");
        theme_cell(data, target->low);
        theme_cell(data, target->high);
        theme_cell(data, end ? fmin(target->high, theme->x.high) : fmax(target->low, theme->x.low));
        text_add(data, "\t%d\n", end);
    }
}

static void add_curves(const ChartInput *in, Theme *theme)
{
    const Target *target = target_of(in);
    theme_curve(theme, words_in(&region, in->language),
                "data using \"met\":(0):(1) with filledcurves linestyle %d", THEME_MET);
    theme_curve(theme, words_in(&curve, in->language),
                "data using \"value\":\"below\" with lines linestyle %d", THEME_CENTRAL);
    const char *bound = words_in(&bound_words, in->language);
    if (isfinite(target->low))
        theme_curve(theme, bound, "data using \"low\":\"ends\" with lines linestyle %d",
                    THEME_REQUIRED);
    if (isfinite(target->high))
        theme_curve(theme, isfinite(target->low) ? NULL : bound,
                    "data using \"high\":\"ends\" with lines linestyle %d", THEME_REQUIRED);
}

static void add_frame(const ChartInput *in, Theme *theme)
{
    const Target *target = target_of(in);
    Text subtitle = { 0 }, unit = { 0 };
    axis_round(&theme->x);
    text_add(&subtitle, "%s; ", words_in(&chart_cdf.title, in->language));
    wording_condition(in, target, &subtitle);
    if (target->shape != TARGET_GROWTH)
        wording_unit(in, target->indicator, theme->x.exponent, &unit);
    theme_frame(theme, wording_title(in, target), subtitle.data ? subtitle.data : "",
                unit.data ? unit.data : "");
    theme->script->failed = theme->script->failed || subtitle.failed || unit.failed;
    text_free(&subtitle);
    text_free(&unit);
}

static void add_note(const ChartInput *in, Theme *theme)
{
    const TargetForecast *forecast = in->forecast->target + in->subject;
    const Target *target = target_of(in);
    theme_avoid(theme, forecast->curve_at, forecast->curve_below, CURVE_POINTS);
    theme_avoid(theme, (double[]){ target->low, target->low }, (double[]){ 0, 1 }, 2);
    theme_avoid(theme, (double[]){ target->high, target->high }, (double[]){ 0, 1 }, 2);
    Text figure = { 0 }, interval = { 0 }, first = { 0 }, second = { 0 };
    wording_probability(&forecast->chance, in->language, &figure);
    wording_interval(&forecast->chance, in->language, &interval);
    const char *figures[] = { figure.data ? figure.data : "" };
    const char *intervals[] = { interval.data ? interval.data : "" };
    text_fill(&first, words_in(&chance_words, in->language), figures, 1);
    if (chance_is_exact(&forecast->chance))
        text_put(&second, intervals[0]);
    else
        text_fill(&second, words_in(&interval_words, in->language), intervals, 1);
    const char *lines[] = { first.data ? first.data : "", second.data ? second.data : "" };
    theme_remark(theme, theme->x.low, 0.9, lines, 2);
    text_free(&figure);
    text_free(&interval);
    text_free(&first);
    text_free(&second);
}

static void draw(const ChartInput *in, Text *script, Text *data)
{
    const TargetForecast *forecast = in->forecast->target + in->subject;
    const Target *target = target_of(in);
    Theme theme;
    theme_start(&theme, in, script);
    theme.x.kind = target->shape == TARGET_GROWTH ? AXIS_RATE : AXIS_NUMBER;
    theme.x.tight = true;
    theme.y.kind = AXIS_RATE;
    theme.y.fixed = true;
    axis_include(&theme.y, 0);
    axis_include(&theme.y, 1);
    axis_include(&theme.x, target->low);
    axis_include(&theme.x, target->high);
    for (size_t i = 0; i < CURVE_POINTS; i++)
        axis_include(&theme.x, forecast->curve_at[i]);
    add_curves(in, &theme);
    add_frame(in, &theme);
    add_note(in, &theme);
    theme_finish(&theme);
    add_data(in, &theme, data);
}

/* A growth that is undefined on all paths has none. */
static bool applies(const Forecast *forecast, size_t subject)
{
    return isfinite(forecast->target[subject].curve_at[0]);
}

const Chart chart_cdf = {
    .name = "cdf",
    .title = WORDS("Distribution of outcomes", "Phân bố kết quả"),
    .summary = "distribution function of what the target measures, and the part that meets it",
    .subject = CHART_OF_TARGET,
    .applies = applies,
    .draw = draw,
};
