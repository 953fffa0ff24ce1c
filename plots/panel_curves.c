#include "plots/panel_curves.h"

const double panel_curves_levels[PANEL_CURVES_LEVELS] = { 0.5, 0.8 };

/* Told apart in black and white; each on a wider white line, to be seen on any colour. */
static const char *const dashes[PANEL_CURVES_LEVELS] = { "solid", "(10,5)" };

static const Words level_words = WORDS("Chance of {1}", "Xác suất {1}");
static const Words no_result = WORDS("No result", "Chưa có kết quả");
static const Words interval = WORDS("95 % interval", "Khoảng tin cậy 95 %");
static const Words alone = WORDS("Chance", "Xác suất");

bool panel_curves_contoured(const SweepView *view)
{
    const SweepTable *table = view->table;
    return !view->scattered && view->y < table->axes && table->axis[view->x].numeric &&
           table->axis[view->y].numeric;
}

/* ---- curves ---- */

/* Whether some panel has chances on both sides of a level. */
static bool is_passed(const SweepView *view, double level)
{
    for (size_t panel = 0; panel < view->panels; panel++) {
        bool below = false, above = false;
        for (size_t cell = 0; cell < view->table->cells; cell++) {
            double p = sweep_view_chance(view, panel, cell)->probability;
            if (!sweep_view_holds(view, panel, cell))
                continue;
            below |= p < level;
            above |= p >= level;
        }
        if (below && above)
            return true;
    }
    return false;
}

static void curves_of_contours(Theme *theme)
{
    bool passed[PANEL_CURVES_LEVELS];
    for (size_t i = 0; i < PANEL_CURVES_LEVELS; i++)
        passed[i] = is_passed(theme->in->view, panel_curves_levels[i]);
    for (size_t i = 0; i < PANEL_CURVES_LEVELS; i++)
        if (passed[i])
            theme_curve(theme, NULL,
                        "data using \"across\":\"line_%.0f\" with lines linecolor rgb \"#ffffff\" "
                        "linewidth 3.6",
                        100 * panel_curves_levels[i]);
    for (size_t i = 0; i < PANEL_CURVES_LEVELS; i++) {
        if (!passed[i])
            continue;
        Text title = { 0 };
        char level[NUMBER_SIZE];
        percent_words(panel_curves_levels[i], 0, theme->in->language, level);
        text_fill(&title, words_in(&level_words, theme->in->language),
                  (const char *const[]){ level }, 1);
        theme_curve(theme, title.data ? title.data : "",
                    "data using \"across\":\"line_%.0f\" with lines linecolor rgb \"#000000\" "
                    "linewidth 1.8 dashtype %s",
                    100 * panel_curves_levels[i], dashes[i]);
        theme->script->failed = theme->script->failed || title.failed;
        text_free(&title);
    }
}

static void curves_of_cells(Theme *theme)
{
    ViewCount count = sweep_view_count(theme->in->view);
    theme_curve(theme, NULL,
                "data using \"across\":\"up\":\"left\":\"right\":\"low\":\"high\":\"colour\" with "
                "boxxyerror fillstyle solid noborder linecolor rgb variable");
    if (count.known < count.cells)
        theme_curve(theme, words_in(&no_result, theme->in->language),
                    "data using \"across\":\"up\":\"left\":\"right\":\"low\":\"missing\" with "
                    "boxxyerror fillstyle pattern 4 noborder linecolor rgb \"#8c8c8c\"");
    if (panel_curves_contoured(theme->in->view))
        curves_of_contours(theme);
}

static void curves_of_points(Theme *theme)
{
    theme_curve(theme, NULL,
                "data using \"across\":\"up\" with points pointtype 7 pointsize 0.8 "
                "linecolor rgb \"#000000\"");
    theme_curve(theme, NULL,
                "data using \"across\":\"up\":\"colour\" with points pointtype 7 pointsize 0.62 "
                "linecolor rgb variable");
}

static void curves_of_line(Theme *theme)
{
    const SweepView *view = theme->in->view;
    bool joined = !view->scattered && view->table->axis[view->x].numeric;
    if (joined)
        theme_curve(theme, words_in(&interval, theme->in->language),
                    "data using \"across\":\"low\":\"high\" with filledcurves linestyle %d",
                    THEME_BAND_INNER);
    else
        theme_curve(theme, words_in(&interval, theme->in->language),
                    "data using \"across\":\"up\":\"low\":\"high\" with yerrorbars linestyle %d",
                    THEME_CENTRAL);
    theme_curve(theme, words_in(&alone, theme->in->language),
                "data using \"across\":\"up\" with %s linestyle %d",
                joined ? "linespoints" : "points", THEME_ACTUAL);
}

void panel_curves_add(Theme *theme)
{
    const SweepView *view = theme->in->view;
    if (view->y == view->table->axes)
        curves_of_line(theme);
    else if (view->scattered)
        curves_of_points(theme);
    else
        curves_of_cells(theme);
}
