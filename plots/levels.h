/* What charts of an indicator over the years share: its history, its level targets and the ways to
 * them. */
#ifndef PLOTS_LEVELS_H
#define PLOTS_LEVELS_H

#include "plots/theme.h"

enum {
    LEVELS_TARGETS = 12, /* more would hide the chart */
    LEVELS_PATHS = 3,    /* as many dashes can be told apart */
    LEVELS_NOTES = 2     /* full notes; more targets are only named */
};

typedef struct Levels {
    const ChartInput *in;
    const Indicator *indicator;
    size_t target[LEVELS_TARGETS]; /* indices into the scenario */
    size_t targets;
    int first, last; /* years of the chart */
    bool history;    /* any value of it */
} Levels;

Levels levels_of(const ChartInput *in);

/* The indicator's history in a year; NaN: none. */
double levels_history(const Indicator *indicator, int year);

/* Includes years, history and targets in the axes. */
void levels_include(const Levels *levels, Theme *theme);

/* Headings and, for one year, cells of the columns that the curves below need. */
void levels_headings(const Levels *levels, Text *data);
void levels_cells(const Levels *levels, int year, Text *data);

/* The curves: required ways, history, targets. */
void levels_curves(const Levels *levels, Theme *theme);

/* Keeps notes off history and required ways. */
void levels_avoid(const Levels *levels, Theme *theme);

/* Keeps notes off a row of levels by year from the base. */
void levels_avoid_row(const Levels *levels, Theme *theme, const double *level);

/* Title and unit, once the axes are known. */
void levels_frame(const Levels *levels, Theme *theme, const Words *chart);

#endif
