#include "core/dependence.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>

/* A depth-first walk along "of", with a stack of its own, so that a long chain is no danger. */
typedef enum Mark { MARK_NEW, MARK_OPEN, MARK_DONE } Mark;

typedef struct Walk {
    const Scenario *scenario;
    Problems *problems; /* told of circles */
    Mark *mark;         /* [indicator] */
    size_t *next;       /* [indicator]: which of its "of" comes next */
    size_t *stack;      /* the open indicators, each needing the one after it */
    size_t depth;
    size_t *order; /* the done ones */
    size_t done;
} Walk;

static Status walk_start(Walk *walk, const Scenario *s, Problems *problems, size_t *order,
                         Error *err)
{
    *walk = (Walk){ .scenario = s, .problems = problems, .order = order };
    walk->mark = calloc(s->indicators + 1, sizeof *walk->mark);
    walk->next = calloc(s->indicators + 1, sizeof *walk->next);
    walk->stack = calloc(s->indicators + 1, sizeof *walk->stack);
    return walk->mark && walk->next && walk->stack ? STATUS_GOOD : error_memory(err);
}

static void walk_end(Walk *walk)
{
    free(walk->mark);
    free(walk->next);
    free(walk->stack);
}

/* The circle that ends where it began, at an open indicator. */
static void report(const Walk *walk, size_t begin)
{
    enum { MOST_NAMED = 12 };
    const Indicator *indicator = walk->scenario->indicator;
    Text where = { 0 }, circle = { 0 };
    size_t from = 0;
    while (walk->stack[from] != begin)
        from++;
    size_t members = walk->depth - from;
    text_add(&where, "/indicators/%s/of", indicator[begin].id);
    for (size_t k = 0; k < members && k < MOST_NAMED; k++)
        text_add(&circle, "%s -> ", indicator[walk->stack[from + k]].id);
    if (members > MOST_NAMED)
        text_add(&circle, "(%zu more) -> ", members - MOST_NAMED);
    problems_add(walk->problems, where.data ? where.data : "",
                 "%s%s is a circle; allowed are indicators that do not depend on this one",
                 circle.data ? circle.data : "", indicator[begin].id);
    text_free(&where);
    text_free(&circle);
}

static void open_one(Walk *walk, size_t indicator)
{
    walk->mark[indicator] = MARK_OPEN;
    walk->stack[walk->depth++] = indicator;
}

/* Everything that the indicator depends on, then itself. */
static void visit(Walk *walk, size_t indicator)
{
    if (walk->mark[indicator] != MARK_NEW)
        return;
    open_one(walk, indicator);
    while (walk->depth) {
        size_t top = walk->stack[walk->depth - 1];
        const Indicator *it = &walk->scenario->indicator[top];
        if (walk->next[top] == it->ofs) {
            walk->mark[top] = MARK_DONE;
            walk->order[walk->done++] = top;
            walk->depth--;
            continue;
        }
        size_t needed = it->of[walk->next[top]++];
        if (walk->mark[needed] == MARK_NEW)
            open_one(walk, needed);
        else if (walk->mark[needed] == MARK_OPEN)
            report(walk, needed);
    }
}

static Status walk_all(const Scenario *s, Problems *problems, size_t *order, Error *err)
{
    Walk walk;
    Status status = walk_start(&walk, s, problems, order, err);
    for (size_t i = 0; status == STATUS_GOOD && i < s->indicators; i++)
        visit(&walk, i);
    walk_end(&walk);
    return status;
}

Status dependence_order(const Scenario *scenario, size_t *order, Error *err)
{
    Problems problems = { 0 };
    Status status = walk_all(scenario, &problems, order, err);
    if (status == STATUS_GOOD && problems.count)
        status = error_set(err, STATUS_INVALID, "%s",
                           problems.line[0] ? problems.line[0] : "indicators depend in a circle");
    problems_free(&problems);
    return status;
}

void dependence_check(const Scenario *scenario, Problems *problems)
{
    Error ignored = { 0 }; /* without memory the order is refused later */
    size_t *order = calloc(scenario->indicators + 1, sizeof *order);
    if (order)
        walk_all(scenario, problems, order, &ignored);
    free(order);
}

void dependence_targeted(const Scenario *scenario, const size_t *order, bool *targeted)
{
    for (size_t i = 0; i < scenario->indicators; i++)
        targeted[i] = false;
    for (size_t i = 0; i < scenario->targets; i++)
        targeted[scenario->target[i].indicator] = true;
    for (size_t i = scenario->indicators; i-- > 0;) {
        const Indicator *it = &scenario->indicator[order[i]];
        for (size_t k = 0; targeted[order[i]] && k < it->ofs; k++)
            targeted[it->of[k]] = true;
    }
}

void dependence_follows(const Scenario *scenario, const size_t *order, size_t indicator,
                        bool *follows)
{
    for (size_t i = 0; i < scenario->indicators; i++) {
        const Indicator *it = &scenario->indicator[order[i]];
        follows[order[i]] = order[i] == indicator;
        for (size_t k = 0; k < it->ofs; k++)
            follows[order[i]] |= follows[it->of[k]];
    }
}
