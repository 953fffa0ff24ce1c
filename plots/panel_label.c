#include "plots/panel_label.h"

#include "plots/lettering.h"

#include <math.h>

static const double size_label = 9; /* points */

static bool overlap(LabelBox a, LabelBox b)
{
    return a.left < b.right && b.left < a.right && a.low < b.high && b.low < a.high;
}

/* The longest part of a contour, as places on the page. */
typedef struct Longest {
    size_t first, points; /* of the contour */
    double length;
} Longest;

static double step_length(const Panel *panel, const Contour *contour, size_t i)
{
    LabelPoint from = panel_point(panel, contour->x[i], contour->y[i]);
    LabelPoint to = panel_point(panel, contour->x[i + 1], contour->y[i + 1]);
    return hypot(to.x - from.x, to.y - from.y);
}

static Longest longest_of(const Panel *panel, const Contour *contour)
{
    Longest longest = { 0 };
    for (size_t line = 0; line < contour->lines; line++) {
        Longest this = { contour->first[line], contour->first[line + 1] - contour->first[line], 0 };
        for (size_t i = 0; i + 1 < this.points; i++)
            this.length += step_length(panel, contour, this.first + i);
        if (this.length > longest.length)
            longest = this;
    }
    return longest;
}

/* The place on it after some share of its length. */
static LabelPoint place_on(const Panel *panel, const Contour *contour, Longest line, double share)
{
    size_t i = line.first;
    double left = share * line.length;
    while (i + 2 < line.first + line.points && left > step_length(panel, contour, i))
        left -= step_length(panel, contour, i++);
    double length = step_length(panel, contour, i), part = length > 0 ? fmin(left / length, 1) : 0;
    return panel_point(panel, contour->x[i] + part * (contour->x[i + 1] - contour->x[i]),
                       contour->y[i] + part * (contour->y[i + 1] - contour->y[i]));
}

static bool inside(LabelBox box, LabelBox all)
{
    return box.left > all.left && box.right < all.right && box.low > all.low && box.high < all.high;
}

void panel_label_put(const Panel *panel, const Contour *contour, double level, LabelBox *taken)
{
    static const double share[] = { 0.5, 0.35, 0.65, 0.2, 0.8 };
    const double high = 5.5;
    char label[NUMBER_SIZE];
    percent_words(level, 0, panel->theme->in->language, label);
    double half = lettering_width(label, size_label) / 2 + 2;
    Longest line = longest_of(panel, contour);
    double beside = line.length < 8 * half ? half + 8 : 0;
    for (size_t i = 0; i < 2 * sizeof share / sizeof *share && line.points > 1; i++) {
        LabelPoint at = place_on(panel, contour, line, share[i / 2]);
        at.x += i % 2 ? beside : -beside;
        LabelBox box = { at.x - half, at.y - high, at.x + half, at.y + high };
        if (!inside(box, panel->box) || overlap(box, *taken))
            continue;
        *taken = box;
        theme_fill(panel->theme, box, 0xFFFFFF, true);
        theme_label(panel->theme, at, (ThemeLetters){ THEME_CENTRE, size_label, "" }, label);
        return;
    }
}
