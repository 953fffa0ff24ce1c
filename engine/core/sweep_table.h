/* The results of a sweep as its database tells them: the values that its axes take, and the chance
 * of each target in every cell. Made by read_store, never changed afterwards. */
#ifndef CORE_SWEEP_TABLE_H
#define CORE_SWEEP_TABLE_H

#include "base/text.h"
#include "core/chance.h"
#include "core/scenario.h"

/* Char pointers are owned. */
typedef struct TableAxis {
    char *pointer;  /* into the scenario; NULL: this is the axis of variants, the last one */
    char *title;    /* its column in the database's views */
    bool spread;    /* of a design, whose points are no grid */
    bool numeric;   /* all values are numbers; they rise, while texts stand as they came */
    bool rate;      /* the numbers are rates */
    size_t values;  /* different ones in the cells there are */
    double *number; /* NaN: a text */
    char **text;    /* NULL: a number */
} TableAxis;

typedef struct SweepTable {
    char *id, *digest; /* of the sweep */
    char *scenario_id;
    char *seed, *sampling;
    Scenario *scenario; /* of the first cell, for titles; NULL: it cannot be read any more */
    uint64_t paths;
    uint64_t planned; /* cells */
    TableAxis *axis;
    size_t axes;
    char **target; /* ids, in the order of the scenario */
    size_t targets;
    size_t cells;   /* there are, which may be fewer than planned */
    size_t *at;     /* [cell * axes + axis]: the value that the axis takes */
    Chance *chance; /* [target * cells + cell]; NaN: not known, as where the cell failed */
} SweepTable;

/* Accepts NULL and half-built tables. */
void sweep_table_free(SweepTable *table);

/* The axis of that title or pointer, the target of that id; else their number. */
size_t sweep_table_axis(const SweepTable *table, const char *name);
size_t sweep_table_target(const SweepTable *table, const char *id);

/* The value that a word means: a text, 75000, 0.165 or 16.5%; else the number of values. */
size_t sweep_table_value(const TableAxis *axis, const char *word);

/* What the target's record in the scenario says; NULL: nothing is known of it. */
const Target *sweep_table_about(const SweepTable *table, size_t target);

/* What an axis varies: "growth 2021-2025", with the indicator in front where axes are of several;
 * else its title. */
void sweep_table_words(const SweepTable *table, size_t axis, Language language, Text *text);

/* How far the mean chance of a target lies apart between the values of an axis. */
double sweep_table_moves(const SweepTable *table, size_t axis, size_t target);

/* Whether numbers at this pointer into the scenario are rates. */
bool sweep_table_rate(const Scenario *scenario, const char *pointer);

#endif
