/* Difference constraints: contradictions planted in chains of 5 to 50 statements among consistent
 * ones are found and told by exactly their statements; distances against all simple enumeration. */
#include "math/difference.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static uint64_t state_of_random = 174;

/* A linear congruential generator (Knuth, MMIX): uniform in [0, 1). */
static double uniform(void)
{
    state_of_random = state_of_random * 6364136223846793005ULL + 1442695040888963407ULL;
    return (double)(state_of_random >> 11) * 0x1p-53;
}

static size_t below(size_t n)
{
    return (size_t)(uniform() * (double)n);
}

static Status contradicts(void *context, const bool *active, bool *contradiction, Error *err)
{
    const Difference *d = context;
    size_t *circle = malloc(d->nodes * sizeof *circle), length;
    Status status = difference_circle(d, active, circle, &length, err);
    double sum = 0;
    for (size_t i = 0; i < length; i++) {
        const DifferenceEdge *edge = &d->edge[circle[i]];
        sum += edge->most;
        assert_int_equal(edge->to, d->edge[circle[(i + 1) % length]].from);
        assert_true(difference_counts(d, circle[i], active));
    }
    assert_true(length == 0 || sum < 0);
    *contradiction = length > 0;
    free(circle);
    return status;
}

enum { NODES = 200, CIRCLES = 3, LOOSE = 800 };

/* Around each circle x* satisfies all constraints but the last with slack below 0.1, and the last
 * misses by 0.01; all others have slack above 10, so no other circle can be negative. Labels:
 * `most` for each circle, then those of the loose constraints. */
static void plant(Difference *d, size_t length, size_t labels[CIRCLES][50])
{
    double x[NODES];
    size_t label = 0;
    for (size_t v = 0; v < NODES; v++)
        x[v] = 20 * uniform();
    for (size_t i = 0; i < LOOSE / 2; i++, label++) {
        size_t from = below(NODES), to = below(NODES);
        difference_add(d, from, to, x[to] - x[from] + 10 + uniform(), &label, 1);
    }
    for (size_t c = 0; c < CIRCLES; c++) {
        double sum = 0;
        for (size_t i = 0; i < length; i++, label++) {
            size_t from = c * 60 + i, to = c * 60 + (i + 1) % length;
            double most = x[to] - x[from] + 0.1 * uniform();
            most = i + 1 < length ? most : -sum - 0.01;
            sum += most;
            labels[c][i] = label;
            difference_add(d, from, to, most, &label, 1);
        }
    }
    for (size_t i = 0; i < LOOSE / 2; i++, label++) {
        size_t from = below(NODES), to = below(NODES);
        difference_add(d, from, to, x[to] - x[from] + 10 + uniform(), &label, 1);
    }
}

static void check_planted(size_t length)
{
    Difference d = { .nodes = NODES };
    size_t planted[CIRCLES][50], total = LOOSE + CIRCLES * length;
    bool *active = calloc(total, sizeof *active), *rest = calloc(total, sizeof *rest);
    Error err = { 0 };
    plant(&d, length, planted);
    assert_false(d.failed);
    for (size_t i = 0; i < total; i++)
        rest[i] = true;
    for (size_t found = 0; found < CIRCLES; found++) {
        bool contradiction;
        memcpy(active, rest, total * sizeof *active);
        assert_int_equal(difference_shrink(active, total, contradicts, &d, &err), STATUS_GOOD);
        size_t circle = 0, count = 0;
        while (circle < CIRCLES && !active[planted[circle][0]])
            circle++;
        assert_true(circle < CIRCLES);
        for (size_t i = 0; i < total; i++)
            count += active[i];
        assert_int_equal(count, length);
        for (size_t i = 0; i < length; i++) {
            assert_true(active[planted[circle][i]]);
            active[planted[circle][i]] = false; /* without it the others hold together */
            contradicts(&d, active, &contradiction, &err);
            assert_false(contradiction);
            active[planted[circle][i]] = true;
        }
        rest[planted[circle][below(length)]] = false;
        contradicts(&d, rest, &contradiction, &err);
        assert_int_equal(contradiction, found + 1 < CIRCLES);
    }
    free(active);
    free(rest);
    difference_free(&d);
}

