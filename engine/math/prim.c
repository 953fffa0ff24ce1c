#include "math/prim.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- boxes ---- */

double prim_coverage(const PrimTrajectory *trajectory, size_t k)
{
    return (double)trajectory->box[k].interest / (double)trajectory->interest;
}

double prim_density(const PrimTrajectory *trajectory, size_t k)
{
    return (double)trajectory->box[k].interest / (double)trajectory->box[k].inside;
}

double prim_mass(const PrimTrajectory *trajectory, size_t k)
{
    return (double)trajectory->box[k].inside / (double)trajectory->paths;
}

double prim_contrast(const PrimTrajectory *trajectory, size_t k)
{
    const PrimBox *box = &trajectory->box[k];
    double others = (double)(trajectory->paths - trajectory->interest);
    return prim_coverage(trajectory, k) - (double)(box->inside - box->interest) / others;
}

bool prim_restricts(const PrimBox *box, size_t variable)
{
    return isfinite(box->low[variable]) || isfinite(box->high[variable]);
}

size_t prim_restrictions(const PrimTrajectory *trajectory, size_t k)
{
    size_t count = 0;
    for (size_t v = 0; v < trajectory->variables; v++)
        count += prim_restricts(&trajectory->box[k], v);
    return count;
}

size_t prim_best(const PrimTrajectory *trajectory)
{
    const double near = 0.01;
    double most = 0;
    size_t best = 0;
    for (size_t k = 0; k < trajectory->boxes; k++)
        most = fmax(most, prim_contrast(trajectory, k));
    for (size_t k = 1; k < trajectory->boxes; k++) {
        double contrast = prim_contrast(trajectory, k);
        size_t count = prim_restrictions(trajectory, k),
               fewest = prim_restrictions(trajectory, best);
        if (contrast < most - near || !count)
            continue;
        if (!best || count < fewest ||
            (count == fewest && contrast > prim_contrast(trajectory, best)))
            best = k;
    }
    return best;
}

size_t prim_nearest(const PrimTrajectory *trajectory, double mass)
{
    size_t nearest = 0;
    for (size_t k = 1; k < trajectory->boxes; k++)
        if (fabs(prim_mass(trajectory, k) - mass) < fabs(prim_mass(trajectory, nearest) - mass))
            nearest = k;
    return nearest;
}

static bool inside(const PrimSample *sample, const PrimBox *box, size_t path, size_t except)
{
    for (size_t v = 0; v < sample->variables; v++)
        if (v != except &&
            !(sample->x[v][path] >= box->low[v] && sample->x[v][path] <= box->high[v]))
            return false;
    return true;
}

void prim_count(const PrimSample *sample, const PrimBox *box, size_t except, size_t *count,
                size_t *interest)
{
    *count = *interest = 0;
    for (size_t p = 0; p < sample->paths; p++) {
        bool in = inside(sample, box, p, except);
        *count += in;
        *interest += in && sample->y[p];
    }
}

double prim_quasi_p(const PrimSample *sample, const PrimBox *box, size_t variable)
{
    size_t count, interest;
    prim_count(sample, box, variable, &count, &interest);
    if (!count || !box->interest)
        return 1;
    return gsl_cdf_binomial_Q((unsigned)box->interest - 1, (double)interest / (double)count,
                              (unsigned)box->inside);
}

/* ---- the search ---- */

typedef struct Search {
    const PrimSample *sample;
    double alpha;
    size_t least;    /* paths that a box must keep */
    uint32_t *order; /* [variable][path]: those in the box by rising value */
    uint32_t *all;   /* the same of all paths */
    PrimTrajectory *made;
} Search;

/* One face moved: which, to where, and what is left. */
typedef struct Move {
    size_t variable;
    bool upper;
    double end;
    size_t inside, interest;
    double gain; /* of density for each path; not above 0: no move */
} Move;

static PrimBox *last_box(const Search *search)
{
    return &search->made->box[search->made->boxes - 1];
}

static double density_of(size_t interest, size_t count)
{
    return (double)interest / (double)count;
}

/* Walks in from one end until the share alpha is passed, with all ties of the last value. */
static Move peel(const Search *search, size_t v, bool upper)
{
    const PrimBox *box = last_box(search);
    const uint32_t *order = search->order + v * search->sample->paths;
    const double *x = search->sample->x[v];
    size_t n = box->inside, gone = 0, hits = 0;
    size_t want = (size_t)fmax(floor(search->alpha * (double)n), 1);
    Move move = { .variable = v, .upper = upper };
    while (gone < n) {
        uint32_t path = order[upper ? n - 1 - gone : gone];
        double before = gone ? x[order[upper ? n - gone : gone - 1]] : NAN;
        if (gone >= want && (x[path] < before || x[path] > before)) {
            move.end = x[path];
            break;
        }
        hits += search->sample->y[path];
        gone++;
    }
    if (n - gone < search->least || gone == n)
        return move;
    move.inside = n - gone;
    move.interest = box->interest - hits;
    move.gain =
        (density_of(move.interest, move.inside) - density_of(box->interest, n)) / (double)gone;
    return move;
}

