/* The statements of a scenario as linear inequalities between levels, for `audit`. The unknowns are
 * called nodes: each level of each indicator in each year, each value given for a year, and the
 * ground, which is 1; so every row reads "a sum of multiples of nodes is at most 0", and a level
 * bound is a row with the ground. Growth bands, average growth, sums, ratios and values linear
 * between years are exact; audit_relax.c knows which statements are wider as rows than as they
 * stand.
 *   audit_statements.c, audit_years.c, audit_targets.c read the scenario;
 *   audit_reduce.c, audit_programme.c decide and bound;
 *   audit_conflicts.c, audit_chain.c take apart what does not hold together and tell it;
 *   audit_implied.c, audit_ratios.c read off what follows;
 *   audit_levels.c, audit_point.c find a path that obeys everything as it stands. */
#ifndef RUN_AUDIT_SYSTEM_H
#define RUN_AUDIT_SYSTEM_H

#include "core/audit.h"
#include "run/audit_levels.h"

enum { AUDIT_GROUND = 0 };

/* Between which nodes a statement speaks, for what the others imply: the number stated is `scale`
 * times x[to] / x[from], of growth over so many years that ratio's yearly rate. */
typedef struct AuditSpan {
    size_t from, to; /* the same: it speaks of no such pair */
    double scale;
    int years; /* 0: not growth */
} AuditSpan;

typedef struct AuditTerm {
    size_t node;
    double weight;
} AuditTerm;

/* sum of weight x node <= 0, or = 0; it rests on statements, which all have to count. */
typedef struct AuditRow {
    size_t first, terms;        /* in AuditSystem.term */
    size_t first_label, labels; /* in AuditSystem.label; without any it always counts */
    bool equal;
    AuditStep step; /* of rows of two nodes, `said` NULL; else without phrase */
} AuditRow;

typedef struct AuditSystem {
    const Scenario *scenario;
    Audit *audit;
    size_t years;
    size_t nodes, node_room;
    size_t floor;   /* the node that bases above 0 are no less than, in multiples of their sizes */
    double *size;   /* of each node: about how large it is, above 0 */
    bool *negative; /* of each node: it may be below 0 */
    AuditRow *row;
    size_t rows, row_room;
    AuditTerm *term;
    size_t terms, term_room;
    size_t *label;
    size_t labels, label_room;
    AuditSpan *span;   /* of each statement */
    size_t *statement; /* of each indicator: its first statement; one more, where targets begin */
    size_t span_room, note_room;
    bool *of_below; /* of each indicator: its levels may be below 0 */
    bool *above;    /* of each indicator: its base is above 0, whatever is stated */
    bool failed;    /* out of memory */
} AuditSystem;

void audit_system_free(AuditSystem *system);

/* The node of a level. */
size_t audit_node(const AuditSystem *system, size_t indicator, int year);
size_t audit_node_indicator(const AuditSystem *system, size_t node);
int audit_node_year(const AuditSystem *system, size_t node);

/* One more node, which is no level; about how large it is. */
size_t audit_node_add(AuditSystem *system, double size, bool negative);

/* A row that rests on these statements. All is copied. */
void audit_row_add(AuditSystem *system, const AuditTerm *term, size_t terms, bool equal,
                   const AuditStep *step, const size_t *label, size_t labels);

/* Whether all statements that a row rests on are active; NULL: all are. */
bool audit_row_counts(const AuditSystem *system, size_t row, const bool *active);
bool audit_row_rests_on(const AuditSystem *system, size_t row, size_t statement);

/* low <= x[to] / x[from] <= high, where x[from] is not below 0. Phrases: exact, most, least. */
typedef struct AuditBand {
    size_t from, to;
    double low, high;
    AuditStep step; /* without phrase and value */
    const AuditPhrase *const *phrase;
    double value[2]; /* low and high as people read them */
} AuditBand;
void audit_band(AuditSystem *system, const AuditBand *band, const size_t *label, size_t labels);
extern const AuditPhrase *const audit_level_phrases[3], *const audit_growth_phrases[3],
                                                            *const audit_share_phrases[3];

/* Reads all statements. `audit` has its scenario. */
Status audit_state(AuditSystem *system, Audit *audit, const AuditDials *dials, Error *err);

/* One statement more, its number; and a note on a pointer (owned). */
size_t audit_statement_add(AuditSystem *system, AuditStatement statement, AuditSpan span);
void audit_note_add(AuditSystem *system, const Words *why, char *pointer);

/* The statement of one quantity of a parameter. */
size_t audit_state_quantity(AuditSystem *system, size_t indicator, const char *name, size_t which,
                            AuditStatement like, AuditSpan span);

/* The parts of audit_state: a share or level given by year; what each year adds to a base; all
 * targets. */
void audit_state_years(AuditSystem *system, size_t indicator, const char *name);
void audit_state_increase(AuditSystem *system, size_t indicator);
void audit_state_targets(AuditSystem *system);

/* The row of that name and its values; NULL when the model has none, or the name is. */
const Parameter *audit_parameter(const Indicator *indicator, const char *name);

/* The number by which a share or ratio is multiplied, at its low end, middle or high end (side -1,
 * 0, 1); 1 of all others. */
double audit_scale(const Indicator *indicator, int side);

/* The figure that a statement names: the median of a distribution, the middle of two bounds, else
 * the one that it has. */
double audit_figure(const AuditStatement *statement);

#endif
