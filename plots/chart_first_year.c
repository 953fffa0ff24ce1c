/* When each target is met: a row for each, a cell for each year with the chance that its bounds
 * have been met by then, and one for never; the border marks the first year with half of the paths.
 */
#include "core/target.h"
#include "plots/grid.h"
#include "plots/lettering.h"

#include <math.h>
#include <stdio.h>

static const Words subtitle = WORDS(
    "Chance (%) that the target has been met by the end of each year; bordered: the first year by "
    "which it is met in half of the paths",
    "Xác suất (%) đã đạt mục tiêu đến hết từng năm; ô viền: năm đầu tiên mà một nửa số đường mô "
    "phỏng đã đạt");
static const Words never = WORDS("never", "không đạt");

static const double name_width = 158, never_width = 42; /* points */
static const double size_year = 9;

static Grid grid_for(const ChartInput *in)
{
    return (Grid){ .in = in, .width = name_width, .room_top = 14 };
}

/* Years after the base, then a gap and the last column, whose width is kept in points. */
static double columns_of(const ChartInput *in)
{
    double years = (double)scenario_years(in->forecast->scenario) - 1;
    double unit = (theme_width - name_width - 32 - never_width) / years;
    return years + never_width / unit;
}

static void add_data(const Grid *grid, double columns, Text *data)
{
    const Forecast *forecast = grid->in->forecast;
    const Scenario *s = forecast->scenario;
    double years = (double)scenario_years(s) - 1, wide = columns - years;
    grid_headings(data);
    for (size_t row = 0; row < grid_rows(grid); row++) {
        int median = forecast_median_year(forecast, row);
        for (size_t t = 1; t < scenario_years(s); t++)
            grid_cell(grid,
                      (GridCell){ .x = (double)t - 1,
                                  .width = 1,
                                  .row = row,
                                  .share = forecast->target[row].reached[t].probability,
                                  .marked = s->base + (int)t == median },
                      data);
        grid_cell(grid,
                  (GridCell){ .x = years + 0.2 * wide,
                              .width = 0.8 * wide,
                              .row = row,
                              .share = forecast_never(forecast, row) },
                  data);
    }
}

static void add_years(const Grid *grid, Theme *theme)
{
    const Scenario *s = grid->in->forecast->scenario;
    double unit = grid_unit(theme), above = theme->labels.height + 7;
    double years = (double)scenario_years(s) - 1;
    int step = (int)ceil((lettering_width("2000", size_year) + 3) / unit);
    ThemeLetters letters = { THEME_CENTRE, size_year, "" };
    for (int t = 1; t < (int)scenario_years(s); t += step) {
        char year[16];
        snprintf(year, sizeof year, "%d", s->base + t);
        theme_label(theme, (LabelPoint){ (t - 0.5) * unit, above }, letters, year);
    }
    double middle = years + 0.6 * (theme->x.high - years);
    theme_label(theme, (LabelPoint){ middle * unit, above }, letters,
                words_in(&never, grid->in->language));
}

static void draw(const ChartInput *in, Text *script, Text *data)
{
    Grid grid = grid_for(in);
    Theme theme;
    double columns = columns_of(in);
    grid_start(&grid, &theme, script, columns, 0);
    grid_curves(&theme);
    grid_frame(&grid, &theme, &subtitle);
    add_years(&grid, &theme);
    theme_finish(&theme);
    add_data(&grid, columns, data);
}

static double height(const ChartInput *in)
{
    Grid grid = grid_for(in);
    return grid_height(&grid);
}

static bool applies(const Forecast *forecast, size_t subject)
{
    (void)subject;
    for (size_t i = 0; i < forecast->scenario->targets; i++)
        if (isfinite(forecast_never(forecast, i)))
            return true;
    return false;
}

const Chart chart_first_year = {
    .name = "first_year",
    .title = WORDS("When each target is met", "Năm đầu tiên đạt từng mục tiêu"),
    .summary = "chance that each target has been met by each year, and never",
    .subject = CHART_OF_SCENARIO,
    .applies = applies,
    .height = height,
    .draw = draw,
};
