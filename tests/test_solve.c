/* What it would take: required growth by hand, closed forms of the lognormal law, and the value of
 * a lever put back into the scenario. */
#include "cli/change.h"
#include "core/required.h"
#include "math/normal.h"
#include "run/solve.h"

#include "tests/support.h"

static const double BASE = 100, GROWTH = 0.12, VOLATILITY = 0.05, BOUND = 165;

#define GEOMETRIC                                                                                  \
    "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2025},\"periods\":{\"all\":["      \
    "2021,2025]},\"indicators\":{\"a\":{\"model\":\"geometric\",\"base\":100,\"growth\":0.12,"     \
    "\"volatility\":\"5%\"},\"b\":{\"model\":\"compound\",\"base\":10,\"growth\":0.1}},"           \
    "\"targets\":{\"t\":{\"indicator\":\"a\",\"year\":2025,\"at_least\":165}}}"

typedef struct File {
    char path[40];
    Options options;
    Change change;
    Variants variants;
    SimulateOptions simulation;
} File;

static void file_open(File *file, const char *json, const char *sampling)
{
    *file = (File){ .path = "/tmp/dubao-solve-XXXXXX", .simulation = { .threads = 2 } };
    file_from(json, file->path);
    file->options = (Options){ .paths = 40000, .seed = 5, .sampling = sampling };
    file->options.given[OPTION_PATHS] = file->options.given[OPTION_SEED] = true;
    file->options.given[OPTION_SAMPLING] = true;
    file->change = (Change){ .path = file->path, .options = &file->options };
    file->variants = change_variants(&file->change);
}

static SeekQuestion question_of(const char *pointer, double value, double probability)
{
    return (SeekQuestion){
        .target = 0,
        .target_id = "t",
        .pointer = pointer,
        .number = { .value = value, .rate = fabs(value) < 1, .low = -INFINITY, .high = INFINITY },
        .probability = probability,
        .limits = { NAN, NAN }
    };
}

static Seek *seek_of(const char *json, const char *sampling, SeekQuestion question)
{
    File file;
    Error err = { 0 };
    Seek *seek = NULL;
    file_open(&file, json, sampling);
    Status status = solve_seek(&question, &file.variants, &file.simulation, &seek, &err);
    unlink(file.path);
    if (status != STATUS_GOOD)
        fail_msg("%s: %s", question.pointer, err.text);
    return seek;
}

static void seek_end(Seek *seek)
{
    Solve *solve = calloc(1, sizeof *solve);
    assert_non_null(solve);
    solve->seek = seek;
    solve_free(solve);
}

/* P(L >= B) = Phi((ln(base / B) + n ln(1 + g)) / (v sqrt n)), each in turn for base, g, v. */
static void exact_values_are_those_of_the_closed_form(void **state)
{
    (void)state;
    static const double wanted[] = { 0.1, 0.5, 0.8, 0.95 };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        double noise = VOLATILITY * sqrt(5) * normal_quantile(wanted[i]);
        double base = exp(log(BOUND) - 5 * log1p(GROWTH) + noise);
        double growth = expm1((log(BOUND / BASE) + noise) / 5);
        Seek *seek =
            seek_of(GEOMETRIC, "exact", question_of("/indicators/a/base", BASE, wanted[i]));
        assert_true(seek->reachable);
        assert_true(fabs(seek->value / base - 1) < 1e-6);
        assert_true(fabs(seek->chance.probability - wanted[i]) < 1e-9);
        seek_end(seek);
        seek = seek_of(GEOMETRIC, "auto", question_of("/indicators/a/growth", GROWTH, wanted[i]));
        assert_true(fabs(seek->value - growth) < 1e-6);
        assert_true(seek->evaluations < 80);
        seek_end(seek);
    }
}

/* The median lies above the bound, so noise lowers the chance. */
static void volatility_is_found_too(void **state)
{
    (void)state;
    double volatility = (log(BASE / BOUND) + 5 * log1p(GROWTH)) / (sqrt(5) * normal_quantile(0.7));
    Seek *seek =
        seek_of(GEOMETRIC, "exact", question_of("/indicators/a/volatility", VOLATILITY, 0.7));
    assert_true(fabs(seek->value - volatility) < 1e-6);
    assert_true(seek->slope < 0);
    seek_end(seek);
}

