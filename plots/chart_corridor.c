/* The corridor: the levels from which a target still has a chance of 20, 50 and 80 %, against the
 * history and the fan of its indicator. From a lower bound the chance is greater above. */
#include "core/solve.h"
#include "core/target.h"
#include "plots/levels.h"
#include "plots/theme.h"
#include "plots/wording.h"

#include <math.h>

enum { YEARS_BEFORE = 3 }; /* of the history, as many as fit beside what is ahead */

static const Words what =
    WORDS("Levels from which there is still a chance of {1}", "Mức còn khả năng đạt {1}");
static const Words lines[CORRIDOR_CHANCES] = {
    WORDS("20 % chance from here", "Còn khả năng đạt 20 %"),
    WORDS("50 % chance from here", "Còn khả năng đạt 50 %"),
    WORDS("80 % chance from here", "Còn khả năng đạt 80 %"),
};
static const Words lines_between[CORRIDOR_CHANCES] = {
    WORDS("20 % chance between these", "Ở giữa: còn khả năng đạt 20 %"),
    WORDS("50 % chance between these", "Ở giữa: còn khả năng đạt 50 %"),
    WORDS("80 % chance between these", "Ở giữa: còn khả năng đạt 80 %"),
};
static const int styles[CORRIDOR_CHANCES] = { THEME_REQUIRED + 1, THEME_REQUIRED,
                                              THEME_REQUIRED + 2 };
static const Words fan = WORDS("Scenario: 90 % band", "Kịch bản: khoảng 90 %");
static const Words median = WORDS("Scenario: median", "Kịch bản: trung vị");
static const Words actual = WORDS("Actual", "Thực tế");
static const Words target_words = WORDS("Target", "Mục tiêu");
static const Words no_return = WORDS("No return below", "Dưới mức này khó đạt");

static const Corridor *corridor_of(const Forecast *forecast, size_t target)
{
    for (size_t i = 0; forecast->solve && i < forecast->solve->corridors; i++)
        if (forecast->solve->corridor[i].target == target && !forecast->solve->corridor[i].unknown)
            return &forecast->solve->corridor[i];
    return NULL;
}

static const Target *target_of(const ChartInput *in)
{
    return in->forecast->scenario->target + in->subject;
}

static const Fan *fan_of(const ChartInput *in)
{
    return &in->forecast->fan[target_of(in)->indicator];
}

static bool falls(const Corridor *corridor)
{
    for (size_t t = 0; t < corridor->years; t++)
        if (isfinite(corridor->no_return[t]))
            return true;
    return false;
}

/* The first year of the history that is shown, or the base year. */
static int first_year(const ChartInput *in)
{
    int base = in->forecast->scenario->base, year = base - YEARS_BEFORE;
    while (year < base && !isfinite(levels_history(
                              &in->forecast->scenario->indicator[target_of(in)->indicator], year)))
        year++;
    return year;
}

static void add_row(const ChartInput *in, const Corridor *corridor, int year, Text *data)
{
    const Target *target = target_of(in);
    int base = in->forecast->scenario->base;
    bool ahead = year >= base;
    size_t t = ahead ? (size_t)(year - base) : 0;
    double bound = isfinite(target->low) ? target->low : target->high;
    text_add(data, "%d", year);
    theme_cell(data,
               levels_history(&in->forecast->scenario->indicator[target_of(in)->indicator], year));
    theme_cell(data, year >= target->from ? bound : NAN);
    theme_cell(data, ahead ? fan_of(in)->quantile[QUANTILE_05][t] : NAN);
    theme_cell(data, ahead ? fan_of(in)->quantile[QUANTILE_50][t] : NAN);
    theme_cell(data, ahead ? fan_of(in)->quantile[QUANTILE_95][t] : NAN);
    theme_cell(data, year >= target->from ? target->high : NAN);
    for (size_t c = 0; c < CORRIDOR_CHANCES; c++) {
        theme_cell(data, ahead ? corridor->level[c][t] : NAN);
        theme_cell(data, ahead ? corridor->high[c][t] : NAN);
    }
    theme_cell(data, ahead ? corridor->no_return[t] : NAN);
    text_put(data, "\n");
}

static void include(const ChartInput *in, const Corridor *corridor, Theme *theme)
{
    int base = in->forecast->scenario->base;
    theme->x.kind = AXIS_YEAR;
    theme->x.origin = base;
    theme->y.tight = true;
    axis_include(&theme->x, first_year(in));
    axis_include(&theme->x, target_of(in)->to);
    for (int year = first_year(in); year <= target_of(in)->to; year++)
        axis_include(
            &theme->y,
            levels_history(&in->forecast->scenario->indicator[target_of(in)->indicator], year));
    for (size_t t = 0; t < corridor->years; t++) {
        axis_include(&theme->y, fan_of(in)->quantile[QUANTILE_05][t]);
        axis_include(&theme->y, fan_of(in)->quantile[QUANTILE_95][t]);
        axis_include(&theme->y, corridor->no_return[t]);
        for (size_t c = 0; c < CORRIDOR_CHANCES; c++) {
            axis_include(&theme->y, corridor->level[c][t]);
            axis_include(&theme->y, corridor->high[c][t]);
        }
    }
}

