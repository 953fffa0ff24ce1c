#include "core/projects_document.h"

#include "core/measure.h"

static const Words title = WORDS("What each project decides", "Mỗi dự án quyết định bao nhiêu");

static const Column columns[] = {
    COLUMN_TARGET,
    { "project", WORDS("project", "dự án") },
    COLUMN_INDICATOR,
    { "comes", WORDS("project comes", "dự án có") },
    { "with", WORDS("chance with it", "khả năng đạt khi có") },
    { "without", WORDS("without it", "khi không có") },
    { "difference", WORDS("difference", "chênh lệch") },
    COLUMN_ERROR,
    { 0 },
};

static void add_row(const ProjectForecast *it, const Scenario *s, Document *document, Table *table)
{
    const Indicator *indicator = &s->indicator[it->indicator];
    table_text(document, table, s->target[it->target].id);
    table_text(document, table, indicator->project[it->project].id);
    table_text(document, table, indicator->id);
    table_rate(document, table, indicator->project[it->project].probability, 0);
    table_rate(document, table, it->with.probability, it->with.standard_error);
    table_rate(document, table, it->without.probability, it->without.standard_error);
    table_rate(document, table, it->difference, it->error);
    table_rate(document, table, it->error, it->error);
}

/* Of one project the targets in the order of the scenario. */
static void project_tree(const Forecast *forecast, size_t indicator, size_t project, Tree *tree)
{
    const Scenario *s = forecast->scenario;
    tree_object(tree, s->indicator[indicator].project[project].id);
    for (size_t i = 0; i < forecast->projects; i++) {
        const ProjectForecast *it = &forecast->project[i];
        if (it->indicator != indicator || it->project != project)
            continue;
        tree_object(tree, s->target[it->target].id);
        tree_number(tree, "with", it->with.probability);
        tree_number(tree, "with_standard_error", it->with.standard_error);
        tree_number(tree, "without", it->without.probability);
        tree_number(tree, "without_standard_error", it->without.standard_error);
        tree_number(tree, "difference", it->difference);
        tree_number(tree, "standard_error", it->error);
        tree_close(tree);
    }
    tree_close(tree);
}

void projects_table(const Forecast *forecast, Document *document)
{
    if (!forecast->projects)
        return;
    Table *table = document_table(document, "projects", title, columns);
    for (size_t i = 0; i < forecast->projects; i++)
        add_row(&forecast->project[i], forecast->scenario, document, table);
}

void projects_tree(const Forecast *forecast, Tree *tree)
{
    const Scenario *s = forecast->scenario;
    if (!forecast->projects)
        return;
    tree_object(tree, "projects");
    for (size_t i = 0; i < s->indicators; i++) {
        if (!s->indicator[i].projects)
            continue;
        tree_object(tree, s->indicator[i].id);
        for (size_t j = 0; j < s->indicator[i].projects; j++)
            project_tree(forecast, i, j, tree);
        tree_close(tree);
    }
    tree_close(tree);
}
