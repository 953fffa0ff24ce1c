#include "core/effort_document.h"

#include "base/text.h"

static const Words title_effort =
    WORDS("Least effort for the probability asked for", "Nỗ lực nhỏ nhất cho xác suất yêu cầu");
static const Words title_frontier = WORDS("Effort against probability", "Nỗ lực theo xác suất");
static const Words not_reachable = WORDS("not within the limits", "ngoài giới hạn đòn bẩy");

static const Column effort_columns[] = {
    { "lever", WORDS("lever", "đòn bẩy") },
    { "title", WORDS("title", "tên") },
    { "scenario", WORDS("scenario's own", "theo kịch bản") },
    { "value", WORDS("value", "giá trị") },
    { "from", WORDS("limits from", "giới hạn từ") },
    { "to", WORDS("to", "đến") },
    { "effort", WORDS("effort", "nỗ lực") },
    { "asked", WORDS("probability asked for", "xác suất yêu cầu") },
    { "probability", WORDS("probability there", "xác suất tại đó") },
    { 0 },
};

static const Column frontier_columns[] = {
    { "probability", WORDS("probability", "xác suất") },
    { "effort", WORDS("least effort", "nỗ lực nhỏ nhất") },
    { "standard_error", WORDS("± std. error", "± sai số chuẩn") },
    { "values", WORDS("levers", "các đòn bẩy") },
    { 0 },
};

static Cell lever_cell(const Lever *lever, double value)
{
    return (Cell){ .kind = lever->number.rate ? CELL_RATE : CELL_NUMBER,
                   .number = value,
                   .error = lever->number.whole ? 1 : 0 };
}

static void put_lever(const Lever *lever, Document *document, Table *table, double value)
{
    Cell cell = lever_cell(lever, value);
    (lever->number.rate ? table_rate : table_number)(document, table, value, cell.error);
}

static void effort_table(const Solve *solve, Document *document)
{
    const Scenario *s = solve->scenario;
    const Effort *effort = &solve->frontier->asked;
    Table *table = document_table(document, "effort", title_effort, effort_columns);
    for (size_t i = 0; i < s->levers; i++) {
        const Lever *lever = &s->lever[i];
        table_text(document, table, lever->id);
        table_text(document, table, own_words_in(&lever->title, document->language, NULL));
        put_lever(lever, document, table, lever->number.value);
        put_lever(lever, document, table, effort->value[i]);
        put_lever(lever, document, table, lever->from.value);
        put_lever(lever, document, table, lever->to.value);
        table_number(document, table, effort_of(lever, effort->value[i]), 0);
        table_rate(document, table, effort->probability, 0);
        table_rate(document, table, effort->chance.probability, effort->chance.standard_error);
    }
}

/* "growth 17.2 %, base 72,000" */
static void put_values(const Scenario *s, const Effort *effort, Language language, Text *text)
{
    char number[NUMBER_SIZE];
    for (size_t i = 0; i < s->levers; i++) {
        Cell cell = lever_cell(&s->lever[i], effort->value[i]);
        text_add(text, "%s%s %s", i ? "; " : "", s->lever[i].id,
                 cell_words(&cell, language, number));
    }
}

static void frontier_table(const Solve *solve, Document *document)
{
    Table *table = document_table(document, "frontier", title_frontier, frontier_columns);
    for (size_t i = 0; i < FRONTIER_POINTS; i++) {
        const Effort *effort = &solve->frontier->point[i];
        Text values = { 0 };
        if (effort->reachable)
            put_values(solve->scenario, effort, document->language, &values);
        else
            text_put(&values, words_in(&not_reachable, document->language));
        table_rate(document, table, effort->probability, 0);
        table_number(document, table, effort->effort, effort->error);
        table_number(document, table, effort->error, effort->error);
        table_text(document, table, values.data);
        document->failed |= values.failed;
        text_free(&values);
    }
}

static void point_tree(const Solve *solve, const Effort *effort, Tree *tree, const char *key)
{
    const Scenario *s = solve->scenario;
    tree_object(tree, key);
    tree_number(tree, "probability", effort->probability);
    tree_boolean(tree, "reachable", effort->reachable);
    tree_number(tree, "effort", effort->effort);
    tree_number(tree, "standard_error", effort->error);
    tree_object(tree, "levers");
    for (size_t i = 0; i < s->levers; i++) {
        tree_object(tree, s->lever[i].id);
        tree_number(tree, "value", effort->value[i]);
        tree_number(tree, "change", effort->value[i] - s->lever[i].number.value);
        tree_number(tree, "effort", effort_of(&s->lever[i], effort->value[i]));
        tree_close(tree);
    }
    tree_close(tree);
    tree_number(tree, "probability_at_values", effort->chance.probability);
    tree_number(tree, "probability_standard_error", effort->chance.standard_error);
    tree_close(tree);
}

void effort_document(const Solve *solve, Document *document)
{
    const Frontier *frontier = solve->frontier;
    const Scenario *s = solve->scenario;
    Tree *tree = &document->tree;
    tree_text(tree, "target",
              frontier->target < s->targets ? s->target[frontier->target].id : NULL);
    point_tree(solve, &frontier->asked, tree, "effort");
    tree_array(tree, "frontier");
    for (size_t i = 0; i < FRONTIER_POINTS; i++)
        point_tree(solve, &frontier->point[i], tree, NULL);
    tree_close(tree);
    tree_object(tree, "best");
    chance_tree(&frontier->most, tree);
    tree_close(tree);
    tree_integer(tree, "evaluations", frontier->evaluations);
    tree_text(tree, "method", frontier->method);
    effort_table(solve, document);
    frontier_table(solve, document);
}
