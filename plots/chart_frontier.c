/* The frontier: the least effort of the scenario's levers for each probability, with the levers'
 * values for the one asked for. */
#include "core/solve.h"
#include "plots/theme.h"
#include "plots/wording.h"

#include <math.h>

static const Words what = WORDS("Least effort of the levers for each probability of: {1}",
                                "Nỗ lực nhỏ nhất của các đòn bẩy theo xác suất đạt: {1}");
static const Words all_targets = WORDS("all targets together", "tất cả mục tiêu");
static const Words curve =
    WORDS("Least effort, ± 2 standard errors", "Nỗ lực nhỏ nhất, ± 2 sai số chuẩn");
static const Words asked = WORDS("Asked for", "Yêu cầu");
static const Words most = WORDS("At most {1} with all levers", "Tối đa {1} khi dùng hết đòn bẩy");
static const Words unit =
    WORDS("Across: probability; up: effort", "Trục ngang: xác suất; trục đứng: nỗ lực");
static const Words effort_words = WORDS("{1}: effort {2}", "{1}: nỗ lực {2}");

static const Frontier *frontier_of(const ChartInput *in)
{
    return in->forecast->solve->frontier;
}

static void add_point(const Effort *effort, bool is_asked, Text *data)
{
    text_put(data, is_asked ? "asked" : "frontier");
    theme_cell(data, effort->probability);
    theme_cell(data, is_asked ? NAN : effort->effort);
    theme_cell(data, effort->error);
    theme_cell(data, is_asked ? effort->effort : NAN);
    text_put(data, "\n");
}

static void add_data(const ChartInput *in, Text *data)
{
    text_put(data, "point\tprobability\teffort\tstandard_error\tasked\n");
    for (size_t i = 0; i < FRONTIER_POINTS; i++)
        add_point(&frontier_of(in)->point[i], false, data);
    add_point(&frontier_of(in)->asked, true, data);
}

static void add_frame(const ChartInput *in, Theme *theme)
{
    const Scenario *s = in->forecast->scenario;
    const Frontier *frontier = frontier_of(in);
    Text aim = { 0 }, subtitle = { 0 };
    if (frontier->target < s->targets)
        wording_condition(in, &s->target[frontier->target], &aim);
    else
        text_put(&aim, words_in(&all_targets, in->language));
    text_fill(&subtitle, words_in(&what, in->language),
              (const char *const[]){ aim.data ? aim.data : "" }, 1);
    theme_frame(theme, own_words_in(&s->title, in->language, s->id),
                subtitle.data ? subtitle.data : "", words_in(&unit, in->language));
    theme->script->failed = theme->script->failed || aim.failed || subtitle.failed;
    text_free(&aim);
    text_free(&subtitle);
}

/* A lever and its value, which is a rate as in the tables. */
static void put_lever(const ChartInput *in, size_t i, double value, Text *text)
{
    const Lever *lever = &in->forecast->scenario->lever[i];
    char number[NUMBER_SIZE];
    if (lever->number.rate)
        percent_words(value, 2, in->language, number);
    else
        number_words(value, fabs(value) < 1000 ? 2 : 0, in->language, number);
    text_add(text, "%s: %s", own_words_in(&lever->title, in->language, lever->id), number);
}

/* What the point asked for takes, or how far the levers reach. */
static void add_note(const ChartInput *in, Theme *theme)
{
    enum { MOST_LINES = 6 };
    const Effort *effort = &frontier_of(in)->asked;
    Text text[MOST_LINES] = { 0 }, figure = { 0 };
    const char *line[MOST_LINES];
    char share[NUMBER_SIZE], number[NUMBER_SIZE];
    size_t count = 1, levers = in->forecast->scenario->levers;
    wording_probability(&frontier_of(in)->most, in->language, &figure);
    percent_words(effort->probability, 0, in->language, share);
    number_words(effort->effort, number_decimals(effort->effort, effort->error), in->language,
                 number);
    if (effort->reachable)
        text_fill(&text[0], words_in(&effort_words, in->language),
                  (const char *const[]){ share, number }, 2);
    else
        text_fill(&text[0], words_in(&most, in->language),
                  (const char *const[]){ figure.data ? figure.data : "" }, 1);
    for (size_t i = 0; i < levers && count < MOST_LINES; i++)
        put_lever(in, i, effort->value[i], &text[count++]);
    for (size_t i = 0; i < count; i++) {
        line[i] = text[i].data ? text[i].data : "";
        theme->script->failed = theme->script->failed || text[i].failed;
    }
    double at = effort->reachable ? effort->effort : theme->y.low;
    theme_remark(theme, effort->probability - 0.3, at, line, count);
    for (size_t i = 0; i < count; i++)
        text_free(&text[i]);
    text_free(&figure);
}

static void draw(const ChartInput *in, Text *script, Text *data)
{
    const Frontier *frontier = frontier_of(in);
    const Effort *last = NULL;
    Theme theme;
    theme_start(&theme, in, script);
    theme.x.kind = AXIS_RATE;
    theme.x.fixed = true;
    axis_include(&theme.x, 0);
    axis_include(&theme.x, 1);
    axis_include(&theme.y, 0);
    axis_include(&theme.y, frontier->asked.effort);
    for (size_t i = 0; i < FRONTIER_POINTS; i++)
        axis_include(&theme.y, frontier->point[i].effort + 2 * frontier->point[i].error);
    theme_curve(&theme, words_in(&curve, in->language),
                "data using \"probability\":\"effort\":(2*column(\"standard_error\")) with "
                "yerrorlines linestyle %d",
                THEME_ACTUAL);
    theme_curve(&theme, words_in(&asked, in->language),
                "data using \"probability\":\"asked\" with points linestyle %d", THEME_TARGET);
    add_frame(in, &theme);
    for (size_t i = 0; i < FRONTIER_POINTS; i++) {
        const Effort *now = &frontier->point[i];
        if (last)
            theme_avoid(&theme, (double[]){ last->probability, now->probability },
                        (double[]){ last->effort, now->effort }, 2);
        last = now;
    }
    add_note(in, &theme);
    theme_finish(&theme);
    add_data(in, data);
}

static bool applies(const Forecast *forecast, size_t subject)
{
    (void)subject;
    return forecast->solve && forecast->solve->frontier;
}

const Chart chart_frontier = {
    .name = "frontier",
    .title = WORDS("Effort against probability", "Nỗ lực theo xác suất"),
    .summary = "least effort of the scenario's levers for each probability",
    .subject = CHART_OF_SCENARIO,
    .solve = SOLVE_FRONTIER,
    .applies = applies,
    .draw = draw,
};
