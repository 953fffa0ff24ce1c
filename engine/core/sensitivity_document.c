#include "core/sensitivity.h"

#include "core/measure.h"

#include <math.h>

static const Words tornado_title =
    WORDS("Which input decides: the target with each input low and high",
          "Yếu tố nào quyết định: mục tiêu khi từng yếu tố ở mức thấp và mức cao");
static const Words sobol_title = WORDS("Share of each input in the variance (Sobol' indices)",
                                       "Phần của từng yếu tố trong phương sai (chỉ số Sobol')");
static const Words shapley_title =
    WORDS("Share of each input in the variance (Shapley effects, which add up to all of it)",
          "Phần của từng yếu tố trong phương sai (hiệu ứng Shapley, tổng bằng toàn bộ)");

static const Words no_effect = WORDS("no effect found", "không thấy tác động");
static const Words indistinct =
    WORDS("alone not distinguishable from 0", "riêng lẻ không phân biệt được với 0");
static const Words share_indistinct =
    WORDS("not distinguishable from 0", "không phân biệt được với 0");

/* Why a share of the variance is not known. */
static const Words no_share[OUTPUTS] = {
    [OUTPUT_MEASURE] = WORDS("the measure never varies, or is undefined on some paths",
                             "giá trị không đổi, hoặc không xác định ở một số đường"),
    [OUTPUT_MET] =
        WORDS("the target is met always or never", "mục tiêu luôn đạt hoặc không bao giờ đạt"),
};

/* Of which output the variance is. */
static const struct {
    const char *id;
    Words words;
} output_of[OUTPUTS] = {
    [OUTPUT_MEASURE] = { "measure", WORDS("the measure", "giá trị") },
    [OUTPUT_MET] = { "event", WORDS("target met or not", "đạt hay không") },
};

#define COLUMN_POINTER                                                                             \
    {                                                                                              \
        "input", WORDS("place", "vị trí")                                                          \
    }
#define COLUMN_NAME                                                                                \
    {                                                                                              \
        "name", WORDS("input", "yếu tố")                                                           \
    }
#define COLUMN_OF                                                                                  \
    {                                                                                              \
        "of", WORDS("variance of", "phương sai của")                                               \
    }
#define COLUMN_REMARK                                                                              \
    {                                                                                              \
        "remark", WORDS("remark", "ghi chú")                                                       \
    }

static const Column tornado_columns[] = {
    COLUMN_TARGET,
    COLUMN_NAME,
    { "low", WORDS("chance, input at 10 %", "khả năng đạt, yếu tố ở 10 %") },
    { "high", WORDS("at 90 %", "ở 90 %") },
    { "swing", WORDS("difference", "chênh lệch") },
    COLUMN_ERROR,
    { "low_median", WORDS("median at 10 %", "trung vị ở 10 %") },
    { "high_median", WORDS("median at 90 %", "trung vị ở 90 %") },
    COLUMN_UNIT,
    COLUMN_POINTER,
    { 0 },
};

static const Column sobol_columns[] = {
    COLUMN_TARGET,
    COLUMN_NAME,
    COLUMN_OF,
    { "first", WORDS("alone (first order)", "riêng lẻ (bậc nhất)") },
    COLUMN_LOW95,
    COLUMN_HIGH95,
    { "total", WORDS("with others (total)", "cùng yếu tố khác (toàn phần)") },
    { "total_low95", WORDS("95 % from", "95 % từ") },
    { "total_high95", WORDS("95 % to", "95 % đến") },
    COLUMN_REMARK,
    COLUMN_POINTER,
    { 0 },
};

static const Column shapley_columns[] = {
    COLUMN_TARGET, COLUMN_NAME,   COLUMN_OF,     { "share", WORDS("share", "phần") },
    COLUMN_LOW95,  COLUMN_HIGH95, COLUMN_REMARK, COLUMN_POINTER,
    { 0 },
};

/* ---- tables ---- */

static void text_cell(Document *document, Table *table, Text *text)
{
    document->failed = document->failed || text->failed;
    table_text(document, table, text->data);
    text_free(text);
}

static void start_row(const Sensitivity *it, const InputEffect *effect, Document *document,
                      Table *table)
{
    Text name = { 0 };
    input_words(&effect->input, it->alone, document->language, &name);
    table_text(document, table, it->scenario->target[it->target].id);
    text_cell(document, table, &name);
}

