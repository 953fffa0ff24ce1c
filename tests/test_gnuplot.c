/* Charts: hostile texts stay texts, and every way in which gnuplot can fail is told. */
#include "plots/gnuplot.h"

#include "plots/process.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { YEARS = 3, TARGETS = 2 };

extern const Chart chart_fan, chart_path, chart_cdf, chart_probability;
extern const Chart chart_targets, chart_joint, chart_first_year;
static const Chart *const charts[] = { &chart_fan,         &chart_path,    &chart_cdf,
                                       &chart_probability, &chart_targets, &chart_joint,
                                       &chart_first_year };
enum { CHARTS = sizeof charts / sizeof *charts };

/* Closes the string and calls the shell in every way gnuplot has. */
static char hostile[] = "\"; system(\"touch pwned\") \\\"; `touch pwned` @touch %s %n {/Bold x} "
                        "]]>\n!touch pwned\n\x01 \xFF <script>& $(touch pwned) '; quit";

typedef struct Fixture {
    char folder[64];
    double rows[QUANTILES][YEARS];
    double levels[SIDES * YEARS];
    double required[YEARS];
    Chance on_path[YEARS];
    Observation history[2];
    Indicator indicator;
    Target target[TARGETS];
    Group group;
    size_t member[TARGETS];
    Requirement requirement[TARGETS];
    Scenario scenario;
    Projection projection;
    Fan fan;
    TargetForecast aim[TARGETS];
    Joint joint[2];
    Chance both_missed[TARGETS * TARGETS];
    Forecast forecast;
    Output *output;
    Error err;
} Fixture;

static void fill_rows(Fixture *f)
{
    for (size_t t = 0; t < YEARS; t++) {
        for (size_t q = 0; q < QUANTILES; q++)
            f->rows[q][t] = 100 * pow(1.1 + 0.01 * (double)q, (double)t);
        for (size_t side = 0; side < SIDES; side++)
            f->levels[side * YEARS + t] = 100 * pow(1.1 + 0.02 * (double)side, (double)t);
        f->required[t] = 100 * pow(1.15, (double)t);
        f->on_path[t] = (Chance){ 0.4, 0.01, { 0.38, 0.42 } };
    }
    f->on_path[0].probability = NAN;
    for (size_t q = 0; q < QUANTILES; q++)
        f->fan.quantile[q] = f->rows[q];
    for (size_t i = 0; i < CURVE_POINTS; i++) {
        f->aim[0].curve_at[i] = 100 + 0.4 * (double)i;
        f->aim[0].curve_below[i] = (double)i / (CURVE_POINTS - 1);
    }
}

static int setup(void **state)
{
    static char id[] = "id";
    Fixture *f = calloc(1, sizeof *f);
    strcpy(f->folder, "/tmp/test_gnuplot-XXXXXX");
    if (!mkdtemp(f->folder) || output_open(&f->output, f->folder, &f->err))
        return -1;
    fill_rows(f);
    f->history[0] = (Observation){ 2019, NAN };
    f->history[1] = (Observation){ 2020, 100 };
    f->indicator = (Indicator){ .id = id,
                                .title = { { hostile, hostile } },
                                .unit = { { hostile, NULL } },
                                .history = f->history,
                                .observations = 2 };
    for (size_t i = 0; i < TARGETS; i++)
        f->target[i] = (Target){ .id = id, .from = 2022, .to = 2022, .low = 132, .high = INFINITY };
    f->member[1] = 1;
    f->group = (Group){
        .id = id, .title = { { hostile, hostile } }, .target = f->member, .targets = TARGETS
    };
    for (size_t i = 0; i < TARGETS; i++)
        f->requirement[i] =
            (Requirement){ .bound = 132, .path = f->required, .measure = { 121, 125, 130 } };
    f->scenario = (Scenario){ .id = hostile,
                              .source = hostile,
                              .base = 2020,
                              .end = 2022,
                              .indicator = &f->indicator,
                              .indicators = 1,
                              .target = f->target,
                              .targets = TARGETS,
                              .group = &f->group,
                              .groups = 1,
                              .simulation = { .paths = 1000, .seed = 174 } };
    f->projection = (Projection){ &f->scenario, f->levels, f->requirement };
    for (size_t i = 0; i < TARGETS; i++) {
        f->aim[i].chance = f->joint[i].chance = f->on_path[2];
        f->aim[i].on_path = f->aim[i].reached = f->on_path;
    }
    for (size_t i = 0; i < TARGETS * TARGETS; i++)
        f->both_missed[i] = f->on_path[2];
    f->forecast = (Forecast){ .scenario = &f->scenario,
                              .projection = &f->projection,
                              .fan = &f->fan,
                              .target = f->aim,
                              .joint = f->joint,
                              .both_missed = f->both_missed };
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    static const char *const endings[] = { "gp", "tsv", "svg", "png", "pdf" };
    Fixture *f = *state;
    char path[200];
    output_close(f->output);
    for (size_t c = 0; c < CHARTS; c++)
        for (size_t e = 0; e < 5; e++) {
            snprintf(path, sizeof path, "%s/%s.%s", f->folder, charts[c]->name, endings[e]);
            unlink(path);
        }
    int left = rmdir(f->folder); /* fails when anything else was made there */
    free(f);
    return left;
}

