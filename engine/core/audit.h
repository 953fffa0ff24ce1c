/* The result of `audit`: do the plan's own statements hold together, and what do they imply? Made
 * whole, never changed afterwards. */
#ifndef CORE_AUDIT_H
#define CORE_AUDIT_H

#include "base/text.h"
#include "core/document.h"
#include "core/scenario.h"

/* What the numbers of a statement are. */
typedef enum AuditMeasure {
    AUDIT_LEVEL,  /* in the unit of the indicator */
    AUDIT_GROWTH, /* a rate a year */
    AUDIT_SHARE   /* a rate, of another indicator */
} AuditMeasure;

/* Something that the scenario says, by its place in the file. */
typedef struct AuditStatement {
    char *pointer;      /* JSON pointer; owned */
    const char *source; /* borrowed; NULL: none given */
    size_t indicator;
    AuditMeasure measure;
    int from, to;     /* the years that it speaks of */
    double low, high; /* as stated, -INFINITY, INFINITY where there is no bound; NaN: no number,
                       * the statement is how indicators hang together */
    double middle;    /* the median where a distribution is stated; else NaN */
    double implied_low, implied_high; /* by all other statements, of the last year, or of the
                                       * average growth, over all years or over those from the first
                                       * or to the last that exclude it most; infinite where nothing
                                       * follows, NaN: no number */
    bool quantiles; /* low and high are the 5 % and 95 % quantiles of a range without end */
    bool target;
} AuditStatement;

/* What one constraint says, in words: {1} the indicator, {2} the number, {3} the years, {4} the
 * statements, {5} another indicator. */
typedef struct AuditPhrase {
    Words words;
    AuditMeasure measure; /* of the number */
} AuditPhrase;

typedef struct AuditStep {
    const AuditPhrase *phrase;
    double value;
    size_t indicator, other;
    int from, to;
    bool *said; /* of each statement: whether the step rests on it; owned */
} AuditStep;

/* Statements of which no one can be spared in the contradiction. The steps, read in order, lead
 * from the first to a bound `reached` on the indicator in the year, which the last step excludes;
 * both are levels, or, unless `anchored`, multiples of the level of `start` in `start_year`. */
typedef struct AuditConflict {
    size_t *statement; /* owned; in the order of Audit.statement */
    size_t statements;
    AuditStep *step; /* owned */
    size_t steps;
    bool anchored;
    bool upward; /* `reached` is the most, else the least */
    double reached, bound;
    size_t indicator, start;
    int year, start_year;
} AuditConflict;

/* The base that a target on a level implies when it is just met and the statements on growth and
 * shares hold; NaN: none. */
typedef struct AuditCast {
    size_t statement;
    double level; /* the bound of the target */
    double low, high;
} AuditCast;

/* Growth a year between two stated levels of an indicator. */
typedef struct AuditPace {
    size_t from, to; /* statements */
    int start_year, end_year;
    double start, end;
    double growth;
} AuditPace;

/* One indicator over another of the same unit: by year, the least, middle and greatest; and the
 * change a year in each period, in the middle of what statements on growth alone allow, or, where
 * these are silent, of what follows. */
typedef struct AuditRatio {
    size_t part, whole;
    double *low, *middle, *high; /* owned, by year; NaN: nothing follows */
    double *change;              /* owned, by period */
} AuditRatio;

/* What two stated shares of a part in a whole say about growth in the years between. */
typedef struct AuditShare {
    size_t from, to; /* statements; from SIZE_MAX: the share that follows for the base year */
    size_t part, whole;
    int start_year, end_year;
    double start, end; /* shares */
    bool of_part;      /* the growth of the part follows from that of the whole; else reversed */
    double part_low, part_high, whole_low, whole_high, rest_low, rest_high; /* growth a year */
} AuditShare;

typedef struct AuditNote {
    char *pointer;    /* owned */
    const Words *why; /* it has no part in the audit, or how it is read */
} AuditNote;

typedef struct Audit {
    const Scenario *scenario; /* borrowed */
    AuditStatement *statement;
    size_t statements;
    AuditConflict *conflict;
    size_t conflicts;
    bool undecided;     /* no conflict was found, nor a path that obeys everything */
    double *low, *high; /* [indicator * years + t], from all statements but one of each conflict;
                         * NaN where nothing follows, INFINITY where only a least level does */
    AuditCast *cast;
    size_t casts;
    AuditPace *pace;
    size_t paces;
    AuditRatio *ratio;
    size_t ratios;
    AuditShare *share;
    size_t shares;
    AuditNote *note;
    size_t notes;
} Audit;

void audit_free(Audit *audit); /* accepts NULL and half-built ones */

/* Whether a statement has a part in some conflict. */
bool audit_blamed(const Audit *audit, size_t statement);

/* The conflict in one sentence. */
void audit_sentence(const Audit *audit, const AuditConflict *conflict, Language language,
                    Text *out);

/* Tables and tree, added to the document. */
void audit_document(const Audit *audit, Document *document);

#endif
