/* One battery over every row of the table of models. A row without an example fails, so that a new
 * model brings one. */
#include "core/model.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { PATHS = 7, YEARS = 31, ROWS = 8, OFS = 3, PROJECTS = 2 };

/* The values of a path in one year, by rows of the model's parameters, its noise, and the levels of
 * the indicators that it depends on, and what projects add. */
typedef struct Year {
    double value[ROWS];
    double noise;
    double of[OFS];
    double project[PROJECTS];
} Year;

typedef struct Example {
    const char *model;
    size_t ofs;                                      /* how many indicators it depends on here */
    Year usual;                                      /* of the first path */
    void (*vary)(Year *year, size_t path, size_t t); /* other paths and years */
    double (*level)(const Year *year, size_t t);     /* closed form in year t, given years 0..t */
    Year ruin;                                       /* a year that leaves nothing */
    bool once;                                       /* ruin lasts no longer than that year */
    bool lasting;                                    /* nothing can ruin it */
} Example;

/* Growth between -5 % and 20 %, another base for each path. */
static void vary_growth(Year *year, size_t path, size_t t)
{
    year->value[0] *= 1 + 0.1 * (double)path;
    year->value[1] += 0.03 * sin((double)(5 * path + t));
}

/* base (1 + m[1] + e[1]) ... (1 + m[t] + e[t]) */
static double compound(const Year *year, size_t t)
{
    long double level = year[0].value[0];
    for (size_t s = 1; s <= t; s++)
        level *= 1 + (long double)year[s].value[1] + year[s].noise;
    return (double)level;
}

/* base (1 + m[1]) ... (1 + m[t]) exp(e[1] + ... + e[t]) */
static double geometric(const Year *year, size_t t)
{
    long double level = year[0].value[0], noise = 0;
    for (size_t s = 1; s <= t; s++) {
        level *= 1 + (long double)year[s].value[1];
        noise += year[s].noise;
    }
    return (double)(level * expl(noise));
}

static void vary_parts(Year *year, size_t path, size_t t)
{
    for (size_t k = 0; k < OFS; k++)
        year->of[k] *= pow(1.1 + 0.02 * (double)k, (double)t) + 0.3 * sin((double)(path + k * t));
}

static double sum(const Year *year, size_t t)
{
    return (double)((long double)year[t].of[0] + year[t].of[1] + year[t].of[2]);
}

/* Shares and values that swing around the first path's. */
static void vary_first(Year *year, size_t path, size_t t)
{
    year->value[0] *= 1 + 0.2 * sin((double)(3 * path + 2 * t));
    year->of[0] *= pow(1.1, (double)t) * (1 + 0.05 * (double)path);
}

static void vary_other(Year *year, size_t path, size_t t)
{
    vary_growth(year, path, t);
    year->of[0] *= pow(1.1, (double)t) * (1 + 0.05 * (double)path);
}

static double share(const Year *year, size_t t)
{
    double kept = fmin(1, fmax(0, year[t].value[0] + year[t].noise));
    return kept * year[t].value[1] * year[t].of[0];
}

static double level(const Year *year, size_t t)
{
    return year[t].value[0] * (1 + year[t].noise);
}

static double ratio(const Year *year, size_t t)
{
    return 100 * year[t].of[0] / year[t].of[1];
}

/* base (1 + k g[1] + e[1]) ... (1 + k g[t] + e[t]) */
static double elastic(const Year *year, size_t t)
{
    long double result = year[0].value[0];
    for (size_t s = 1; s <= t; s++) {
        long double growth = (long double)year[s].of[0] / year[s - 1].of[0] - 1;
        result *= 1 + year[s].value[1] * growth + year[s].noise;
    }
    return (double)result;
}

/* The odds L / (K - L) grow by the factor 1 + m; then the noise, and the ceiling. */
static double logistic(const Year *year, size_t t)
{
    double result = year[0].value[0];
    for (size_t s = 1; s <= t; s++) {
        double ceiling = year[s].value[2], odds = result / (ceiling - result);
        odds *= 1 + year[s].value[1];
        bool full = result >= ceiling;
        result =
            fmin(ceiling, (full ? ceiling : ceiling * odds / (1 + odds)) * (1 + year[s].noise));
    }
    return result;
}

/* base + what arrives: without chance the mean, with a score of 0 the median, which of 2.2 is 2,
 * and at one standard deviation (a probability of 0.8413) 4: Poisson(2.2) has 0.8194 at 3. */
static double arrivals(const Year *year, size_t t)
{
    double count = year[0].value[0];
    for (size_t s = 1; s <= t; s++)
        count += year[s].value[1];
    return count;
}

static void vary_base(Year *year, size_t path, size_t t)
{
    (void)t;
    year->value[0] += (double)path;
}

