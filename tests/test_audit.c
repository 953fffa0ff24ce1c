/* The audit: the plan's own conflict, planted ones of 5 to 50 statements, minimality by taking each
 * statement out, sums, shares against the share identity, levels against those of `project`. */
#include "run/audit.h"

#include "run/audit_programme.h"
#include "tests/support.h"

static Audit *audit_of(const Scenario *scenario)
{
    Audit *made = NULL;
    Error err = { 0 };
    assert_int_equal(audit(scenario, &made, &err), STATUS_GOOD);
    return made;
}

static Scenario *scenario_in(const char *file, const char *set)
{
    char path[500];
    Scenario *scenario = NULL;
    Problems problems = { 0 };
    Error err = { 0 };
    snprintf(path, sizeof path, "%s/scenarios/%s", SOURCE_FOLDER, file);
    if (read_scenario(path, &set, set ? 1 : 0, &scenario, &problems, &err) != STATUS_GOOD)
        fail_msg("%s: %s", file, err.text);
    problems_free(&problems);
    return scenario;
}

static size_t statement_at(const Audit *made, const char *pointer)
{
    for (size_t i = 0; i < made->statements; i++)
        if (!strcmp(made->statement[i].pointer, pointer))
            return i;
    fail_msg("no statement %s", pointer);
    return 0;
}

/* The conflict is of exactly these statements, in the order of the file; NULL ends the list. */
static void assert_conflict(const Audit *made, size_t which, const char *const *pointer)
{
    size_t count = 0;
    assert_true(which < made->conflicts);
    const AuditConflict *conflict = &made->conflict[which];
    for (; pointer[count]; count++) {
        assert_true(count < conflict->statements);
        assert_string_equal(made->statement[conflict->statement[count]].pointer, pointer[count]);
    }
    assert_int_equal(conflict->statements, count);
}

static void assert_close(double value, double truth)
{
    if (!(fabs(value - truth) <= 1e-8 * fmax(1, fabs(truth))))
        fail_msg("%.12g is not %.12g", value, truth);
}

/* Without any one of its statements the rest of each conflict holds together. */
static void assert_minimal(const Scenario *scenario, const Audit *made)
{
    Audit *scratch = calloc(1, sizeof *scratch);
    AuditSystem system;
    AuditDials dials;
    Error err = { 0 };
    bool holds;
    scratch->scenario = scenario;
    assert_int_equal(audit_dials_new(&dials, scenario, &err), STATUS_GOOD);
    assert_int_equal(audit_state(&system, scratch, &dials, &err), STATUS_GOOD);
    assert_int_equal(scratch->statements, made->statements);
    for (size_t c = 0; c < made->conflicts; c++) {
        const AuditConflict *conflict = &made->conflict[c];
        bool *active = calloc(made->statements, sizeof *active);
        for (size_t i = 0; i < conflict->statements; i++)
            active[conflict->statement[i]] = true;
        assert_int_equal(audit_holds(&system, active, &holds, &err), STATUS_GOOD);
        assert_false(holds);
        for (size_t i = 0; i < conflict->statements; i++) {
            active[conflict->statement[i]] = false;
            assert_int_equal(audit_holds(&system, active, &holds, &err), STATUS_GOOD);
            assert_true(holds);
            active[conflict->statement[i]] = true;
        }
        free(active);
    }
    audit_system_free(&system);
    audit_dials_free(&dials);
    audit_free(scratch);
}

static const char *const output_conflict[] = { "/indicators/output/base",
                                               "/indicators/output/growth/2021-2025",
                                               "/targets/output-2025", NULL };