static Status draw(Fixture *f, const Chart *chart, Language language, unsigned formats)
{
    ChartInput in = { .forecast = &f->forecast, .language = language };
    return gnuplot_draw(f->output, chart, &in, chart->name, formats, &f->err);
}

static bool installed(void)
{
    const char *arguments[] = { "gnuplot", "--version", NULL }, *environment[] = { NULL };
    Process process = { "gnuplot", arguments, environment, "/", "", 0, 10 };
    ProcessEnd end;
    Error err = { 0 };
    return process_run(&process, &end, &err) == STATUS_GOOD && end.code == 0;
}

static size_t file_size(const Fixture *f, const char *name, const char *ending)
{
    char path[200];
    struct stat found;
    snprintf(path, sizeof path, "%s/%s.%s", f->folder, name, ending);
    return stat(path, &found) ? 0 : (size_t)found.st_size;
}

static char *contents(const Fixture *f, const char *name)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", output_work(f->output), name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *bytes = calloc(1, 1 << 20);
    assert_true(fread(bytes, 1, (1 << 20) - 1, file) > 0);
    fclose(file);
    return bytes;
}

static void string_holds_any_text(void **state)
{
    (void)state;
    Text text = { 0 };
    gnuplot_string(&text, "Kế hoạch 5% \"a\\`@{\n\x01\xFF]]>\xC0\x80");
    assert_string_equal(text.data,
                        "\"Kế hoạch 5\\045 \\042a\\134\\140\\100\\173  ?\\135\\135 \\076\?\?\"");
    text_free(&text);
    gnuplot_string(&text, "");
    assert_string_equal(text.data, "\"\"");
    text_free(&text);
}

static void string_is_cut(void **state)
{
    (void)state;
    char *text = calloc(1, 100001);
    memset(text, 'a', 100000);
    Text script = { 0 };
    gnuplot_string(&script, text);
    assert_true(script.size < 3000);
    text_free(&script);
    free(text);
}

static void hostile_texts_are_drawn(void **state)
{
    Fixture *f = *state;
    if (!installed())
        skip();
    for (size_t c = 0; c < CHARTS; c++) {
        for (Language language = LANGUAGE_EN; language < LANGUAGE_COUNT; language++)
            if (draw(f, charts[c], language, PICTURE_ALL))
                fail_msg("%s", f->err.text);
        char name[40];
        snprintf(name, sizeof name, "%s.svg", charts[c]->name);
        char *svg = contents(f, name);
        assert_null(strstr(svg, "]]>"));
        assert_null(strstr(svg, "<script"));
        free(svg);
    }
    assert_int_equal(output_commit(f->output, &f->err), STATUS_GOOD);
    for (size_t c = 0; c < CHARTS; c++) {
        assert_true(file_size(f, charts[c]->name, "svg") > 1000);
        assert_true(file_size(f, charts[c]->name, "png") > 1000);
        assert_true(file_size(f, charts[c]->name, "pdf") > 1000);
    }
    assert_int_not_equal(access("pwned", F_OK), 0); /* teardown looks in the folder itself */
}

static void script_redraws_and_repeats(void **state)
{
    Fixture *f = *state;
    if (!installed())
        skip();
    assert_int_equal(draw(f, &chart_fan, LANGUAGE_VI, PICTURE_SVG), STATUS_GOOD);
    char *first = contents(f, "fan.gp");
    assert_int_equal(draw(f, &chart_fan, LANGUAGE_VI, PICTURE_SVG), STATUS_GOOD);
    char *second = contents(f, "fan.gp");
    assert_string_equal(first, second);
    free(first);
    free(second);
    assert_int_equal(output_commit(f->output, &f->err), STATUS_GOOD);
    char path[200];
    snprintf(path, sizeof path, "%s/fan.svg", f->folder);
    assert_int_equal(unlink(path), 0);
    const char *arguments[] = { "gnuplot", "fan.gp", NULL };
    const char *environment[] = { "HOME=/nonexistent", NULL };
    Process process = { "gnuplot", arguments, environment, f->folder, "", 0, 30 };
    ProcessEnd end;
    assert_int_equal(process_run(&process, &end, &f->err), STATUS_GOOD);
    assert_int_equal(end.code, 0);
    assert_true(file_size(f, "fan", "svg") > 1000);
    assert_int_equal(file_size(f, "fan", "png"), 0); /* not asked for */
}

