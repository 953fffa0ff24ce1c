#include "cli/command.h"
#include "cli/session.h"
#include "core/chart.h"
#include "core/model.h"
#include "run/sampling.h"

#include <stdio.h>
#include <string.h>

static const Words title_models = WORDS("Models", "Mô hình");
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

static void add_name(Document *document, Table *table, const char *name, const char *summary)
{
    table_text(document, table, name);
    table_text(document, table, summary);
}

static void add_params(Document *document, Table *table, const Param *param, bool defaults)
{
    for (; param->name; param++) {
        char range[80], standard[40] = "";
        snprintf(range, sizeof range, "%c%g, %g]", param->open_low ? '(' : '[', param->low,
                 param->high);
        if (defaults)
            snprintf(standard, sizeof standard, "%g", param->standard);
        table_text(document, table, "");
        table_text(document, table, param->name);
        table_text(document, table, param->high >= 1e300 && param->low <= -1e300 ? "any" : range);
        table_text(document, table, param->required ? "required" : standard);
        table_text(document, table, param->doc);
    }
}

static void add_object(Document *document, Table *table, const char *name, const char *summary,
                       const Param *params, bool defaults)
{
    table_text(document, table, name);
    for (int empty = 0; empty < 3; empty++)
        table_text(document, table, "");
    table_text(document, table, summary);
    add_params(document, table, params, defaults);
}

/* "of" as a row like those of parameters: how many indicators. */
static void add_of(Document *document, Table *table, const Model *model)
{
    char range[80];
    if (model->of_most == MODEL_ANY)
        snprintf(range, sizeof range, "%zu or more ids", model->of_least);
    else if (model->of_least == model->of_most || model->of_most == 1)
        snprintf(range, sizeof range, "%zu id%s", model->of_most, model->of_most == 1 ? "" : "s");
    else if (model->of_most == 1)
        snprintf(range, sizeof range, "1 id");
    else
        snprintf(range, sizeof range, "%zu to %zu ids", model->of_least, model->of_most);
    table_text(document, table, "");
    table_text(document, table, "of");
    table_text(document, table, range);
    table_text(document, table, model->of_least ? "required" : "none");
    table_text(document, table, "the indicators that it follows");
}

/* "projects" likewise. */
static void add_projects(Document *document, Table *table)
{
    table_text(document, table, "");
    table_text(document, table, "projects");
    table_text(document, table, "1 or more by id");
    table_text(document, table, "required");
    table_text(document, table,
               "dated projects, each with start, delay, probability, ramp and capacity");
}

static void list_models(Document *document)
{
    Table *table = document_table(document, "models", title_models, param_columns);
    for (size_t i = 0; model_table[i]; i++) {
        const Model *model = model_table[i];
        add_object(document, table, model->name, model->summary, model->params, true);
        if (model->of_most)
            add_of(document, table, model);
        if (model->dated)
            add_projects(document, table);
        if (model->noisy)
            add_params(document, table, noise_params, true);
    }
}

static void list_distributions(Document *document)
{
    Table *table = document_table(document, "distributions", title_distributions, param_columns);
    for (size_t i = 0; distribution_table[i]; i++)
        add_object(document, table, distribution_table[i]->name, distribution_table[i]->summary,
                   distribution_table[i]->params, false);
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
    { "models", list_models },       { "distributions", list_distributions },
    { "samplings", list_samplings }, { "charts", list_charts },
    { "formats", list_formats },
};

enum { LISTS = sizeof lists / sizeof *lists };

/* The tables as they are, one object for each row. */
static void list_tree(Document *document)
{
    Tree *tree = &document->tree;
    tree_object(tree, NULL);
    for (size_t t = 0; t < document->tables; t++) {
        const Table *table = &document->table[t];
        tree_array(tree, table->id);
        for (size_t r = 0; r < table->rows; r++) {
            tree_object(tree, NULL);
            for (size_t c = 0; c < table->columns; c++) {
                const Cell *cell = &table->cell[r * table->columns + c];
                if (cell->text && *cell->text)
                    tree_text(tree, table->column[c].id, cell->text);
            }
            tree_close(tree);
        }
        tree_close(tree);
    }
    tree_close(tree);
}

static Status run(const Options *options, Problems *problems, Error *err)
{
    (void)problems;
    const char *wanted = options->operands > 1 ? options->operand[1] : NULL;
    Document document = { .language = options->language };
    for (size_t i = 0; i < LISTS; i++)
        if (!wanted || !strcmp(wanted, lists[i].name))
            lists[i].list(&document);
    if (!document.tables)
        return error_set(err, STATUS_USAGE,
                         "dubao list %s: allowed are models, distributions, "
                         "samplings, charts, formats",
                         wanted);
    list_tree(&document);
    return session_write(options, &document, err);
}

static const OptionId allowed[] = { OPTION_FORMAT, OPTION_CSV_DIALECT, OPTION_OUTPUT,
                                    OPTION_LANG,   OPTION_QUIET,       OPTION_COUNT };

const Command command_list = {
    .name = "list",
    .operands = "[models|distributions|samplings|charts|formats]",
    .most = 1,
    .summary = "models, distributions, samplings, charts, formats with their parameters",
    .details = "Without a word: all of them.",
    .options = allowed,
    .run = run,
};