static void tornado_row(const Sensitivity *it, const InputEffect *effect, Document *document,
                        Table *table)
{
    const Target *target = &it->scenario->target[it->target];
    const Chance *low = &effect->chance[TORNADO_LOW], *high = &effect->chance[TORNADO_HIGH];
    start_row(it, effect, document, table);
    table_rate(document, table, low->probability, low->standard_error);
    table_rate(document, table, high->probability, high->standard_error);
    table_rate(document, table, effect->swing, effect->swing_error);
    table_rate(document, table, effect->swing_error, effect->swing_error);
    measure_cell(document, table, target, effect->median[TORNADO_LOW],
                 effect->median_error[TORNADO_LOW]);
    measure_cell(document, table, target, effect->median[TORNADO_HIGH],
                 effect->median_error[TORNADO_HIGH]);
    table_text(document, table, measure_unit(it->scenario, target, document->language));
    table_text(document, table, effect->input.pointer);
}

static double error_of(const Estimate *estimate)
{
    return (estimate->interval[1] - estimate->interval[0]) / 4;
}

/* Chance may take an estimate out of 0..1. */
static double within(double share)
{
    return isnan(share) ? NAN : fmin(fmax(share, 0), 1);
}

/* A share, left out where it is not distinguishable from 0, and its interval. */
static void share_cells(const Estimate *estimate, Document *document, Table *table)
{
    double error = error_of(estimate);
    table_rate(document, table, estimate_distinct(estimate) ? within(estimate->value) : NAN, error);
    table_rate(document, table, within(estimate->interval[0]), error);
    table_rate(document, table, within(estimate->interval[1]), error);
}

static void sobol_row(const Sensitivity *it, const InputEffect *effect, SensitivityOutput output,
                      Document *document, Table *table)
{
    const Estimate *first = &effect->first[output], *total = &effect->total[output];
    const Words *remark = isnan(total->value)         ? &no_share[output]
                          : !estimate_distinct(total) ? &no_effect
                          : !estimate_distinct(first) ? &indistinct
                                                      : NULL;
    start_row(it, effect, document, table);
    table_text(document, table, words_in(&output_of[output].words, document->language));
    share_cells(first, document, table);
    share_cells(total, document, table);
    table_text(document, table, remark ? words_in(remark, document->language) : NULL);
    table_text(document, table, effect->input.pointer);
}

static void shapley_row(const Sensitivity *it, const InputEffect *effect, SensitivityOutput output,
                        Document *document, Table *table)
{
    const Estimate *share = &effect->shapley[output];
    const Words *remark = isnan(share->value)         ? &no_share[output]
                          : !estimate_distinct(share) ? &share_indistinct
                                                      : NULL;
    start_row(it, effect, document, table);
    table_text(document, table, words_in(&output_of[output].words, document->language));
    share_cells(share, document, table);
    table_text(document, table, remark ? words_in(remark, document->language) : NULL);
    table_text(document, table, effect->input.pointer);
}

static void add_shares(const Sensitivity *it, Document *document, Table *table,
                       void (*row)(const Sensitivity *, const InputEffect *, SensitivityOutput,
                                   Document *, Table *))
{
    for (size_t o = 0; o < OUTPUTS; o++)
        for (size_t i = 0; i < it->inputs; i++)
            row(it, &it->effect[i], (SensitivityOutput)o, document, table);
}

/* The parts that any of them has. */
static unsigned parts_of(const Sensitivity *const *sensitivity, size_t count)
{
    unsigned parts = 0;
    for (size_t i = 0; i < count; i++)
        parts |= sensitivity[i] ? sensitivity[i]->parts : 0;
    return parts;
}

static void add_tables(const Sensitivity *const *sensitivity, size_t count, Document *document)
{
    unsigned parts = parts_of(sensitivity, count);
    Table *table = NULL;
    if (parts & SENSITIVITY_MOVES)
        table = document_table(document, "tornado", tornado_title, tornado_columns);
    for (size_t k = 0; k < count; k++)
        for (size_t i = 0; table && sensitivity[k] && i < sensitivity[k]->inputs; i++)
            tornado_row(sensitivity[k], &sensitivity[k]->effect[i], document, table);
    if (parts & SENSITIVITY_INDICES)
        table = document_table(document, "sobol", sobol_title, sobol_columns);
    for (size_t k = 0; k < count; k++)
        if (sensitivity[k] && sensitivity[k]->parts & SENSITIVITY_INDICES)
            add_shares(sensitivity[k], document, table, sobol_row);
    if (parts & SENSITIVITY_SHAPLEY)
        table = document_table(document, "shapley", shapley_title, shapley_columns);
    for (size_t k = 0; k < count; k++)
        if (sensitivity[k] && sensitivity[k]->parts & SENSITIVITY_SHAPLEY)
            add_shares(sensitivity[k], document, table, shapley_row);
}

