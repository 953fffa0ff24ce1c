/* The inputs that are kept of each path are those that made it, and what is found fits them. */
#include "tests/support.h"

#include "run/discover.h"

/* Periods of one year: the average shock is that of the year. */
static const char form[] =
    "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2023},\"periods\":{\"one\":[2021,"
    "2021],\"two\":[2022,2022],\"three\":[2023,2023]},\"simulation\":{\"paths\":6000,\"seed\":3,"
    "\"sampling\":\"%s\"},\"indicators\":{\"other\":{\"model\":\"compound\",\"base\":{\"uniform\":"
    "[1,2]},\"growth\":0.01},\"line\":{\"model\":\"compound\",\"base\":{\"uniform\":[90,110]},"
    "\"growth\":{\"one\":{\"uniform\":[\"0%%\",\"10%%\"]},\"two\":{\"triangular\":[\"0%%\",\"2%%\","
    "\"10%%\"]},\"three\":{\"uniform\":[\"0%%\",\"1%%\"]}},\"volatility\":0.02},"
    "\"all\":{\"model\":\"pipeline\",\"of\":\"line\",\"projects\":{\"plant\":{\"start\":2021,"
    "\"delay\":{\"uniform\":[0,3]},\"ramp\":0,\"probability\":0.6,\"capacity\":{\"uniform\":[5,15]}"
    "}}}},"
    "\"events\":{\"crisis\":{\"probability\":0.3,\"loss\":0.1,\"indicators\":[\"line\"],\"years\":"
    "[2021,2022],\"duration\":1}},\"targets\":{\"t\":{\"indicator\":\"all\",\"year\":2022,"
    "\"at_least\":%g}}}";

static Discovery *discover_box(const char *sampling, double bound, size_t box, Simulated *made,
                               Error *err)
{
    char text[2000];
    Discovery *found = NULL;
    SimulateOptions options = { .threads = 1 };
    DiscoverOptions what = { .box = box };
    snprintf(text, sizeof text, form, sampling, bound);
    *made = (Simulated){ .scenario = scenario_from(text) };
    assert_int_equal(project(made->scenario, &made->projection, err), STATUS_GOOD);
    discover(made->projection, &what, &options, &found, err);
    return found;
}

static Discovery *discover_from(const char *sampling, double bound, Simulated *made, Error *err)
{
    return discover_box(sampling, bound, 0, made, err);
}

static const double *values_of(const Discovery *found, const char *pointer)
{
    for (size_t i = 0; i < found->inputs; i++)
        if (!strcmp(found->input[i].pointer, pointer))
            return found->input[i].x;
    fail_msg("no input %s", pointer);
    return NULL;
}

/* Paths without a crisis, whose losses fall in a year that the count does not tell. */
static void check_paths(const Discovery *found, double bound)
{
    const double *base = values_of(found, "/indicators/line/base");
    const double *g1 = values_of(found, "/indicators/line/growth/one");
    const double *g2 = values_of(found, "/indicators/line/growth/two");
    const double *e1 = values_of(found, "/indicators/line/shock/one");
    const double *e2 = values_of(found, "/indicators/line/shock/two");
    const double *comes = values_of(found, "/indicators/all/projects/plant");
    const double *delay = values_of(found, "/indicators/all/projects/plant/delay");
    const double *size = values_of(found, "/indicators/all/projects/plant/capacity");
    const double *crisis = values_of(found, "/events/crisis");
    size_t calm = 0;
    for (size_t p = 0; p < found->paths; p++) {
        double level = base[p] * (1 + g1[p] + e1[p]) * (1 + g2[p] + e2[p]);
        double there = fmin(fmax(2 - delay[p], 0), 1); /* of 2022 */
        level += comes[p] * size[p] * there;
        assert_true(crisis[p] == 0 || crisis[p] == 1 || crisis[p] == 2);
        if (crisis[p] > 0 || fabs(level - bound) < 1e-9)
            continue;
        calm++;
        assert_int_equal(found->interest[p], level < bound);
    }
    assert_near((double)calm / (double)found->paths, 0.49, sqrt(0.49 * 0.51 / 6000), "calm");
}

static void test_inputs(void **state)
{
    (void)state;
    static const char *const samplings[] = { "random", "antithetic", "auto" };
    for (size_t i = 0; i < sizeof samplings / sizeof *samplings; i++) {
        Simulated made;
        Error err = { 0 };
        Discovery *found = discover_from(samplings[i], 110, &made, &err);
        assert_non_null(found);
        assert_int_equal(found->inputs, 9); /* not those of "other", nor of 2023 */
        check_paths(found, 110);
        size_t k = found->chosen, inside = 0, interest = 0;
        for (size_t p = 0; p < found->paths; p++) {
            bool in = true;
            for (size_t v = 0; v < found->inputs; v++)
                in &= found->input[v].x[p] >= discovery_box(found)->low[v] &&
                      found->input[v].x[p] <= discovery_box(found)->high[v];
            inside += in;
            interest += in && found->interest[p];
        }
        assert_near(prim_density(&found->trajectory, k), (double)interest / (double)inside, 1e-15,
                    "density");
        assert_true(k > 0 && found->held_density > 0.8 * prim_density(&found->trajectory, k));
        discovery_free(found);
        simulated_free(&made);
    }
}

/* Shares of halves stay in 0..1, and each box has figures of its own: the whole space holds all. */
static void test_halves(void **state)
{
    (void)state;
    double before = 2;
    for (size_t box = 1; box <= 9; box += 4) {
        Simulated made;
        Error err = { 0 };
        Discovery *found = discover_box("random", 110, box, &made, &err);
        assert_non_null(found);
        for (size_t v = 0; v < found->inputs; v++) {
            double share = found->input[v].reproduced;
            assert_true(share >= 0 && share <= 1);
            assert_true(fabs(share * DISCOVERY_HALVES - rint(share * DISCOVERY_HALVES)) < 1e-9);
        }
        double coverage = prim_coverage(&found->trajectory, box - 1);
        double density = prim_density(&found->trajectory, box - 1);
        assert_true(fabs(found->held_coverage - coverage) < 0.08);
        assert_true(fabs(found->held_density - density) < 0.08);
        assert_true(found->held_coverage < before - (box > 1 ? 0.05 : 0));
        assert_true(box > 1 || found->held_coverage == 1);
        before = found->held_coverage;
        discovery_free(found);
        simulated_free(&made);
    }
}

static void test_degenerate(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        Simulated made;
        Error err = { 0 };
        assert_null(discover_from("random", i ? 1e6 : 1, &made, &err));
        assert_int_equal(err.status, STATUS_INVALID);
        assert_non_null(strstr(err.text, i ? "missed on all 6000" : "met on all 6000"));
        simulated_free(&made);
    }
}

int main(void)
{
    start_math();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_inputs),
        cmocka_unit_test(test_halves),
        cmocka_unit_test(test_degenerate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