static void the_plan_contradicts_itself(void **state)
{
    (void)state;
    static const char *const upper[] = { "/indicators/value_added/base",
                                         "/indicators/value_added/growth/2021-2025",
                                         "/targets/value_added-2025-upper", NULL };
    Scenario *scenario = scenario_in("nghe-an/plan-174.json", NULL);
    Audit *made = audit_of(scenario);
    assert_int_equal(made->conflicts, 2);
    assert_conflict(made, 0, output_conflict);
    assert_conflict(made, 1, upper);
    assert_minimal(scenario, made);
    assert_close(made->conflict[0].reached, 69304 * pow(1.175, 5));
    assert_close(made->conflict[0].bound, 165000);
    assert_close(made->conflict[1].reached, 18683 * pow(1.145, 5));
    size_t base = statement_at(made, "/indicators/output/base");
    assert_close(made->statement[base].implied_low, 165000 / pow(1.175, 5));
    assert_true(isinf(made->statement[base].implied_high));
    size_t band = statement_at(made, "/indicators/output/growth/2021-2025");
    assert_close(made->statement[band].implied_low, pow(165000 / 69304., 0.2) - 1);
    /* the plan's figures cast back, computed by hand: 73,671 to 76,887 and 18,293 to 20,175 */
    assert_int_equal(made->casts, 3);
    assert_true(round(made->cast[0].low) == 73671 && round(made->cast[0].high) == 76887);
    assert_true(round(made->cast[1].low) == 18293 && round(made->cast[2].high) == 20175);
    assert_int_equal(made->ratios, 1);
    assert_true(fabs(made->ratio[0].change[0] + 0.026) < 0.0005);
    audit_free(made);
    scenario_free(scenario);
}

static void another_base_holds_together(void **state)
{
    (void)state;
    Scenario *scenario = scenario_in("nghe-an/plan-174.json", "/indicators/output/base=75000");
    Audit *made = audit_of(scenario);
    assert_int_equal(made->conflicts, 1);
    assert_false(audit_blamed(made, statement_at(made, "/targets/output-2025")));
    audit_free(made);
    scenario_free(scenario);
    scenario = scenario_in("nghe-an/plan-174-implied-base.json", NULL);
    made = audit_of(scenario);
    assert_int_equal(made->conflicts, 0);
    audit_free(made);
    scenario_free(scenario);
}

static void conflicts_of_all_scenarios_are_minimal(void **state)
{
    (void)state;
    static const char *const file[] = {
        "nghe-an/plan-174-full.json",     "nghe-an/as-published-2022-full.json",
        "nghe-an/plan-174-projects.json", "nghe-an/plan-174-sectors.json",
        "provinces/thai-nguyen.json",     "provinces/bac-giang.json",
    };
    for (size_t i = 0; i < sizeof file / sizeof *file; i++) {
        Scenario *scenario = scenario_in(file[i], NULL);
        Audit *made = audit_of(scenario);
        assert_minimal(scenario, made);
        for (size_t c = 0; c < made->conflicts; c++) {
            Text text = { 0 };
            audit_sentence(made, &made->conflict[c], LANGUAGE_VI, &text);
            assert_true(text.size > 20 && !text.failed && !strchr(text.data, '{'));
            text_free(&text);
        }
        audit_free(made);
        scenario_free(scenario);
    }
}

/* A base, `length` - 2 periods of some years each, and a target just out of reach, among indicators
 * and targets that hold together. */
