/* The statements of a scenario as difference constraints on the logs of levels, for `audit`:
 * audit_statements.c reads them, audit_sums.c adds what sums imply, audit_conflicts.c takes apart
 * what does not hold together, audit_implied.c reads off what follows. */
#ifndef RUN_AUDIT_GRAPH_H
#define RUN_AUDIT_GRAPH_H

#include "core/audit.h"
#include "math/difference.h"

enum { AUDIT_GROUND = 0 }; /* the node of the log of 1, from which levels are measured */

extern const AuditPhrase audit_level_is, audit_level_most, audit_level_least, audit_growth_is,
    audit_growth_most, audit_growth_least, audit_share_is, audit_share_most, audit_share_least,
    audit_part;

/* Between which nodes a statement speaks, for what the others imply: the number stated is `scale`
 * times e^(x[to] - x[from]), of growth over so many years that times, less 1. */
typedef struct AuditSpan {
    size_t from, to;
    double scale;
    int years; /* 0: not growth */
} AuditSpan;

typedef struct AuditGraph {
    const Scenario *scenario;
    Audit *audit;
    size_t years;
    Difference difference;
    AuditStep *step; /* of each edge, `said` NULL */
    size_t step_room;
    size_t stated;   /* edges that statements give; those that sums imply come after them */
    bool *unsigned_; /* of each indicator: its levels are above 0 */
    AuditSpan *span; /* of each statement */
    size_t
        *structure; /* of each indicator: the statement that it adds up others, or `statements` */
    size_t span_room, note_room;
    DifferenceReach most, least; /* of all nodes from the ground, as audit_settle left them */
    bool *said;                  /* a workspace: one for each statement */
    size_t *label;               /* the same */
    size_t *circle;              /* of edges, the contradiction that audit_settle found */
    size_t length;               /* 0: there is none */
    bool failed;                 /* out of memory */
} AuditGraph;

void audit_graph_free(AuditGraph *graph);

/* The node of a level. */
size_t audit_node(const AuditGraph *graph, size_t indicator, int year);
size_t audit_node_indicator(const AuditGraph *graph, size_t node);
int audit_node_year(const AuditGraph *graph, size_t node);

/* Adds x[to] - x[from] <= most, which rests on these statements. */
void audit_link(AuditGraph *graph, size_t from, size_t to, double most, AuditStep step,
                const size_t *label, size_t labels);

/* Reads all statements and allocates the workspaces. `audit` has its scenario. */
Status audit_state(AuditGraph *graph, Audit *audit, Error *err);

/* The links of targets, which follow those of indicators, and one statement more; owned by
 * audit_statements.c and audit_targets.c alone. */
size_t audit_statement_add(AuditGraph *graph, AuditStatement statement, AuditSpan span);
void audit_note_add(AuditGraph *graph, const Words *why, char *pointer);
void audit_state_targets(AuditGraph *graph);

/* The row of that name and its values; NULL when the model has none, or the name is. */
const Parameter *audit_parameter(const Indicator *indicator, const char *name);

/* The statement of one quantity of a parameter. */
size_t audit_state_quantity(AuditGraph *graph, size_t indicator, const char *name, size_t which,
                            AuditStatement like, AuditSpan span);

/* A share or level given by year; a yearly increase on a base, which is that statement. */
void audit_state_years(AuditGraph *graph, size_t indicator, const char *name);
void audit_state_increase(AuditGraph *graph, size_t indicator, size_t base);
extern const Words audit_why_sign;

/* low <= scale e^(x[to] - x[from]) <= high. Phrases: exact, most, least. */
typedef struct AuditBand {
    size_t from, to;
    double low, high; /* of e^(x[to] - x[from]) */
    AuditStep step;   /* without phrase and value */
    const AuditPhrase *const *phrase;
    double value[2]; /* low and high as people read them */
} AuditBand;
void audit_band(AuditGraph *graph, const AuditBand *band, const size_t *label, size_t labels);
extern const AuditPhrase *const audit_level_phrases[3], *const audit_growth_phrases[3],
                                                            *const audit_share_phrases[3];

/* Derives what sums imply of the statements that are active, and finds a contradiction among them
 * (circle, length), or else how far every level can go (most, least). */
Status audit_settle(AuditGraph *graph, const bool *active, Error *err);

/* One round of what sums imply; whether some level came nearer. */
bool audit_sums(AuditGraph *graph, const bool *active);

/* Takes statements out of `active` until the rest holds together, one of each minimal
 * contradiction: a target rather than what it rests on. `record`: the contradictions become
 * conflicts of the audit. Leaves the graph settled. */
Status audit_resolve(AuditGraph *graph, bool *active, bool record, Error *err);

/* Fills in all that the audit holds beside statements and conflicts. `kept` are the statements that
 * hold together. */
Status audit_imply(AuditGraph *graph, const bool *kept, Error *err);

/* The parts of it: ratios of indicators, and what stated shares need (audit_ratios.c). The graph is
 * settled on `kept`. */
Status audit_imply_ratios(AuditGraph *graph, const bool *kept, Error *err);
Status audit_imply_shares(AuditGraph *graph, const bool *kept, Error *err);

/* How far x[to] - x[from] can be, both ways, by the edges as they stand: low and high of
 * e^(x[to] - x[from]), 0 and INFINITY where nothing is said. */
Status audit_between(const AuditGraph *graph, const bool *active, size_t from, size_t to,
                     double interval[2], Error *err);

/* relative[] := those of `kept` on growth and shares, without any that states a level. */
void audit_relative(const AuditGraph *graph, const bool *kept, bool *relative);

/* The figure that a statement names: the middle of two bounds, else the one that it has. */
double audit_figure(const AuditStatement *statement);

#endif
