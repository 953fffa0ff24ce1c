/* The results of a sweep read back from its database: what was put in comes out, and what is
 * missing is missing. */
#include "support.h"

#include "core/sweep_view.h"
#include "io/read_store.h"
#include "io/store.h"

static const char plan[] =
    "{\"dubao\":1,\"id\":\"plan\",\"title\":{\"en\":\"Plan\",\"vi\":\"Kế hoạch\"},"
    "\"years\":{\"base\":2020,\"end\":2022},\"periods\":{\"all\":[2021,2022]},"
    "\"indicators\":{\"output\":{\"model\":\"compound\",\"base\":100,\"growth\":0.1,"
    "\"volatility\":0.02,\"title\":{\"en\":\"Output\",\"vi\":\"Sản lượng\"}}},"
    "\"targets\":{\"z\":{\"indicator\":\"output\",\"year\":2022,\"at_least\":120},"
    "\"a\":{\"indicator\":\"output\",\"growth\":[2021,2022],\"at_least\":0.1}}}";

/* Growth falls in the file, models are texts; two variants: 2 x 2 x 2 cells. */
static AxisValue growths[] = { { .number = 0.2 }, { .number = 0.1 } };
static char compound[] = "compound", geometric[] = "geometric";
static AxisValue models[] = { { .number = NAN, .shown = compound },
                              { .number = NAN, .shown = geometric } };
static char growth_pointer[] = "/indicators/output/growth", growth_title[] = "growth";
static char model_pointer[] = "/indicators/output/model", model_title[] = "model";
static Axis axes[] = {
    { .pointer = growth_pointer, .title = growth_title, .value = growths, .values = 2 },
    { .pointer = model_pointer, .title = model_title, .value = models, .values = 2 },
};
static char small[] = "small", large[] = "large", id[] = "s";
static SweepVariant variants[] = { { .name = small }, { .name = large } };
static const Sweep sweep = { .id = id,
                             .axis = axes,
                             .axes = 2,
                             .points = 1,
                             .variant = variants,
                             .variants = 2,
                             .cells = 8,
                             .digest = "0123456789" };

enum { PUT = 7, FAILED = 3 };

/* Any figures that tell cells and targets apart. */
static double figure(uint64_t cell, int target)
{
    return 0.05 + 0.1 * (double)cell + 0.01 * target;
}

static void put_cell(const Results *results, uint64_t cell, Error *err)
{
    TargetResult target[] = { { .target = "a" }, { .target = "z" } };
    for (int i = 0; i < 2; i++) {
        double p = figure(cell, i);
        target[i].chance = (Chance){ p, p / 100, { p - 0.01, p + 0.01 } };
    }
    CellResult result = { .cell = cell, .target = target, .targets = 2 };
    if (cell == FAILED) {
        result.targets = 0;
        error_set(&result.error, STATUS_NUMERIC, "no");
    }
    assert_int_equal(results->put(results->context, &result, err), STATUS_GOOD);
}

static void make(const char *path)
{
    Error err = { 0 };
    Store *store;
    Text parameters = { 0 };
    text_add(&parameters, "{\"parameters\":%s}", plan);
    Scenario *first = scenario_from(plan);
    const StoreRun run = { &sweep, first, parameters.data };
    assert_int_equal(store_open(&store, path, &run, false, &err), STATUS_GOOD);
    Results results = store_results(store);
    assert_int_equal(results.begin(results.context, &err), STATUS_GOOD);
    for (uint64_t cell = 0; cell < PUT; cell++)
        put_cell(&results, cell, &err);
    assert_int_equal(results.commit(results.context, &err), STATUS_GOOD);
    store_close(store);
    scenario_free(first);
    text_free(&parameters);
}

static void check_axes(const SweepTable *table)
{
    assert_int_equal(table->axes, 3);
    const TableAxis *growth = &table->axis[0], *model = &table->axis[1];
    assert_true(growth->numeric && growth->rate && !growth->spread);
    assert_true(growth->values == 2 && growth->number[0] == 0.1 && growth->number[1] == 0.2);
    assert_true(!model->numeric && !model->rate);
    assert_string_equal(model->text[0], "compound");
    assert_string_equal(table->axis[2].title, "variant");
    assert_null(table->axis[2].pointer);
    assert_int_equal(sweep_table_axis(table, "/indicators/output/model"), 1);
    assert_int_equal(sweep_table_axis(table, "modle"), 3);
    assert_int_equal(sweep_table_value(growth, "20%"), 1);
    assert_int_equal(sweep_table_value(growth, "0.15"), 2);
    assert_int_equal(sweep_table_value(&table->axis[2], "large"), 1);
    Text words = { 0 };
    sweep_table_words(table, 0, LANGUAGE_VI, &words);
    assert_string_equal(words.data, "tăng trưởng");
    text_free(&words);
}

