/* The chance of a target with each input low and high, the others at random; the input that moves
 * it most on top. */
#include "plots/bars.h"
#include "plots/wording.h"

#include <math.h>

static const Words subtitle =
    WORDS("Chance with each input low and high", "Xác suất khi từng yếu tố ở mức thấp và mức cao");
static const Words at_low = WORDS("Input at its 10 % quantile", "Yếu tố ở phân vị 10 %");
static const Words at_high = WORDS("Input at its 90 % quantile", "Yếu tố ở phân vị 90 %");
/* {1} the chance */
static const Words at_random = WORDS("All inputs at random: {1}", "Mọi yếu tố ngẫu nhiên: {1}");

static const Chance *end(const Bars *bars, size_t row, size_t quantile)
{
    return &bars->row[row]->chance[quantile];
}

static void add_data(const Bars *bars, Text *data)
{
    text_put(data, "height\tbelow\tabove\tall\tlow\thigh\tdifference\tstandard_error\tinput\n");
    for (size_t row = 0; row < bars->rows; row++) {
        double middle = bars_middle(bars, row);
        text_add(data, "%g\t%g\t%g", middle, middle - 0.27, middle + 0.27);
        theme_cell(data, bars->it->chance.probability);
        theme_cell(data, end(bars, row, TORNADO_LOW)->probability);
        theme_cell(data, end(bars, row, TORNADO_HIGH)->probability);
        theme_cell(data, bars->row[row]->swing);
        theme_cell(data, bars->row[row]->swing_error);
        bars_cell(bars, row, data);
        text_put(data, "\n");
    }
}

static void add_reference(const Bars *bars, Theme *theme)
{
    Text figure = { 0 }, words = { 0 };
    char number[32];
    Language language = bars->in->language;
    wording_probability(&bars->it->chance, language, &figure);
    text_fill(&words, words_in(&at_random, language),
              (const char *const[]){ figure.data ? figure.data : "" }, 1);
    theme_curve(theme, words.data ? words.data : "",
                "[t=0:%zu] '+' using (%s):(t) with lines linestyle %d", bars->rows,
                text_number(bars->it->chance.probability, number), THEME_REFERENCE);
    theme->script->failed = theme->script->failed || figure.failed || words.failed;
    text_free(&figure);
    text_free(&words);
}

/* Ends are marked too, for rows in which both lie on one side. */
static void add_curves(const Bars *bars, Theme *theme)
{
    Language language = bars->in->language;
    static const char box[] = "data using \"all\":\"height\":\"all\":\"%s\":\"below\":\"above\" "
                              "with boxxyerror linestyle %d";
    theme_curve(theme, words_in(&at_low, language), box, "low", THEME_BAND_OUTER);
    theme_curve(theme, words_in(&at_high, language), box, "high", THEME_BAND_INNER);
    theme_curve(theme, NULL,
                "data using \"low\":\"height\" with points linestyle %d pointtype 6 pointsize 0.7",
                THEME_CENTRAL);
    theme_curve(theme, NULL,
                "data using \"high\":\"height\" with points linestyle %d pointtype 7 pointsize 0.7",
                THEME_CENTRAL);
    add_reference(bars, theme);
}

/* "8,9 → 18,6 %" beside each row; before the frame they only take their room. */
static void add_figures(const Bars *bars, Theme *theme, bool reserve)
{
    for (size_t row = 0; row < bars->rows; row++) {
        Text figure = { 0 };
        wording_probability(end(bars, row, TORNADO_LOW), bars->in->language, &figure);
        text_put(&figure, " → ");
        wording_probability(end(bars, row, TORNADO_HIGH), bars->in->language, &figure);
        const char *text = figure.data ? figure.data : "";
        if (reserve)
            theme->room_right = fmax(theme->room_right, theme_text_width(text));
        else
            theme_row(theme, bars_middle(bars, row), text);
        theme->script->failed = theme->script->failed || figure.failed;
        text_free(&figure);
    }
}

static void draw(const ChartInput *in, Text *script, Text *data)
{
    Bars bars = bars_of(in);
    Theme theme;
    bars_start(&bars, &theme, script);
    theme.x.kind = AXIS_RATE;
    axis_include(&theme.x, bars.it->chance.probability);
    for (size_t row = 0; row < bars.rows; row++) {
        axis_include(&theme.x, end(&bars, row, TORNADO_LOW)->probability);
        axis_include(&theme.x, end(&bars, row, TORNADO_HIGH)->probability);
    }
    add_figures(&bars, &theme, true);
    add_curves(&bars, &theme);
    bars_frame(&bars, &theme, &subtitle);
    add_figures(&bars, &theme, false);
    theme_finish(&theme);
    add_data(&bars, data);
}

static bool applies(const Forecast *forecast, size_t subject)
{
    return bars_apply(forecast, subject, SENSITIVITY_MOVES);
}

const Chart chart_tornado = {
    .name = "tornado",
    .title = WORDS("Which input decides", "Yếu tố nào quyết định"),
    .summary = "chance of a target with each input at its 10 % and 90 % quantile",
    .subject = CHART_OF_TARGET,
    .sensitivity = SENSITIVITY_MOVES,
    .applies = applies,
    .height = bars_height,
    .draw = draw,
};
