/* Which targets fail together: in each column, given that this target is missed, how often each of
 * the others is; the first column says how often that is without the condition. */
#include "plots/grid.h"
#include "plots/lettering.h"

#include <math.h>
#include <stdio.h>

static const Words subtitle =
    WORDS("How often (%) the target of the row is missed: overall, and if that of the column is",
          "Tần suất (%) không đạt mục tiêu ở hàng: nói chung, và khi mục tiêu ở cột không đạt");
static const Words overall = WORDS("all", "chung");

static const double name_width = 150;   /* points */
static const double first_column = 1.4; /* widths of a column that "overall" and a gap take */

static Grid grid_for(const ChartInput *in)
{
    return (Grid){ .in = in, .width = name_width, .room_top = 14 };
}

static void add_data(const Grid *grid, Text *data)
{
    const Forecast *forecast = grid->in->forecast;
    grid_headings(data);
    for (size_t row = 0; row < grid_rows(grid); row++) {
        double missed = forecast_both_missed(forecast, row, row)->probability;
        grid_cell(grid, (GridCell){ .width = 1, .row = row, .share = missed }, data);
        for (size_t column = 0; column < grid_rows(grid); column++) {
            double given = forecast_both_missed(forecast, column, column)->probability;
            double both = forecast_both_missed(forecast, row, column)->probability;
            grid_cell(grid,
                      (GridCell){ .x = first_column + (double)column,
                                  .width = 1,
                                  .row = row,
                                  .share = row != column && given > 0 ? both / given : NAN },
                      data);
        }
    }
}

static void draw(const ChartInput *in, Text *script, Text *data)
{
    Grid grid = grid_for(in);
    Theme theme;
    double columns = first_column + (double)grid_rows(&grid);
    grid_start(&grid, &theme, script, columns, 0);
    grid_curves(&theme);
    grid_frame(&grid, &theme, &subtitle);
    double above = theme.labels.height + 7, size = grid_unit(&theme) / lettering_width("99", 1);
    ThemeLetters letters = { THEME_CENTRE, fmin(9, 0.75 * size), "" };
    const char *word = words_in(&overall, in->language);
    double half = lettering_width(word, letters.size) / 2; /* kept off the next heading */
    double middle = fmin(0.5 * grid_unit(&theme), grid_unit(&theme) - half);
    theme_label(&theme, (LabelPoint){ middle, above }, letters, word);
    for (size_t column = 0; column < grid_rows(&grid); column++) {
        char number[24];
        snprintf(number, sizeof number, "%zu", column + 1);
        double x = (first_column + (double)column + 0.5) * grid_unit(&theme);
        theme_label(&theme, (LabelPoint){ x, above }, letters, number);
    }
    theme_finish(&theme);
    add_data(&grid, data);
}

static double height(const ChartInput *in)
{
    Grid grid = grid_for(in);
    return grid_height(&grid);
}

static bool applies(const Forecast *forecast, size_t subject)
{
    size_t targets = forecast->scenario->targets;
    (void)subject;
    for (size_t i = 0; i < targets && forecast->both_missed; i++)
        for (size_t j = 0; j < i; j++)
            if (isfinite(forecast_both_missed(forecast, i, j)->probability))
                return true;
    return false;
}

const Chart chart_joint = {
    .name = "joint",
    .title = WORDS("Targets missed together", "Các mục tiêu cùng không đạt"),
    .summary = "how often each target is missed when another one is",
    .subject = CHART_OF_SCENARIO,
    .applies = applies,
    .height = height,
    .draw = draw,
};