static void check_chain(size_t length, double margin, bool found)
{
    Text json = { 0 };
    double level = 100;
    size_t periods = length - 2;
    text_add(&json, "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2000,\"end\":%zu},\"periods\":{",
             2000 + 3 * periods);
    for (size_t p = 0; p < periods; p++)
        text_add(&json, "%s\"p%zu\":[%zu,%zu]", p ? "," : "", p, 2001 + 3 * p, 2003 + 3 * p);
    text_put(&json, "},\"indicators\":{");
    for (size_t i = 0; i < 3; i++) {
        text_add(&json, "%s\"a%zu\":{\"model\":\"compound\",\"base\":100,\"growth\":{",
                 i ? "," : "", i);
        for (size_t p = 0; p < periods; p++) {
            double high = 0.02 + 0.001 * (double)((7 * p) % 11);
            text_add(&json, "%s\"p%zu\":{\"uniform\":[%.17g,%.17g]}", p ? "," : "", p, high - 0.02,
                     high);
            level *= i == 1 ? pow(1 + high, 3) : 1;
        }
        text_put(&json, "}}");
    }
    text_add(&json,
             "},\"targets\":{\"free\":{\"indicator\":\"a0\",\"year\":2003,\"at_least\":50},"
             "\"last\":{\"indicator\":\"a1\",\"year\":%zu,\"at_least\":%.17g},"
             "\"other\":{\"indicator\":\"a2\",\"year\":2003,\"at_most\":200}}}",
             2000 + 3 * periods, level * margin);
    Scenario *scenario = scenario_from(json.data);
    Audit *made = audit_of(scenario);
    assert_int_equal(made->conflicts, found);
    if (found) {
        assert_int_equal(made->conflict[0].statements, length);
        assert_int_equal(made->conflict[0].steps, length);
        assert_close(made->conflict[0].reached, level);
        assert_minimal(scenario, made);
    }
    audit_free(made);
    scenario_free(scenario);
    text_free(&json);
}

static void chains_of_statements_are_found(void **state)
{
    (void)state;
    for (size_t length = 5; length <= 50; length += 9) {
        check_chain(length, 1 + 1e-6, true);
        check_chain(length, 1, false);
    }
}

#define HEAD                                                                                       \
    "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2030},\"periods\":{\"p\":[2021,"   \
    "2025],\"q\":[2026,2030]},\"indicators\":{"
#define GROWING(id, base, low, high)                                                               \
    "\"" id "\":{\"model\":\"compound\",\"unit\":{\"en\":\"VND\"},\"base\":" base                  \
    ",\"growth\":{\"uniform\":[" low "," high "]}}"

/* 100 and 200 growing by 10 % and 5 % make 100 1.1^5 + 200 1.05^5 = 416.31 in 2025. */
static void sums_are_bounded_by_their_parts(void **state)
{
    (void)state;
#define PARTS                                                                                      \
    HEAD GROWING("a", "100", "0.08", "0.1") "," GROWING(                                           \
        "b", "200", "0.04",                                                                        \
        "0.05") ",\"s\":{\"model\":\"sum\",\"of\":[\"a\",\"b\"]}},\"targets\":{\"t\":"
    static const char *const blamed[] = { "/indicators/a/base",
                                          "/indicators/a/growth",
                                          "/indicators/b/base",
                                          "/indicators/b/growth",
                                          "/indicators/s/of",
                                          "/targets/t",
                                          NULL };
    double most = 100 * pow(1.1, 5) + 200 * pow(1.05, 5);
    double least = 100 * pow(1.08, 5) + 200 * pow(1.04, 5);
    Scenario *scenario =
        scenario_from(PARTS "{\"indicator\":\"s\",\"year\":2025,\"at_least\":416.5}}}");
    Audit *made = audit_of(scenario);
    assert_int_equal(made->conflicts, 1);
    assert_conflict(made, 0, blamed);
    assert_minimal(scenario, made);
    assert_close(made->conflict[0].reached, most);
    assert_close(made->high[2 * 11 + 5], most);
    assert_close(made->low[2 * 11 + 5], least);
    audit_free(made);
    scenario_free(scenario);
    scenario = scenario_from(PARTS "{\"indicator\":\"s\",\"year\":2025,\"at_least\":416}}}");
    made = audit_of(scenario);
    assert_int_equal(made->conflicts, 0);
    /* what the target leaves for b: 416 less the most of a, and from there its growth */
    assert_close(made->low[11 + 5], 416 - 100 * pow(1.1, 5));
    audit_free(made);
    scenario_free(scenario);
}