/* ---- tree ---- */

static void end_tree(const InputEffect *effect, const char *key, size_t q, Tree *tree)
{
    tree_object(tree, key);
    tree_number(tree, "quantile", quantile_levels[q]);
    chance_tree(&effect->chance[q], tree);
    tree_number(tree, "median", effect->median[q]);
    tree_number(tree, "median_standard_error", effect->median_error[q]);
    tree_close(tree);
}

static void moves_tree(const InputEffect *effect, Tree *tree)
{
    tree_object(tree, "tornado");
    end_tree(effect, "low", TORNADO_LOW, tree);
    end_tree(effect, "high", TORNADO_HIGH, tree);
    tree_number(tree, "swing", effect->swing);
    tree_number(tree, "standard_error", effect->swing_error);
    tree_close(tree);
    tree_object(tree, "spider");
    tree_numbers(tree, "quantiles", quantile_levels, QUANTILES);
    tree_array(tree, "probability");
    for (size_t q = 0; q < QUANTILES; q++)
        tree_number(tree, NULL, effect->chance[q].probability);
    tree_close(tree);
    tree_numbers(tree, "median", effect->median, QUANTILES);
    tree_close(tree);
}

static void share_tree(const Estimate *estimate, const char *key, Tree *tree)
{
    tree_object(tree, key);
    tree_number(tree, "value", within(estimate->value));
    tree_array(tree, "interval95");
    for (size_t end = 0; end < 2; end++)
        tree_number(tree, NULL, within(estimate->interval[end]));
    tree_close(tree);
    tree_boolean(tree, "distinguishable", estimate_distinct(estimate));
    tree_close(tree);
}

static void shares_tree(const Sensitivity *it, const InputEffect *effect, size_t output, Tree *tree)
{
    if (it->parts & SENSITIVITY_INDICES) {
        share_tree(&effect->first[output], "first", tree);
        share_tree(&effect->total[output], "total", tree);
    }
    if (it->parts & SENSITIVITY_SHAPLEY)
        share_tree(&effect->shapley[output], "shapley", tree);
}

/* Shares of the measure's variance stand in the input itself. */
static void input_tree(const Sensitivity *it, const InputEffect *effect, Document *document)
{
    Tree *tree = &document->tree;
    Text name = { 0 };
    input_words(&effect->input, it->alone, document->language, &name);
    tree_object(tree, effect->input.pointer);
    tree_text(tree, "name", name.data);
    if (it->parts & SENSITIVITY_MOVES)
        moves_tree(effect, tree);
    shares_tree(it, effect, OUTPUT_MEASURE, tree);
    if (it->parts & (SENSITIVITY_INDICES | SENSITIVITY_SHAPLEY)) {
        tree_object(tree, output_of[OUTPUT_MET].id);
        shares_tree(it, effect, OUTPUT_MET, tree);
        tree_close(tree);
    }
    tree_close(tree);
    document->failed = document->failed || name.failed;
    text_free(&name);
}

void sensitivity_document(const Sensitivity *const *sensitivity, size_t count, Document *document)
{
    Tree *tree = &document->tree;
    add_tables(sensitivity, count, document);
    tree_object(tree, "targets");
    for (size_t k = 0; k < count; k++) {
        const Sensitivity *it = sensitivity[k];
        if (!it)
            continue;
        tree_object(tree, it->scenario->target[it->target].id);
        chance_tree(&it->chance, tree);
        tree_number(tree, "points", (double)it->points);
        tree_number(tree, "median", it->median);
        tree_number(tree, "median_standard_error", it->median_error);
        tree_object(tree, "inputs");
        for (size_t i = 0; i < it->inputs; i++)
            input_tree(it, &it->effect[i], document);
        tree_close(tree);
        tree_close(tree);
    }
    tree_close(tree);
}
