/* The first year in which a target is met: known years, enumeration, the reflection principle. */
#include "tests/support.h"

#define HEAD(paths, sampling)                                                                      \
    "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2030},\"periods\":{\"p\":[2021,"   \
    "2022],\"q\":[2023,2030]},\"simulation\":{\"paths\":" paths ",\"seed\":9,\"sampling\":"        \
    "\"" sampling "\"},\"indicators\":{"

static const Chance *reached(const Simulated *made, size_t target)
{
    return made->forecast->target[target].reached;
}

/* 100 grows by 2 % for two years, then by 10 %: 102, 104.04, 114.4, 125.9, 138.5, ... */
static void certain_growth_has_a_known_year(void **state)
{
    (void)state;
    static const char json[] = HEAD(
        "2000",
        "random") "\"a\":{\"model\":\"compound\",\"base\":100,"
                  "\"growth\":{\"p\":\"2%\",\"q\":\"10%\"}}},\"targets\":{"
                  "\"level\":{\"indicator\":\"a\",\"year\":2028,\"at_least\":120},"
                  "\"equal\":{\"indicator\":\"a\",\"year\":2022,\"at_least\":104.04},"
                  "\"each\":{\"indicator\":\"a\",\"each_year\":[2025,2030],\"between\":[110,115]},"
                  "\"small\":{\"indicator\":\"a\",\"year\":2030,\"at_most\":103},"
                  "\"never\":{\"indicator\":\"a\",\"year\":2025,\"at_least\":1000},"
                  "\"pace\":{\"indicator\":\"a\",\"growth\":[2021,2030],\"at_least\":\"5%\"},"
                  "\"later\":{\"indicator\":\"a\",\"growth\":[2025,2026],\"at_least\":\"10%\"}}}";
    static const int year[] = { 2024, 2022, 2023, 2021, 0, 2024, 2025 };
    Simulated made = simulate_from(json, 0);
    for (size_t i = 0; i < sizeof year / sizeof *year; i++) {
        assert_int_equal(forecast_median_year(made.forecast, i), year[i]);
        assert_true(forecast_never(made.forecast, i) == (year[i] ? 0 : 1));
        for (int t = 1; t <= 10; t++)
            if (isfinite(reached(&made, i)[t].probability))
                assert_true(reached(&made, i)[t].probability == (year[i] && 2020 + t >= year[i]));
        assert_true(isnan(reached(&made, i)[4].probability) == (i == 6));
        assert_true(isnan(reached(&made, i)[0].probability));
    }
    simulated_free(&made);
}

enum { YEARS = 10, WALKS = 1 << YEARS };

/* The walk of the logs: up by log 1.25 or down by as much, with equal chance. */
#define WALK                                                                                       \
    "\"a\":{\"model\":\"compound\",\"base\":100,\"draw\":\"year\",\"growth\":{\"discrete\":[["     \
    "\"25%\",1],[\"-20%\",1]]}}},\"targets\":{"                                                    \
    "\"two\":{\"indicator\":\"a\",\"year\":2030,\"at_least\":156.25},"                             \
    "\"down\":{\"indicator\":\"a\",\"year\":2022,\"at_most\":51.2},"                               \
    "\"band\":{\"indicator\":\"a\",\"year\":2022,\"between\":[60,70]},"                            \
    "\"pace\":{\"indicator\":\"a\",\"growth\":[2023,2024],\"at_least\":\"4%\"}}}"

static double binomial(int n, int k)
{
    return k < 0 || k > n ? 0 : exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1));
}

/* P(S[n] >= k) of the walk S with steps of one. */
static double beyond(int n, int k)
{
    double sum = 0;
    for (int up = 0; up <= n; up++)
        sum += 2 * up - n >= k ? binomial(n, up) : 0;
    return sum / pow(2, n);
}

/* A walk that has been at k by n is as likely to end above k as below: P(max S >= k) =
 * P(S[n] >= k) + P(S[n] > k) (Andre 1887). */
