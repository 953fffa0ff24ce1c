/* A discovery as tables and as a tree. */
#include "core/discovery.h"

#include "core/measure.h"

#include <math.h>
#include <stdlib.h>

static const Words title_box = WORDS("The conditions", "Các điều kiện");
static const Words title_boxes =
    WORDS("All boxes, from the whole space on", "Mọi hộp tìm được, từ toàn bộ không gian");
static const Words title_summary = WORDS("What was found", "Kết quả");
static const Words chosen = WORDS("chosen", "được chọn");

static const Column summary_columns[] = {
    { "density", WORDS("in the box", "trong hộp") },
    { "coverage", WORDS("of all such", "trên tổng số") },
    { "mass", WORDS("of all paths", "trên mọi đường") },
    { "held_density", WORDS("in the box, other half", "trong hộp, ở nửa kia") },
    { "held_coverage", WORDS("of all such, other half", "trên tổng số, ở nửa kia") },
    { "sentence", WORDS("in words", "bằng lời") },
    COLUMN_CHANCE,
    COLUMN_ERROR,
    { 0 },
};

static const Column box_columns[] = {
    { "input", WORDS("input", "đầu vào") },
    { "pointer", WORDS("pointer", "vị trí") },
    { "low", WORDS("from", "từ") },
    { "high", WORDS("to", "đến") },
    { "quasi_p", WORDS("quasi-p", "quasi-p") },
    { "without", WORDS("in the box without it", "trong hộp nếu bỏ") },
    { "reproduced", WORDS("found again in halves", "tìm lại ở các nửa") },
    { 0 },
};

static const Column boxes_columns[] = {
    { "box", WORDS("box", "hộp") },
    { "restricted", WORDS("inputs restricted", "số đầu vào bị giới hạn") },
    { "paths", WORDS("paths inside", "số đường trong hộp") },
    { "mass", WORDS("of all paths", "trên mọi đường") },
    { "density", WORDS("in the box", "trong hộp") },
    { "coverage", WORDS("of all such", "trên tổng số") },
    { "contrast", WORDS("contrast", "độ tách biệt") },
    { "chosen", WORDS("", "") },
    { 0 },
};

static void put_end(const DiscoveryInput *input, double end, Document *document, Table *table)
{
    double value = isfinite(end) ? end : NAN;
    (input->unit == INPUT_RATE ? table_rate : table_number)(document, table, value, 0);
}

static double share_error(double share, double n)
{
    return sqrt(share * (1 - share) / n);
}

static void summary_table(const Discovery *discovery, Document *document)
{
    const PrimTrajectory *made = &discovery->trajectory;
    size_t k = discovery->chosen;
    double inside = (double)made->box[k].inside, half = 2;
    double density = prim_density(made, k), coverage = prim_coverage(made, k);
    double density_error = share_error(density, inside);
    double coverage_error = share_error(coverage, (double)made->interest);
    Text words = { 0 };
    Table *table = document_table(document, "discovery", title_summary, summary_columns);
    discovery_sentence(discovery, document->language, &words);
    table_rate(document, table, density, density_error);
    table_rate(document, table, coverage, coverage_error);
    table_rate(document, table, prim_mass(made, k),
               share_error(prim_mass(made, k), (double)made->paths));
    table_rate(document, table, discovery->held_density, half * density_error);
    table_rate(document, table, discovery->held_coverage, half * coverage_error);
    table_text(document, table, words.data);
    table_rate(document, table, discovery->chance.probability, discovery->chance.standard_error);
    table_rate(document, table, discovery->chance.standard_error, discovery->chance.standard_error);
    document->failed |= words.failed;
    text_free(&words);
}

static void box_table(const Discovery *discovery, const size_t *order, size_t count,
                      Document *document)
{
    const PrimBox *box = discovery_box(discovery);
    Table *table = document_table(document, "box", title_box, box_columns);
    for (size_t i = 0; i < count; i++) {
        const DiscoveryInput *input = &discovery->input[order[i]];
        table_text(document, table, input->title[document->language]);
        table_text(document, table, input->pointer);
        put_end(input, box->low[order[i]], document, table);
        put_end(input, box->high[order[i]], document, table);
        table_number(document, table, input->quasi_p, input->quasi_p / 10);
        table_rate(document, table, input->without_it,
                   share_error(input->without_it, (double)box->inside));
        table_rate(document, table, input->reproduced, 0);
    }
}

