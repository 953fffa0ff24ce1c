#include "run/block.h"

#include "math/linalg.h"
#include "math/vector_loops.h"
#include "run/projects.h"
#include "run/shifts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N = BLOCK_PATHS };

struct Block {
    const Plan *plan;
    Rows *rows;
    Shifts *shifts;
    Projects *projects;
    Draws draws;
    double *level;     /* [indicator][year][path] */
    double *shock;     /* [year][place][path] */
    double *growth;    /* [year][place][path] */
    double *before;    /* the persistent shock of the year before */
    const double **of; /* the levels that the indicator at hand depends on */
};

static double *score_row(const Block *block, double *scores, size_t t, size_t place)
{
    return scores + (t * block->plan->scenario->indicators + place) * N;
}

const Plan *block_plan(const Block *block)
{
    return block->plan;
}

const double *block_level(const Block *block, size_t indicator)
{
    return block->level + indicator * block->plan->years * N;
}

/* Step of the address of a parameter that is drawn once a path and period. */
static uint32_t parameter_step(size_t parameter, size_t period)
{
    return (uint32_t)(parameter << 16 | period);
}

static void draw_scores(Block *block, Address address, const OctaveTable *table, double *row)
{
    if (block->plan->sampling->scores && table)
        draws_scores(&block->draws, address, table, row);
    else
        draws_normals(&block->draws, address, row);
}

/* Scores of one purpose in year t: those of the correlated indicators together when one of them is
 * `wanted`, since each mixes the scores of the ones before it. */
static void fill_scores(Block *block, Purpose purpose, size_t t,
                        bool (*wanted)(const Block *, size_t, size_t), double *scores)
{
    const Plan *plan = block->plan;
    bool together = false;
    for (size_t i = 0; i < plan->scenario->indicators; i++)
        together |= plan->place[i] < plan->correlated && wanted(block, i, t);
    for (size_t i = 0; i < plan->scenario->indicators; i++) {
        bool member = plan->place[i] < plan->correlated;
        if (member ? !together : !wanted(block, i, t))
            continue;
        const OctaveTable *table = member ? &octave_normal_table : plan->shock[i].table;
        draw_scores(block, (Address){ i, purpose, (uint32_t)t }, table,
                    score_row(block, scores, t, plan->place[i]));
    }
    if (together)
        linalg_correlate(plan->factor, plan->correlated, score_row(block, scores, t, 0), N);
}

static bool wants_shock(const Block *block, size_t indicator, size_t t)
{
    (void)t;
    return block->plan->shock[indicator].any;
}

static bool wants_growth(const Block *block, size_t indicator, size_t t)
{
    return block->rows[indicator].growth &&
           block->plan->place[indicator] < block->plan->correlated &&
           plan_draws(block->plan, &block->plan->scenario->indicator[indicator], t);
}

static void draw_quantity(Block *block, const Quantity *quantity, const OctaveTable *table,
                          Address address, double *row)
{
    if (table)
        draws_scores(&block->draws, address, table, row);
    else
        draws_quantity(&block->draws, address, quantity, row);
}

/* Rows of a parameter, number k, that is neither constant nor drawn with the growth. Values linked
 * over given years are at the same quantile. */
static void fill_parameter(Block *block, size_t indicator, size_t k)
{
    const Laws *laws = &block->plan->laws[indicator];
    const Indicator *it = &block->plan->scenario->indicator[indicator];
    const Parameter *parameter = laws_parameter(laws, it, k);
    for (size_t q = 0; q < parameter->count; q++) {
        size_t row = laws->first[k] + q;
        bool same = parameter->year && it->linked;
        Address address = { indicator, PURPOSE_PARAMETER, parameter_step(k, same ? 0 : q) };
        if (!quantity_is_constant(&parameter->quantity[q]))
            draw_quantity(block, &parameter->quantity[q], laws->table[row], address,
                          block->rows[indicator].value + row * N);
    }
}