static void a_walk_is_reflected(void **state)
{
    (void)state;
    static const char *const head[] = { HEAD("200000", "random") WALK,
                                        HEAD("200000", "antithetic") WALK,
                                        HEAD("65536", "latin_hypercube") WALK };
    for (size_t i = 0; i < 3; i++) {
        Simulated made = simulate_from(head[i], 0);
        for (int t = 1; t <= YEARS; t++) {
            const Chance *up = &reached(&made, 0)[t], *down = &reached(&made, 1)[t];
            assert_near(up->probability, beyond(t, 2) + beyond(t, 3), up->standard_error, "up");
            assert_near(down->probability, beyond(t, 3) + beyond(t, 4), down->standard_error,
                        "down");
        }
        simulated_free(&made);
    }
}

/* Whether a walk is where target 2 or 3 wants it, in year t. */
static bool there(int walk, int t, size_t target)
{
    int at = 0, from = 0;
    for (int i = 0; i < t; i++) {
        at += walk >> i & 1 ? 1 : -1;
        from = i == 1 ? at : from;
    }
    return target == 2 ? at == -2 : t >= 3 && (at - from) * log(1.25) >= (t - 2) * log(1.04);
}

static void walks_are_as_enumerated(void **state)
{
    (void)state;
    Simulated made = simulate_from(HEAD("200000", "random") WALK, 0);
    for (size_t i = 2; i < 4; i++)
        for (int t = i == 2 ? 1 : 3; t <= YEARS; t++) {
            int count = 0;
            for (int walk = 0; walk < WALKS; walk++) {
                bool been = false;
                for (int year = 1; year <= t; year++)
                    been |= there(walk, year, i);
                count += been;
            }
            const Chance *chance = &reached(&made, i)[t];
            assert_near(chance->probability, (double)count / WALKS, chance->standard_error,
                        i == 2 ? "band" : "pace");
        }
    simulated_free(&made);
}

/* "By year n" is never less than "in year n", and the first chance of both is the same. */
static void reached_by_is_not_reached_in(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        HEAD("20000", "random") "\"a\":{\"model\":\"geometric\",\"base\":100,\"growth\":\"1%\","
                                "\"volatility\":\"9%\"}},\"targets\":{\"t\":{\"indicator\":\"a\","
                                "\"year\":2030,\"at_least\":120},\"first\":{\"indicator\":\"a\","
                                "\"year\":2021,\"at_least\":120}}}",
        0);
    const TargetForecast *target = made.forecast->target;
    assert_true(target[0].reached[10].probability > target[0].chance.probability);
    assert_true(target[1].reached[1].probability == target[1].chance.probability);
    for (int t = 2; t <= 10; t++)
        assert_true(target[0].reached[t].probability >= target[0].reached[t - 1].probability);
    assert_true(forecast_never(made.forecast, 0) == 1 - target[0].reached[10].probability);
    simulated_free(&made);
}

static void methods_without_paths_do_not_know(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        HEAD("20000", "exact") "\"a\":{\"model\":\"geometric\",\"base\":100,\"growth\":\"1%\","
                               "\"volatility\":\"9%\"}},\"targets\":{\"t\":{\"indicator\":\"a\","
                               "\"year\":2030,\"at_least\":120}}}",
        0);
    char *text = result_text(&made);
    assert_true(isnan(forecast_never(made.forecast, 0)));
    assert_int_equal(forecast_median_year(made.forecast, 0), 0);
    assert_non_null(strstr(text, "\"never\": null"));
    free(text);
    simulated_free(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(certain_growth_has_a_known_year),
        cmocka_unit_test(a_walk_is_reflected),
        cmocka_unit_test(walks_are_as_enumerated),
        cmocka_unit_test(reached_by_is_not_reached_in),
        cmocka_unit_test(methods_without_paths_do_not_know),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
