#include "run/mixing.h"

#include "core/target.h"
#include "math/normal.h"
#include "math/shapley.h"
#include "run/given.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N = BLOCK_PATHS };

static const uint64_t second_paths = (uint64_t)1 << 40; /* where the numbers of B begin */

/* Draws of one purpose and year that are correlated with each other. */
typedef struct Slice {
    size_t *draw; /* [n] */
    size_t n;
    double *correlation, *factor; /* n x n; the factor is of the order below */
    size_t *order;                /* [n]: places in `draw` */
} Slice;

struct MixingWork {
    const Inputs *inputs;
    const Target *target;
    Plan plan;      /* shallow: its draws are those of `given`, already correlated */
    double *factor; /* the unit matrix */
    Given given;
    Block *block;
    Address *address;
    double *a, *b, *x; /* [draw][path]; x: as the block sees them */
    Slice *slice;
    size_t slices;
};

/* ---- choosing ---- */

void mixing_take(Mixing *mixing, size_t input, bool from_b)
{
    memset(mixing->from_b + input * N, from_b, N);
}

void mixing_reset(Mixing *mixing, bool from_b)
{
    size_t inputs = mixing->work->inputs->inputs;
    for (size_t i = 0; i < inputs; i++) {
        mixing_take(mixing, i, from_b);
        for (size_t p = 0; p < N; p++)
            mixing->rank[i * N + p] = (unsigned)i + 1;
    }
    mixing->moved = inputs;
}

void mixing_move(Mixing *mixing, size_t input, double score)
{
    mixing->moved = input;
    mixing->score = score;
    for (size_t p = 0; p < N; p++)
        mixing->rank[input * N + p] = 0;
}

/* ---- drawing ---- */

void mixing_draw(Mixing *mixing, uint64_t first)
{
    const struct MixingWork *work = mixing->work;
    for (size_t j = 0; j < work->inputs->draws; j++) {
        Address address = work->address[j];
        Stream stream = work->plan.stream[address.stream];
        double *a = work->a + j * N, *b = work->b + j * N;
        stream_uniforms(stream, address.purpose, address.step, first, a, N);
        stream_uniforms(stream, address.purpose, address.step, second_paths + first, b, N);
        normal_quantiles(a, a, N);
        normal_quantiles(b, b, N);
    }
}

static void choose(const Mixing *mixing)
{
    const struct MixingWork *work = mixing->work;
    for (size_t j = 0; j < work->inputs->draws; j++) {
        const unsigned char *from_b = mixing->from_b + work->inputs->draw[j].input * N;
        for (size_t p = 0; p < N; p++)
            work->x[j * N + p] = from_b[p] ? work->b[j * N + p] : work->a[j * N + p];
    }
}

/* z + (score - w'z) w with w the unit vector along the sum of the n numbers z of the input. */
static void move(const Mixing *mixing)
{
    const struct MixingWork *work = mixing->work;
    const Inputs *inputs = work->inputs;
    double root = sqrt((double)inputs->numbers[mixing->moved]), change[N];
    for (size_t p = 0; p < N; p++)
        change[p] = mixing->score;
    for (size_t j = 0; j < inputs->draws; j++)
        for (size_t p = 0; p < N && inputs->draw[j].input == mixing->moved; p++)
            change[p] -= inputs->draw[j].side / root * work->x[j * N + p];
    for (size_t j = 0; j < inputs->draws; j++)
        for (size_t p = 0; p < N && inputs->draw[j].input == mixing->moved; p++)
            work->x[j * N + p] += inputs->draw[j].side / root * change[p];
}

/* ---- correlation ---- */

/* Puts the draws of the slice into the order of path p; false when they are already. */
static bool reorder(const Mixing *mixing, Slice *slice, size_t p)
{
    const InputDraw *draw = mixing->work->inputs->draw;
    bool changed = false;
    for (size_t i = 1; i < slice->n; i++)
        for (size_t k = i; k > 0; k--) {
            size_t left = slice->order[k - 1], right = slice->order[k];
            if (mixing->rank[draw[slice->draw[left]].input * N + p] <=
                mixing->rank[draw[slice->draw[right]].input * N + p])
                break;
            slice->order[k - 1] = right;
            slice->order[k] = left;
            changed = true;
        }
    return changed;
}

/* x := L x in the order of the path; from below, since number k needs those up to k. */
static void correlate_path(const Slice *slice, size_t p, double *x)
{
    for (size_t k = slice->n; k-- > 0;) {
        double sum = 0;
        for (size_t i = 0; i <= k; i++)
            sum += slice->factor[k * slice->n + i] * x[slice->draw[slice->order[i]] * N + p];
        x[slice->draw[slice->order[k]] * N + p] = sum;
    }
}

static void correlate(const Mixing *mixing)
{
    for (size_t s = 0; s < mixing->work->slices; s++) {
        Slice *slice = &mixing->work->slice[s];
        for (size_t p = 0; p < N; p++) {
            if (reorder(mixing, slice, p))
                shapley_factor(slice->correlation, slice->order, slice->n, slice->factor);
            correlate_path(slice, p, mixing->work->x);
        }
    }
}

