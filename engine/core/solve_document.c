/* What it would take, as tables for people and as a tree for machines. */
#include "core/measure.h"
#include "core/solve.h"

#include <math.h>

static const Words title_need = WORDS("Growth that the targets require", "Tăng trưởng cần có");
static const Words title_seek =
    WORDS("Value of the lever that gives the probability", "Giá trị đòn bẩy để đạt xác suất");
static const Words all_targets = WORDS("all targets together", "tất cả mục tiêu cùng đạt");
static const Words word_yes = WORDS("yes", "có");
static const Words word_no = WORDS("no", "không");
static const Words from_words[NEED_FROM_COUNT] = {
    [NEED_FROM_BASE] = WORDS("base", "năm gốc"),
    [NEED_FROM_ACTUAL] = WORDS("actual", "thực hiện"),
    [NEED_FROM_GIVEN] = WORDS("given", "cho trước"),
};
static const char *const from_ids[NEED_FROM_COUNT] = {
    [NEED_FROM_BASE] = "base", [NEED_FROM_ACTUAL] = "actual", [NEED_FROM_GIVEN] = "given"
};

static const Column need_columns[] = {
    COLUMN_TARGET,
    { "from", WORDS("from", "tính từ") },
    COLUMN_YEAR,
    { "level", WORDS("level", "mức") },
    { "until", WORDS("until", "đến năm") },
    { "bound", WORDS("target level", "mức mục tiêu") },
    COLUMN_UNIT,
    { "required_growth", WORDS("required growth", "tăng trưởng cần có") },
    { "own_low", WORDS("scenario's own: low", "kịch bản: thấp") },
    { "own_central", WORDS("central", "trung tâm") },
    { "own_high", WORDS("high", "cao") },
    { "shortfall", WORDS("missing to required", "còn thiếu") },
    { 0 },
};

static const Column seek_columns[] = {
    COLUMN_TARGET,
    { "lever", WORDS("lever", "đòn bẩy") },
    { "asked", WORDS("probability asked for", "xác suất yêu cầu") },
    { "reachable", WORDS("reachable", "đạt được") },
    { "value", WORDS("value", "giá trị") },
    COLUMN_ERROR,
    { "scenario", WORDS("scenario's own", "theo kịch bản") },
    { "low", WORDS("looked from", "tìm từ") },
    { "high", WORDS("to", "đến") },
    { "probability", WORDS("probability there", "xác suất tại đó") },
    { "probability_error", WORDS("± std. error", "± sai số chuẩn") },
    { 0 },
};

static void need_table(const Solve *solve, Document *document)
{
    const Scenario *s = solve->scenario;
    Table *table = document_table(document, "required_growth", title_need, need_columns);
    for (size_t i = 0; i < solve->needs; i++) {
        const Need *need = &solve->need[i];
        const Target *target = &s->target[need->target];
        table_text(document, table, target->id);
        table_text(document, table, words_in(&from_words[need->from], document->language));
        table_year(document, table, need->year);
        table_number(document, table, need->level, 0);
        table_year(document, table, need->until);
        table_number(document, table, need->bound, 0);
        table_text(document, table, measure_unit(s, target, document->language));
        table_rate(document, table, need->growth, 0);
        for (size_t side = 0; side < SIDES; side++)
            table_rate(document, table, need->own[side], 0);
        table_rate(document, table, need->growth - need->own[1], 0);
    }
}

static void need_tree(const Solve *solve, Tree *tree)
{
    static const char *const own[SIDES] = { "own_low", "own_central", "own_high" };
    tree_array(tree, "required");
    for (size_t i = 0; i < solve->needs; i++) {
        const Need *need = &solve->need[i];
        tree_object(tree, NULL);
        tree_text(tree, "target", solve->scenario->target[need->target].id);
        tree_text(tree, "from", from_ids[need->from]);
        tree_number(tree, "year", need->year);
        tree_number(tree, "level", need->level);
        tree_number(tree, "until", need->until);
        tree_number(tree, "bound", need->bound);
        tree_number(tree, "required_growth", need->growth);
        for (size_t side = 0; side < SIDES; side++)
            tree_number(tree, own[side], need->own[side]);
        tree_close(tree);
    }
    tree_close(tree);
}

/* A value of the lever, as the file writes it. */
static void lever_cell(const Seek *seek, Document *document, Table *table, double value,
                       double error)
{
    (seek->percent ? table_rate : table_number)(document, table, value, error);
}

/* Where no value gives the probability, the row tells of the one that gives most. */
static void seek_table(const Solve *solve, Document *document)
{
    const Seek *seek = solve->seek;
    const Scenario *s = solve->scenario;
    Language language = document->language;
    const Chance *chance = seek->reachable ? &seek->chance : &seek->best_chance;
    Table *table = document_table(document, "lever", title_seek, seek_columns);
    table_text(document, table,
               seek->target < s->targets ? s->target[seek->target].id
                                         : words_in(&all_targets, language));
    table_text(document, table, seek->lever ? seek->lever : seek->pointer);
    table_rate(document, table, seek->probability, 0);
    table_text(document, table, words_in(seek->reachable ? &word_yes : &word_no, language));
    lever_cell(seek, document, table, seek->reachable ? seek->value : seek->best, seek->error);
    lever_cell(seek, document, table, seek->error, seek->error);
    lever_cell(seek, document, table, seek->start, 0);
    lever_cell(seek, document, table, seek->limits[0], 0);
    lever_cell(seek, document, table, seek->limits[1], 0);
    table_rate(document, table, chance->probability, chance->standard_error);
    table_rate(document, table, chance->standard_error, chance->standard_error);
}

static void seek_tree(const Solve *solve, Tree *tree)
{
    const Seek *seek = solve->seek;
    const Scenario *s = solve->scenario;
    tree_text(tree, "target", seek->target < s->targets ? s->target[seek->target].id : NULL);
    tree_text(tree, "lever", seek->lever ? seek->lever : seek->pointer);
    tree_text(tree, "pointer", seek->pointer);
    tree_number(tree, "probability", seek->probability);
    tree_number(tree, "value", seek->value);
    tree_number(tree, "standard_error", seek->error);
    tree_boolean(tree, "reachable", seek->reachable);
    tree_number(tree, "scenario_value", seek->start);
    tree_numbers(tree, "limits", seek->limits, 2);
    tree_number(tree, "probability_at_value", seek->chance.probability);
    tree_number(tree, "probability_standard_error", seek->chance.standard_error);
    tree_number(tree, "slope", seek->slope);
    tree_object(tree, "best");
    tree_number(tree, "value", seek->best);
    chance_tree(&seek->best_chance, tree);
    tree_close(tree);
    tree_integer(tree, "evaluations", seek->evaluations);
    tree_text(tree, "method", seek->method);
}

void solve_document(const Solve *solve, Document *document)
{
    if (solve->seek) {
        seek_tree(solve, &document->tree);
        seek_table(solve, document);
    }
    need_tree(solve, &document->tree);
    if (solve->needs)
        need_table(solve, document);
}
