/* The share of the variance of a target's measure that each input decides: Sobol' indices, or
 * Shapley effects where inputs are correlated; the greatest on top. */
#include "plots/bars.h"
#include "plots/wording.h"

#include <math.h>

static const Words subtitle = WORDS("Share of each input in the variance of the measure",
                                    "Phần của từng yếu tố trong phương sai của giá trị");
static const Words alone = WORDS("Alone (first order)", "Riêng lẻ (bậc nhất)");
static const Words with_others = WORDS("With others (total)", "Cùng yếu tố khác (toàn phần)");
static const Words shared = WORDS("Shapley effect", "Hiệu ứng Shapley");
static const Words interval = WORDS("95 % interval", "Khoảng tin cậy 95 %");

/* Lanes of a row, the upper one first; of Shapley effects there is one. */
typedef struct Lanes {
    const Estimate *first, *second;
} Lanes;

static Lanes lanes_of(const Bars *bars, size_t row)
{
    const InputEffect *effect = bars->row[row];
    if (bars->it->parts & SENSITIVITY_INDICES)
        return (Lanes){ &effect->first[OUTPUT_MEASURE], &effect->total[OUTPUT_MEASURE] };
    return (Lanes){ &effect->shapley[OUTPUT_MEASURE], NULL };
}

static double shown(double share)
{
    return isnan(share) ? NAN : fmin(fmax(share, 0), 1);
}

/* By what the input has a part in. */
static void sort(Bars *bars)
{
    for (size_t i = 1; i < bars->rows; i++)
        for (size_t k = i; k > 0; k--) {
            Lanes above = lanes_of(bars, k - 1), below = lanes_of(bars, k);
            const Estimate *x = above.second ? above.second : above.first;
            const Estimate *y = below.second ? below.second : below.first;
            if (!(y->value > x->value))
                break;
            const InputEffect *effect = bars->row[k];
            bars->row[k] = bars->row[k - 1];
            bars->row[k - 1] = effect;
        }
}

static void lane_cells(const Estimate *share, double middle, double half, Text *data)
{
    text_add(data, "\t%g\t%g\t%g", middle, middle - half, middle + half);
    theme_cell(data, shown(share->value));
    theme_cell(data, shown(share->interval[0]));
    theme_cell(data, shown(share->interval[1]));
}

static void add_data(const Bars *bars, Text *data)
{
    text_put(data, "row\theight\tbelow\tabove\tshare\tlow95\thigh95");
    if (lanes_of(bars, 0).second)
        text_put(data, "\theight2\tbelow2\tabove2\ttotal\ttotal_low95\ttotal_high95");
    text_put(data, "\tinput\n");
    for (size_t row = 0; row < bars->rows; row++) {
        Lanes lanes = lanes_of(bars, row);
        double middle = bars_middle(bars, row), aside = lanes.second ? 0.17 : 0;
        text_add(data, "%zu", row + 1);
        lane_cells(lanes.first, middle + aside, lanes.second ? 0.16 : 0.25, data);
        if (lanes.second)
            lane_cells(lanes.second, middle - aside, 0.16, data);
        bars_cell(bars, row, data);
        text_put(data, "\n");
    }
}

static void add_curves(const Bars *bars, Theme *theme)
{
    static const char box[] = "data using (column(\"%s\")/2):\"%s\":(0):\"%s\":\"%s\":\"%s\" with "
                              "boxxyerror linestyle %d";
    static const char bar[] =
        "data using \"%s\":\"%s\":\"%s\":\"%s\" with xerrorbars linestyle %d pointsize 0.3";
    Language language = bars->in->language;
    bool two = lanes_of(bars, 0).second;
    theme_curve(theme, words_in(two ? &alone : &shared, language), box, "share", "height", "share",
                "below", "above", THEME_BAND_INNER);
    if (two)
        theme_curve(theme, words_in(&with_others, language), box, "total", "height2", "total",
                    "below2", "above2", THEME_BAND_OUTER);
    theme_curve(theme, words_in(&interval, language), bar, "share", "height", "low95", "high95",
                THEME_ACTUAL);
    if (two)
        theme_curve(theme, NULL, bar, "total", "height2", "total_low95", "total_high95",
                    THEME_ACTUAL);
}

/* With the digits that the interval supports; "≈ 0" where it holds 0. */
static void put_share(const Estimate *share, Language language, Text *text)
{
    char buffer[NUMBER_SIZE];
    double error = 25 * (share->interval[1] - share->interval[0]);
    int decimals = error > 0 ? number_decimals(100 * share->value, error) : 0;
    if (isnan(share->value))
        return;
    if (estimate_distinct(share))
        text_put(text, percent_words(share->value,
                                     decimals < 0   ? 0
                                     : decimals > 2 ? 2
                                                    : decimals,
                                     language, buffer));
    else
        text_put(text, "≈ 0");
}

static void add_figures(const Bars *bars, Theme *theme, bool reserve)
{
    for (size_t row = 0; row < bars->rows; row++) {
        Text figure = { 0 };
        Lanes lanes = lanes_of(bars, row);
        put_share(lanes.first, bars->in->language, &figure);
        if (lanes.second) {
            text_put(&figure, "; ");
            put_share(lanes.second, bars->in->language, &figure);
        }
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
    sort(&bars);
    bars_start(&bars, &theme, script);
    theme.x.kind = AXIS_RATE;
    axis_include(&theme.x, 0);
    for (size_t row = 0; row < bars.rows; row++) {
        Lanes lanes = lanes_of(&bars, row);
        axis_include(&theme.x, shown(lanes.first->interval[1]));
        axis_include(&theme.x, lanes.second ? shown(lanes.second->interval[1]) : 0);
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
    return bars_apply(forecast, subject, SENSITIVITY_INDICES | SENSITIVITY_SHAPLEY);
}

const Chart chart_sobol = {
    .name = "sobol",
    .title = WORDS("Share of each input in the variance", "Phần của từng yếu tố trong phương sai"),
    .summary = "Sobol' indices of a target's measure, or Shapley effects of correlated inputs",
    .subject = CHART_OF_TARGET,
    .sensitivity = SENSITIVITY_INDICES | SENSITIVITY_SHAPLEY,
    .applies = applies,
    .height = bars_height,
    .draw = draw,
};
