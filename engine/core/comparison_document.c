/* A comparison as tables and as a tree. */
#include "core/comparison.h"

#include "core/measure.h"

#include <math.h>
#include <stdlib.h>

static const Words title_targets =
    WORDS("Targets, scenario by scenario, on the same random numbers",
          "Từng mục tiêu theo từng kịch bản, trên cùng số ngẫu nhiên");
static const Words title_gap = WORDS("What makes the gap between the two scenarios",
                                     "Điều gì tạo ra chênh lệch giữa hai kịch bản");
static const Words all = WORDS("the whole gap", "toàn bộ chênh lệch");
static const Words together =
    WORDS("together beyond each alone", "tác động kết hợp ngoài từng phần");

static const Column target_columns[] = {
    COLUMN_TARGET,
    { "compared", WORDS("scenario", "kịch bản") },
    COLUMN_CHANCE,
    COLUMN_ERROR,
    { "difference", WORDS("to the first", "so với kịch bản đầu") },
    { "difference_error", WORDS("± std. error", "± sai số chuẩn") },
    { "median", WORDS("median", "trung vị") },
    { "median_difference", WORDS("to the first", "so với kịch bản đầu") },
    { "median_difference_error", WORDS("± std. error", "± sai số chuẩn") },
    COLUMN_UNIT,
    { 0 },
};

static const Column gap_columns[] = {
    COLUMN_TARGET,
    { "part", WORDS("what changes", "thay đổi") },
    { "probability", WORDS("of the chance", "của xác suất") },
    COLUMN_ERROR,
    { "probability_alone", WORDS("as the only change", "nếu chỉ đổi phần này") },
    { "median", WORDS("of the median", "của trung vị") },
    { "median_error", WORDS("± std. error", "± sai số chuẩn") },
    { "median_alone", WORDS("as the only change", "nếu chỉ đổi phần này") },
    { 0 },
};

static const Target *target_in(const Comparison *comparison, size_t target, size_t scenario)
{
    size_t index = comparison->target[target].target[scenario];
    return &comparison_scenario(comparison, scenario)->target[index];
}

static void add_target_row(const Comparison *comparison, size_t k, size_t i, Document *document,
                           Table *table)
{
    const Scenario *s = comparison_scenario(comparison, i);
    const Target *target = target_in(comparison, k, i);
    const TargetForecast *it = &comparison->forecast[i]->target[comparison->target[k].target[i]];
    const Gain *gain = comparison->target[k].difference[i];
    const Gain none = { NAN, NAN };
    Gain chance = i ? gain[COMPARED_PROBABILITY] : none;
    Gain median = i ? gain[COMPARED_MEDIAN] : none;
    table_text(document, table, target->id);
    table_text(document, table, s->id);
    table_rate(document, table, it->chance.probability, it->chance.standard_error);
    table_rate(document, table, it->chance.standard_error, it->chance.standard_error);
    table_rate(document, table, chance.value, chance.error);
    table_rate(document, table, chance.error, chance.error);
    measure_cell(document, table, target, it->median, it->median_error);
    measure_cell(document, table, target, median.value, median.error);
    measure_cell(document, table, target, median.error, median.error);
    table_text(document, table, measure_unit(s, target, document->language));
}

static void targets_table(const Comparison *comparison, Document *document)
{
    Table *table = document_table(document, "compare", title_targets, target_columns);
    for (size_t k = 0; k < comparison->targets; k++)
        for (size_t i = 0; i < comparison->scenarios; i++)
            if (comparison->target[k].target[i] != COMPARISON_NONE)
                add_target_row(comparison, k, i, document, table);
}

typedef struct GapRow {
    const Target *target;
    const char *title;
    Gain share[COMPARED];
    double alone[COMPARED];
    const Gain *whole; /* [figure]: the gap; its error sets the digits of `alone` */
} GapRow;

static void add_gap_row(const GapRow *row, Document *document, Table *table)
{
    const Gain *chance = &row->share[COMPARED_PROBABILITY];
    const Gain *median = &row->share[COMPARED_MEDIAN];
    table_text(document, table, row->target->id);
    table_text(document, table, row->title);
    table_rate(document, table, chance->value, chance->error);
    table_rate(document, table, chance->error, chance->error);
    table_rate(document, table, row->alone[COMPARED_PROBABILITY],
               row->whole[COMPARED_PROBABILITY].error);
    measure_cell(document, table, row->target, median->value, median->error);
    measure_cell(document, table, row->target, median->error, median->error);
    measure_cell(document, table, row->target, row->alone[COMPARED_MEDIAN],
                 row->whole[COMPARED_MEDIAN].error);
}

