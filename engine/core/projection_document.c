/* The projection as tables for people and as a tree for machines. */
#include "core/forecast.h"
#include "core/measure.h"
#include "core/target.h"

#include <math.h>
#include <stdio.h>

static const Words title_projection = WORDS("Deterministic paths", "Đường xác định");
static const Words title_required = WORDS("What the targets require", "Mục tiêu đòi hỏi gì");
static const Words word_yes = WORDS("yes", "có");
static const Words word_no = WORDS("no", "không");
static const Words word_undefined = WORDS("undefined", "không xác định");

static const Column projection_columns[] = {
    COLUMN_INDICATOR,
    COLUMN_UNIT,
    COLUMN_YEAR,
    { "low", WORDS("low", "thấp") },
    { "central", WORDS("central", "trung tâm") },
    { "high", WORDS("high", "cao") },
    { 0 },
};
static const Column required_columns[] = {
    COLUMN_TARGET,
    COLUMN_INDICATOR,
    { "years", WORDS("year(s)", "năm") },
    COLUMN_BOUND,
    COLUMN_BOUND_HIGH,
    COLUMN_UNIT,
    COLUMN_REQUIRED,
    COLUMN_REQUIRED_LOW,
    COLUMN_REQUIRED_HIGH,
    { "low", WORDS("low path", "đường thấp") },
    { "central", WORDS("central path", "đường trung tâm") },
    { "high", WORDS("high path", "đường cao") },
    { "met_low", WORDS("met: low", "đạt: thấp") },
    { "met_central", WORDS("central", "trung tâm") },
    { "met_high", WORDS("high", "cao") },
    { 0 },
};

static void projection_rows(const Projection *projection, Document *document, Table *table)
{
    const Scenario *s = projection->scenario;
    for (size_t i = 0; i < s->indicators; i++)
        for (size_t t = 0; t < scenario_years(s); t++) {
            table_text(document, table, s->indicator[i].id);
            table_text(document, table, measure_level_unit(s, i, document->language));
            table_year(document, table, s->base + (int)t);
            for (size_t side = 0; side < SIDES; side++)
                table_number(document, table, projection_level(projection, i, side)[t], 0);
        }
}

static const Words *met_words(const Requirement *requirement, size_t side)
{
    if (isnan(requirement->measure[side]))
        return &word_undefined;
    return requirement->met[side] ? &word_yes : &word_no;
}

static void required_rows(const Projection *projection, Document *document, Table *table)
{
    const Scenario *s = projection->scenario;
    Language language = document->language;
    for (size_t i = 0; i < s->targets; i++) {
        const Target *target = &s->target[i];
        const Requirement *requirement = &projection->requirement[i];
        char years[32];
        snprintf(years, sizeof years, target->from == target->to ? "%d" : "%d-%d", target->from,
                 target->to);
        table_text(document, table, target->id);
        table_text(document, table, s->indicator[target->indicator].id);
        table_text(document, table, years);
        measure_cell(document, table, target, requirement->bound, 0);
        measure_high_cell(document, table, target);
        table_text(document, table, measure_unit(s, target, language));
        measure_required_cells(document, table, target, requirement->required_growth,
                               requirement->band);
        for (size_t side = 0; side < SIDES; side++)
            measure_cell(document, table, target, requirement->measure[side], 0);
        for (size_t side = 0; side < SIDES; side++)
            table_text(document, table, words_in(met_words(requirement, side), language));
    }
}

static void side_numbers(Tree *tree, const Projection *projection, size_t indicator)
{
    static const char *const key[SIDES] = { "low", "central", "high" };
    for (size_t side = 0; side < SIDES; side++)
        tree_numbers(tree, key[side], projection_level(projection, indicator, side),
                     scenario_years(projection->scenario));
}

/* Of two bounds the ways to both. */
static void edges_tree(Tree *tree, const Scenario *s, size_t target, const Requirement *requirement)
{
    if (!target_two_sided(&s->target[target]))
        return;
    tree_array(tree, "required_path_band");
    for (size_t side = 0; side < 2; side++)
        tree_numbers(tree, NULL, requirement->edge[side], scenario_years(s));
    tree_close(tree);
}

static void projection_tree(const Projection *projection, Tree *tree, Language language)
{
    const Scenario *s = projection->scenario;
    tree_object(tree, "indicators");
    for (size_t i = 0; i < s->indicators; i++) {
        tree_object(tree, s->indicator[i].id);
        tree_text(tree, "unit", measure_level_unit(s, i, language));
        measure_years(tree, s);
        side_numbers(tree, projection, i);
        tree_close(tree);
    }
    tree_close(tree);
    tree_object(tree, "targets");
    for (size_t i = 0; i < s->targets; i++) {
        const Requirement *requirement = &projection->requirement[i];
        tree_object(tree, s->target[i].id);
        tree_number(tree, "bound", requirement->bound);
        tree_number(tree, "required_growth", requirement->required_growth);
        measure_band(tree, &s->target[i], requirement->band);
        tree_numbers(tree, "required_path", requirement->path, scenario_years(s));
        edges_tree(tree, s, i, requirement);
        tree_number(tree, "gap", target_gap(&s->target[i], requirement->measure[1]));
        tree_numbers(tree, "measure", requirement->measure, SIDES);
        tree_array(tree, "met");
        for (size_t side = 0; side < SIDES; side++)
            tree_boolean(tree, NULL, requirement->met[side]);
        tree_close(tree);
        tree_close(tree);
    }
    tree_close(tree);
}

void projection_document(const Projection *projection, Document *document)
{
    Table *table = document_table(document, "projection", title_projection, projection_columns);
    projection_rows(projection, document, table);
    if (projection->scenario->targets) {
        table = document_table(document, "required", title_required, required_columns);
        measure_optional(table);
        required_rows(projection, document, table);
    }
    projection_tree(projection, &document->tree, document->language);
}