static void vary_projects(Year *year, size_t path, size_t t)
{
    vary_parts(year, path, t);
    year->project[0] *= (double)t;
    year->project[1] *= path % 2 ? 0 : 1 + (double)path;
}

static double pipeline(const Year *year, size_t t)
{
    return (double)((long double)year[t].of[0] + year[t].project[0] + year[t].project[1]);
}

static const Example examples[] = {
    { .model = "compound",
      .usual = { { 75258.3, 0.17 }, 0 },
      .vary = vary_growth,
      .level = compound,
      .ruin = { { 75258.3, 0.17 }, -1.5 } },
    { .model = "geometric",
      .usual = { { 75258.3, 0.17 }, 0 },
      .vary = vary_growth,
      .level = geometric,
      .ruin = { { 75258.3, -1 }, 0.3 } },
    { .model = "sum",
      .ofs = 3,
      .usual = { .of = { 41.5, 1e-3, 700 } },
      .vary = vary_parts,
      .level = sum,
      .ruin = { .of = { 0, 0, 0 } },
      .once = true },
    { .model = "share",
      .ofs = 1,
      .usual = { { 0.4, 3 }, 0, { 900 } },
      .vary = vary_first,
      .level = share,
      .ruin = { { 0.1, 3 }, -0.2, { 900 } },
      .once = true },
    { .model = "level",
      .usual = { { 180 }, 0, { 0 } },
      .vary = vary_first,
      .level = level,
      .ruin = { { 0 }, 0, { 0 } },
      .once = true },
    { .model = "ratio",
      .ofs = 2,
      .usual = { { 100 }, 0, { 18683, 69304 } },
      .vary = vary_parts,
      .level = ratio,
      .ruin = { { 100 }, 0, { 0, 69304 } },
      .once = true },
    { .model = "elastic",
      .ofs = 1,
      .usual = { { 18683, 0.8 }, 0, { 69304 } },
      .vary = vary_other,
      .level = elastic,
      .ruin = { { 18683, 0.8 }, -40, { 69304 } } },
    { .model = "logistic",
      .usual = { { 40, 0.3, 100 }, 0, { 0 } },
      .vary = vary_growth,
      .level = logistic,
      .ruin = { { 40, 0.3, 100 }, -1.5, { 0 } } },
    { .model = "arrivals",
      .usual = { { 3, 2.2, 0 }, 0, { 0 } },
      .vary = vary_base,
      .level = arrivals,
      .lasting = true },
    { .model = "pipeline",
      .ofs = 1,
      .usual = { .of = { 41.5 }, .project = { 3.25, 1e3 } },
      .vary = vary_projects,
      .level = pipeline,
      .ruin = { .of = { 0 } },
      .once = true },
};

static const Example *example_of(const Model *model)
{
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        if (!strcmp(examples[i].model, model->name))
            return &examples[i];
    fail_msg("no example of %s: add one to the table above", model->name);
    return NULL;
}

/* ---- a block of paths in memory ---- */

typedef struct Paths {
    const Model *model;
    const Example *example;
    size_t rows;
    Year year[PATHS][YEARS];
    double level[YEARS * PATHS];
} Paths;

static Paths *paths_new(const Model *model)
{
    Paths *paths = calloc(1, sizeof *paths);
    assert_non_null(paths);
    paths->model = model;
    paths->example = example_of(model);
    while (model->params[paths->rows].name)
        paths->rows++;
    assert_true(paths->rows <= ROWS);
    for (size_t p = 0; p < PATHS; p++)
        for (size_t t = 0; t < YEARS; t++) {
            paths->year[p][t] = paths->example->usual;
            paths->example->vary(&paths->year[p][t], p, t);
        }
    return paths;
}

/* Noise of a fifth at most, of both signs. */
static void add_noise(Paths *paths)
{
    for (size_t p = 0; p < PATHS; p++)
        for (size_t t = 1; t < YEARS; t++)
            paths->year[p][t].noise = 0.2 * sin((double)(3 * t * t + 7 * p));
}

