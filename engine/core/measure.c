#include "core/measure.h"

#include "core/target.h"

#include <math.h>

static const Words word_rate = WORDS("a year", "mỗi năm");

const char *measure_level_unit(const Scenario *s, size_t indicator, Language language)
{
    return own_words_in(&s->indicator[indicator].unit, language, "");
}

const char *measure_unit(const Scenario *s, const Target *target, Language language)
{
    return target->shape == TARGET_GROWTH ? words_in(&word_rate, language)
                                          : measure_level_unit(s, target->indicator, language);
}

void measure_cell(Document *document, Table *table, const Target *target, double value,
                  double error)
{
    (target->shape == TARGET_GROWTH ? table_rate : table_number)(document, table, value, error);
}

void measure_optional(Table *table)
{
    table_optional(table, "bound_high");
    table_optional(table, "required_low");
    table_optional(table, "required_high");
}

void measure_high_cell(Document *document, Table *table, const Target *target)
{
    measure_cell(document, table, target, target_two_sided(target) ? target->high : NAN, 0);
}

void measure_required_cells(Document *document, Table *table, const Target *target, double growth,
                            const double band[2])
{
    table_rate(document, table, growth, 0);
    for (size_t side = 0; side < 2; side++)
        table_rate(document, table, target_two_sided(target) ? band[side] : NAN, 0);
}

void measure_band(Tree *tree, const Target *target, const double band[2])
{
    if (!target_two_sided(target))
        return;
    tree_numbers(tree, "bounds", (const double[]){ target->low, target->high }, 2);
    if (isnan(band[0]))
        tree_number(tree, "required_growth_band", NAN);
    else
        tree_numbers(tree, "required_growth_band", band, 2);
}

void measure_years(Tree *tree, const Scenario *s)
{
    tree_array(tree, "years");
    for (int year = s->base; year <= s->end; year++)
        tree_number(tree, NULL, year);
    tree_close(tree);
}