/* A part may not pass its total: a share of 120 % by a target on the ratio of the two. */
static void parts_are_at_most_their_total(void **state)
{
    (void)state;
    static const char *const blamed[] = { "/indicators/s/of", "/targets/t", NULL };
    Scenario *scenario = scenario_from(HEAD GROWING("a", "100", "0", "0.1") "," GROWING(
        "b", "200", "0",
        "0.1") ",\"s\":{\"model\":\"sum\",\"of\":[\"a\",\"b\"]},\"r\":{\"model\":\"ratio\",\"of\":["
               "\"a\",\"s\"],\"scale\":100}},\"targets\":{\"t\":{\"indicator\":\"r\",\"year\":2025,"
               "\"at_least\":120}}}");
    Audit *made = audit_of(scenario);
    assert_int_equal(made->conflicts, 1);
    assert_conflict(made, 0, blamed);
    assert_minimal(scenario, made);
    audit_free(made);
    scenario_free(scenario);
}

/* FORMULAS: 39.5 to 44.5 % with the part growing by 14.5 % needs 11.80 % of the whole and 9.89 % of
 * the rest. */
static void shares_need_the_growth_of_the_identity(void **state)
{
    (void)state;
    Scenario *scenario = scenario_from(HEAD GROWING(
        "i", "100", "0.145",
        "0.145") ",\"g\":{\"model\":\"compound\",\"unit\":{"
                 "\"en\":\"VND\"},\"base\":350,\"growth\":{\"uniform\":[0,0.3]}},\"r\":{\"model\":"
                 "\"ratio\",\"of\":[\"i\",\"g\"],\"scale\":100}},\"targets\":{\"t1\":{"
                 "\"indicator\":"
                 "\"r\",\"year\":2025,\"between\":[39,40]},\"t2\":{\"indicator\":\"r\",\"year\":"
                 "2030,"
                 "\"between\":[44,45]}}}");
    Audit *made = audit_of(scenario);
    assert_int_equal(made->conflicts, 0);
    assert_int_equal(made->shares, 2);
    const AuditShare *share = &made->share[1];
    assert_close(share->start, 0.395);
    assert_close(share->end, 0.445);
    assert_true(fabs(share->whole_low - 0.1180) < 5e-5 && fabs(share->whole_high - 0.1180) < 5e-5);
    assert_true(fabs(share->rest_low - 0.0989) < 5e-5 && fabs(share->rest_high - 0.0989) < 5e-5);
    audit_free(made);
    scenario_free(scenario);
}

/* Growth as wished against the band, shares against each other, two targets of one year. */
static void rates_contradict_rates(void **state)
{
    (void)state;
    static const char *const growth[] = { "/indicators/a/growth", "/targets/pace", NULL };
    static const char *const year[] = { "/targets/few", "/targets/many", NULL };
    static const char *const share[] = { "/indicators/c/share/2025", "/targets/half", NULL };
    Scenario *scenario = scenario_from(HEAD GROWING("a", "100", "0.01", "0.05") "," GROWING(
        "b", "100", "0.01",
        "0.5") ",\"c\":{\"model\":\"share\",\"of\":\"b\",\"share\":{\"2020\":0.2,\"2025\":0.3}},"
               "\"r\":{\"model\":\"ratio\",\"of\":[\"c\",\"b\"]}},\"targets\":{"
               "\"pace\":{\"indicator\":\"a\",\"growth\":[2022,2024],\"at_least\":0.06},"
               "\"few\":{\"indicator\":\"b\",\"year\":2025,\"at_most\":150},"
               "\"many\":{\"indicator\":\"b\",\"year\":2025,\"at_least\":160},"
               "\"half\":{\"indicator\":\"r\",\"year\":2028,\"at_least\":0.5}}}");
    Audit *made = audit_of(scenario);
    assert_int_equal(made->conflicts, 3);
    assert_minimal(scenario, made);
    for (size_t i = 0; i < 3; i++) {
        size_t last = made->conflict[i].statement[1];
        const char *pointer = made->statement[last].pointer;
        assert_conflict(made, i,
                        strstr(pointer, "pace")   ? growth
                        : strstr(pointer, "many") ? year
                                                  : share);
    }
    audit_free(made);
    scenario_free(scenario);
}