/* Runs the paths first .. first + count - 1 as one block; level[t * count + p]. */
static void run(const Paths *paths, size_t first, size_t count, double *level)
{
    static double value[ROWS][YEARS][PATHS], noise[YEARS][PATHS], part[OFS][YEARS * PATHS];
    static double added[PROJECTS][YEARS * PATHS];
    const double *const of[OFS] = { part[0], part[1], part[2] };
    const double *const project[PROJECTS] = { added[0], added[1] };
    const double *row[ROWS][YEARS], *noises[YEARS];
    const double *const *rows[ROWS];
    for (size_t t = 0; t < YEARS; t++) {
        for (size_t k = 0; k < paths->rows; k++) {
            bool own = t || paths->model->params[k].by_year;
            size_t from = own ? t : 1; /* else a row of year 0 is that of year 1 */
            for (size_t p = 0; p < count; p++)
                value[k][t][p] = paths->year[first + p][from].value[k];
            row[k][t] = value[k][t];
            rows[k] = row[k];
        }
        for (size_t k = 0; k < OFS; k++)
            for (size_t p = 0; p < count; p++)
                part[k][t * count + p] = paths->year[first + p][t].of[k];
        for (size_t j = 0; j < PROJECTS; j++)
            for (size_t p = 0; p < count; p++)
                added[j][t * count + p] = paths->year[first + p][t].project[j];
        for (size_t p = 0; p < count; p++)
            noise[t][p] = paths->year[first + p][t].noise;
        noises[t] = noise[t];
    }
    ModelInput in = { .paths = count,
                      .years = YEARS,
                      .row = rows,
                      .noise = paths->model->noisy ? noises : NULL,
                      .of = of,
                      .ofs = paths->example->ofs,
                      .project = project,
                      .projects = paths->model->dated ? PROJECTS : 0 };
    for (size_t i = 0; i < YEARS * count; i++)
        level[i] = NAN; /* every level is to be filled */
    paths->model->simulate(&in, level);
}

static void each_model(void (*check)(Paths *))
{
    for (size_t i = 0; model_table[i]; i++) {
        Paths *paths = paths_new(model_table[i]);
        check(paths);
        free(paths);
    }
}

