/* Between two scenarios: the parts in which they differ, and what lies between them, scenarios with
 * some parts of the first and the others of the second. */
#ifndef CORE_HYBRID_H
#define CORE_HYBRID_H

#include "base/text.h"
#include "core/scenario.h"

typedef enum HybridKind {
    HYBRID_BASE,     /* where the indicators start */
    HYBRID_GROWTH,   /* of one period, or of all */
    HYBRID_NOISE,    /* volatility, persistence, shocks, correlation */
    HYBRID_MEASURES, /* programmes, projects and events */
    HYBRID_TARGETS,  /* what the targets ask for */
    HYBRID_REST,     /* all other numbers, and parts that cannot be told apart where the years, the
                      * periods or the models differ */
    HYBRID_KINDS
} HybridKind;

typedef struct HybridPart {
    HybridKind kind;
    const char *period; /* of growth, borrowed from the scenario; NULL: all of them */
} HybridPart;

/* What a part is called. `id` for machines; owned, NULL without memory. */
char *hybrid_part_id(const HybridPart *part);
char *hybrid_part_title(const HybridPart *part, Language language);

enum { HYBRID_PARTS = 6, HYBRID_SECTIONS = 9 };

typedef struct Hybrid {
    const Scenario *one, *other; /* borrowed */
    Tree tree_one, tree_other;   /* of them */
    bool same_years;             /* base, end and periods */
    bool same_indicators;        /* ids, models and what they depend on */
    HybridPart part[HYBRID_PARTS];
    size_t parts;
} Hybrid;

/* Zero-initialise. Finds the parts that differ; when these are too many, growth is one of them. */
Status hybrid_start(Hybrid *hybrid, const Scenario *one, const Scenario *other, Error *err);
void hybrid_free(Hybrid *hybrid);

/* The changes "POINTER=VALUE" that give the first scenario the parts of the other whose bits are
 * set in `mask`, and no targets but those that both have. `change` takes HYBRID_SECTIONS texts,
 * which must be zero and are freed by the caller, after a failure too. */
Status hybrid_changes(const Hybrid *hybrid, unsigned mask, Text *change, Error *err);

#endif