/* Without targets the levels are those of `project`, from end to end, for every model that the
 * audit reads whole. */
static void levels_are_those_of_project(void **state)
{
    (void)state;
    static const char *const file[] = { "nghe-an/plan-174-full.json",
                                        "nghe-an/plan-174-sectors.json",
                                        "nghe-an/plan-174-projects.json" };
    for (size_t f = 0; f < 3; f++) {
        Error err = { 0 };
        Scenario *scenario = scenario_in(file[f], NULL);
        size_t targets = scenario->targets, years = scenario_years(scenario);
        scenario->targets = 0;
        Projection *projection = NULL;
        assert_int_equal(project(scenario, &projection, &err), STATUS_GOOD);
        Audit *made = audit_of(scenario);
        assert_int_equal(made->conflicts, 0);
        for (size_t i = 0; i < scenario->indicators; i++) {
            const ModelClaims *claims = &scenario->indicator[i].model->claims;
            for (size_t t = 0; t < years; t++) {
                double low = made->low[i * years + t], high = made->high[i * years + t];
                double least = projection_level(projection, i, 0)[t];
                double most = projection_level(projection, i, 2)[t];
                assert_true(low <= least * (1 + 1e-8) && high >= most * (1 - 1e-8));
                if (!claims->ceiling && !claims->divides && !claims->increase) {
                    assert_close(low, least);
                    assert_close(high, most);
                }
            }
        }
        audit_free(made);
        projection_free(projection);
        scenario->targets = targets;
        scenario_free(scenario);
    }
}

/* Two sectors at 3 to 5 % a year make a sum that grows by 3 to 5 %, whatever came before. */
#define SECTORS                                                                                    \
    HEAD                                                                                           \
        "\"x\":{\"model\":\"compound\",\"base\":100,\"growth\":{\"p\":{\"uniform\":[0.03,0.09]},"  \
        "\"q\":{\"uniform\":[0.03,0.05]}}},\"y\":{\"model\":\"compound\",\"base\":{\"uniform\":["  \
        "99,101]},\"growth\":{\"p\":{\"uniform\":[0.03,0.09]},\"q\":{\"uniform\":[0.03,0.05]}}},"  \
        "\"z\":{\"model\":\"sum\",\"of\":[\"x\",\"y\"]}},\"targets\":{\"g\":{\"indicator\":\"z\"," \
        "\"growth\":[2026,2030],\"at_least\":"

static void growth_of_a_sum_is_that_of_its_parts(void **state)
{
    (void)state;
    static const char *const blamed[] = { "/indicators/x/growth/q", "/indicators/y/growth/q",
                                          "/indicators/z/of", "/targets/g", NULL };
    Scenario *scenario = scenario_from(SECTORS "0.075}}}");
    Audit *made = audit_of(scenario);
    assert_int_equal(made->conflicts, 1);
    assert_conflict(made, 0, blamed);
    assert_minimal(scenario, made);
    size_t target = statement_at(made, "/targets/g");
    assert_close(made->statement[target].implied_low, 0.03);
    assert_close(made->statement[target].implied_high, 0.05);
    audit_free(made);
    scenario_free(scenario);
    scenario = scenario_from(SECTORS "0.05}}}"); /* just met */
    made = audit_of(scenario);
    assert_true(made->conflicts == 0 && !made->undecided);
    audit_free(made);
    scenario_free(scenario);
}

/* One growth for two years: 2 % in the first and 10 % in the second are in the band of each year,
 * but not of one draw; 5 and 5 % are both. */
