/* The two inputs whose conditions matter most for missing (or meeting) a target: the paths, and the
 * box. Paths that break another condition of the box are left out. */
#include "core/discovery.h"
#include "plots/theme.h"
#include "plots/wording.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_POINTS = 1500 };

static const Words missed = WORDS("Misses the target", "Không đạt mục tiêu");
static const Words met = WORDS("Meets the target", "Đạt mục tiêu");
static const Words box_words = WORDS("The box", "Hộp điều kiện");
/* {1} density, {2} coverage */
static const Words missed_in =
    WORDS("Missed on {1} of the paths in the box, {2} of all misses",
          "Không đạt ở {1} số đường trong hộp, {2} tổng số lần không đạt");
static const Words met_in = WORDS("Met on {1} of the paths in the box, {2} of all that meet it",
                                  "Đạt ở {1} số đường trong hộp, {2} tổng số lần đạt");

typedef struct Picture {
    const ChartInput *in;
    const Discovery *discovery;
    size_t axis[2]; /* the inputs along x and y */
} Picture;

/* With one condition only the other axis is the input that later boxes restrict first. */
static size_t second_input(const Discovery *discovery, size_t first)
{
    const PrimTrajectory *made = &discovery->trajectory;
    for (size_t k = 0; k < made->boxes; k++)
        for (size_t v = 0; v < made->variables; v++)
            if (v != first && prim_restricts(&made->box[k], v))
                return v;
    return first ? 0 : discovery->inputs > 1 ? 1 : 0;
}

static Picture picture_of(const ChartInput *in)
{
    const Discovery *discovery = in->forecast->discovery;
    Picture picture = { .in = in, .discovery = discovery };
    size_t *order = calloc(discovery->inputs + 1, sizeof *order);
    size_t count = order ? discovery_order(discovery, order) : 0;
    picture.axis[0] = count ? order[0] : 0;
    picture.axis[1] = count > 1 ? order[1] : second_input(discovery, picture.axis[0]);
    free(order);
    return picture;
}

static bool shown(const Picture *picture, size_t path)
{
    const PrimBox *box = discovery_box(picture->discovery);
    for (size_t v = 0; v < picture->discovery->inputs; v++) {
        double x = picture->discovery->input[v].x[path];
        if (v != picture->axis[0] && v != picture->axis[1] &&
            !(x >= box->low[v] && x <= box->high[v]))
            return false;
    }
    return true;
}

static const double names_size = 9.5, names_leading = 13; /* points */

static void add_data(const Picture *picture, const Theme *theme, Text *data)
{
    const Discovery *discovery = picture->discovery;
    const DiscoveryInput *x = &discovery->input[picture->axis[0]];
    const DiscoveryInput *y = &discovery->input[picture->axis[1]];
    const PrimBox *box = discovery_box(discovery);
    size_t points = 0;
    text_put(data, "kind\tx\ty\tleft\tright\tlow\thigh\n");
    for (size_t p = 0; p < discovery->paths && points < MOST_POINTS; p++) {
        if (!shown(picture, p))
            continue;
        bool meets = discovery->interest[p] == discovery->met;
        text_put(data, meets ? "met" : "missed");
        theme_cell(data, x->x[p]);
        theme_cell(data, y->x[p]);
        text_put(data, "\t\t\t\t\n");
        points++;
    }
    double left = fmax(box->low[picture->axis[0]], theme->x.low);
    double right = fmin(box->high[picture->axis[0]], theme->x.high);
    double low = fmax(box->low[picture->axis[1]], theme->y.low);
    double high = fmin(box->high[picture->axis[1]], theme->y.high);
    text_put(data, "box");
    theme_cell(data, (left + right) / 2);
    theme_cell(data, (low + high) / 2);
    theme_cell(data, left);
    theme_cell(data, right);
    theme_cell(data, low);
    theme_cell(data, high);
    text_put(data, "\n");
}

