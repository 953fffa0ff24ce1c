#include "plots/grid.h"

#include "plots/lettering.h"
#include "plots/wording.h"

#include <math.h>
#include <stdio.h>

static const Words all_targets = WORDS("All {1} targets together", "Cả {1} mục tiêu cùng lúc");
static const Words members =
    WORDS("{1} targets; what binds is target {2}", "{1} mục tiêu; ràng buộc nhất: mục tiêu {2}");
static const Words member = WORDS("only target {2}", "chỉ mục tiêu {2}");
static const Words not_shown =
    WORDS(" (the first {1} of {2} targets)", " ({1} trong {2} mục tiêu)");

/* Points. */
static const double size_name = 10, size_detail = 8.5;
static const double leading_name = 11.2, leading_detail = 9.6;
static const double wide_gap = 7, narrow_gap = 3; /* between rows */
static const double frame = 122;                  /* what the heading and the foot take */

enum { FEW = 15 }; /* rows up to which there is room for more */

static size_t sets_shown(const Grid *grid)
{
    const Scenario *s = grid->in->forecast->scenario;
    size_t sets = grid->sets && s->targets > 1 ? scenario_joints(s) : 0;
    return sets < GRID_ROWS / 3 ? sets : GRID_ROWS / 3;
}

static size_t targets_shown(const Grid *grid)
{
    size_t targets = grid->in->forecast->scenario->targets, most = GRID_ROWS - sets_shown(grid);
    return targets < most ? targets : most;
}

size_t grid_rows(const Grid *grid)
{
    return targets_shown(grid) + sets_shown(grid);
}

bool grid_dense(const Grid *grid)
{
    return grid_rows(grid) > FEW;
}

bool grid_names_target(const Grid *grid, size_t row)
{
    return row < targets_shown(grid);
}

size_t grid_set(const Grid *grid, size_t row)
{
    return row - targets_shown(grid);
}

/* ---- names of rows ---- */

static Lettering wrap_and_free(const Grid *grid, Text *text, double size, size_t most)
{
    Lettering made = lettering_wrap(text->data ? text->data : "", size, grid->width, most);
    text_free(text);
    return made;
}

static double name_size(const Grid *grid)
{
    return grid_dense(grid) ? size_detail + 0.5 : size_name;
}

static Lettering name_of(const Grid *grid, size_t row)
{
    const Scenario *s = grid->in->forecast->scenario;
    Language language = grid->in->language;
    Text text = { 0 };
    char count[24];
    snprintf(count, sizeof count, "%zu", s->targets);
    if (grid_names_target(grid, row)) {
        text_add(&text, "%zu. ", row + 1);
        text_put(&text, wording_title(grid->in, &s->target[row]));
    } else if (grid_set(grid, row) == 0) {
        text_fill(&text, words_in(&all_targets, language), (const char *const[]){ count }, 1);
    } else {
        const Group *group = &s->group[grid_set(grid, row) - 1];
        text_put(&text, own_words_in(&group->title, language, group->id));
    }
    return wrap_and_free(grid, &text, name_size(grid) * 1.08, grid_dense(grid) ? 1 : 2);
}

static Lettering detail_of(const Grid *grid, size_t row)
{
    const Scenario *s = grid->in->forecast->scenario;
    Text text = { 0 };
    if (grid_names_target(grid, row)) {
        wording_condition(grid->in, &s->target[row], &text);
        if (text.data && lettering_width(text.data, size_detail) > grid->width) {
            text_free(&text);
            wording_mark(grid->in, &s->target[row], 0, &text);
        }
    } else {
        size_t set = grid_set(grid, row), count = scenario_members(s, set);
        char number[24], binding[24];
        snprintf(number, sizeof number, "%zu", count);
        snprintf(binding, sizeof binding, "%zu", grid->in->forecast->joint[set].binding + 1);
        const char *parts[] = { number, binding };
        text_fill(&text, words_in(count > 1 ? &members : &member, grid->in->language), parts, 2);
    }
    return wrap_and_free(grid, &text, size_detail, 1);
}

/* Of the row that needs most. */
static double row_height(const Grid *grid)
{
    double most = grid->least;
    for (size_t row = 0; row < grid_rows(grid); row++)
        most = fmax(most, leading_name * (double)name_of(grid, row).lines +
                              leading_detail * (double)detail_of(grid, row).lines);
    return most + (grid_dense(grid) ? narrow_gap : wide_gap);
}

double grid_height(const Grid *grid)
{
    return frame + grid->room_top + (double)grid_rows(grid) * row_height(grid);
}

/* ---- the page ---- */

void grid_start(const Grid *grid, Theme *theme, Text *script, double columns, double right)
{
    theme_start(theme, grid->in, script);
    theme->height = grid_height(grid);
    theme->room_left = grid->width + 8;
    theme->room_right = right;
    theme->room_top = grid->room_top;
    theme->x.kind = theme->y.kind = AXIS_BLANK;
    axis_include(&theme->x, 0);
    axis_include(&theme->x, columns);
    axis_include(&theme->y, 0);
    axis_include(&theme->y, (double)grid_rows(grid));
}

