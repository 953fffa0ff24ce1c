/* How much room a text takes in the charts' typeface, and breaking it into lines. */
#ifndef PLOTS_LETTERING_H
#define PLOTS_LETTERING_H

#include <stddef.h>

enum { LETTERING_LINES = 3, LETTERING_BYTES = 480 };

typedef struct Lettering {
    char line[LETTERING_LINES][LETTERING_BYTES];
    size_t lines;
} Lettering;

/* Width of a UTF-8 text in points, by the metrics of Times; never less for Vietnamese letters. */
double lettering_width(const char *text, double size);

/* Breaks `text` at blanks into at most `most` lines (1..LETTERING_LINES) of `width` points; what
 * does not fit ends with an ellipsis. */
Lettering lettering_wrap(const char *text, double size, double width, size_t most);

#endif
