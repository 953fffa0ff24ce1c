#include "plots/axis.h"

#include "plots/gnuplot.h"
#include "plots/lettering.h"

#include <math.h>
#include <stdio.h>

enum { STEPS = 8 };

static const double largest = 1e200; /* beyond it differences overflow */

void axis_include(Axis *axis, double value)
{
    if (!isfinite(value) || fabs(value) > largest)
        return;
    axis->low = axis->known ? fmin(axis->low, value) : value;
    axis->high = axis->known ? fmax(axis->high, value) : value;
    axis->known = true;
}

static double nice_step(double rough)
{
    static const double nice[] = { 1, 2, 2.5, 5, 10 };
    double power = pow(10, floor(log10(rough)));
    size_t i = 0;
    while (i < 4 && nice[i] * power < rough * (1 - 1e-9))
        i++;
    return nice[i] * power;
}

/* The power of a thousand that numbers too long or too small for labels are written in. */
static int thousands(double largest_shown)
{
    if (largest_shown == 0 || (largest_shown >= 1e-3 && largest_shown < 1e7))
        return 0;
    return 3 * (int)floor(log10(largest_shown) / 3);
}

static int step_decimals(double step)
{
    int decimals = 0;
    double scaled = step;
    while (decimals < 12 && fabs(scaled - round(scaled)) > 1e-6 * scaled) {
        decimals++;
        scaled = step * pow(10, decimals);
    }
    return decimals;
}

/* Values that are all the same, or nothing at all, still need an axis. */
static void widen_flat(Axis *axis)
{
    double size = fmax(fabs(axis->low), fabs(axis->high));
    if (axis->high - axis->low > 1e-9 * size)
        return;
    double air = size > 0 ? size / 10 : 1;
    axis->low -= axis->low > 0 || axis->low < 0 ? air : 0;
    axis->high += air;
}

/* A curve on the edge of the plot would hide in it. */
static void add_air(Axis *axis, double lowest, double highest)
{
    double near = axis->step / 50;
    if (lowest - axis->low < near && axis->low != 0)
        axis->low -= axis->step;
    if (axis->tight && axis->high - highest < near)
        axis->high += axis->step;
}

void axis_round(Axis *axis)
{
    if (axis->rounded || axis->kind == AXIS_BLANK)
        return;
    axis->rounded = true;
    widen_flat(axis);
    if (!axis->tight && !axis->fixed && axis->low > 0 && axis->low < 0.6 * axis->high)
        axis->low = 0;
    double lowest = axis->low, highest = axis->high;
    axis->step = nice_step((axis->high - axis->low) / STEPS);
    axis->low = floor(axis->low / axis->step + 1e-9) * axis->step;
    axis->high = ceil(axis->high / axis->step - 1e-9) * axis->step;
    if (!axis->fixed)
        add_air(axis, lowest, highest);
    bool rate = axis->kind == AXIS_RATE;
    axis->exponent = rate ? 0 : thousands(fmax(fabs(axis->low), fabs(axis->high)));
    axis->decimals = step_decimals(axis->step * (rate ? 100 : pow(10, -axis->exponent)));
}

void axis_years(Axis *axis, double width, double size)
{
    static const double nice[] = { 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000 };
    double room = lettering_width("2000", size) + 0.4 * size;
    double years = axis->high - axis->low + 1;
    size_t i = 0;
    while (i < 9 && years / nice[i] * room > width)
        i++;
    axis->step = nice[i];
    axis->low -= 0.5;
    axis->high += 0.5;
}

char *axis_words(const Axis *axis, double value, int more, Language language,
                 char buffer[NUMBER_SIZE])
{
    int decimals = axis->decimals + more;
    if (axis->kind == AXIS_RATE)
        return percent_words(value, decimals, language, buffer);
    return number_words(value * pow(10, -axis->exponent), decimals, language, buffer);
}

void axis_names(Axis *axis, const char *const *name, size_t count)
{
    *axis = (Axis){ .kind = AXIS_NAME,
                    .fixed = true,
                    .known = true,
                    .rounded = true,
                    .low = 0.4,
                    .high = (double)count + 0.6,
                    .step = 1,
                    .origin = 1,
                    .name = name };
}

/* The first label at or above the low end. */
static double first_label(const Axis *axis)
{
    return axis->origin + ceil((axis->low - axis->origin) / axis->step - 1e-9) * axis->step;
}

static int labels(const Axis *axis)
{
    return (int)floor((axis->high - first_label(axis)) / axis->step + 1e-9) + 1;
}

void axis_thin(Axis *axis, double room, double label)
{
    while (labels(axis) > 2 && labels(axis) * label > room)
        axis->step *= 2;
}

/* The label at a value. */
static Lettering label_at(const Axis *axis, double value, Language language, double size)
{
    char buffer[NUMBER_SIZE];
    const char *words = buffer;
    if (axis->kind == AXIS_NAME)
        words = axis->name[(size_t)(value + 0.5) - 1];
    else if (axis->kind == AXIS_YEAR)
        snprintf(buffer, sizeof buffer, "%.0f", value);
    else
        axis_words(axis, value, 0, language, buffer);
    return lettering_wrap(words, size, AXIS_NAME_WIDTH, 1);
}

double axis_width(const Axis *axis, Language language, double size)
{
    double widest = 0;
    for (int i = 0; i < labels(axis); i++) {
        double value = first_label(axis) + i * axis->step;
        Lettering label = label_at(axis, value, language, size);
        widest = fmax(widest, lettering_width(label.line[0], size));
    }
    return widest;
}

/* gnuplot takes a label for a format, where a percent sign must be doubled. */
static void put_label(Text *script, const char *label)
{
    Text doubled = { 0 };
    for (; *label; label++)
        text_put(&doubled, (char[]){ *label, *label == '%' ? '%' : '\0', '\0' });
    gnuplot_string(script, doubled.data ? doubled.data : "");
    script->failed = script->failed || doubled.failed;
    text_free(&doubled);
}

void axis_write(const Axis *axis, char letter, Language language, double size, Text *script)
{
    char number[32];
    text_add(script, "set %crange [%s:", letter, text_number(axis->low, number));
    text_add(script, "%s]\n", text_number(axis->high, number));
    if (axis->kind == AXIS_BLANK) {
        text_add(script, "unset %ctics\n", letter);
        return;
    }
    text_add(script, "set %ctics out nomirror scale 0.6 noenhanced%s font face.\",%g\" (", letter,
             letter == 'x' ? " offset 0,0.4" : "", size);
    for (int i = 0; i < labels(axis); i++) {
        double value = first_label(axis) + i * axis->step;
        text_put(script, i ? ", " : "");
        put_label(script, label_at(axis, value, language, size).line[0]);
        text_add(script, " %s", text_number(value, number));
    }
    text_put(script, ")\n");
}
