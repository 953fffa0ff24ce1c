#include "cli/command.h"
#include "cli/session.h"
#include "core/chart.h"
#include "core/model.h"
#include "io/read_keys.h"
#include "run/sampling.h"

#include <stdio.h>
#include <string.h>

static const Words title_models = WORDS("Models", "Mô hình");
static const Words title_parts =
    WORDS("Events, programmes, projects", "Biến cố, chương trình, dự án");
static const Words title_distributions = WORDS("Distributions", "Phân phối");
static const Words title_samplings = WORDS("Samplings", "Cách lấy mẫu");
static const Words title_charts = WORDS("Charts", "Biểu đồ");
static const Words title_formats = WORDS("Formats", "Định dạng");

#define COLUMN_NAME                                                                                \
    {                                                                                              \
        "name", WORDS("name", "tên")                                                               \
    }
#define COLUMN_SUMMARY                                                                             \
    {                                                                                              \
        "summary", WORDS("what it is", "là gì")                                                    \
    }

static const Column name_columns[] = { COLUMN_NAME, COLUMN_SUMMARY, { 0 } };
static const Column param_columns[] = {
    COLUMN_NAME,
    { "parameter", WORDS("parameter", "tham số") },
    { "range", WORDS("range", "khoảng") },
    { "default", WORDS("default", "mặc định") },
    COLUMN_SUMMARY,
    { 0 },
};

/* One row of a table, and the same as an object of the tree without its empty cells; the object is
 * left open for facts that only programs read. */
static void open_row(Document *document, Table *table, const char *const *cell)
{
    tree_object(&document->tree, NULL);
    for (size_t c = 0; c < table->columns; c++) {
        table_text(document, table, cell[c]);
        if (*cell[c])
            tree_text(&document->tree, table->column[c].id, cell[c]);
    }
}

static void add_name(Document *document, Table *table, const char *name, const char *summary)
{
    open_row(document, table, (const char *const[]){ name, summary });
    tree_close(&document->tree);
}

/* The row of an object whose parameters follow; left open like open_row. */
static void open_object(Document *document, Table *table, const char *name, const char *summary)
{
    open_row(document, table, (const char *const[]){ name, "", "", "", summary });
}

static const char *unit_name(ParamUnit unit)
{
    static const char *const name[] = { [PARAM_LEVEL] = "level",
                                        [PARAM_RATE] = "rate",
                                        [PARAM_SAME] = "same",
                                        [PARAM_PURE] = "number",
                                        [PARAM_PROBABILITY] = "probability" };
    return name[unit];
}

static void param_facts(Tree *tree, const Param *param)
{
    tree_text(tree, "unit", unit_name(param->unit));
    tree_number(tree, "low", param->low);
    tree_number(tree, "high", param->high);
    tree_boolean(tree, "open_low", param->open_low);
    tree_boolean(tree, "required", param->required);
    tree_boolean(tree, "by_period", param->by_period);
    tree_boolean(tree, "by_year", param->by_year);
    tree_boolean(tree, "drawn", param->drawn);
    tree_boolean(tree, "shifted", param->shifted);
}

static void add_param(Document *document, Table *table, const Param *param, bool defaults)
{
    char range[80], standard[40] = "";
    snprintf(range, sizeof range, "%c%g, %g]", param->open_low ? '(' : '[', param->low,
             param->high);
    if (defaults)
        snprintf(standard, sizeof standard, "%g", param->standard);
    bool any = param->high >= 1e300 && param->low <= -1e300;
    open_row(document, table,
             (const char *const[]){ "", param->name, any ? "any" : range,
                                    param->required ? "required" : standard, param->doc });
    param_facts(&document->tree, param);
    tree_close(&document->tree);
}

static void add_params(Document *document, Table *table, const Param *param, bool defaults)
{
    for (; param->name; param++)
        add_param(document, table, param, defaults);
}

/* "of" as a row like those of parameters: how many indicators; without a most: any number. */
static void add_of(Document *document, Table *table, const Model *model)
{
    char range[80];
    if (model->of_most == MODEL_ANY)
        snprintf(range, sizeof range, "%zu or more ids", model->of_least);
    else if (model->of_most == 1)
        snprintf(range, sizeof range, "1 id");
    else if (model->of_least == model->of_most)
        snprintf(range, sizeof range, "%zu ids", model->of_most);
    else
        snprintf(range, sizeof range, "%zu to %zu ids", model->of_least, model->of_most);
    open_row(document, table,
             (const char *const[]){ "", "of", range, model->of_least ? "required" : "none",
                                    "the indicators that it follows" });
    tree_integer(&document->tree, "least", model->of_least);
    if (model->of_most != MODEL_ANY)
        tree_integer(&document->tree, "most", model->of_most);
    tree_close(&document->tree);
}

/* "projects" likewise. */
static void add_projects(Document *document, Table *table)
{
    open_row(document, table,
             (const char *const[]){
                 "", "projects", "1 or more by id", "required",
                 "dated projects, each with start, delay, probability, ramp and capacity" });
    tree_close(&document->tree);
}