#define TWO_YEARS                                                                                  \
    "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2022},\"periods\":{\"p\":[2021,"   \
    "2022]},"                                                                                      \
    "\"indicators\":{\"a\":{\"model\":\"compound\",\"base\":100,\"growth\":{\"uniform\":[0.02,0."  \
    "1]},"                                                                                         \
    "\"draw\":\"%s\"}},\"targets\":{\"few\":{\"indicator\":\"a\",\"year\":2021,\"at_most\":%s},"   \
    "\"many\":{\"indicator\":\"a\",\"year\":2022,\"at_least\":%s}}}"

static void check_two_years(const char *draw, const char *few, const char *many, bool undecided)
{
    Text json = { 0 };
    text_add(&json, TWO_YEARS, draw, few, many);
    Scenario *scenario = scenario_from(json.data);
    Audit *made = audit_of(scenario);
    assert_int_equal(made->conflicts, 0);
    assert_true(made->undecided == undecided);
    assert_true(!undecided || made->notes > 0);
    audit_free(made);
    scenario_free(scenario);
    text_free(&json);
}

static void what_a_draw_binds_is_found_or_left_open(void **state)
{
    (void)state;
    check_two_years("period", "102", "112", true);
    check_two_years("year", "102", "112", false);
    check_two_years("period", "105", "110.25", false); /* only 5 % does */
    check_two_years("period", "102", "104.04", false); /* an end of the band */
}

/* An elasticity of 1 to 2 on 2 to 5 % lets 50 grow by at most 10 %, to 80.5 in 2025; a ratio of two
 * such numbers grows by at most 1.05 / 1.02 - 1 = 2.94 % a year, which no row says. */
#define RATIO_GROWTH                                                                               \
    HEAD GROWING("x", "100", "0.02", "0.05") "," GROWING(                                          \
        "y", "50", "0.02",                                                                         \
        "0.05") ",\"e\":{"                                                                         \
                "\"model\":\"elastic\",\"of\":\"x\",\"base\":50,\"elasticity\":{\"uniform\":[1,2]" \
                "}},\"r\":{"                                                                       \
                "\"model\":\"ratio\",\"of\":[\"x\",\"y\"]}},\"targets\":{\"t\":{\"indicator\":"

static void check_beyond_rows(const char *target, size_t conflicts, bool undecided)
{
    Text json = { 0 };
    text_put(&json, RATIO_GROWTH);
    text_put(&json, target);
    text_put(&json, "}}");
    Scenario *scenario = scenario_from(json.data);
    Audit *made = audit_of(scenario);
    assert_int_equal(made->conflicts, conflicts);
    assert_true(made->undecided == undecided && made->notes > 0);
    assert_minimal(scenario, made);
    audit_free(made);
    scenario_free(scenario);
    text_free(&json);
}

static void what_has_no_rows_is_found_or_left_open(void **state)
{
    (void)state;
    check_beyond_rows("\"e\",\"year\":2025,\"at_least\":80}", 0, false);
    check_beyond_rows("\"e\",\"year\":2025,\"at_least\":81}", 1, false);
    check_beyond_rows("\"r\",\"growth\":[2021,2025],\"at_least\":0.029}", 0, false);
    check_beyond_rows("\"r\",\"growth\":[2021,2025],\"at_least\":0.03}", 0, true);
}

int main(void)
{
    start_math();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_plan_contradicts_itself),
        cmocka_unit_test(another_base_holds_together),
        cmocka_unit_test(conflicts_of_all_scenarios_are_minimal),
        cmocka_unit_test(chains_of_statements_are_found),
        cmocka_unit_test(sums_are_bounded_by_their_parts),
        cmocka_unit_test(parts_are_at_most_their_total),
        cmocka_unit_test(shares_need_the_growth_of_the_identity),
        cmocka_unit_test(rates_contradict_rates),
        cmocka_unit_test(levels_are_those_of_project),
        cmocka_unit_test(growth_of_a_sum_is_that_of_its_parts),
        cmocka_unit_test(what_a_draw_binds_is_found_or_left_open),
        cmocka_unit_test(what_has_no_rows_is_found_or_left_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
