/* What it would take, as tables for people and as a tree for machines. */
#include "base/text.h"
#include "core/effort_document.h"
#include "core/measure.h"
#include "core/solve.h"
#include "core/target.h"

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
    COLUMN_BOUND,
    COLUMN_BOUND_HIGH,
    COLUMN_UNIT,
    COLUMN_REQUIRED,
    COLUMN_REQUIRED_LOW,
    COLUMN_REQUIRED_HIGH,
    { "own_low", WORDS("scenario's own: low", "kịch bản: thấp") },
    { "own_central", WORDS("central", "trung tâm") },
    { "own_high", WORDS("high", "cao") },
    { "shortfall", WORDS("missing to required", "còn thiếu") },
    { 0 },
};

static const Words title_corridor = WORDS("Levels from which the target still has a chance",
                                          "Mức từ đó vẫn còn khả năng đạt mục tiêu");
static const Words word_no_return = WORDS("more than there ever was", "cao hơn mức từng có");

static const Column corridor_columns[] = {
    COLUMN_TARGET,
    COLUMN_YEAR,
    { "chance20", WORDS("20 % chance from", "khả năng 20 % từ mức") },
    { "chance50", WORDS("50 %", "50 %") },
    { "chance80", WORDS("80 %", "80 %") },
    { "chance20_high", WORDS("20 % up to", "20 % đến mức") },
    { "chance50_high", WORDS("50 %", "50 %") },
    { "chance80_high", WORDS("80 %", "80 %") },
    COLUMN_UNIT,
    { "central", WORDS("scenario's own", "theo kịch bản") },
    { "required_growth", WORDS("required from there", "tăng trưởng cần có từ đó") },
    { "ceiling", WORDS("most there ever was", "cao nhất từng có") },
    { "no_return", WORDS("no return below", "khó đạt nếu dưới mức") },
    { "remark", WORDS("", "") },
    { 0 },
};

