#include "plots/shade.h"

#include <math.h>

const double shade_room = 62;

static const Words heading = WORDS("Chance", "Xác suất");

static const double size_label = 9.5;
static const double bar_gap = 14, bar_width = 13, bar_high = 190; /* points */

enum { STOPS = 8, STEPS = 50 };

/* ColorBrewer (Harrower and Brewer 2003), YlGnBu of nine classes without the darkest one, on which
 * black lines could not be seen. */
static const unsigned char stops[STOPS][3] = {
    { 0xFF, 0xFF, 0xD9 }, { 0xED, 0xF8, 0xB1 }, { 0xC7, 0xE9, 0xB4 }, { 0x7F, 0xCD, 0xBB },
    { 0x41, 0xB6, 0xC4 }, { 0x1D, 0x91, 0xC0 }, { 0x22, 0x5E, 0xA8 }, { 0x25, 0x34, 0x94 },
};

unsigned shade_of(double share)
{
    double place = fmin(fmax(share, 0), 1) * (STOPS - 1);
    size_t low = place < STOPS - 2 ? (size_t)place : STOPS - 2;
    unsigned colour = 0;
    for (size_t i = 0; i < 3; i++) {
        double from = stops[low][i], to = stops[low + 1][i];
        colour = colour << 8 | (unsigned)lround(from + (place - (double)low) * (to - from));
    }
    return colour;
}

void shade_scale(Theme *theme)
{
    Language language = theme->in->language;
    double height = fmin(theme->labels.height - 40, bar_high);
    double low = (theme->labels.height - 16 - height) / 2 + 4;
    double left = theme->labels.width + bar_gap, right = left + bar_width;
    for (size_t i = 0; i < STEPS; i++) {
        double from = low + height * (double)i / STEPS;
        double to = fmin(from + height / STEPS + 0.4, low + height); /* no seams */
        theme_fill(theme, (LabelBox){ left, from, right, to }, shade_of(((double)i + 0.5) / STEPS),
                   false);
    }
    theme_border(theme, (LabelBox){ left, low, right, low + height });
    for (size_t i = 0; i <= 5; i++) {
        char label[NUMBER_SIZE];
        double y = low + height * (double)i / 5;
        theme_line(theme, (LabelPoint){ right, y }, (LabelPoint){ right + 3, y }, THEME_FRAME);
        theme_label(theme, (LabelPoint){ right + 5, y },
                    (ThemeLetters){ THEME_LEFT, size_label, "" },
                    percent_words((double)i / 5, 0, language, label));
    }
    theme_label(theme, (LabelPoint){ left, low + height + 11 },
                (ThemeLetters){ THEME_LEFT, size_label, "" }, words_in(&heading, language));
}
