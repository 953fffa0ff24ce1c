/* How levels and the measures of targets appear in documents: units, cells, common columns. */
#ifndef CORE_MEASURE_H
#define CORE_MEASURE_H

#include "core/document.h"
#include "core/scenario.h"

/* Columns that several tables have, as initialisers of a Column. */
#define COLUMN_INDICATOR                                                                           \
    {                                                                                              \
        "indicator", WORDS("indicator", "chỉ tiêu")                                                \
    }
#define COLUMN_TARGET                                                                              \
    {                                                                                              \
        "target", WORDS("target", "mục tiêu")                                                      \
    }
#define COLUMN_UNIT                                                                                \
    {                                                                                              \
        "unit", WORDS("unit", "đơn vị")                                                            \
    }
#define COLUMN_YEAR                                                                                \
    {                                                                                              \
        "year", WORDS("year", "năm")                                                               \
    }
#define COLUMN_LOW95                                                                               \
    {                                                                                              \
        "low95", WORDS("95 % from", "95 % từ")                                                     \
    }
#define COLUMN_HIGH95                                                                              \
    {                                                                                              \
        "high95", WORDS("95 % to", "95 % đến")                                                     \
    }
#define COLUMN_ERROR                                                                               \
    {                                                                                              \
        "standard_error", WORDS("± std. error", "± sai số chuẩn")                                  \
    }
#define COLUMN_CHANCE                                                                              \
    {                                                                                              \
        "probability", WORDS("probability", "xác suất")                                            \
    }

/* Columns of what a target requires: its bound, of two the lower and the upper one, and the growth
 * that leads there, of two bounds the least and the most. */
#define COLUMN_BOUND                                                                               \
    {                                                                                              \
        "bound", WORDS("target level", "mức mục tiêu")                                             \
    }
#define COLUMN_BOUND_HIGH                                                                          \
    {                                                                                              \
        "bound_high", WORDS("target level up to", "mức mục tiêu đến")                              \
    }
#define COLUMN_REQUIRED                                                                            \
    {                                                                                              \
        "required_growth", WORDS("required growth", "tăng trưởng cần có")                          \
    }
#define COLUMN_REQUIRED_LOW                                                                        \
    {                                                                                              \
        "required_low", WORDS("required: least", "cần có: ít nhất")                                \
    }
#define COLUMN_REQUIRED_HIGH                                                                       \
    {                                                                                              \
        "required_high", WORDS("most", "nhiều nhất")                                               \
    }

/* The unit of an indicator, "" without one; borrowed. */
const char *measure_level_unit(const Scenario *scenario, size_t indicator, Language language);

/* The unit of a target's measure: that of its indicator, or "a year" for growth; borrowed. */
const char *measure_unit(const Scenario *scenario, const Target *target, Language language);

/* The measure of a target as the next cell: a number, or a rate for growth. */
void measure_cell(Document *document, Table *table, const Target *target, double value,
                  double error);

/* Marks the columns of targets with two bounds, which people do not see without such a target. */
void measure_optional(Table *table);

/* The upper of two bounds as the next cell, empty when there is one only. */
void measure_high_cell(Document *document, Table *table, const Target *target);

/* The required growth and, of a target with two bounds, the ends of its band as three cells. */
void measure_required_cells(Document *document, Table *table, const Target *target, double growth,
                            const double band[2]);

/* "bounds" and "required_growth_band" of a target with two bounds; null where growth cannot do it.
 */
void measure_band(Tree *tree, const Target *target, const double band[2]);

/* "years": the base year to the end. */
void measure_years(Tree *tree, const Scenario *scenario);

#endif