/* The value of a drawn parameter, number k, in every year: at the quantile of the draw in force,
 * which of correlated indicators is that of a score. */
static void fill_drawn(Block *block, size_t indicator, size_t k)
{
    const Plan *plan = block->plan;
    const Indicator *it = &plan->scenario->indicator[indicator];
    const Laws *laws = &plan->laws[indicator];
    Rows *rows = &block->rows[indicator];
    size_t source = 1;
    for (size_t t = 1; t < plan->years; t++) {
        double *row = rows->drawn[k] + t * N;
        size_t q = it->parameter[k].count > 1 ? plan->period[t] : 0;
        const Quantity *quantity = &it->parameter[k].quantity[q];
        if (plan_draws(plan, it, t))
            source = t;
        if (t > 1 && rows->row[k][t] == rows->row[k][t - 1])
            continue; /* the year before has the same value */
        if (plan->place[indicator] < plan->correlated)
            quantity_from_scores(
                quantity, score_row(block, block->growth, source, plan->place[indicator]), row, N);
        else
            draw_quantity(block, quantity, laws->table[laws->first[k] + q],
                          (Address){ indicator, PURPOSE_GROWTH, (uint32_t)source }, row);
    }
}

/* e[first] = z,  e[t] = r e[t-1] + sqrt(1 - r^2) z[t];  what becomes of z is the noise v e[t]. */
static void persist(Block *block, const Rows *rows, size_t t, const double *v, double *z)
{
    const double *r = rows->value + rows->first[rows->params + NOISE_PERSISTENCE] * N;
    if (t > 1) {
        vector_loops()->persist(r, rows->root, v, block->before, z, N);
        return;
    }
    memcpy(block->before, z, N * sizeof *z);
    for (size_t p = 0; p < N; p++)
        z[p] *= v[p];
}

static void fill_noise(Block *block, size_t indicator)
{
    const Plan *plan = block->plan;
    const Indicator *it = &plan->scenario->indicator[indicator];
    const Parameter *volatility = &it->noise[NOISE_VOLATILITY];
    const Shock *shock = &plan->shock[indicator];
    Rows *rows = &block->rows[indicator];
    bool by_table =
        plan->sampling->scores && shock->table && plan->place[indicator] >= plan->correlated;
    const double *v =
        it->model->counts ? NULL : rows->value + rows->first[rows->params + NOISE_VOLATILITY] * N;
    for (size_t t = 1; t < plan->years; t++) {
        double *e = score_row(block, block->shock, t, plan->place[indicator]);
        const double *vt = v + (volatility->count > 1 ? plan->period[t] : 0) * N;
        rows->noise[t] = e;
        if (it->model->counts)
            continue;
        if (shock->student && !by_table)
            student_from_scores(shock->student, e, N);
        if (rows->root)
            persist(block, rows, t, vt, e);
        else
            for (size_t p = 0; p < N; p++)
                e[p] *= vt[p];
    }
}

/* Draws what the indicator alone draws. */
static void draw_indicator(Block *block, size_t indicator)
{
    const Indicator *it = &block->plan->scenario->indicator[indicator];
    Rows *rows = &block->rows[indicator];
    for (size_t k = 0; k < rows->params; k++) {
        if (rows->drawn[k])
            fill_drawn(block, indicator, k);
        else if (!it->model->params[k].drawn)
            fill_parameter(block, indicator, k);
        rows_between(rows, block->plan, it, k);
    }
    for (size_t k = 0; k < NOISE_PARAMS && it->model->noisy; k++)
        fill_parameter(block, indicator, rows->params + k);
    rows_root(rows);
    if (block->plan->shock[indicator].any)
        fill_noise(block, indicator);
    projects_draw(block->projects, indicator, &block->draws);
}