static void add_curves(const Picture *picture, Theme *theme)
{
    Language language = picture->in->language;
    theme_curve(theme, words_in(&box_words, language),
                "data using (strcol(\"kind\") eq \"box\" ? column(\"x\") : NaN):\"y\":\"left\":"
                "\"right\":\"low\":\"high\" with boxxyerror fillstyle solid 1 border linecolor rgb "
                "\"#10355f\" fillcolor rgb \"#e6edf5\" linewidth 1.5");
    theme_curve(theme, words_in(&met, language),
                "data using (strcol(\"kind\") eq \"met\" ? column(\"x\") : NaN):\"y\" with points "
                "pointtype 6 pointsize 0.35 linecolor rgb \"#10355f\"");
    theme_curve(
        theme, words_in(&missed, language),
        "data using (strcol(\"kind\") eq \"missed\" ? column(\"x\") : NaN):\"y\" with points "
        "pointtype 2 pointsize 0.35 linecolor rgb \"#9c1c1c\"");
}

static void include(const DiscoveryInput *input, size_t paths, Axis *axis)
{
    axis->kind = input->unit == INPUT_RATE ? AXIS_RATE : AXIS_NUMBER;
    axis->tight = true;
    for (size_t p = 0; p < paths; p++)
        axis_include(axis, input->x[p]);
}

static void add_frame(const Picture *picture, Theme *theme)
{
    const ChartInput *in = picture->in;
    const Discovery *discovery = picture->discovery;
    const Target *target = in->forecast->scenario->target + in->subject;
    char density[NUMBER_SIZE], coverage[NUMBER_SIZE];
    const char *part[] = { percent_words(prim_density(&discovery->trajectory, discovery->chosen), 1,
                                         in->language, density),
                           percent_words(prim_coverage(&discovery->trajectory, discovery->chosen),
                                         1, in->language, coverage) };
    Text subtitle = { 0 };
    text_fill(&subtitle, words_in(discovery->met ? &met_in : &missed_in, in->language), part, 2);
    theme_frame(theme, wording_title(in, target), subtitle.data ? subtitle.data : "", "");
    theme->script->failed = theme->script->failed || subtitle.failed;
    text_free(&subtitle);
}

/* What stands along the axes, in two lines above the plot. */
static void add_names(const Picture *picture, Theme *theme)
{
    for (int side = 0; side < 2; side++) {
        const DiscoveryInput *input = &picture->discovery->input[picture->axis[side]];
        LabelPoint at = { 0, theme->labels.height + names_leading * (side + 0.5) };
        Text name = { 0 };
        text_add(&name, "%s %s", side ? "↑" : "→", input->title[picture->in->language]);
        theme_label(theme, at, (ThemeLetters){ THEME_LEFT, names_size, " Italic" },
                    name.data ? name.data : "");
        theme->script->failed = theme->script->failed || name.failed;
        text_free(&name);
    }
}

static void draw(const ChartInput *in, Text *script, Text *data)
{
    Picture picture = picture_of(in);
    const Discovery *discovery = picture.discovery;
    Theme theme;
    theme_start(&theme, in, script);
    theme.room_top = 2 * names_leading;
    include(&discovery->input[picture.axis[0]], discovery->paths, &theme.x);
    include(&discovery->input[picture.axis[1]], discovery->paths, &theme.y);
    axis_round(&theme.x);
    axis_round(&theme.y);
    add_curves(&picture, &theme);
    add_frame(&picture, &theme);
    add_names(&picture, &theme);
    theme_finish(&theme);
    add_data(&picture, &theme, data);
}

static bool applies(const Forecast *forecast, size_t subject)
{
    return forecast->discovery && forecast->discovery->target == subject;
}

const Chart chart_discover = {
    .name = "discover",
    .title = WORDS("When the target is missed", "Khi nào mục tiêu không đạt"),
    .summary = "paths by the two inputs that decide most (of `dubao discover FILE -o NAME.svg`)",
    .subject = CHART_OF_TARGET,
    .applies = applies,
    .draw = draw,
};