static void boxes_table(const Discovery *discovery, Document *document)
{
    const PrimTrajectory *made = &discovery->trajectory;
    Table *table = document_table(document, "trajectory", title_boxes, boxes_columns);
    for (size_t k = 0; k < made->boxes; k++) {
        double density = prim_density(made, k), coverage = prim_coverage(made, k);
        double inside = (double)made->box[k].inside;
        table_year(document, table, (int)k + 1);
        table_year(document, table, (int)prim_restrictions(made, k));
        table_number(document, table, inside, 1); /* whole */
        table_rate(document, table, prim_mass(made, k),
                   share_error(prim_mass(made, k), (double)made->paths));
        table_rate(document, table, density, share_error(density, inside));
        table_rate(document, table, coverage, share_error(coverage, (double)made->interest));
        table_rate(document, table, prim_contrast(made, k),
                   share_error(coverage, (double)made->interest));
        table_text(document, table,
                   k == discovery->chosen ? words_in(&chosen, document->language) : "");
    }
}

static void ends_tree(Tree *tree, const char *key, double low, double high)
{
    tree_numbers(tree, key, (double[]){ low, high }, 2); /* an open end is null */
}

static void box_tree(const Discovery *discovery, const size_t *order, size_t count, Tree *tree)
{
    const PrimBox *box = discovery_box(discovery);
    tree_object(tree, "box");
    for (size_t i = 0; i < count; i++)
        ends_tree(tree, discovery->input[order[i]].pointer, box->low[order[i]],
                  box->high[order[i]]);
    tree_close(tree);
    tree_object(tree, "quasi_p");
    for (size_t i = 0; i < count; i++)
        tree_number(tree, discovery->input[order[i]].pointer, discovery->input[order[i]].quasi_p);
    tree_close(tree);
    tree_object(tree, "reproduced");
    for (size_t v = 0; v < discovery->inputs; v++)
        tree_number(tree, discovery->input[v].pointer, discovery->input[v].reproduced);
    tree_close(tree);
}

static void trajectory_tree(const Discovery *discovery, Tree *tree)
{
    const PrimTrajectory *made = &discovery->trajectory;
    tree_array(tree, "trajectory");
    for (size_t k = 0; k < made->boxes; k++) {
        const PrimBox *box = &made->box[k];
        tree_object(tree, NULL);
        tree_number(tree, "coverage", prim_coverage(made, k));
        tree_number(tree, "density", prim_density(made, k));
        tree_number(tree, "mass", prim_mass(made, k));
        tree_number(tree, "contrast", prim_contrast(made, k));
        tree_object(tree, "box");
        for (size_t v = 0; v < discovery->inputs; v++)
            if (prim_restricts(box, v))
                ends_tree(tree, discovery->input[v].pointer, box->low[v], box->high[v]);
        tree_close(tree);
        tree_close(tree);
    }
    tree_close(tree);
}

static void sentences_tree(const Discovery *discovery, Tree *tree)
{
    tree_object(tree, "sentence");
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        Text words = { 0 };
        discovery_sentence(discovery, (Language)i, &words);
        tree_text(tree, language_code((Language)i), words.data);
        tree->failed |= words.failed;
        text_free(&words);
    }
    tree_close(tree);
}

void discovery_document(const Discovery *discovery, Document *document)
{
    const PrimTrajectory *made = &discovery->trajectory;
    size_t k = discovery->chosen, *order = calloc(discovery->inputs + 1, sizeof *order);
    size_t count = order ? discovery_order(discovery, order) : 0;
    Tree *tree = &document->tree;
    document->failed |= !order;
    summary_table(discovery, document);
    box_table(discovery, order, count, document);
    boxes_table(discovery, document);
    tree_text(tree, "target", discovery->scenario->target[discovery->target].id);
    chance_tree(&discovery->chance, tree);
    tree_text(tree, "of", discovery->met ? "met" : "missed");
    tree_integer(tree, "paths_kept", discovery->paths);
    tree_integer(tree, "chosen", k + 1);
    tree_text(tree, "rule", discovery->by_rule ? "contrast" : "asked for");
    box_tree(discovery, order, count, tree);
    tree_number(tree, "coverage", prim_coverage(made, k));
    tree_number(tree, "density", prim_density(made, k));
    tree_number(tree, "mass", prim_mass(made, k));
    tree_number(tree, "held_coverage", discovery->held_coverage);
    tree_number(tree, "held_density", discovery->held_density);
    trajectory_tree(discovery, tree);
    sentences_tree(discovery, tree);
    free(order);
}
