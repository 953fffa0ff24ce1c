/* Several levers: the least effort against a search over a grid of closed forms, and the frontier.
 */
#include "cli/change.h"
#include "math/normal.h"
#include "run/solve.h"

#include "tests/support.h"

/* Two independent products with a target each; the levers are given by `levers`. */
#define SCENARIO(levers)                                                                           \
    "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2025},\"periods\":{\"all\":["      \
    "2021,2025]},\"indicators\":{\"a\":{\"model\":\"geometric\",\"base\":100,\"growth\":0.10,"     \
    "\"volatility\":\"5%\"},\"b\":{\"model\":\"geometric\",\"base\":100,\"growth\":0.10,"          \
    "\"volatility\":\"8%\"}},\"targets\":{\"ta\":{\"indicator\":\"a\",\"year\":2025,"              \
    "\"at_least\":165},\"tb\":{\"indicator\":\"b\",\"year\":2025,\"at_least\":165}},\"levers\":"   \
    "{" levers "}}"

static const char *const growths =
    SCENARIO("\"ga\":{\"pointer\":\"/indicators/a/growth\",\"from\":0.05,\"to\":0.2,\"cost\":10},"
             "\"gb\":{\"pointer\":\"/indicators/b/growth\",\"from\":\"5%\",\"to\":\"20%\","
             "\"cost\":15}");
static const char *const growth_and_noise =
    SCENARIO("\"ga\":{\"pointer\":\"/indicators/a/growth\",\"from\":0.05,\"to\":0.2,\"cost\":10},"
             "\"va\":{\"pointer\":\"/indicators/a/volatility\",\"from\":0.005,\"to\":\"6%\","
             "\"cost\":4}");

static double chance_of(double growth, double volatility)
{
    return normal_cdf((log(100.0 / 165) + 5 * log1p(growth)) / (volatility * sqrt(5)));
}

static Frontier *frontier_of(const char *json, size_t target, double probability)
{
    char path[] = "/tmp/dubao-effort-XXXXXX";
    file_from(json, path);
    Options options = { .sampling = "exact" };
    options.given[OPTION_SAMPLING] = true;
    Change change = { .path = path, .options = &options };
    Variants variants = change_variants(&change);
    SimulateOptions simulation = { .threads = 1 };
    Scenario *scenario = scenario_from(json);
    Frontier *frontier;
    Error err = { 0 };
    if (solve_effort(&(EffortQuestion){ target, probability }, scenario, &variants, &simulation,
                     &frontier, &err) != STATUS_GOOD)
        fail_msg("%s", err.text);
    scenario_free(scenario);
    unlink(path);
    return frontier;
}

static void frontier_end(Frontier *frontier)
{
    Solve *solve = calloc(1, sizeof *solve);
    assert_non_null(solve);
    solve->frontier = frontier;
    solve_free(solve);
}

enum { GRID = 400000 };

/* Both targets together: for each growth of a, the growth of b that makes the chance. */
static double least_for_both(double p)
{
    double least = INFINITY;
    for (int i = 0; i <= GRID; i++) {
        double a = 0.10 + 0.10 * i / GRID, rest = p / chance_of(a, 0.05);
        if (rest >= 1)
            continue;
        double b = expm1((log(1.65) + 0.08 * sqrt(5) * normal_quantile(rest)) / 5);
        if (b <= 0.2)
            least = fmin(least, 10 * (a - 0.10) + 15 * fmax(b - 0.10, 0));
    }
    return least;
}

/* One target: for each volatility the growth. */
static double least_for_one(double p)
{
    double least = INFINITY;
    for (int i = 0; i <= GRID; i++) {
        double v = 0.005 + 0.045 * i / GRID;
        double g = expm1((log(1.65) + v * sqrt(5) * normal_quantile(p)) / 5);
        if (g <= 0.2)
            least = fmin(least, 10 * fmax(g - 0.10, 0) + 4 * (0.05 - v));
    }
    return least;
}

static void assert_least(const Effort *effort, double grid)
{
    assert_true(effort->reachable);
    if (!(effort->effort < grid * 1.005 && effort->effort > grid * 0.998))
        fail_msg("%g: effort %.6g, by the grid %.6g", effort->probability, effort->effort, grid);
    assert_true(fabs(effort->chance.probability - effort->probability) < 1e-8);
}

static void effort_is_the_least_of_a_grid(void **state)
{
    (void)state;
    Frontier *both = frontier_of(growths, 2, 0.6);
    assert_least(&both->asked, least_for_both(0.6));
    for (size_t i = 1; i < FRONTIER_POINTS; i++) /* 18.5 % are there already */
        assert_least(&both->point[i], least_for_both(frontier_chances[i]));
    frontier_end(both);
    Frontier *one = frontier_of(growth_and_noise, 0, 0.8);
    assert_least(&one->asked, least_for_one(0.8));
    for (size_t i = 4; i < FRONTIER_POINTS; i++) /* 41.4 % */
        assert_least(&one->point[i], least_for_one(frontier_chances[i]));
    frontier_end(one);
}

