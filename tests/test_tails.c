/* Which means and deviations exist, in every method: against the tail index that the law has by
 * theory (a product of n copies of one Student's t of df f has moments below f / n, exp of one has
 * none). */
#include "tests/support.h"

enum { YEARS = 5, ALWAYS = 0 };

typedef struct Law {
    const char *indicators; /* single quotes stand for double ones; the last is looked at */
    int mean, sd;           /* the first year in which it does not exist; ALWAYS: it exists */
} Law;

#define COMPOUND         "'a':{'model':'compound','base':100,"
#define GEOMETRIC        "'a':{'model':'geometric','base':100,"
#define HEAVY            "'growth':{'student_t':[3,0.05,0.01]}"
#define LEVEL(id, value) "'" id "':{'model':'level','value':{'2020':" value "}}"

static const Law laws[] = {
    { COMPOUND "'growth':'5%','volatility':'3%'}", ALWAYS, ALWAYS },
    { COMPOUND HEAVY "}", 2023, 2022 },
    { COMPOUND HEAVY ",'draw':'year'}", ALWAYS, ALWAYS },
    { COMPOUND "'growth':{'student_t':[2,0.05,0.01]},'draw':'year'}", ALWAYS, 2021 },
    { COMPOUND "'growth':'5%','volatility':'3%','shock':{'student_t':4}}", ALWAYS, ALWAYS },
    { COMPOUND "'growth':'5%','volatility':'3%','shock':{'student_t':4},'persistence':0.5}", 2024,
      2022 },
    { GEOMETRIC HEAVY "}", 2023, 2022 },
    { GEOMETRIC "'growth':'5%','volatility':'3%','shock':{'student_t':30}}", 2021, 2021 },
    { GEOMETRIC "'growth':'5%','volatility':0,'shock':{'student_t':30}}", ALWAYS, ALWAYS },
    { GEOMETRIC "'growth':{'normal':['5%','1%']},'volatility':{'uniform':[0.03,0.06]}}", ALWAYS,
      ALWAYS },
    { LEVEL("a", "{'student_t':[1,50,1]}"), 2020, 2020 },
    { LEVEL("a", "{'student_t':[2.5,50,1]}"), ALWAYS, ALWAYS },
    { COMPOUND HEAVY "},'b':{'model':'share','share':{'2020':0.4},'of':'a'}", 2023, 2022 },
    { COMPOUND HEAVY "},'b':{'model':'compound','base':1,'growth':0},'c':{'model':'sum','of':['b',"
                     "'a']}",
      2023, 2022 },
    { COMPOUND HEAVY "},'b':{'model':'elastic','base':1,'elasticity':0.5,'of':'a'}", 2023, 2022 },
    { LEVEL("a", "5") "," LEVEL("b", "{'normal':[1,1]}") ",'c':{'model':'ratio','of':['a','b']}",
      2020, 2020 },
    { LEVEL("a", "5") "," LEVEL("b", "{'normal':[9,1]}") ",'c':{'model':'ratio','of':['a','b']}",
      ALWAYS, ALWAYS },
    { "'a':{'model':'logistic','base':5,'ceiling':10," HEAVY "}", ALWAYS, ALWAYS },
    { "'a':{'model':'arrivals','rate':5,'dispersion':2}", ALWAYS, ALWAYS },
};

static char *scenario_of(const Law *law)
{
    char *json = text_format("{'dubao':1,'id':'t','years':{'base':2020,'end':2024},'periods':{'p':["
                             "2021,2024]},'indicators':{%s},'simulation':{'paths':50000}}",
                             law->indicators);
    for (char *at = json; *at; at++)
        *at = *at == '\'' ? '"' : *at;
    return json;
}

static int first_without(const double *value)
{
    for (size_t t = 0; t < YEARS; t++)
        if (isnan(value[t]))
            return 2020 + (int)t;
    return ALWAYS;
}

static void check(const Law *law, const char *sampling)
{
    char *json = scenario_of(law);
    Scenario *scenario = scenario_from(json);
    Projection *projection = NULL;
    Forecast *forecast = NULL;
    Error err = { 0 };
    free(scenario->simulation.sampling);
    scenario->simulation.sampling = text_copy(sampling);
    assert_int_equal(project(scenario, &projection, &err), STATUS_GOOD);
    Status status = simulate(projection, &(SimulateOptions){ 0 }, &forecast, &err);
    if (status == STATUS_GOOD) {
        const Fan *fan = &forecast->fan[scenario->indicators - 1];
        if (first_without(fan->mean) != law->mean || first_without(fan->sd) != law->sd)
            fail_msg("%s, %s: no mean from %d, no deviation from %d", law->indicators, sampling,
                     first_without(fan->mean), first_without(fan->sd));
    } else if (status != STATUS_INVALID || strcmp(sampling, "exact") != 0) {
        fail_msg("%s, %s: %s", law->indicators, sampling, err.text);
    }
    forecast_free(forecast);
    projection_free(projection);
    scenario_free(scenario);
    free(json);
}

static void moments_that_do_not_exist_are_missing(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof laws / sizeof *laws; i++)
        for (size_t k = 0; sampling_table[k]; k++)
            if (strcmp(sampling_table[k]->name, "preintegration") != 0)
                check(&laws[i], sampling_table[k]->name);
}

int main(void)
{
    start_math();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_that_do_not_exist_are_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