/* Cells count through growth as in the file, then models, then variants. */
static void check_cells(const SweepTable *table)
{
    assert_int_equal(table->planned, 8);
    assert_int_equal(table->cells, PUT);
    assert_string_equal(table->target[0], "z"); /* as in the scenario */
    assert_string_equal(table->target[1], "a");
    for (size_t cell = 0; cell < PUT; cell++) {
        const size_t *at = &table->at[cell * 3];
        assert_int_equal(at[0], cell < 4); /* the greater growth came first */
        assert_int_equal(at[1], cell / 2 % 2);
        assert_int_equal(at[2], cell % 2);
        for (int target = 0; target < 2; target++) {
            const Chance *chance = &table->chance[(size_t)target * PUT + cell];
            double p = figure(cell, !target);
            if (cell == FAILED)
                assert_true(isnan(chance->probability));
            else
                assert_true(chance->probability == p && chance->standard_error == p / 100);
        }
    }
}

/* A panel of the variant "large": cells 1, 3 (failed), 5, and 7, which was never made. */
static void check_view(const SweepTable *table)
{
    size_t held[] = { 2, 2, 1 };
    bool panelled[] = { false, false, true };
    SweepView view = { .table = table,
                       .x = 0,
                       .y = 1,
                       .held = held,
                       .target = { 1 },
                       .panels = 1,
                       .panelled = panelled };
    const Chance **grid = sweep_view_grid(&view, 0);
    assert_non_null(grid);
    assert_true(grid[0 * 2 + 0]->probability == figure(5, 0));
    assert_true(grid[1 * 2 + 0]->probability == figure(1, 0));
    assert_null(grid[0 * 2 + 1]);
    assert_null(grid[1 * 2 + 1]);
    ViewCount count = sweep_view_count(&view);
    assert_true(count.cells == 4 && count.known == 2);
    free(grid);
}

static void test_read(void **state)
{
    (void)state;
    char path[] = "/tmp/dubao-store-XXXXXX";
    Error err = { 0 };
    SweepTable *table;
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    assert_false(read_store_is(path));
    make(path);
    assert_true(read_store_is(path));
    assert_int_equal(read_store(path, &table, &err), STATUS_GOOD);
    assert_string_equal(table->id, "s");
    assert_string_equal(table->scenario->id, "plan");
    check_axes(table);
    check_cells(table);
    check_view(table);
    sweep_table_free(table);
    unlink(path);
}

static void test_foreign(void **state)
{
    (void)state;
    char path[] = "/tmp/dubao-store-XXXXXX";
    Error err = { 0 };
    SweepTable *table;
    file_from("SQLite format 3", path);
    assert_false(read_store_is(path)); /* too short */
    assert_int_equal(read_store(path, &table, &err), STATUS_INVALID);
    assert_null(table);
    unlink(path);
}

/* Rates are told by the scenario's own rows. */
static void test_rate(void **state)
{
    static const struct {
        const char *pointer;
        bool rate;
    } known[] = {
        { "/indicators/output/growth", true },
        { "/indicators/output/growth/all", true },
        { "/indicators/output/volatility", true },
        { "/indicators/output/base", false },
        { "/indicators/output/persistence", false },
        { "/targets/a/at_least", true },
        { "/targets/z/at_least", false },
        { "/events/crisis/loss/uniform/0", true },
        { "/events/crisis/duration", false },
        { "/years/end", false },
    };
    (void)state;
    Scenario *s = scenario_from(plan);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (sweep_table_rate(s, known[i].pointer) != known[i].rate)
            fail_msg("%s", known[i].pointer);
    scenario_free(s);
}

int main(void)
{
    start_math();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_foreign),
        cmocka_unit_test(test_rate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