static const Column seek_columns[] = {
    COLUMN_TARGET,
    { "lever", WORDS("lever", "đòn bẩy") },
    { "asked", WORDS("probability asked for", "xác suất yêu cầu") },
    { "reachable", WORDS("reachable", "đạt được") },
    { "value", WORDS("value", "giá trị") },
    COLUMN_ERROR,
    { "others", WORDS("other values", "giá trị khác") },
    { "scenario", WORDS("scenario's own", "theo kịch bản") },
    { "scenario_probability", WORDS("its probability", "xác suất của kịch bản") },
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
    measure_optional(table);
    for (size_t i = 0; i < solve->needs; i++) {
        const Need *need = &solve->need[i];
        const Target *target = &s->target[need->target];
        table_text(document, table, target->id);
        table_text(document, table, words_in(&from_words[need->from], document->language));
        table_year(document, table, need->year);
        table_number(document, table, need->level, 0);
        table_year(document, table, need->until);
        table_number(document, table, need->bound, 0);
        measure_high_cell(document, table, target);
        table_text(document, table, measure_unit(s, target, document->language));
        measure_required_cells(document, table, target, need->growth, need->band);
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
        measure_band(tree, &solve->scenario->target[need->target], need->band);
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
    (seek->rate ? table_rate : table_number)(document, table, value, seek->whole ? 1 : error);
}

/* The other values that give the probability, "95.2; 120.1". */
static void others_cell(const Seek *seek, Document *document, Table *table)
{
    char number[NUMBER_SIZE];
    Text text = { 0 };
    for (size_t i = 0; i < seek->solutions; i++) {
        Cell cell = { .kind = seek->rate ? CELL_RATE : CELL_NUMBER,
                      .number = seek->solution[i],
                      .error = seek->error };
        if (fabs(seek->solution[i] - seek->value) > 1e-9 * fabs(seek->value))
            text_add(&text, "%s%s", text.size ? "; " : "",
                     cell_words(&cell, document->language, number));
    }
    table_text(document, table, text.data);
    document->failed |= text.failed;
    text_free(&text);
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
    others_cell(seek, document, table);
    lever_cell(seek, document, table, seek->start, 0);
    table_rate(document, table, seek->start_chance.probability, seek->start_chance.standard_error);
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
    tree_number(tree, "scenario_probability", seek->start_chance.probability);
    tree_boolean(tree, "already", seek->start_chance.probability >= seek->probability);
    tree_numbers(tree, "solutions", seek->solution, seek->solutions);
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

/* ---- the corridor ---- */

/* That a history is too short is no news where there is none. */
static void corridor_remark(const Solve *solve, const Corridor *corridor, size_t t,
                            Document *document, Table *table)
{
    const Scenario *s = solve->scenario;
    const Indicator *indicator = &s->indicator[s->target[corridor->target].indicator];
    const Words *why = corridor->why[t];
    bool first = corridor->no_return_year == s->base + (int)t;
    bool told = why && (indicator->observations || isfinite(corridor->ceiling[t]));
    Text remark = { 0 };
    if (first)
        text_put(&remark, words_in(&word_no_return, document->language));
    if (told)
        text_add(&remark, "%s%s", first ? "; " : "", words_in(why, document->language));
    document->failed |= remark.failed;
    table_text(document, table, remark.data);
    text_free(&remark);
}

static void corridor_rows(const Solve *solve, const Corridor *corridor, Document *document,
                          Table *table)
{
    const Scenario *s = solve->scenario;
    const Target *target = &s->target[corridor->target];
    for (size_t t = 0; t < corridor->years; t++) {
        table_text(document, table, target->id);
        table_year(document, table, s->base + (int)t);
        for (size_t c = 0; c < CORRIDOR_CHANCES; c++)
            table_number(document, table, corridor->level[c][t], corridor->error[c][t]);
        for (size_t c = 0; c < CORRIDOR_CHANCES; c++)
            table_number(document, table, corridor->high[c][t], corridor->high_error[c][t]);
        table_text(document, table, measure_unit(s, target, document->language));
        table_number(document, table, corridor->central[t], 0);
        table_rate(document, table, corridor->growth[t], 0);
        table_rate(document, table, corridor->ceiling[t], 0);
        table_number(document, table, corridor->no_return[t], 0);
        corridor_remark(solve, corridor, t, document, table);
    }
}

static void corridor_table(const Solve *solve, Document *document)
{
    Table *table = document_table(document, "corridor", title_corridor, corridor_columns);
    static const char *const optional[] = { "chance20_high", "chance50_high", "chance80_high" };
    for (size_t c = 0; c < CORRIDOR_CHANCES; c++)
        table_optional(table, optional[c]);
    for (size_t i = 0; i < solve->corridors; i++)
        if (!solve->corridor[i].unknown)
            corridor_rows(solve, &solve->corridor[i], document, table);
}

static void lines_tree(const Corridor *corridor, Tree *tree, const char *key,
                       double *const line[CORRIDOR_CHANCES])
{
    static const char *const chance[CORRIDOR_CHANCES] = { "0.2", "0.5", "0.8" };
    tree_object(tree, key);
    for (size_t c = 0; c < CORRIDOR_CHANCES; c++)
        tree_numbers(tree, chance[c], line[c], corridor->years);
    tree_close(tree);
}

static void corridor_levels(const Solve *solve, const Corridor *corridor, Tree *tree)
{
    tree_array(tree, "years");
    for (size_t t = 0; t < corridor->years; t++)
        tree_number(tree, NULL, solve->scenario->base + (double)t);
    tree_close(tree);
    lines_tree(corridor, tree, "levels", corridor->level);
    lines_tree(corridor, tree, "standard_errors", corridor->error);
    if (target_two_sided(&solve->scenario->target[corridor->target])) {
        lines_tree(corridor, tree, "levels_high", corridor->high);
        lines_tree(corridor, tree, "standard_errors_high", corridor->high_error);
    }
    tree_boolean(tree, "approximate", corridor->approximate);
    tree_text(tree, "method", solve->corridor_method);
    tree_numbers(tree, "central", corridor->central, corridor->years);
    tree_numbers(tree, "required_growth", corridor->growth, corridor->years);
    tree_numbers(tree, "ceiling", corridor->ceiling, corridor->years);
    tree_numbers(tree, "no_return_level", corridor->no_return, corridor->years);
    tree_array(tree, "no_return_reason");
    for (size_t t = 0; t < corridor->years; t++)
        tree_text(tree, NULL, corridor->why[t] ? words_in(corridor->why[t], LANGUAGE_EN) : NULL);
    tree_close(tree);
    tree_number(tree, "no_return_year",
                corridor->no_return_year ? (double)corridor->no_return_year : (double)NAN);
}

static void corridor_tree(const Solve *solve, Tree *tree)
{
    tree_object(tree, "corridor");
    for (size_t i = 0; i < solve->corridors; i++) {
        const Corridor *corridor = &solve->corridor[i];
        tree_object(tree, solve->scenario->target[corridor->target].id);
        if (corridor->unknown)
            tree_text(tree, "unknown", corridor->unknown);
        else
            corridor_levels(solve, corridor, tree);
        tree_close(tree);
    }
    tree_close(tree);
}

void solve_document(const Solve *solve, Document *document)
{
    if (solve->seek) {
        seek_tree(solve, &document->tree);
        seek_table(solve, document);
    }
    if (solve->frontier)
        effort_document(solve, document);
    need_tree(solve, &document->tree);
    if (solve->needs)
        need_table(solve, document);
    corridor_tree(solve, &document->tree);
    if (solve->corridor_method)
        corridor_table(solve, document);
}
