/* The three paths without chance - low, central, high - against what the targets require. */
#include "plots/levels.h"
#include "plots/wording.h"

#include <math.h>

extern const Chart chart_path; /* at the foot; its title heads the picture */
static const struct {
    const char *heading;
    int style;
    Words curve;
    Words value;
} sides[SIDES] = {
    { "low", THEME_LOW, WORDS("Low path", "Phương án thấp"), WORDS("Low: {1}", "Thấp: {1}") },
    { "central", THEME_CENTRAL, WORDS("Central path", "Phương án giữa"),
      WORDS("Central: {1}", "Giữa: {1}") },
    { "high", THEME_HIGH, WORDS("High path", "Phương án cao"), WORDS("High: {1}", "Cao: {1}") },
};
static const Words met = WORDS(" (met)", " (đạt)");
static const Words missed = WORDS(" (missed)", " (không đạt)");

static const double *row(const ChartInput *in, size_t side)
{
    return projection_level(in->forecast->projection, in->subject, side);
}

static void add_data(const Levels *levels, Text *data)
{
    const Scenario *scenario = levels->in->forecast->scenario;
    levels_headings(levels, data);
    for (size_t side = 0; side < SIDES; side++)
        text_add(data, "\t%s", sides[side].heading);
    text_put(data, "\n");
    for (int year = levels->first; year <= levels->last; year++) {
        levels_cells(levels, year, data);
        bool ahead = year >= scenario->base && year <= scenario->end;
        for (size_t side = 0; side < SIDES; side++)
            theme_cell(data, ahead ? row(levels->in, side)[year - scenario->base] : NAN);
        text_put(data, "\n");
    }
}

/* "Cao: 155.222 (không đạt)", with four digits at least. */
static void add_value(const Levels *levels, const Theme *theme, size_t target, size_t side,
                      Text *line)
{
    const ChartInput *in = levels->in;
    const Requirement *requirement = in->forecast->projection->requirement + target;
    double value = requirement->measure[side];
    double shown = value * pow(10, -theme->y.exponent);
    int more = 3 - (int)floor(log10(fmax(fabs(shown), 1e-9))) - theme->y.decimals;
    char buffer[NUMBER_SIZE];
    const char *parts[] = { axis_words(&theme->y, value, more > 0 ? more : 0, in->language,
                                       buffer) };
    text_fill(line, words_in(&sides[side].value, in->language), parts, 1);
    text_put(line, words_in(requirement->met[side] ? &met : &missed, in->language));
}

/* The values in the target year: one block, since the three lie too close for labels of their
 * own. */
static void add_note(const Levels *levels, Theme *theme, size_t i)
{
    const Target *target = levels->in->forecast->scenario->target + levels->target[i];
    Text line[SIDES + 1] = { 0 };
    const char *lines[SIDES + 1];
    wording_mark(levels->in, target, theme->y.exponent, line);
    for (size_t side = 0; side < SIDES; side++)
        add_value(levels, theme, levels->target[i], side, line + SIDES - side);
    for (size_t k = 0; k <= SIDES; k++)
        lines[k] = line[k].data ? line[k].data : "";
    theme_note(theme, target->to, isfinite(target->low) ? target->low : target->high, lines,
               levels->targets > LEVELS_NOTES ? 1 : SIDES + 1);
    for (size_t k = 0; k <= SIDES; k++)
        text_free(line + k);
}

static void draw(const ChartInput *in, Text *script, Text *data)
{
    Levels levels = levels_of(in);
    Theme theme;
    theme_start(&theme, in, script);
    theme.random = false;
    levels_include(&levels, &theme);
    for (size_t side = 0; side < SIDES; side++) {
        for (size_t t = 0; t < scenario_years(in->forecast->scenario); t++)
            axis_include(&theme.y, row(in, side)[t]);
        theme_curve(&theme, words_in(&sides[side].curve, in->language),
                    "data using \"year\":\"%s\" with lines linestyle %d", sides[side].heading,
                    sides[side].style);
    }
    levels_curves(&levels, &theme);
    levels_frame(&levels, &theme, &chart_path.title);
    levels_avoid(&levels, &theme);
    for (size_t side = 0; side < SIDES; side++)
        levels_avoid_row(&levels, &theme, row(in, side));
    for (size_t i = 0; i < levels.targets; i++)
        add_note(&levels, &theme, i);
    theme_finish(&theme);
    add_data(&levels, data);
}

const Chart chart_path = {
    .name = "path",
    .title = WORDS("Low, central and high path against the target",
                   "Phương án thấp, giữa, cao và mục tiêu"),
    .summary = "low, central and high path without chance against the required path",
    .subject = CHART_OF_INDICATOR,
    .draw = draw,
};
