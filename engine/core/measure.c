#include "core/measure.h"

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

void measure_years(Tree *tree, const Scenario *s)
{
    tree_array(tree, "years");
    for (int year = s->base; year <= s->end; year++)
        tree_number(tree, NULL, year);
    tree_close(tree);
}