/* Levels from what was drawn and from the levels that the indicator depends on. */
static void run_model(Block *block, size_t indicator)
{
    const Plan *plan = block->plan;
    const Indicator *it = &plan->scenario->indicator[indicator];
    const Rows *rows = &block->rows[indicator];
    for (size_t k = 0; k < it->ofs; k++)
        block->of[k] = block_level(block, it->of[k]);
    ModelInput in = { .paths = N,
                      .years = plan->years,
                      .row = shifts_apply(block->shifts, indicator,
                                          (const double *const *const *)rows->row),
                      .noise = model_has_chance(it->model) ? rows->noise : NULL,
                      .of = block->of,
                      .ofs = it->ofs,
                      .project = projects_rows(block->projects, indicator),
                      .projects = it->projects };
    it->model->simulate(&in, block->level + indicator * plan->years * N);
}

void block_simulate(Block *block, uint64_t first)
{
    draws_start(&block->draws, first);
    for (size_t t = 1; t < block->plan->years; t++) {
        fill_scores(block, PURPOSE_SHOCK, t, wants_shock, block->shock);
        fill_scores(block, PURPOSE_GROWTH, t, wants_growth, block->growth);
    }
    shifts_draw(block->shifts, &block->draws);
    for (size_t i = 0; i < block->plan->scenario->indicators; i++) {
        draw_indicator(block, block->plan->order[i]);
        run_model(block, block->plan->order[i]);
    }
}

void block_take(Block *block, DrawsStore *store)
{
    block->draws.store = store;
}

void block_flip(Block *block, size_t indicator, size_t project)
{
    projects_flip(block->projects, indicator, project);
}

const unsigned char *block_comes(const Block *block, size_t indicator, size_t project)
{
    return projects_comes(block->projects, indicator, project);
}

const Rows *block_rows(const Block *block, size_t indicator)
{
    return &block->rows[indicator];
}

const double *block_loss(const Block *block, size_t event, size_t t)
{
    return shifts_loss(block->shifts, event, t);
}

void block_again(Block *block, const bool *chosen)
{
    for (size_t i = 0; i < block->plan->scenario->indicators; i++)
        if (chosen[block->plan->order[i]])
            run_model(block, block->plan->order[i]);
}

Status block_new(Block **made, const Plan *plan, Error *err)
{
    size_t indicators = plan->scenario->indicators, cells = plan->years * indicators * N;
    Block *block = calloc(1, sizeof *block);
    *made = block;
    if (!block)
        return error_memory(err);
    block->plan = plan;
    block->rows = calloc(indicators, sizeof *block->rows);
    block->level = calloc(cells, sizeof *block->level);
    block->shock = calloc(cells, sizeof *block->shock);
    block->growth = calloc(cells, sizeof *block->growth);
    block->before = calloc(N, sizeof *block->before);
    block->of = calloc(indicators, sizeof *block->of);
    Status status = draws_make(&block->draws, plan, err);
    if (!block->rows || !block->level || !block->shock || !block->growth || !block->before ||
        !block->of)
        status = error_memory(err);
    for (size_t i = 0; i < indicators && status == STATUS_GOOD; i++)
        status = rows_new(&block->rows[i], plan, &plan->scenario->indicator[i], err);
    if (status == STATUS_GOOD)
        status = shifts_new(&block->shifts, plan, err);
    if (status == STATUS_GOOD)
        status = projects_new(&block->projects, plan, err);
    if (status != STATUS_GOOD) {
        block_free(block);
        *made = NULL;
    }
    return status;
}

void block_free(Block *block)
{
    if (!block)
        return;
    for (size_t i = 0; block->rows && i < block->plan->scenario->indicators; i++)
        rows_free(&block->rows[i]);
    free(block->rows);
    draws_free(&block->draws);
    shifts_free(block->shifts);
    projects_free(block->projects);
    free(block->level);
    free(block->shock);
    free(block->growth);
    free(block->before);
    free(block->of);
    free(block);
}