/* On paths the value errs by its standard error, and on its own paths it gives the probability. */
static void sampled_values_err_by_their_standard_error(void **state)
{
    (void)state;
    double growth = expm1((log(BOUND / BASE) + VOLATILITY * sqrt(5) * normal_quantile(0.8)) / 5);
    Seek *seek = seek_of(GEOMETRIC, "random", question_of("/indicators/a/growth", GROWTH, 0.8));
    assert_near(seek->value, growth, seek->error, "growth");
    assert_true(seek->error > 0 && seek->error < 0.0002);
    assert_true(fabs(seek->chance.probability - 0.8) <= 2 * seek->chance.standard_error);
    File file;
    Error err = { 0 };
    Scenario *scenario;
    char change[64];
    file_open(&file, GEOMETRIC, "random");
    snprintf(change, sizeof change, "/indicators/a/growth=%.17g", seek->value);
    file.options.seed = 77; /* other paths */
    assert_int_equal(
        file.variants.make(file.variants.context, &(const char *){ change }, 1, &scenario, &err),
        STATUS_GOOD);
    Simulated made = { .scenario = scenario };
    assert_int_equal(project(scenario, &made.projection, &err), STATUS_GOOD);
    assert_int_equal(simulate(made.projection, &file.simulation, &made.forecast, &err),
                     STATUS_GOOD);
    const Chance *chance = &made.forecast->target[0].chance;
    assert_near(chance->probability, 0.8, sqrt(2) * chance->standard_error, "put back");
    simulated_free(&made);
    unlink(file.path);
    seek_end(seek);
}

static void what_cannot_be_is_told_with_the_best(void **state)
{
    (void)state;
    SeekQuestion question = question_of("/indicators/a/growth", GROWTH, 0.9);
    question.limits[0] = 0.01;
    question.limits[1] = 0.10;
    Seek *seek = seek_of(GEOMETRIC, "exact", question);
    double at = (log(BASE / BOUND) + 5 * log1p(0.10)) / (VOLATILITY * sqrt(5));
    assert_false(seek->reachable);
    assert_true(isnan(seek->value));
    assert_true(seek->best == 0.10);
    assert_true(fabs(seek->best_chance.probability - normal_cdf(at)) < 1e-6);
    seek_end(seek);
}

#define BETWEEN                                                                                    \
    "{\"dubao\":1,\"id\":\"h\",\"years\":{\"base\":2020,\"end\":2025},\"periods\":{\"p\":["        \
    "2021,2025]},\"indicators\":{\"x\":{\"model\":\"geometric\",\"base\":100,\"growth\":\"4%%\","  \
    "\"volatility\":\"%s\"}},\"targets\":{\"t\":{\"indicator\":\"x\",\"year\":2025,"               \
    "\"between\":[%g,%g]}}}"

/* P(low <= L <= high) of a lognormal level that starts at `base`. */
static double chance_between(double base, double volatility, double low, double high)
{
    double middle = log(base) + 5 * log(1.04), sd = volatility * sqrt(5);
    return normal_cdf((log(high) - middle) / sd) - normal_cdf((log(low) - middle) / sd);
}

/* A chance with a hump: both solutions, and the top at the geometric mean of the bounds; however
 * narrow the hump is and wherever it lies. */
static void humps_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *percent;
        double volatility, low, high;
    } humps[] = { { "1%", 0.01, 300, 310 },
                  { "0.1%", 0.001, 300, 301 },
                  { "2%", 0.02, 30, 31 },
                  { "1%", 0.01, 9000, 9200 } };
    for (size_t i = 0; i < sizeof humps / sizeof *humps; i++) {
        char json[1000];
        double v = humps[i].volatility, low = humps[i].low, high = humps[i].high;
        double top = sqrt(low * high) / pow(1.04, 5);
        double most = chance_between(top, v, low, high);
        snprintf(json, sizeof json, BETWEEN, humps[i].percent, low, high);
        SeekQuestion question = question_of("/indicators/x/base", 100, 0.7 * most);
        Seek *seek = seek_of(json, "exact", question);
        assert_true(seek->reachable && seek->solutions == 2);
        for (size_t k = 0; k < 2; k++)
            assert_true(fabs(chance_between(seek->solution[k], v, low, high) - 0.7 * most) < 1e-6);
        assert_true(seek->value == seek->solution[low < 100]); /* the nearest to 100 */
        assert_true(fabs(seek->best / top - 1) < 1e-3);
        assert_true(fabs(seek->best_chance.probability - most) < 1e-6);
        seek_end(seek);
        question.probability = fmin(1.1 * most, 0.999);
        seek = seek_of(json, "exact", question);
        assert_false(seek->reachable);
        assert_true(fabs(seek->best_chance.probability - most) <
                    1e-6); /* not that of some points */
        seek_end(seek);
    }
}

/* Without chance the value is the threshold, and nothing is NaN but the slope. */
static void thresholds_are_found_by_bisection(void **state)
{
    (void)state;
    static const char *const samplings[] = { "exact", "random", "sobol", "importance" };
    static const char json[] =
        "{\"dubao\":1,\"id\":\"d\",\"years\":{\"base\":2020,\"end\":2025},\"periods\":{\"p\":["
        "2021,2025]},\"indicators\":{\"x\":{\"model\":\"compound\",\"base\":100,\"growth\":\"4%\"}}"
        ","
        "\"targets\":{\"t\":{\"indicator\":\"x\",\"year\":2025,\"at_least\":150}},"
        "\"simulation\":{\"paths\":60000}}";
    for (size_t i = 0; i < sizeof samplings / sizeof *samplings; i++) {
        File file;
        Error err = { 0 };
        Seek *seek;
        SeekQuestion question = question_of("/indicators/x/base", 100, 0.8);
        file_open(&file, json, samplings[i]);
        file.options.paths = 60000;
        if (solve_seek(&question, &file.variants, &file.simulation, &seek, &err) != STATUS_GOOD)
            fail_msg("%s: %s", samplings[i], err.text);
        unlink(file.path);
        assert_true(seek->reachable && seek->solutions == 1);
        assert_true(fabs(seek->value / (150 / pow(1.04, 5)) - 1) < 1e-10);
        assert_true(seek->error == 0 && seek->chance.probability == 1 && isnan(seek->slope));
        seek_end(seek);
    }
}

