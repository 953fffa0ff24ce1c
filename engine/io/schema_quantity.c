#include "io/schema_quantity.h"

#include "core/model.h"
#include "core/scenario.h"
#include "io/read_keys.h"
#include "io/schema_part.h"
#include "math/distribution.h"

#include <stdio.h>

enum { NAME_SIZE = 100 };

/* A rate as a number stays below 1 in magnitude, as a text it may be more. */
static void plain_number(Tree *tree, const Param *row, ParamUnit unit)
{
    bool rate = unit == PARAM_RATE, inside = unit == PARAM_PROBABILITY;
    bool open_low = row->open_low || inside || (rate && row->low <= -1);
    bool open_high = inside || (rate && row->high >= 1);
    schema_part_open(tree, NULL, "number");
    tree_number(tree, open_low ? "exclusiveMinimum" : "minimum",
                rate && row->low < -1 ? -1 : row->low);
    tree_number(tree, open_high ? "exclusiveMaximum" : "maximum",
                rate && row->high > 1 ? 1 : row->high);
    tree_close(tree);
}

void schema_quantity_constants(Tree *tree, const Param *row, ParamUnit unit)
{
    plain_number(tree, row, unit);
    if (unit == PARAM_LEVEL)
        return;
    bool above = row->low == 0 && (row->open_low || unit == PARAM_PROBABILITY);
    schema_part_open(tree, NULL, "string");
    tree_text(tree, "pattern",
              above           ? "^(?=.*[1-9])[0-9]+(\\.[0-9]+)? ?%$"
              : row->low >= 0 ? "^(-0+(\\.0+)?|[0-9]+(\\.[0-9]+)?) ?%$"
                              : "^-?[0-9]+(\\.[0-9]+)? ?%$");
    tree_close(tree);
}

void schema_quantity_number(Tree *tree, const char *key, const Param *row)
{
    tree_object(tree, key);
    tree_array(tree, "anyOf");
    schema_quantity_constants(tree, row, row->unit);
    tree_close(tree);
    tree_close(tree);
}

static const char *unit_name(ParamUnit unit)
{
    static const char *const name[] = { [PARAM_LEVEL] = "level",
                                        [PARAM_RATE] = "rate",
                                        [PARAM_SAME] = "same",
                                        [PARAM_PURE] = "pure",
                                        [PARAM_PROBABILITY] = "probability" };
    return name[unit];
}

/* A number or a distribution: elements of the open array. */
static void quantity(Tree *tree, const Param *row, bool patch)
{
    char name[NAME_SIZE];
    snprintf(name, sizeof name, "distribution_%s", unit_name(row->unit));
    schema_quantity_constants(tree, row, row->unit);
    schema_part_reference(tree, NULL, name, patch);
    if (patch)
        schema_part_null(tree);
}

static void by_period(Tree *tree, const Param *row, bool patch)
{
    schema_part_open(tree, NULL, "object");
    if (!patch)
        tree_number(tree, "minProperties", 1);
    schema_part_reference(tree, "propertyNames", "period", false);
    tree_object(tree, "additionalProperties");
    tree_array(tree, "anyOf");
    quantity(tree, row, patch);
    tree_close(tree);
    tree_close(tree);
    tree_close(tree);
}

static void by_year(Tree *tree, const Param *row, bool patch)
{
    schema_part_open(tree, NULL, "object");
    if (!patch)
        tree_number(tree, "minProperties", 1);
    tree_object(tree, "propertyNames");
    tree_text(tree, "pattern", "^[1-9][0-9]{0,3}$");
    tree_close(tree);
    tree_object(tree, "additionalProperties");
    tree_array(tree, "anyOf");
    quantity(tree, row, patch);
    tree_close(tree);
    tree_close(tree);
    tree_close(tree);
}

void schema_quantity_members(Tree *tree, const Param *row, bool patch)
{
    tree_array(tree, "anyOf");
    quantity(tree, row, patch);
    tree_close(tree);
}

void schema_quantity_param(Tree *tree, const Param *row, bool patch)
{
    tree_object(tree, row->name);
    tree_text(tree, "description", row->doc);
    if (!row->required)
        tree_number(tree, "default", row->standard);
    tree_array(tree, "anyOf");
    quantity(tree, row, patch);
    if (row->by_period)
        by_period(tree, row, patch);
    if (row->by_year)
        by_year(tree, row, patch);
    tree_close(tree);
    tree_close(tree);
}

static ParamUnit unit_of(const Param *row, ParamUnit unit)
{
    return row->unit == PARAM_SAME ? unit : row->unit;
}

static size_t row_count(const Param *row)
{
    size_t rows = 0;
    while (row[rows].name)
        rows++;
    return rows;
}

/* [one number for each row]; the members of the open object. */
static void list(Tree *tree, const Param *row, ParamUnit unit)
{
    tree_text(tree, "type", "array");
    tree_number(tree, "minItems", (double)row_count(row));
    tree_number(tree, "maxItems", (double)row_count(row));
    tree_array(tree, "items");
    for (; row->name; row++) {
        tree_object(tree, NULL);
        tree_text(tree, "description", row->doc);
        tree_array(tree, "anyOf");
        schema_quantity_constants(tree, row, unit_of(row, unit));
        tree_close(tree);
        tree_close(tree);
    }
    tree_close(tree);
}