#define REQUIRE(paths, condition)                                                                  \
    do {                                                                                           \
        if (!(condition))                                                                          \
            fail_msg("%s: %s", (paths)->model->name, #condition);                                  \
    } while (0)

/* ---- the battery ---- */

static void check_parts(Paths *paths)
{
    const Model *model = paths->model;
    REQUIRE(paths, model_find(model->name) == model);
    REQUIRE(paths, model->summary && *model->summary && model->source && *model->source);
    REQUIRE(paths, model->params && model->simulate);
    for (const Param *param = model->params; param->name; param++) {
        REQUIRE(paths, param->doc && *param->doc && param->low < param->high);
        REQUIRE(paths,
                !param->shifted || (param->drawn && param == &model->params[model_shifted(model)]));
        REQUIRE(paths, param->required ||
                           (param->standard >= param->low && param->standard <= param->high));
    }
    REQUIRE(paths, model->of_least <= model->of_most);
    REQUIRE(paths, paths->example->ofs >= model->of_least && paths->example->ofs <= model->of_most);
    REQUIRE(paths, paths->example->ofs <= OFS);
    if (model->proportional)
        REQUIRE(paths, !strcmp(model->params[0].name, "base"));
    REQUIRE(paths, model->law == MODEL_LAW_UNSAID || model_says_law(model));
}

static void every_model_has_an_example_and_all_parts(void **state)
{
    (void)state;
    each_model(check_parts);
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        assert_non_null(model_find(examples[i].model));
    assert_null(model_find("no_such_model"));
}

static void check_closed_form(Paths *paths)
{
    run(paths, 0, PATHS, paths->level);
    for (size_t p = 0; p < PATHS; p++)
        for (size_t t = 0; t < YEARS; t++) {
            double exact = paths->example->level(paths->year[p], t);
            REQUIRE(paths, fabs(paths->level[t * PATHS + p] - exact) <= 1e-12 * fabs(exact));
        }
}

static void without_noise_the_levels_are_the_closed_form(void **state)
{
    (void)state;
    each_model(check_closed_form);
}

static void check_noise(Paths *paths)
{
    if (!paths->model->noisy)
        return;
    add_noise(paths);
    check_closed_form(paths);
}

static void noise_enters_as_the_equation_says(void **state)
{
    (void)state;
    each_model(check_noise);
}

/* The factor of a year as the law of core/model.h says it. */
static double said(const Model *model, double growth, double noise)
{
    if (model->law == MODEL_LAW_ADDITIVE)
        return fmax(0, 1 + growth + noise);
    return fmax(0, 1 + growth) * exp(noise);
}

/* Noise and growth from -1.2 to 1.2, so that a law which holds near the usual values only shows. */
static void check_law(Paths *paths)
{
    const Model *model = paths->model;
    if (model->law == MODEL_LAW_UNSAID)
        return;
    size_t base = model_row(model, model->claims.base);
    size_t growth = model_row(model, model->claims.growth);
    for (size_t p = 0; p < PATHS; p++)
        for (size_t t = 0; t < YEARS; t++) {
            paths->year[p][t].value[growth] = 1.2 * sin((double)(11 * t * t + 5 * p));
            paths->year[p][t].noise = 1.2 * sin((double)(7 * t + 3 * p * p));
        }
    run(paths, 0, PATHS, paths->level);
    for (size_t p = 0; p < PATHS; p++) {
        double level = paths->year[p][1].value[base];
        REQUIRE(paths, paths->level[p] == level);
        for (size_t t = 1; t < YEARS; t++) {
            const Year *year = &paths->year[p][t];
            level *= said(model, year->value[growth], year->noise);
            REQUIRE(paths, fabs(paths->level[t * PATHS + p] - level) <= 1e-12 * level);
        }
    }
}

static void a_law_that_is_said_is_the_law(void **state)
{
    (void)state;
    each_model(check_law);
    assert_int_equal(model_find("compound")->law, MODEL_LAW_ADDITIVE);
    assert_int_equal(model_find("geometric")->law, MODEL_LAW_EXPONENTIAL);
}

/* The textbook case: one rate for all years. */
static void one_rate_is_compound_interest(void **state)
{
    (void)state;
    static const char *const names[] = { "compound", "geometric" };
    for (size_t i = 0; i < 2; i++) {
        Paths *paths = paths_new(model_find(names[i]));
        for (size_t t = 0; t < YEARS; t++)
            paths->year[0][t] = (Year){ .value = { 75258.3, 0.17 } };
        run(paths, 0, PATHS, paths->level);
        assert_true(paths->level[0] == 75258.3);
        for (size_t t = 1; t < YEARS; t++)
            assert_true(fabs(paths->level[t * PATHS] / (75258.3 * pow(1.17, (double)t)) - 1) <
                        1e-12);
        free(paths);
    }
}

static void check_ruin(Paths *paths)
{
    enum { WHEN = 4 };
    add_noise(paths);
    if (paths->example->lasting)
        return;
    paths->year[2][WHEN] = paths->example->ruin;
    run(paths, 0, PATHS, paths->level);
    for (size_t p = 0; p < PATHS; p++)
        for (size_t t = 0; t < YEARS; t++) {
            double x = paths->level[t * PATHS + p];
            bool ruined = p == 2 && (paths->example->once ? t == WHEN : t >= WHEN);
            REQUIRE(paths, ruined ? x == 0 && !signbit(x) : x > 0);
        }
}

static void a_loss_of_everything_stays_a_loss(void **state)
{
    (void)state;
    each_model(check_ruin);
}

/* Another currency: a power of two changes no bit, a thousand only the last ones. */
static void check_scale(Paths *paths)
{
    static const double scales[] = { 1024, 0.25, 1000, 1.0 / 23000 };
    if (!paths->model->proportional)
        return;
    double scaled[YEARS * PATHS];
    add_noise(paths);
    run(paths, 0, PATHS, paths->level);
    for (size_t i = 0; i < 4; i++) {
        Paths *other = paths_new(paths->model);
        memcpy(other->year, paths->year, sizeof paths->year);
        for (size_t p = 0; p < PATHS * YEARS; p++)
            other->year[p / YEARS][p % YEARS].value[0] *= scales[i];
        run(other, 0, PATHS, scaled);
        free(other);
        for (size_t k = 0; k < YEARS * PATHS; k++) {
            double wanted = paths->level[k] * scales[i];
            REQUIRE(paths, fabs(scaled[k] - wanted) <= (i < 2 ? 0 : 1e-14) * wanted);
        }
    }
}

static void another_currency_scales_the_levels(void **state)
{
    (void)state;
    each_model(check_scale);
}

/* Alone, or beside others, a path has the same bits: else blocks and threads would show. */
static void check_alone(Paths *paths)
{
    double some[YEARS * PATHS];
    add_noise(paths);
    paths->year[3][2] = paths->example->ruin;
    run(paths, 0, PATHS, paths->level);
    for (size_t first = 0; first < PATHS; first++)
        for (size_t count = 1; first + count <= PATHS; count++) {
            run(paths, first, count, some);
            for (size_t k = 0; k < YEARS * count; k++)
                REQUIRE(paths, some[k] == paths->level[k / count * PATHS + first + k % count]);
        }
}

static void a_path_does_not_know_its_neighbours(void **state)
{
    (void)state;
    each_model(check_alone);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_model_has_an_example_and_all_parts),
        cmocka_unit_test(without_noise_the_levels_are_the_closed_form),
        cmocka_unit_test(noise_enters_as_the_equation_says),
        cmocka_unit_test(a_law_that_is_said_is_the_law),
        cmocka_unit_test(one_rate_is_compound_interest),
        cmocka_unit_test(a_loss_of_everything_stays_a_loss),
        cmocka_unit_test(another_currency_scales_the_levels),
        cmocka_unit_test(a_path_does_not_know_its_neighbours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
