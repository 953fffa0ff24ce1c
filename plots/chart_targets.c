/* All targets at a glance: a row for each, then for all together and each group, with the chance,
 * its 95 % interval and the class in words. The lines are the borders of the classes. */
#include "core/likelihood.h"
#include "plots/grid.h"
#include "plots/lettering.h"
#include "plots/wording.h"

#include <math.h>

static const Words subtitle =
    WORDS("Chance of meeting each target: dot, with its 95 % interval, and in words",
          "Xác suất đạt từng mục tiêu: điểm, khoảng tin cậy 95 %, và diễn đạt bằng lời");
static const Words unknown = WORDS("not known", "chưa xác định");

static const double borders[] = { 0, 0.1, 0.33, 0.66, 0.9, 1 };

enum { BORDERS = sizeof borders / sizeof *borders };

/* Points. */
static const double size_chance = 10, size_border = 8.5, leading = 10.5;

/* How the class is written: in two lines, or in one longer and smaller. */
typedef struct Room {
    double names, words, size;
    size_t lines;
} Room;

static Room room_for(const Grid *grid)
{
    return grid_dense(grid) ? (Room){ 145, 176, 7.5, 1 } : (Room){ 158, 132, 9, 2 };
}

static Grid grid_for(const ChartInput *in)
{
    Grid grid = { .in = in, .sets = true };
    Room room = room_for(&grid);
    grid.width = room.names;
    grid.least = leading * (double)(1 + room.lines);
    return grid;
}

static const Chance *chance_in(const Grid *grid, size_t row)
{
    const Forecast *forecast = grid->in->forecast;
    return grid_names_target(grid, row) ? &forecast->target[row].chance
                                        : &forecast->joint[grid_set(grid, row)].chance;
}

static void add_data(const Grid *grid, Text *data)
{
    text_put(data, "row\tprobability\tlow95\thigh95\n");
    for (size_t row = 0; row < grid_rows(grid); row++) {
        const Chance *chance = chance_in(grid, row);
        text_add(data, "%g", (double)(grid_rows(grid) - row) - 0.5);
        theme_cell(data, chance->probability);
        theme_cell(data, chance->interval[0]);
        theme_cell(data, chance->interval[1]);
        text_put(data, "\n");
    }
}

/* "13,3 % (13,1–13,5 %)", and the class below. */
static void add_words(const Grid *grid, Theme *theme, size_t row)
{
    const Chance *chance = chance_in(grid, row);
    Language language = grid->in->language;
    char class[LIKELIHOOD_SIZE];
    Text first = { 0 };
    if (isfinite(chance->probability)) {
        wording_probability(chance, language, &first);
        text_put(&first, " (");
        wording_interval(chance, language, &first);
        text_put(&first, ")");
    } else {
        text_put(&first, words_in(&unknown, language));
    }
    Room room = room_for(grid);
    Lettering second = lettering_wrap(likelihood_words(likelihood_of(chance), language, class),
                                      room.size, room.words, room.lines);
    LabelPoint at = grid_point(theme, grid, 1, row);
    at.x += 10;
    at.y += leading * (double)second.lines / 2;
    theme_label(theme, at, (ThemeLetters){ THEME_LEFT, size_chance, "" },
                first.data ? first.data : "");
    for (size_t i = 0; i < second.lines; i++) {
        at.y -= leading;
        theme_label(theme, at, (ThemeLetters){ THEME_LEFT, room.size, " Italic" }, second.line[i]);
    }
    theme->script->failed = theme->script->failed || first.failed;
    text_free(&first);
}

static void add_borders(const Grid *grid, Theme *theme)
{
    for (size_t i = 0; i < BORDERS; i++) {
        double x = borders[i] * grid_unit(theme);
        char buffer[NUMBER_SIZE];
        theme_line(theme, (LabelPoint){ x, 0 }, (LabelPoint){ x, theme->labels.height },
                   i == 0 ? THEME_FRAME : THEME_GRID);
        number_words(100 * borders[i], 0, grid->in->language, buffer);
        if (i + 2 == BORDERS)
            percent_words(borders[i], 0, grid->in->language, buffer);
        theme_label(theme, (LabelPoint){ x, -9 }, (ThemeLetters){ THEME_CENTRE, size_border, "" },
                    i + 1 < BORDERS ? buffer : ""); /* too near the one before */
    }
}

static void draw(const ChartInput *in, Text *script, Text *data)
{
    Grid grid = grid_for(in);
    Theme theme;
    grid_start(&grid, &theme, script, 1, room_for(&grid).words + 4);
    theme_curve(&theme, NULL,
                "data using (column(\"probability\")/2):\"row\":(0):\"probability\":"
                "(column(\"row\")-0.18):(column(\"row\")+0.18) with boxxyerror linestyle %d",
                THEME_BAND_OUTER);
    theme_curve(&theme, NULL,
                "data using \"probability\":\"row\":\"low95\":\"high95\" with xerrorbars "
                "linestyle %d",
                THEME_ACTUAL);
    grid_frame(&grid, &theme, &subtitle);
    add_borders(&grid, &theme);
    for (size_t row = 0; row < grid_rows(&grid); row++)
        add_words(&grid, &theme, row);
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
    (void)subject;
    return forecast->scenario->targets > 0;
}

const Chart chart_targets = {
    .name = "targets",
    .title = WORDS("Chance of meeting each target", "Xác suất đạt từng mục tiêu"),
    .summary = "chance of every target, of all together and of groups, with its class in words",
    .subject = CHART_OF_SCENARIO,
    .applies = applies,
    .height = height,
    .draw = draw,
};