static void pairs(Tree *tree, const Param *row, ParamUnit unit)
{
    tree_text(tree, "type", "array");
    tree_number(tree, "minItems", 1);
    tree_object(tree, "items");
    list(tree, row, unit);
    tree_close(tree);
}

static void points(Tree *tree, const Param *row, ParamUnit unit)
{
    tree_text(tree, "type", "object");
    tree_number(tree, "minProperties", 1);
    tree_object(tree, "propertyNames");
    tree_text(tree, "pattern", "^0\\.[0-9]*[1-9][0-9]*$");
    tree_close(tree);
    tree_object(tree, "additionalProperties");
    tree_array(tree, "anyOf");
    schema_quantity_constants(tree, row + 1, unit_of(row + 1, unit));
    tree_close(tree);
    tree_close(tree);
}

static void column(Tree *tree, const Param *row, ParamUnit unit)
{
    (void)row;
    (void)unit;
    tree_text(tree, "type", "string");
    tree_text(tree, "pattern", "^(?!(-|\\.|\\.\\.)#)[^/#\\u0000-\\u001f\\u007f]+#.+$");
}

static void (*const forms[])(Tree *, const Param *, ParamUnit) = {
    [FORM_LIST] = list,
    [FORM_PAIRS] = pairs,
    [FORM_POINTS] = points,
    [FORM_COLUMN] = column,
};

static void law_value(Tree *tree, const Distribution *law, ParamUnit unit)
{
    char name[NAME_SIZE];
    snprintf(name, sizeof name, "%s_%s", law->name, unit_name(unit));
    tree_object(tree, name);
    tree_text(tree, "description", law->summary);
    forms[law->form](tree, law->params, unit);
    tree_close(tree);
}

/* "within": [low, high], an end being null where there is none. */
static void within(Tree *tree, ParamUnit unit, bool patch)
{
    tree_object(tree, read_keys_within);
    tree_text(tree, "description",
              "Cắt phân phối ở hai đầu theo phân vị / cuts the distribution at two ends, by its "
              "quantiles; null: no end on that side");
    tree_array(tree, "type");
    tree_text(tree, NULL, "array");
    if (patch)
        tree_text(tree, NULL, "null");
    tree_close(tree);
    tree_number(tree, "minItems", 2);
    tree_number(tree, "maxItems", 2);
    tree_object(tree, "items");
    tree_array(tree, "anyOf");
    schema_quantity_constants(tree, &read_keys_end, unit);
    schema_part_null(tree);
    tree_close(tree);
    tree_close(tree);
    tree_close(tree);
}

/* One key, or one and "within". */
static void count_keys(Tree *tree)
{
    tree_number(tree, "maxProperties", 2);
    tree_object(tree, "if");
    tree_array(tree, "required");
    tree_text(tree, NULL, read_keys_within);
    tree_close(tree);
    tree_close(tree);
    tree_object(tree, "then");
    tree_number(tree, "minProperties", 2);
    tree_close(tree);
    tree_object(tree, "else");
    tree_number(tree, "maxProperties", 1);
    tree_close(tree);
}

/* {"NAME": values} with exactly one of the names; in a patch others may be taken away. */
static void distribution(Tree *tree, ParamUnit unit, bool patch)
{
    char name[NAME_SIZE];
    snprintf(name, sizeof name, "distribution_%s%s", unit_name(unit), patch ? "_patch" : "");
    schema_part_open(tree, name, "object");
    tree_number(tree, "minProperties", 1);
    if (!patch)
        count_keys(tree);
    tree_boolean(tree, "additionalProperties", false);
    tree_object(tree, "properties");
    for (size_t i = 0; distribution_table[i]; i++) {
        const Distribution *law = distribution_table[i];
        snprintf(name, sizeof name, "%s_%s", law->name, unit_name(unit));
        tree_object(tree, law->name);
        tree_text(tree, "description", law->summary);
        tree_array(tree, "anyOf");
        schema_part_reference(tree, NULL, name, false);
        if (patch)
            schema_part_null(tree);
        tree_close(tree);
        tree_close(tree);
    }
    within(tree, unit, patch);
    tree_close(tree);
    tree_close(tree);
}

static bool has_unit(const Param *row, ParamUnit unit)
{
    for (; row->name; row++)
        if (row->unit == unit)
            return true;
    return false;
}

static bool in_use(ParamUnit unit)
{
    bool used = has_unit(noise_params, unit);
    for (size_t i = 0; model_table[i]; i++)
        used = used || has_unit(model_table[i]->params, unit);
    return used;
}

void schema_quantity_laws(Tree *tree)
{
    for (int unit = PARAM_LEVEL; unit <= PARAM_PROBABILITY; unit++) {
        if (!in_use((ParamUnit)unit))
            continue;
        for (size_t i = 0; distribution_table[i]; i++)
            law_value(tree, distribution_table[i], (ParamUnit)unit);
        distribution(tree, (ParamUnit)unit, false);
        distribution(tree, (ParamUnit)unit, true);
    }
}
