#include "run/given.h"

#include "math/normal.h"
#include "run/block.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the sampling ---- */

static int compare_numbers(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_address(const void *a, const void *b)
{
    const Address *x = a, *y = b;
    int order = compare_numbers(x->stream, y->stream);
    order = order ? order : compare_numbers(x->purpose, y->purpose);
    return order ? order : compare_numbers(x->step, y->step);
}

static void normals(const Plan *plan, Address address, uint64_t first, double *z, size_t n)
{
    const Given *given = plan->given;
    const Address *found =
        bsearch(&address, given->address, given->draws, sizeof address, compare_address);
    (void)first;
    if (found)
        memcpy(z, given->score + (size_t)(found - given->address) * BLOCK_PATHS, n * sizeof *z);
    else
        memset(z, 0, n * sizeof *z);
}

static void uniforms(const Plan *plan, Address address, uint64_t first, double *u, size_t n)
{
    const double least = 0x1p-1022, most = 1 - 0x1p-53; /* neither 0 nor 1 */
    normals(plan, address, first, u, n);
    for (size_t i = 0; i < n; i++)
        u[i] = fmin(fmax(normal_cdf(u[i]), least), most);
}

const Sampling given_sampling = {
    .name = "given",
    .summary = "numbers laid down beforehand",
    .group = 1,
    .uniforms = uniforms,
    .normals = normals,
};

/* ---- which draws there are ---- */

/* Each indicator comes before those it depends on. */
static void add_parts(const Plan *plan, bool *used)
{
    for (size_t i = plan->scenario->indicators; i-- > 0;) {
        const Indicator *it = &plan->scenario->indicator[plan->order[i]];
        for (size_t k = 0; used[plan->order[i]] && k < it->ofs; k++)
            used[it->of[k]] = true;
    }
}

/* Correlated indicators are mixed with each other. */
static void add_correlated(const Plan *plan, bool *used)
{
    bool together = false;
    for (size_t i = 0; i < plan->scenario->indicators; i++)
        together |= used[i] && plan->place[i] < plan->correlated;
    for (size_t i = 0; i < plan->scenario->indicators; i++)
        used[i] |= together && plan->place[i] < plan->correlated;
}

Status given_list(const Plan *plan, const bool *wanted, Address **address, size_t *draws,
                  Error *err)
{
    const Scenario *s = plan->scenario;
    Dimensions all = { 0 };
    bool *used = malloc(s->indicators * sizeof *used);
    Status status = used ? dimensions_list(&all, plan, err) : error_memory(err);
    *draws = 0;
    *address = status == STATUS_GOOD ? malloc((all.count + 1) * sizeof **address) : NULL;
    if (status == STATUS_GOOD && !*address)
        status = error_memory(err);
    if (status == STATUS_GOOD) {
        memcpy(used, wanted, s->indicators * sizeof *used);
        add_parts(plan, used);
        add_correlated(plan, used);
        add_parts(plan, used);
        for (size_t i = 0; i < all.count; i++)
            if (plan_moves_any(plan, all.dimension[i].address.stream, used))
                (*address)[(*draws)++] = all.dimension[i].address;
    }
    dimensions_free(&all);
    free(used);
    return status;
}