/* A crisis that may begin in 2021 or 2022 and lasts so many years must be over before 2024. */
static void whole_numbers_stay_whole(void **state)
{
    (void)state;
    static const char json[] =
        "{\"dubao\":1,\"id\":\"w\",\"years\":{\"base\":2020,\"end\":2025},\"periods\":{\"p\":["
        "2021,2025]},\"indicators\":{\"x\":{\"model\":\"compound\",\"base\":100,\"growth\":\"4%\"}}"
        ","
        "\"events\":{\"e\":{\"probability\":0.2,\"loss\":\"50%\",\"indicators\":[\"x\"],\"years\":["
        "2021,2022],\"duration\":3}},"
        "\"targets\":{\"t\":{\"indicator\":\"x\",\"growth\":[2024,2025],\"at_least\":\"3%\"}}}";
    /* missed when it begins in the last `duration` - 1 of 2021, 2022: in one with 3, in two with 4
     */
    SeekQuestion question = question_of("/events/e/duration", 3, 0.9);
    question.number.whole = true;
    question.number.low = 1;
    question.number.high = 200;
    Seek *seek = seek_of(json, "random", question);
    assert_true(seek->reachable && seek->whole && seek->value == 2);
    assert_true(seek->chance.probability == 1 && isnan(seek->error));
    assert_near(seek->start_chance.probability, 0.84, sqrt(0.84 * 0.16 / 40000), "with 3");
    seek_end(seek);
}

static Status refused(SeekQuestion question, Error *err)
{
    File file;
    Seek *seek = NULL;
    file_open(&file, GEOMETRIC, "exact");
    Status status = solve_seek(&question, &file.variants, &file.simulation, &seek, err);
    unlink(file.path);
    seek_end(seek);
    return status;
}

static void levers_that_do_nothing_are_refused(void **state)
{
    (void)state;
    Error err = { 0 }, other = { 0 };
    assert_int_equal(refused(question_of("/indicators/b/base", 10, 0.9), &err), STATUS_INVALID);
    assert_non_null(strstr(err.text, "wanted is a lever that the target depends on"));
    SeekQuestion question = question_of("/indicators/a/volatility", VOLATILITY, 0.9);
    question.limits[0] = -1;
    question.limits[1] = 0.5;
    assert_int_equal(refused(question, &other), STATUS_INVALID);
    assert_non_null(strstr(other.text, "/indicators/a/volatility"));
}

static Solve *required_of(const char *json, size_t target, SolveGiven given)
{
    Scenario *scenario = scenario_from(json);
    Projection *projection;
    Error err = { 0 };
    Solve *solve = calloc(1, sizeof *solve);
    assert_non_null(solve);
    assert_int_equal(project(scenario, &projection, &err), STATUS_GOOD);
    solve->scenario = scenario;
    assert_int_equal(solve_required(solve, projection, target, given, &err), STATUS_GOOD);
    projection_free(projection);
    scenario_free(scenario);
    return solve;
}

static void required_growth_is_that_of_the_formula(void **state)
{
    (void)state;
    Solve *solve = required_of(GEOMETRIC, 0, (SolveGiven){ 2022, 120 });
    assert_int_equal(solve->needs, 2);
    assert_true(fabs(solve->need[0].growth - (pow(1.65, 0.2) - 1)) < 1e-15);
    assert_int_equal(solve->need[1].from, NEED_FROM_GIVEN);
    assert_true(fabs(solve->need[1].growth - (pow(1.375, 1 / 3.0) - 1)) < 1e-15);
    assert_true(fabs(solve->need[1].own[1] - GROWTH) < 1e-15);
    solve_free(solve);
    assert_true(required_rate(1e15, 1e15 + 1, 1) == 1e-15); /* no digits lost */
    assert_true(isnan(required_rate(0, 1, 1)));
    assert_true(isnan(required_rate(1, 1, 0)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_values_are_those_of_the_closed_form),
        cmocka_unit_test(volatility_is_found_too),
        cmocka_unit_test(sampled_values_err_by_their_standard_error),
        cmocka_unit_test(what_cannot_be_is_told_with_the_best),
        cmocka_unit_test(humps_are_found),
        cmocka_unit_test(thresholds_are_found_by_bisection),
        cmocka_unit_test(whole_numbers_stay_whole),
        cmocka_unit_test(levers_that_do_nothing_are_refused),
        cmocka_unit_test(required_growth_is_that_of_the_formula),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