static void list_models(Document *document)
{
    Table *table = document_table(document, "models", title_models, param_columns);
    for (size_t i = 0; model_table[i]; i++) {
        const Model *model = model_table[i];
        open_object(document, table, model->name, model->summary);
        tree_boolean(&document->tree, "counts", model->counts);
        tree_boolean(&document->tree, "chance", model_has_chance(model));
        tree_close(&document->tree);
        add_params(document, table, model->params, true);
        if (model->of_most)
            add_of(document, table, model);
        if (model->dated)
            add_projects(document, table);
        if (model->noisy)
            add_params(document, table, noise_params, true);
    }
}

static const struct {
    const char *name, *summary;
    const Param *row[4]; /* what may be a distribution */
} parts[] = {
    { "event", "a blow that lowers the growth of its indicators", { &read_keys_loss } },
    { "programme",
      "a policy that raises the growth of its indicators",
      { &read_keys_delay, &read_keys_ramp, &read_keys_effect } },
    { "project",
      "a plant or the like that adds its capacity",
      { &read_keys_delay, &read_keys_ramp, &read_keys_capacity } },
};

static void list_parts(Document *document)
{
    Table *table = document_table(document, "parts", title_parts, param_columns);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        open_object(document, table, parts[i].name, parts[i].summary);
        tree_close(&document->tree);
        for (const Param *const *row = parts[i].row; *row; row++)
            add_param(document, table, *row, true);
    }
}

static const char *form_name(DistributionForm form)
{
    static const char *const name[] = { [FORM_LIST] = "list",
                                        [FORM_PAIRS] = "pairs",
                                        [FORM_POINTS] = "points",
                                        [FORM_COLUMN] = "column" };
    return name[form];
}

static void list_distributions(Document *document)
{
    Table *table = document_table(document, "distributions", title_distributions, param_columns);
    for (size_t i = 0; distribution_table[i]; i++) {
        const Distribution *law = distribution_table[i];
        open_object(document, table, law->name, law->summary);
        tree_text(&document->tree, "form", form_name(law->form));
        tree_close(&document->tree);
        add_params(document, table, law->params, false);
    }
    table_text(document, table, "");
    table_text(document, table, "within");
    table_text(document, table, "[low, high]");
    table_text(document, table, "none");
    table_text(document, table,
               "beside any of them: cuts it there, by its quantiles; null: no end on that side");
}

static void list_samplings(Document *document)
{
    Table *table = document_table(document, "samplings", title_samplings, name_columns);
    for (size_t i = 0; sampling_table[i]; i++)
        add_name(document, table, sampling_table[i]->name, sampling_table[i]->summary);
}

static void list_charts(Document *document)
{
    Table *table = document_table(document, "charts", title_charts, name_columns);
    for (size_t i = 0; chart_table[i]; i++) {
        char summary[120];
        snprintf(summary, sizeof summary, "%s%s",
                 chart_table[i]->source == CHART_FROM_SWEEP ? "from a sweep: " : "",
                 chart_table[i]->summary);
        add_name(document, table, chart_table[i]->name, summary);
    }
}

static void list_formats(Document *document)
{
    Table *table = document_table(document, "formats", title_formats, name_columns);
    for (size_t i = 0; writer_table[i]; i++)
        add_name(document, table, writer_table[i]->name, writer_table[i]->summary);
}

static const struct {
    const char *name;
    void (*list)(Document *document);
} lists[] = {
    { "models", list_models },
    { "parts", list_parts },
    { "distributions", list_distributions },
    { "samplings", list_samplings },
    { "charts", list_charts },
    { "formats", list_formats },
};

enum { LISTS = sizeof lists / sizeof *lists };

static Status run(const Options *options, Problems *problems, Error *err)
{
    (void)problems;
    const char *wanted = options->operands > 1 ? options->operand[1] : NULL;
    Document document = { .language = options->language };
    tree_object(&document.tree, NULL);
    for (size_t i = 0; i < LISTS; i++) {
        if (wanted && strcmp(wanted, lists[i].name))
            continue;
        tree_array(&document.tree, lists[i].name);
        lists[i].list(&document);
        tree_close(&document.tree);
    }
    tree_close(&document.tree);
    if (!document.tables) {
        document_free(&document);
        return error_set(err, STATUS_USAGE,
                         "dubao list %s: allowed are models, parts, "
                         "distributions, samplings, charts, formats",
                         wanted);
    }
    return session_write(options, &document, err);
}

static const OptionId allowed[] = { OPTION_FORMAT, OPTION_CSV_DIALECT, OPTION_OUTPUT,
                                    OPTION_LANG,   OPTION_QUIET,       OPTION_COUNT };

const Command command_list = {
    .name = "list",
    .operands = "[models|parts|distributions|samplings|charts|formats]",
    .most = 1,
    .summary = "models, distributions, samplings, charts, formats with their parameters",
    .details = "Without a word: all of them.",
    .options = allowed,
    .run = run,
};