static void planted_contradictions_are_found_and_minimal(void **state)
{
    (void)state;
    for (size_t length = 5; length <= 50; length += 5)
        check_planted(length);
}

enum { FEW = 12 };

/* Floyd 1962, Warshall 1962. */
static void all_distances(const Difference *d, double distance[FEW][FEW])
{
    for (size_t i = 0; i < FEW; i++)
        for (size_t j = 0; j < FEW; j++)
            distance[i][j] = i == j ? 0 : INFINITY;
    for (size_t e = 0; e < d->edges; e++)
        distance[d->edge[e].from][d->edge[e].to] =
            fmin(distance[d->edge[e].from][d->edge[e].to], d->edge[e].most);
    for (size_t k = 0; k < FEW; k++)
        for (size_t i = 0; i < FEW; i++)
            for (size_t j = 0; j < FEW; j++)
                distance[i][j] = fmin(distance[i][j], distance[i][k] + distance[k][j]);
}

/* The sum of the constraints on the path is the distance. */
static void check_path(const Difference *d, const DifferenceReach *reach, size_t node)
{
    bool said[3 * FEW] = { 0 };
    double sum = 0;
    difference_path(d, reach, node, said);
    for (size_t e = 0; e < d->edges; e++)
        sum += said[d->label[d->edge[e].first]] ? d->edge[e].most : 0;
    assert_true(fabs(sum - reach->distance[node]) < 1e-9);
}

static void distances_are_those_of_floyd_and_warshall(void **state)
{
    (void)state;
    for (size_t trial = 0; trial < 50; trial++) {
        Difference d = { .nodes = FEW };
        double x[FEW], truth[FEW][FEW];
        for (size_t v = 0; v < FEW; v++)
            x[v] = 5 * uniform();
        for (size_t label = 0; label < 3 * FEW; label++) {
            size_t from = below(FEW), to = below(FEW);
            difference_add(&d, from, to, x[to] - x[from] + uniform(), &label, 1);
        }
        all_distances(&d, truth);
        for (size_t source = 0; source < FEW; source++)
            for (int backward = 0; backward < 2; backward++) {
                double distance[FEW];
                size_t through[FEW];
                DifferenceReach reach = { source, backward, distance, through };
                difference_reach(&d, NULL, &reach);
                for (size_t v = 0; v < FEW; v++) {
                    double is = backward ? truth[v][source] : truth[source][v];
                    assert_true(isinf(is) ? isinf(distance[v]) : fabs(is - distance[v]) < 1e-9);
                    if (isfinite(is))
                        check_path(&d, &reach, v);
                }
            }
        difference_free(&d);
    }
}

static void equality_is_no_contradiction(void **state)
{
    (void)state;
    Difference d = { .nodes = 60 };
    double sum = 0;
    bool contradiction;
    Error err = { 0 };
    for (size_t label = 0; label < 59; label++) {
        double step = log(1 + uniform());
        sum += step;
        difference_add(&d, label, label + 1, step, &label, 1);
    }
    difference_add(&d, 59, 0, -sum, &(size_t){ 59 }, 1);
    contradicts(&d, NULL, &contradiction, &err);
    assert_false(contradiction);
    difference_cut(&d, 59);
    difference_add(&d, 59, 0, -sum - 1e-8, &(size_t){ 59 }, 1);
    contradicts(&d, NULL, &contradiction, &err);
    assert_true(contradiction);
    difference_free(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(planted_contradictions_are_found_and_minimal),
        cmocka_unit_test(distances_are_those_of_floyd_and_warshall),
        cmocka_unit_test(equality_is_no_contradiction),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
