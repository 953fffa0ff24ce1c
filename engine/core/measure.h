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

/* The unit of an indicator, "" without one; borrowed. */
const char *measure_level_unit(const Scenario *scenario, size_t indicator, Language language);

/* The unit of a target's measure: that of its indicator, or "a year" for growth; borrowed. */
const char *measure_unit(const Scenario *scenario, const Target *target, Language language);

/* The measure of a target as the next cell: a number, or a rate for growth. */
void measure_cell(Document *document, Table *table, const Target *target, double value,
                  double error);

/* "years": the base year to the end. */
void measure_years(Tree *tree, const Scenario *scenario);

#endif