/* Between the lines of 20 and 80 %. */
static void add_band(Theme *theme, const char *side)
{
    theme_curve(theme, NULL,
                "data using \"year\":\"chance20%s\":\"chance80%s\" with filledcurves fillcolor "
                "rgb \"#9c1c1c\" fillstyle transparent solid 0.12 noborder",
                side, side);
}

/* Of two bounds the lines above have the styles of those below. */
static void add_lines(const ChartInput *in, Theme *theme)
{
    const Words *title = target_two_sided(target_of(in)) ? lines_between : lines;
    for (size_t c = CORRIDOR_CHANCES; c-- > 0;)
        theme_curve(theme, words_in(&title[c], in->language),
                    "data using \"year\":\"chance%.0f\" with lines linestyle %d",
                    100 * corridor_chances[c], styles[c]);
    for (size_t c = CORRIDOR_CHANCES; c-- > 0 && target_two_sided(target_of(in));)
        theme_curve(theme, NULL, "data using \"year\":\"chance%.0f_high\" with lines linestyle %d",
                    100 * corridor_chances[c], styles[c]);
}

static void add_curves(const ChartInput *in, const Corridor *corridor, Theme *theme)
{
    Language language = in->language;
    theme_curve(theme, words_in(&fan, language),
                "data using \"year\":\"q05\":\"q95\" with filledcurves linestyle %d",
                THEME_BAND_OUTER);
    add_band(theme, "");
    if (target_two_sided(target_of(in)))
        add_band(theme, "_high");
    theme_curve(theme, words_in(&median, language),
                "data using \"year\":\"q50\" with lines linestyle %d", THEME_CENTRAL);
    add_lines(in, theme);
    if (falls(corridor))
        theme_curve(theme, words_in(&no_return, language),
                    "data using \"year\":\"no_return\" with lines linestyle %d", THEME_HIGH);
    theme_curve(theme, words_in(&actual, language),
                "data using \"year\":\"actual\" with linespoints linestyle %d", THEME_ACTUAL);
    theme_curve(theme, words_in(&target_words, language),
                "data using \"year\":\"target\" with points linestyle %d", THEME_TARGET);
    if (target_two_sided(target_of(in)))
        theme_curve(theme, NULL, "data using \"year\":\"target_high\" with points linestyle %d",
                    THEME_TARGET);
}

static void add_frame(const ChartInput *in, Theme *theme)
{
    const Target *target = target_of(in);
    Text condition = { 0 }, subtitle = { 0 }, unit = { 0 };
    axis_round(&theme->y);
    wording_condition(in, target, &condition);
    text_fill(&subtitle, words_in(&what, in->language),
              (const char *const[]){ condition.data ? condition.data : "" }, 1);
    wording_unit(in, target->indicator, theme->y.exponent, &unit);
    theme_frame(theme, wording_title(in, target), subtitle.data ? subtitle.data : "",
                unit.data ? unit.data : "");
    theme->script->failed =
        theme->script->failed || condition.failed || subtitle.failed || unit.failed;
    text_free(&condition);
    text_free(&subtitle);
    text_free(&unit);
}

/* The lines lie close together, and the legend has many entries. */
static double height(const ChartInput *in)
{
    (void)in;
    return theme_height + 100;
}

static void draw(const ChartInput *in, Text *script, Text *data)
{
    const Corridor *corridor = corridor_of(in->forecast, in->subject);
    Theme theme;
    theme_start(&theme, in, script);
    theme.height = height(in);
    include(in, corridor, &theme);
    add_curves(in, corridor, &theme);
    add_frame(in, &theme);
    theme_finish(&theme);
    text_put(data,
             "year\tactual\ttarget\tq05\tq50\tq95\ttarget_high\tchance20\tchance20_high\tchance50"
             "\tchance50_high\tchance80\tchance80_high\tno_return\n");
    for (int year = first_year(in); year <= target_of(in)->to; year++)
        add_row(in, corridor, year, data);
}

static bool applies(const Forecast *forecast, size_t subject)
{
    return corridor_of(forecast, subject);
}

const Chart chart_corridor = {
    .name = "corridor",
    .title = WORDS("Levels from which the target still has a chance",
                   "Mức từ đó vẫn còn khả năng đạt mục tiêu"),
    .summary = "levels from which a target still has a chance of 20, 50 and 80 %, against the fan",
    .subject = CHART_OF_TARGET,
    .solve = SOLVE_CORRIDOR,
    .applies = applies,
    .height = height,
    .draw = draw,
};
