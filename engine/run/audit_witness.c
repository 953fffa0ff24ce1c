#include "run/audit_witness.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { PATHS = 3 }; /* low, middle and high ends */

/* x[to] <= factor x[from]; 0 is the ground, 1 + t the level of year t. */
typedef struct Link {
    size_t from, to;
    double factor;
} Link;

struct AuditWitness {
    const AuditSystem *system;
    const AuditDials *dials;
    Link *link;    /* of all indicators */
    size_t *first; /* of each indicator, its first link; one more */
    bool *moves;   /* of each indicator: nothing but such links binds it by itself */
    size_t *other; /* rows that are not links and no definition of a sum */
    size_t others;
    double *level[PATHS]; /* [indicator][year], of paths that keep all rows */
    size_t paths;
    double *moved;  /* the path at hand */
    int *direction; /* of each indicator: 1 up, -1 down, 0 as it is */
    bool *touched;  /* of each indicator: it is not as on the known path */
    double *reach[4];
};

void audit_witness_free(AuditWitness *it)
{
    if (!it)
        return;
    for (size_t i = 0; i < PATHS; i++)
        free(it->level[i]);
    for (size_t i = 0; i < 4; i++)
        free(it->reach[i]);
    free(it->link);
    free(it->first);
    free(it->moves);
    free(it->other);
    free(it->moved);
    free(it->direction);
    free(it->touched);
    free(it);
}

/* ---- rows ---- */

/* The indicator whose levels alone, and the ground, a row speaks of; SIZE_MAX: there is none. */
static size_t own_indicator(const AuditSystem *system, const AuditRow *row)
{
    size_t found = SIZE_MAX, levels = system->scenario->indicators * system->years;
    for (size_t i = 0; i < row->terms; i++) {
        size_t node = system->term[row->first + i].node;
        if (node == AUDIT_GROUND)
            continue;
        size_t indicator = node > levels ? SIZE_MAX : audit_node_indicator(system, node);
        if (indicator == SIZE_MAX || (found != SIZE_MAX && found != indicator))
            return SIZE_MAX;
        found = indicator;
    }
    return found;
}

static size_t place_of(const AuditSystem *system, size_t node)
{
    return node == AUDIT_GROUND ? 0 : 1 + (node - 1) % system->years;
}

/* Whether the row is x[to] <= factor x[from]. */
static bool link_of(const AuditSystem *system, const AuditRow *row, Link *link)
{
    const AuditTerm *term = system->term + row->first;
    if (row->equal || row->terms != 2)
        return false;
    size_t up = term[0].weight > 0 ? 0 : 1;
    if (!(term[up].weight > 0) || term[1 - up].weight > 0)
        return false;
    *link = (Link){ place_of(system, term[1 - up].node), place_of(system, term[up].node),
                    -term[1 - up].weight / term[up].weight };
    return true;
}

static bool is_definition(const AuditSystem *system, const AuditRow *row)
{
    size_t label = row->labels == 1 ? system->label[row->first_label] : SIZE_MAX;
    return row->equal && label != SIZE_MAX &&
           label >= system->statement[system->scenario->indicators] &&
           system->scenario->indicator[system->audit->statement[label].indicator].model->adds;
}

/* Sorts the rows: links of an indicator, definitions of sums, others. */
static void sort_rows(AuditWitness *it, const bool *kept)
{
    const AuditSystem *system = it->system;
    const Scenario *s = system->scenario;
    size_t links = 0;
    for (size_t i = 0; i < s->indicators; i++) {
        it->first[i] = links;
        it->moves[i] =
            s->indicator[i].model->claims.base && !s->indicator[i].model->claims.increase;
        for (size_t r = 0; r < system->rows; r++) {
            const AuditRow *row = &system->row[r];
            if (own_indicator(system, row) != i || !audit_row_counts(system, r, kept))
                continue;
            if (it->moves[i] && link_of(system, row, &it->link[links]))
                links++;
            else
                it->moves[i] = false;
        }
        links = it->moves[i] ? links : it->first[i];
    }
    it->first[s->indicators] = links;
    for (size_t r = 0; r < system->rows; r++) {
        size_t own = own_indicator(system, &system->row[r]);
        if (audit_row_counts(system, r, kept) && !is_definition(system, &system->row[r]) &&
            (own == SIZE_MAX || !it->moves[own]))
            it->other[it->others++] = r;
    }
}