static void missing_gnuplot_leaves_the_script(void **state)
{
    Fixture *f = *state;
    char *kept = text_copy(getenv("PATH"));
    setenv("PATH", "", 1);
    Status status = draw(f, &chart_cdf, LANGUAGE_EN, PICTURE_ALL);
    setenv("PATH", kept ? kept : "", 1);
    free(kept);
    assert_int_equal(status, STATUS_CHARTS);
    assert_non_null(strstr(f->err.text, "gnuplot is not installed"));
    f->err = (Error){ 0 };
    assert_int_equal(output_commit(f->output, &f->err), STATUS_GOOD);
    assert_true(file_size(f, "cdf", "gp") > 100);
    assert_true(file_size(f, "cdf", "tsv") > 100);
    assert_int_equal(file_size(f, "cdf", "svg"), 0);
}

static void draw_nonsense(const ChartInput *in, Text *script, Text *data)
{
    (void)in;
    text_put(data, "x\n1\n");
    text_put(script, "plot 1\nplot nonsense(\n");
}

static void draw_nothing(const ChartInput *in, Text *script, Text *data)
{
    (void)in;
    text_put(data, "x\n1\n");
    text_put(script, "a = 1\n");
}

static void script_errors_are_told(void **state)
{
    Fixture *f = *state;
    if (!installed())
        skip();
    const Chart wrong = { .name = "fan", .draw = draw_nonsense };
    assert_int_equal(draw(f, &wrong, LANGUAGE_EN, PICTURE_PNG), STATUS_CHARTS);
    assert_non_null(strstr(f->err.text, "invalid expression"));
    f->err = (Error){ 0 };
    assert_int_equal(output_commit(f->output, &f->err), STATUS_GOOD);
    assert_int_equal(file_size(f, "fan", "png"), 0); /* the half picture is gone */
    assert_true(file_size(f, "fan", "gp") > 0);
}

static void lacking_pictures_are_told(void **state)
{
    Fixture *f = *state;
    if (!installed())
        skip();
    const Chart empty = { .name = "fan", .draw = draw_nothing };
    assert_int_equal(draw(f, &empty, LANGUAGE_EN, PICTURE_PNG), STATUS_CHARTS);
    assert_non_null(strstr(f->err.text, "left no picture"));
}

static void bad_names_are_refused(void **state)
{
    static const char *const names[] = { "", "../x", "<x", "|x", "-", "+", "a/b", "a\nb" };
    Fixture *f = *state;
    ChartInput in = { .forecast = &f->forecast };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        f->err = (Error){ 0 };
        assert_int_equal(gnuplot_draw(f->output, &chart_fan, &in, names[i], PICTURE_ALL, &f->err),
                         STATUS_INTERNAL);
    }
    assert_int_equal(output_count(f->output), 0);
}

static void slow_programs_are_stopped(void **state)
{
    (void)state;
    const char *arguments[] = { "sleep", "30", NULL }, *environment[] = { NULL };
    Process process = { "sleep", arguments, environment, "/", "", 0, 0.1 };
    ProcessEnd end;
    Error err = { 0 };
    assert_int_equal(process_run(&process, &end, &err), STATUS_GOOD);
    assert_true(end.late);
    assert_int_equal(end.code, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(string_holds_any_text),
        cmocka_unit_test(string_is_cut),
        cmocka_unit_test_setup_teardown(hostile_texts_are_drawn, setup, teardown),
        cmocka_unit_test_setup_teardown(script_redraws_and_repeats, setup, teardown),
        cmocka_unit_test_setup_teardown(missing_gnuplot_leaves_the_script, setup, teardown),
        cmocka_unit_test_setup_teardown(script_errors_are_told, setup, teardown),
        cmocka_unit_test_setup_teardown(lacking_pictures_are_told, setup, teardown),
        cmocka_unit_test_setup_teardown(bad_names_are_refused, setup, teardown),
        cmocka_unit_test(slow_programs_are_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