LabelPoint grid_point(const Theme *theme, const Grid *grid, double x, size_t row)
{
    double rows = (double)grid_rows(grid);
    return (LabelPoint){ x * grid_unit(theme),
                         (rows - (double)row - 0.5) / rows * theme->labels.height };
}

double grid_unit(const Theme *theme)
{
    return theme->labels.width / theme->x.high;
}

static void put_name(const Grid *grid, Theme *theme, size_t row)
{
    Lettering name = name_of(grid, row), detail = detail_of(grid, row);
    const char *style = grid_names_target(grid, row) ? "" : " Bold";
    LabelPoint at = grid_point(theme, grid, 0, row);
    at.x = -theme->room_left;
    at.y += (leading_name * (double)name.lines + leading_detail * (double)detail.lines) / 2;
    for (size_t i = 0; i < name.lines; i++, at.y -= leading_name)
        theme_label(theme, (LabelPoint){ at.x, at.y - leading_name / 2 },
                    (ThemeLetters){ THEME_LEFT, name_size(grid), style }, name.line[i]);
    for (size_t i = 0; i < detail.lines; i++, at.y -= leading_detail)
        theme_label(theme, (LabelPoint){ at.x, at.y - leading_detail / 2 },
                    (ThemeLetters){ THEME_LEFT, size_detail, "" }, detail.line[i]);
}

void grid_frame(const Grid *grid, Theme *theme, const Words *subtitle)
{
    const Scenario *s = grid->in->forecast->scenario;
    Language language = grid->in->language;
    char shown[24], all[24];
    Text second = { 0 };
    snprintf(shown, sizeof shown, "%zu", targets_shown(grid));
    snprintf(all, sizeof all, "%zu", s->targets);
    text_put(&second, words_in(subtitle, language));
    if (targets_shown(grid) < s->targets)
        text_fill(&second, words_in(&not_shown, language), (const char *const[]){ shown, all }, 2);
    theme_frame(theme, own_words_in(&s->title, language, s->id), second.data ? second.data : "",
                "");
    theme->script->failed = theme->script->failed || second.failed;
    text_free(&second);
    text_put(theme->script, "unset border\nunset grid\n");
    for (size_t row = 0; row < grid_rows(grid); row++)
        put_name(grid, theme, row);
}

/* ---- cells ---- */

void grid_curves(Theme *theme)
{
    const double widest = lettering_width(">99", 1) / 0.8, least = 5, most = 9;
    double unit = (theme_width - theme->room_left - theme->room_right - 24) / theme->x.high;
    double size = fmin(unit / widest, most);
    theme_curve(theme, NULL,
                "data using \"x\":\"y\":\"left\":\"right\":\"low\":\"high\":\"colour\" with "
                "boxxyerror fillstyle solid noborder linecolor rgb variable");
    theme_curve(theme, NULL,
                "data using \"x\":\"y\":\"left\":\"right\":\"low\":\"marked\" with boxxyerror "
                "fillstyle empty linecolor rgb \"#9c1c1c\" linewidth 1.8");
    if (size >= least)
        theme_curve(theme, NULL,
                    "data using \"x\":\"y\":\"text\" with labels noenhanced font face.\",%g\"",
                    size);
}

void grid_headings(Text *data)
{
    text_put(data, "x\ty\tleft\tright\tlow\thigh\tmarked\tcolour\ttext\n");
}

/* White to a blue on which black is still read well. */
static unsigned colour_of(double share)
{
    static const double white = 0xF7, red = 0x7F, green = 0xA6, blue = 0xD6;
    unsigned r = (unsigned)lround(white + share * (red - white));
    unsigned g = (unsigned)lround(white + share * (green - white));
    unsigned b = (unsigned)lround(white + share * (blue - white));
    return r << 16 | g << 8 | b;
}

void grid_cell(const Grid *grid, GridCell cell, Text *data)
{
    const double air = 0.04;
    double y = (double)grid_rows(grid) - (double)cell.row - 0.5;
    if (isnan(cell.share))
        return;
    text_add(data, "%.6g\t%.6g", cell.x + cell.width / 2, y);
    text_add(data, "\t%.6g\t%.6g", cell.x + air, cell.x + cell.width - air);
    text_add(data, "\t%.6g\t%.6g\t", y - 0.5 + air, y + 0.5 - air);
    if (cell.marked)
        text_add(data, "%.6g", y + 0.5 - air);
    text_add(data, "\t%u\t", colour_of(cell.share));
    if (cell.share > 0 && cell.share < 0.005)
        text_put(data, "<1\n");
    else if (cell.share < 1 && cell.share > 0.995)
        text_put(data, ">99\n");
    else
        text_add(data, "%.0f\n", 100 * cell.share);
}
