/* An axis: the values to be seen, rounded out to steps people like, and its labels. */
#ifndef PLOTS_AXIS_H
#define PLOTS_AXIS_H

#include "base/text.h"
#include "core/language.h"

#include <stdbool.h>

typedef enum AxisKind {
    AXIS_NUMBER,
    AXIS_RATE, /* labels in percent */
    AXIS_YEAR,
    AXIS_NAME, /* a name at each of 1, 2, ... */
    AXIS_BLANK /* no labels, the ends as they are */
} AxisKind;

enum { AXIS_NAME_WIDTH = 165 }; /* points that a name may take */

/* Zero-initialise but for `kind`. */
typedef struct Axis {
    AxisKind kind;
    bool fixed; /* the ends are those of the values: no air, no zero pulled in */
    bool tight; /* zero is not pulled in, air at both ends */
    bool known; /* anything was included */
    bool rounded;
    double low, high;
    double step;
    double origin;           /* AXIS_YEAR: a year that gets a label */
    const char *const *name; /* AXIS_NAME: borrowed */
    int decimals;            /* of the labels */
    int exponent;            /* labels are in units of 10^exponent */
} Axis;

/* Widens the axis to hold the value; missing and infinite values are left out. */
void axis_include(Axis *axis, double value);

/* Chooses the step (1, 2, 2.5 or 5 times a power of ten), widens the ends to whole steps, with
 * air where a curve would lie on an edge, and down to zero where zero is near. The second time it
 * does nothing. */
void axis_round(Axis *axis);

/* Years: half a year of air at both ends and labels that fit into `width` points. */
void axis_years(Axis *axis, double width, double size);

/* Names at 1 .. count, with air at both ends; longer ones than AXIS_NAME_WIDTH are cut. `name` must
 * outlive the axis. */
void axis_names(Axis *axis, const char *const *name, size_t count);

/* Doubles the step until labels of that width in points fit side by side. */
void axis_thin(Axis *axis, double room, double label);

/* The widest label of the axis in points. */
double axis_width(const Axis *axis, Language language, double size);

/* `value` as the axis writes it, with `more` decimals than the labels. */
char *axis_words(const Axis *axis, double value, int more, Language language,
                 char buffer[NUMBER_SIZE]);

/* Appends `set Xrange` and `set Xtics` with every label written out; `letter` is 'x' or 'y'. */
void axis_write(const Axis *axis, char letter, Language language, double size, Text *script);

#endif
