#include "core/reach_document.h"

#include "core/measure.h"
#include "core/target.h"

#include <math.h>

static const Words title_first =
    WORDS("First year in which the target is met", "Năm đầu tiên đạt mục tiêu");
static const Words title_reached =
    WORDS("Chance that the target has been met by then", "Khả năng đã đạt mục tiêu, theo năm");

static const Column first_columns[] = {
    COLUMN_TARGET,
    { "median_year", WORDS("in half of the paths by", "một nửa số đường đã đạt, đến năm") },
    { "never", WORDS("not within the horizon", "không đạt trong kỳ dự báo") },
    COLUMN_ERROR,
    { 0 },
};
static const Column reached_columns[] = {
    COLUMN_TARGET,
    COLUMN_YEAR,
    { "first_then", WORDS("first in this year", "lần đầu trong năm này") },
    { "reached_by", WORDS("by this year", "đến hết năm này") },
    COLUMN_ERROR,
    COLUMN_LOW95,
    COLUMN_HIGH95,
    { 0 },
};

static bool known(const Forecast *forecast)
{
    for (size_t i = 0; i < forecast->scenario->targets; i++)
        if (isfinite(forecast_never(forecast, i)))
            return true;
    return false;
}

static void first_rows(const Forecast *forecast, Document *document, Table *table)
{
    const Scenario *s = forecast->scenario;
    size_t last = scenario_years(s) - 1;
    for (size_t i = 0; i < s->targets; i++) {
        double error = forecast->target[i].reached[last].standard_error;
        int median = forecast_median_year(forecast, i);
        table_text(document, table, s->target[i].id);
        if (median)
            table_year(document, table, median);
        else
            table_text(document, table, NULL);
        table_rate(document, table, forecast_never(forecast, i), error);
        table_rate(document, table, error, error);
    }
}

static void reached_rows(const Forecast *forecast, Document *document, Table *table)
{
    const Scenario *s = forecast->scenario;
    for (size_t i = 0; i < s->targets; i++) {
        double before = 0;
        for (size_t t = 1; t < scenario_years(s); t++) {
            const Chance *by = &forecast->target[i].reached[t];
            if (isnan(by->probability))
                continue;
            table_text(document, table, s->target[i].id);
            table_year(document, table, s->base + (int)t);
            table_rate(document, table, by->probability - before, by->standard_error);
            chance_cells(by, document, table);
            before = by->probability;
        }
    }
}

void reach_document_tables(const Forecast *forecast, Document *document)
{
    if (!known(forecast))
        return;
    first_rows(forecast, document,
               document_table(document, "first_year", title_first, first_columns));
    reached_rows(forecast, document,
                 document_table(document, "reached_by", title_reached, reached_columns));
}

void reach_document_tree(const Forecast *forecast, size_t target, Tree *tree)
{
    const Scenario *s = forecast->scenario;
    const Target *it = &s->target[target];
    const Chance *reached = forecast->target[target].reached;
    size_t first = (size_t)(target_first(it, s->base) - s->base), years = scenario_years(s);
    int median = forecast_median_year(forecast, target);
    tree_object(tree, "reached_by");
    tree_array(tree, "years");
    for (size_t t = first; t < years; t++)
        tree_number(tree, NULL, s->base + (int)t);
    tree_close(tree);
    tree_array(tree, "probability");
    for (size_t t = first; t < years; t++)
        tree_number(tree, NULL, reached[t].probability);
    tree_close(tree);
    tree_array(tree, "standard_error");
    for (size_t t = first; t < years; t++)
        tree_number(tree, NULL, reached[t].standard_error);
    tree_close(tree);
    tree_number(tree, "never", forecast_never(forecast, target));
    tree_number(tree, "median_year", median ? (double)median : NAN);
    tree_close(tree);
}