/* ---- paths ---- */

static double node_value(const double *level, size_t node)
{
    return node == AUDIT_GROUND ? 1 : level[node - 1];
}

/* Whether a row holds on a path; one with nodes that are no levels is not asked. */
static bool row_holds(const AuditSystem *system, const double *level, size_t r)
{
    const AuditRow *row = &system->row[r];
    double sum = 0, size = 0;
    for (size_t i = 0; i < row->terms; i++) {
        const AuditTerm *term = &system->term[row->first + i];
        if (term->node > system->scenario->indicators * system->years)
            return true;
        double value = term->weight * node_value(level, term->node);
        sum += value;
        size += fabs(value);
    }
    return row->equal ? fabs(sum) <= 1e-12 * size : sum <= 1e-12 * size;
}

static Status find_paths(AuditWitness *it, const bool *kept, Error *err)
{
    const AuditSystem *system = it->system;
    size_t cells = system->scenario->indicators * system->years, n = it->dials->dials;
    double *setting = calloc(n + 1, sizeof *setting);
    Status status = setting ? STATUS_GOOD : error_memory(err);
    for (size_t side = 0; side < PATHS && status == STATUS_GOOD; side++) {
        double *level = it->level[it->paths] = calloc(cells + 1, sizeof *level);
        for (size_t i = 0; i < n; i++)
            setting[i] = side == 0 ? it->dials->middle[i] : side == 1 ? 1 : 0;
        status = level ? audit_levels(it->dials, setting, 1, 0, level, err) : error_memory(err);
        bool holds = status == STATUS_GOOD;
        for (size_t r = 0; r < system->rows && holds; r++)
            holds = !audit_row_counts(system, r, kept) || row_holds(system, level, r);
        if (holds)
            it->paths++;
        else
            free(level);
        if (!holds)
            it->level[it->paths] = NULL;
    }
    free(setting);
    return status;
}

Status audit_witness_new(AuditWitness **made, const AuditSystem *system, const AuditDials *dials,
                         const bool *kept, Error *err)
{
    const Scenario *s = system->scenario;
    AuditWitness *it = *made = calloc(1, sizeof *it);
    if (!it)
        return error_memory(err);
    it->system = system;
    it->dials = dials;
    it->link = calloc(system->rows + 1, sizeof *it->link);
    it->first = calloc(s->indicators + 1, sizeof *it->first);
    it->moves = calloc(s->indicators + 1, sizeof *it->moves);
    it->other = calloc(system->rows + 1, sizeof *it->other);
    it->moved = calloc(s->indicators * system->years + 1, sizeof *it->moved);
    it->direction = calloc(s->indicators + 1, sizeof *it->direction);
    it->touched = calloc(s->indicators + 1, sizeof *it->touched);
    bool memory = it->link && it->first && it->moves && it->other && it->moved && it->direction &&
                  it->touched;
    for (size_t i = 0; i < 4; i++)
        memory &= (it->reach[i] = calloc(system->years + 1, sizeof(double))) != NULL;
    if (!memory)
        return error_memory(err);
    sort_rows(it, kept);
    return find_paths(it, kept, err);
}

/* ---- moving ---- */

/* reach[place] := the greatest x[place] / x[start], or, backward, x[start] / x[place] (Bellman
 * 1958). */
static void spread(const AuditWitness *it, size_t indicator, size_t start, bool backward,
                   double *reach)
{
    size_t from = it->first[indicator], to = it->first[indicator + 1];
    for (size_t i = 0; i <= it->system->years; i++)
        reach[i] = i == start ? 1 : INFINITY;
    bool nearer = true;
    for (size_t round = 0; nearer && round <= it->system->years; round++) {
        nearer = false;
        for (size_t k = 0; k < to - from; k++) {
            const Link *link = &it->link[round % 2 ? to - 1 - k : from + k];
            size_t own = backward ? link->from : link->to, other = backward ? link->to : link->from;
            double value = reach[other] * link->factor;
            if (value < reach[own]) { /* an infinity times 0 is no number, and no bound */
                nearer |= value < reach[own] * (1 - 1e-15);
                reach[own] = value;
            }
        }
    }
}