/* The shares sum to the gap, and so do what the parts make alone and what they make together. */
static void gap_rows(const Comparison *comparison, size_t k, Document *document, Table *table)
{
    const ComparedTarget *it = &comparison->target[k];
    Language language = document->language;
    GapRow row = { .target = target_in(comparison, k, 0), .whole = it->difference[1] };
    for (size_t i = 0; i < comparison->parts; i++) {
        char *title = hybrid_part_title(&comparison->part[i], language);
        row.title = title;
        for (int figure = 0; figure < COMPARED; figure++) {
            row.share[figure] = it->gap[i].share[figure];
            row.alone[figure] = it->gap[i].alone[figure];
        }
        add_gap_row(&row, document, table);
        document->failed |= !title;
        free(title);
    }
    for (int figure = 0; figure < COMPARED; figure++) {
        row.share[figure] = (Gain){ NAN, NAN };
        row.alone[figure] = comparison_interaction(comparison, k, figure);
    }
    row.title = words_in(&together, language);
    add_gap_row(&row, document, table);
    for (int figure = 0; figure < COMPARED; figure++) {
        row.share[figure] = it->difference[1][figure];
        row.alone[figure] = it->difference[1][figure].value;
    }
    row.title = words_in(&all, language);
    add_gap_row(&row, document, table);
}

static void scenarios_tree(const Comparison *comparison, Tree *tree)
{
    tree_array(tree, "scenarios");
    for (size_t i = 0; i < comparison->scenarios; i++) {
        tree_object(tree, NULL);
        tree_text(tree, "id", comparison_scenario(comparison, i)->id);
        tree_text(tree, "sha256", comparison_scenario(comparison, i)->digest);
        tree_close(tree);
    }
    tree_close(tree);
}

static void results_tree(const Comparison *comparison, size_t k, Tree *tree)
{
    tree_array(tree, "scenarios"); /* in the order of the files */
    for (size_t i = 0; i < comparison->scenarios; i++) {
        const Gain *gain = comparison->target[k].difference[i];
        size_t index = comparison->target[k].target[i];
        tree_object(tree, NULL);
        tree_text(tree, "id", comparison_scenario(comparison, i)->id);
        if (index != COMPARISON_NONE) {
            const TargetForecast *it = &comparison->forecast[i]->target[index];
            chance_tree(&it->chance, tree);
            tree_number(tree, "median", it->median);
            tree_number(tree, "median_error", it->median_error);
        }
        if (index != COMPARISON_NONE && i) {
            tree_number(tree, "difference", gain[COMPARED_PROBABILITY].value);
            tree_number(tree, "difference_error", gain[COMPARED_PROBABILITY].error);
            tree_number(tree, "median_difference", gain[COMPARED_MEDIAN].value);
            tree_number(tree, "median_difference_error", gain[COMPARED_MEDIAN].error);
        }
        tree_close(tree);
    }
    tree_close(tree);
}

static void gap_tree(const Comparison *comparison, size_t k, Tree *tree)
{
    static const char *const figures[] = { "probability", "median" };
    const ComparedTarget *it = &comparison->target[k];
    tree_object(tree, "gap");
    for (int figure = 0; figure < COMPARED; figure++) {
        tree_object(tree, figures[figure]);
        tree_number(tree, "total", it->difference[1][figure].value);
        tree_object(tree, "parts");
        for (size_t i = 0; i < comparison->parts; i++) {
            char *id = hybrid_part_id(&comparison->part[i]);
            tree_object(tree, id ? id : "");
            tree_number(tree, "contribution", it->gap[i].share[figure].value);
            tree_number(tree, "standard_error", it->gap[i].share[figure].error);
            tree_number(tree, "alone", it->gap[i].alone[figure]);
            tree_close(tree);
            tree->failed |= !id;
            free(id);
        }
        tree_close(tree);
        tree_number(tree, "interaction", comparison_interaction(comparison, k, figure));
        tree_close(tree);
    }
    tree_close(tree);
}

void comparison_document(const Comparison *comparison, Document *document)
{
    Tree *tree = &document->tree;
    targets_table(comparison, document);
    document_tag(document, "draws", text_format("of %s", comparison_scenario(comparison, 0)->id));
    if (comparison->unexplained)
        document_tag(document, "gap", text_copy(comparison->unexplained));
    scenarios_tree(comparison, tree);
    tree_object(tree, "targets");
    for (size_t k = 0; k < comparison->targets; k++) {
        tree_object(tree, target_in(comparison, k, 0)->id);
        results_tree(comparison, k, tree);
        if (comparison->parts)
            gap_tree(comparison, k, tree);
        tree_close(tree);
    }
    tree_close(tree);
    if (comparison->unexplained)
        tree_text(tree, "unexplained", comparison->unexplained);
    if (!comparison->parts)
        return;
    Table *table = document_table(document, "gap", title_gap, gap_columns);
    for (size_t k = 0; k < comparison->targets; k++)
        gap_rows(comparison, k, document, table);
}