static void efforts_rise_with_the_probability(void **state)
{
    (void)state;
    Frontier *frontier = frontier_of(growths, 2, 0.5);
    for (size_t i = 1; i < FRONTIER_POINTS; i++)
        assert_true(frontier->point[i].effort > frontier->point[i - 1].effort);
    assert_true(frontier->asked.effort == frontier->point[4].effort ||
                fabs(frontier->asked.effort / frontier->point[4].effort - 1) < 0.005);
    frontier_end(frontier);
}

/* A level between two bounds that moves with its base, growth and noise, each up or down. */
static const char *const band =
    "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2025},\"periods\":{\"all\":["
    "2021,2025]},\"indicators\":{\"a\":{\"model\":\"geometric\",\"base\":100,\"growth\":0.04,"
    "\"volatility\":\"4%\"}},\"targets\":{\"t\":{\"indicator\":\"a\",\"year\":2025,"
    "\"between\":[100,112]}},\"levers\":{"
    "\"b\":{\"pointer\":\"/indicators/a/base\",\"from\":80,\"to\":160,\"cost\":0.1},"
    "\"g\":{\"pointer\":\"/indicators/a/growth\",\"from\":\"0%\",\"to\":\"9%\",\"cost\":60},"
    "\"v\":{\"pointer\":\"/indicators/a/volatility\",\"from\":\"1%\",\"to\":\"6%\",\"cost\":30}}}";

static double band_chance(double base, double growth, double volatility)
{
    double middle = log(base) + 5 * log1p(growth), sd = volatility * sqrt(5);
    return normal_cdf((log(112) - middle) / sd) - normal_cdf((log(100) - middle) / sd);
}

static double band_effort(double base, double growth, double volatility)
{
    return 0.1 * fabs(base - 100) + 60 * fabs(growth - 0.04) + 30 * fabs(volatility - 0.04);
}

/* Over a grid of base and growth: for each the volatility nearest to its own that has the chance,
 * which falls with it where the median is inside the bounds. */
static double least_for_band(double p)
{
    double least = INFINITY;
    for (int i = 0; i <= 400; i++)
        for (int j = 0; j <= 180; j++) {
            double b = 80 + 0.2 * i, g = 0.0005 * j, low = 0.01, high = 0.04;
            if (band_effort(b, g, 0.04) >= least || band_chance(b, g, low) < p)
                continue;
            for (int k = 0; k < 30 && band_chance(b, g, high) < p; k++) {
                double v = (low + high) / 2;
                *(band_chance(b, g, v) >= p ? &low : &high) = v;
                if (k == 29)
                    high = low;
            }
            least = fmin(least, band_effort(b, g, high));
        }
    return least;
}

static void effort_goes_both_ways_into_a_band(void **state)
{
    (void)state;
    Frontier *frontier = frontier_of(band, 0, 0.5);
    for (size_t i = 3; i < FRONTIER_POINTS; i++) {
        const Effort *effort = &frontier->point[i];
        double grid = least_for_band(effort->probability);
        assert_true(effort->reachable);
        /* the grid is at most one step of base and growth dearer than the least */
        if (!(effort->effort < grid * 1.005 && effort->effort > grid - 0.05))
            fail_msg("%g: effort %.6g, by the grid %.6g", effort->probability, effort->effort,
                     grid);
        assert_true(fabs(band_chance(effort->value[0], effort->value[1], effort->value[2]) -
                         effort->probability) < 1e-6);
    }
    frontier_end(frontier);
}

/* What is there already costs nothing; what no lever reaches is told with the best. */
static void limits_are_kept(void **state)
{
    (void)state;
    static const char *const weak =
        SCENARIO("\"ga\":{\"pointer\":\"/indicators/a/growth\",\"from\":0.05,\"to\":0.11}");
    Frontier *frontier = frontier_of(weak, 0, 0.9);
    assert_false(frontier->asked.reachable);
    assert_true(isnan(frontier->asked.effort));
    assert_true(fabs(frontier->asked.value[0] - 0.11) < 1e-15);
    assert_true(fabs(frontier->most.probability - chance_of(0.11, 0.05)) < 1e-6);
    assert_true(frontier->point[0].effort == 0); /* 41 % with the growth that it has */
    assert_true(frontier->point[0].value[0] == 0.10);
    frontier_end(frontier);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(effort_is_the_least_of_a_grid),
        cmocka_unit_test(efforts_rise_with_the_probability),
        cmocka_unit_test(effort_goes_both_ways_into_a_band),
        cmocka_unit_test(limits_are_kept),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