/* Moves an indicator to its own end in a year, other years no further than that takes. */
static bool move(AuditWitness *it, size_t indicator, int year, bool up)
{
    size_t years = it->system->years, place = 1 + (size_t)(year - it->system->scenario->base);
    double *level = it->moved + indicator * years;
    double *above = it->reach[0], *below = it->reach[1], *on = it->reach[2], *back = it->reach[3];
    spread(it, indicator, 0, false, above); /* x / ground */
    spread(it, indicator, 0, true, below);  /* ground / x */
    double end = up ? above[place] : 1 / below[place];
    if (!isfinite(end) || !(end > 0))
        return false;
    spread(it, indicator, place, false, on);
    spread(it, indicator, place, true, back);
    for (size_t t = 0; t < years; t++) {
        double most = fmin(above[1 + t], end * on[1 + t]);
        double least = fmax(1 / below[1 + t], end / back[1 + t]);
        level[t] = fmin(fmax(level[t], least), most);
    }
    level[place - 1] = end;
    return true;
}

/* Which indicators have to move so that this one is at its end; false when that is not known. One
 * that is a part of this one, `but`, moves its own way: x / (x + rest) rises with x. */
static bool direct(AuditWitness *it, size_t indicator, int direction, size_t but)
{
    const Indicator *own = &it->system->scenario->indicator[indicator];
    if (indicator == but)
        return true;
    if (it->moves[indicator]) {
        bool same = it->direction[indicator] == 0 || it->direction[indicator] == direction;
        it->direction[indicator] = direction;
        return same;
    }
    for (size_t k = 0; own->model->adds && k < own->ofs; k++)
        if (!direct(it, own->of[k], direction, but))
            return false;
    return own->model->adds;
}

/* Sums of what has moved; false where something else depends on it. */
static bool follow(AuditWitness *it)
{
    const AuditSystem *system = it->system;
    const Scenario *s = system->scenario;
    for (size_t n = 0; n < s->indicators; n++) {
        size_t i = it->dials->order[n], years = system->years;
        const Indicator *own = &s->indicator[i];
        it->touched[i] = it->direction[i] != 0;
        bool moved = false;
        for (size_t k = 0; k < own->ofs; k++)
            moved |= it->touched[own->of[k]];
        if (!moved || own->model->claims.divides) /* a ratio has no rows of its own */
            continue;
        if (!own->model->adds)
            return false;
        it->touched[i] = true;
        for (size_t t = 0; t < years; t++) {
            double sum = 0;
            for (size_t k = 0; k < own->ofs; k++)
                sum += it->moved[own->of[k] * years + t];
            it->moved[i * years + t] = sum;
        }
    }
    return true;
}

static bool others_hold(const AuditWitness *it)
{
    for (size_t i = 0; i < it->others; i++)
        if (!row_holds(it->system, it->moved, it->other[i]))
            return false;
    return true;
}

bool audit_witness_end(AuditWitness *it, size_t part, size_t whole, int year, bool most,
                       double *value)
{
    const Scenario *s = it->system->scenario;
    size_t cells = s->indicators * it->system->years, t = (size_t)(year - s->base);
    memset(it->direction, 0, s->indicators * sizeof *it->direction);
    if (!direct(it, part, most ? 1 : -1, SIZE_MAX) ||
        (whole != SIZE_MAX && !direct(it, whole, most ? -1 : 1, it->moves[part] ? part : SIZE_MAX)))
        return false;
    for (size_t p = 0; p < it->paths; p++) {
        memcpy(it->moved, it->level[p], cells * sizeof *it->moved);
        bool good = true;
        for (size_t i = 0; i < s->indicators && good; i++)
            if (it->direction[i])
                good = move(it, i, year, it->direction[i] > 0);
        if (!good || !follow(it) || !others_hold(it))
            continue;
        *value = it->moved[part * it->system->years + t];
        if (whole != SIZE_MAX)
            *value /= it->moved[whole * it->system->years + t];
        return true;
    }
    return false;
}