/* Walks out from one end through paths that only this face keeps out. */
static Move paste(const Search *search, size_t v, bool upper)
{
    const PrimSample *sample = search->sample;
    const PrimBox *box = last_box(search);
    const uint32_t *order = search->all + v * sample->paths;
    const double *x = sample->x[v];
    double edge = upper ? box->high[v] : box->low[v];
    size_t want = (size_t)fmax(floor(search->alpha * (double)box->inside), 1), more = 0, hits = 0;
    Move move = { .variable = v, .upper = upper, .end = upper ? INFINITY : -INFINITY };
    double last = NAN;
    for (size_t i = 0; i < sample->paths && isfinite(edge); i++) {
        uint32_t path = order[upper ? i : sample->paths - 1 - i];
        bool beyond = upper ? x[path] > edge : x[path] < edge;
        if (!beyond || !inside(sample, box, path, v))
            continue;
        if (more >= want && (x[path] < last || x[path] > last)) {
            move.end = last;
            break;
        }
        last = x[path];
        hits += sample->y[path];
        more++;
    }
    if (!more)
        return move;
    move.inside = box->inside + more;
    move.interest = box->interest + hits;
    move.gain = (density_of(move.interest, move.inside) - density_of(box->interest, box->inside)) /
                (double)more;
    return move;
}

static Move best_move(const Search *search,
                      Move (*step)(const Search *search, size_t variable, bool upper))
{
    Move best = { 0 };
    for (size_t v = 0; v < search->sample->variables; v++)
        for (int upper = 0; upper < 2; upper++) {
            Move move = step(search, v, upper);
            if (move.gain > best.gain)
                best = move;
        }
    return best;
}

static void add_box(Search *search, const Move *move)
{
    PrimTrajectory *made = search->made;
    size_t n = made->variables;
    PrimBox *box = &made->box[made->boxes];
    box->low = made->ends + 2 * n * made->boxes;
    box->high = box->low + n;
    if (made->boxes)
        memcpy(box->low, last_box(search)->low, 2 * n * sizeof *box->low);
    made->boxes++;
    box->inside = move->inside;
    box->interest = move->interest;
    (move->upper ? box->high : box->low)[move->variable] = move->end;
}

/* The first box: everything. */
static void add_all(Search *search)
{
    const PrimSample *sample = search->sample;
    Move move = { .inside = sample->paths, .end = -INFINITY };
    for (size_t p = 0; p < sample->paths; p++)
        move.interest += sample->y[p];
    search->made->interest = move.interest;
    for (size_t v = 0; v < sample->variables; v++) {
        search->made->ends[v] = -INFINITY;
        search->made->ends[sample->variables + v] = INFINITY;
    }
    add_box(search, &move);
}

/* Takes the paths out that the last face has cut off. */
static void shrink(Search *search, const Move *move, size_t before)
{
    const double *x = search->sample->x[move->variable];
    for (size_t v = 0; v < search->sample->variables; v++) {
        uint32_t *order = search->order + v * search->sample->paths;
        size_t kept = 0;
        for (size_t i = 0; i < before; i++)
            if (move->upper ? x[order[i]] <= move->end : x[order[i]] >= move->end)
                order[kept++] = order[i];
    }
}

static void search_boxes(Search *search)
{
    add_all(search);
    while (search->made->boxes < PRIM_BOXES) {
        const PrimBox *box = last_box(search);
        size_t before = box->inside;
        Move move = best_move(search, peel);
        if (!(move.gain > 0))
            break;
        add_box(search, &move);
        shrink(search, &move, before);
    }
    while (search->made->boxes < PRIM_BOXES) {
        Move move = best_move(search, paste);
        if (!(move.gain > 0))
            break;
        add_box(search, &move);
    }
}

typedef struct Ranked {
    double x;
    uint32_t path;
} Ranked;

static int by_value(const void *a, const void *b)
{
    const Ranked *one = a, *other = b;
    if (one->x < other->x || one->x > other->x)
        return one->x < other->x ? -1 : 1;
    return one->path < other->path ? -1 : one->path > other->path;
}

static Status rank_all(Search *search, Error *err)
{
    const PrimSample *sample = search->sample;
    Ranked *ranked = calloc(sample->paths + 1, sizeof *ranked);
    if (!ranked)
        return error_memory(err);
    for (size_t v = 0; v < sample->variables; v++) {
        for (size_t p = 0; p < sample->paths; p++)
            ranked[p] = (Ranked){ sample->x[v][p], (uint32_t)p };
        qsort(ranked, sample->paths, sizeof *ranked, by_value);
        for (size_t p = 0; p < sample->paths; p++)
            search->order[v * sample->paths + p] = search->all[v * sample->paths + p] =
                ranked[p].path;
    }
    free(ranked);
    return STATUS_GOOD;
}

Status prim_run(const PrimSample *sample, double alpha, double least, PrimTrajectory *trajectory,
                Error *err)
{
    size_t cells = sample->variables * sample->paths;
    Search search = { .sample = sample,
                      .alpha = alpha,
                      .least = (size_t)fmax(ceil(least * (double)sample->paths), 1),
                      .made = trajectory };
    *trajectory = (PrimTrajectory){ .variables = sample->variables, .paths = sample->paths };
    search.order = calloc(cells + 1, sizeof *search.order);
    search.all = calloc(cells + 1, sizeof *search.all);
    trajectory->box = calloc(PRIM_BOXES, sizeof *trajectory->box);
    trajectory->ends = calloc(2 * PRIM_BOXES * sample->variables + 1, sizeof *trajectory->ends);
    Status status = STATUS_GOOD;
    if (!search.order || !search.all || !trajectory->box || !trajectory->ends)
        status = error_memory(err);
    if (status == STATUS_GOOD)
        status = rank_all(&search, err);
    if (status == STATUS_GOOD)
        search_boxes(&search);
    else
        prim_free(trajectory);
    free(search.order);
    free(search.all);
    return status;
}

void prim_free(PrimTrajectory *trajectory)
{
    free(trajectory->box);
    free(trajectory->ends);
    *trajectory = (PrimTrajectory){ 0 };
}