void mixing_run(Mixing *mixing)
{
    struct MixingWork *work = mixing->work;
    const Target *target = work->target;
    choose(mixing);
    if (mixing->moved < work->inputs->inputs)
        move(mixing);
    correlate(mixing);
    block_simulate(work->block, 0);
    target_judge(target, work->plan.scenario->base, block_level(work->block, target->indicator), N,
                 N, mixing->measure, mixing->met);
}

/* ---- making ---- */

static bool is_slice(const Plan *plan, Address address, Address other)
{
    bool score = address.purpose == PURPOSE_SHOCK || address.purpose == PURPOSE_GROWTH;
    return score && address.purpose == other.purpose && address.step == other.step &&
           address.stream < plan->scenario->indicators &&
           other.stream < plan->scenario->indicators &&
           plan->place[address.stream] < plan->correlated &&
           plan->place[other.stream] < plan->correlated;
}

static double correlation_of(const Plan *plan, size_t i, size_t j)
{
    const double *row = plan->factor + plan->place[i] * plan->correlated;
    const double *other = plan->factor + plan->place[j] * plan->correlated;
    double sum = 0;
    for (size_t k = 0; k < plan->correlated; k++)
        sum += row[k] * other[k];
    return sum;
}

static Status slice_new(Slice *slice, const Plan *plan, const Inputs *inputs, size_t first,
                        Error *err)
{
    slice->draw = calloc(inputs->draws, sizeof *slice->draw);
    slice->order = calloc(inputs->draws, sizeof *slice->order);
    if (!slice->draw || !slice->order)
        return error_memory(err);
    for (size_t j = first; j < inputs->draws; j++)
        if (is_slice(plan, inputs->draw[first].address, inputs->draw[j].address)) {
            slice->order[slice->n] = slice->n;
            slice->draw[slice->n++] = j;
        }
    size_t n = slice->n;
    slice->correlation = calloc(n * n, sizeof *slice->correlation);
    slice->factor = calloc(n * n, sizeof *slice->factor);
    if (!slice->correlation || !slice->factor)
        return error_memory(err);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            slice->correlation[i * n + j] =
                correlation_of(plan, inputs->draw[slice->draw[i]].address.stream,
                               inputs->draw[slice->draw[j]].address.stream);
    shapley_factor(slice->correlation, slice->order, n, slice->factor);
    return STATUS_GOOD;
}

/* One slice for each first of several such draws. */
static Status find_slices(struct MixingWork *work, const Plan *plan, Error *err)
{
    const Inputs *inputs = work->inputs;
    work->slice = calloc(inputs->draws, sizeof *work->slice);
    if (!work->slice)
        return error_memory(err);
    for (size_t j = 0; j < inputs->draws; j++) {
        size_t before = 0, after = 0;
        for (size_t k = 0; k < inputs->draws; k++) {
            bool same = is_slice(plan, inputs->draw[j].address, inputs->draw[k].address);
            before += same && k < j;
            after += same && k > j;
        }
        if (!before && after)
            TRY(slice_new(&work->slice[work->slices++], plan, inputs, j, err));
    }
    return STATUS_GOOD;
}

static Status work_start(struct MixingWork *work, const Plan *plan, Error *err)
{
    size_t draws = work->inputs->draws, n = plan->correlated;
    work->a = calloc(draws * N, sizeof *work->a);
    work->b = calloc(draws * N, sizeof *work->b);
    work->x = calloc(draws * N, sizeof *work->x);
    work->address = calloc(draws, sizeof *work->address);
    work->factor = calloc(n * n + 1, sizeof *work->factor);
    if (!work->a || !work->b || !work->x || !work->address || !work->factor)
        return error_memory(err);
    for (size_t j = 0; j < draws; j++)
        work->address[j] = work->inputs->draw[j].address;
    for (size_t i = 0; i < n; i++)
        work->factor[i * n + i] = 1;
    TRY(find_slices(work, plan, err));
    work->given = (Given){ .address = work->address, .draws = draws, .score = work->x };
    work->plan = *plan;
    work->plan.given = &work->given;
    work->plan.factor = work->factor;
    return block_new(&work->block, &work->plan, err);
}

Status mixing_new(Mixing **made, const Plan *plan, const Inputs *inputs, size_t target, Error *err)
{
    Mixing *mixing = calloc(1, sizeof *mixing);
    *made = mixing;
    if (!mixing)
        return error_memory(err);
    mixing->from_b = calloc(inputs->inputs * N, sizeof *mixing->from_b);
    mixing->rank = calloc(inputs->inputs * N, sizeof *mixing->rank);
    mixing->work = calloc(1, sizeof *mixing->work);
    if (!mixing->from_b || !mixing->rank || !mixing->work)
        return error_memory(err);
    mixing->work->inputs = inputs;
    mixing->work->target = &plan->scenario->target[target];
    return work_start(mixing->work, plan, err);
}

static void work_free(struct MixingWork *work)
{
    for (size_t i = 0; i < work->slices; i++) {
        free(work->slice[i].draw);
        free(work->slice[i].order);
        free(work->slice[i].correlation);
        free(work->slice[i].factor);
    }
    block_free(work->block);
    free(work->slice);
    free(work->a);
    free(work->b);
    free(work->x);
    free(work->address);
    free(work->factor);
    free(work);
}

void mixing_free(Mixing *mixing)
{
    if (!mixing)
        return;
    if (mixing->work)
        work_free(mixing->work);
    free(mixing->from_b);
    free(mixing->rank);
    free(mixing);
}
