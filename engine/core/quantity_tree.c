#include "core/quantity_tree.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The shortest significant digits that are read as the same number; returns its power of ten. */
static int shortest(double value, char digits[20])
{
    char text[40];
    int precision = 0;
    do
        snprintf(text, sizeof text, "%.*e", precision, fabs(value));
    while (strtod(text, NULL) != fabs(value) && precision++ < 16);
    const char *exponent = strchr(text, 'e');
    size_t n = 0;
    for (const char *at = text; at < exponent; at++)
        if (*at != '.')
            digits[n++] = *at;
    digits[n] = '\0';
    return atoi(exponent + 1);
}

/* The decimal point is moved in the text, since 100 x is rounded. */
void quantity_tree_percent(Tree *tree, const char *key, double value)
{
    enum { MOST = 400 };
    char digits[20], text[MOST];
    int point = shortest(value, digits) + 3, n = (int)strlen(digits), at = 0;
    if (signbit(value))
        text[at++] = '-';
    for (int i = point < 1 ? point - 1 : 0; i < (point > n ? point : n) && at < MOST - 3; i++) {
        if (i == point)
            text[at++] = '.';
        text[at++] = i < 0 || i >= n ? '0' : digits[i];
    }
    snprintf(text + at, 2, "%%");
    tree_text(tree, key, text);
}

void quantity_tree_number(Tree *tree, const char *key, double value, ParamUnit unit)
{
    if (unit == PARAM_RATE && fabs(value) >= 1 && isfinite(value))
        quantity_tree_percent(tree, key, value);
    else
        tree_number(tree, key, value);
}

static ParamUnit unit_of(const Quantity *q, size_t row, ParamUnit unit)
{
    ParamUnit own = q->law->params[row].unit;
    return own == PARAM_SAME ? unit : own;
}

static void list_tree(Tree *tree, const Quantity *q, ParamUnit unit)
{
    tree_array(tree, q->law->name);
    for (size_t i = 0; i < q->given_count; i++)
        quantity_tree_number(tree, NULL, q->given[i], unit_of(q, i, unit));
    tree_close(tree);
}

static void pairs_tree(Tree *tree, const Quantity *q, ParamUnit unit)
{
    tree_array(tree, q->law->name);
    for (size_t i = 0; i + 1 < q->given_count; i += 2) {
        tree_array(tree, NULL);
        quantity_tree_number(tree, NULL, q->given[i], unit_of(q, 0, unit));
        quantity_tree_number(tree, NULL, q->given[i + 1], unit_of(q, 1, unit));
        tree_close(tree);
    }
    tree_close(tree);
}

static void points_tree(Tree *tree, const Quantity *q, ParamUnit unit)
{
    tree_object(tree, q->law->name);
    for (size_t i = 0; 2 * i + 1 < q->given_count && q->key; i++)
        quantity_tree_number(tree, q->key[i], q->given[2 * i + 1], unit_of(q, 1, unit));
    tree_close(tree);
}

static void column_tree(Tree *tree, const Quantity *q, ParamUnit unit)
{
    (void)unit;
    tree_text(tree, q->law->name, q->origin);
}

static void (*const forms[])(Tree *, const Quantity *, ParamUnit) = {
    [FORM_LIST] = list_tree,
    [FORM_PAIRS] = pairs_tree,
    [FORM_POINTS] = points_tree,
    [FORM_COLUMN] = column_tree,
};

/* Not where only the row of the parameter cut it. */
static void within_tree(Tree *tree, const Quantity *q, ParamUnit unit)
{
    if (!q->whole || (isinf(q->given[0]) && isinf(q->given[1])))
        return;
    tree_array(tree, "within");
    for (size_t i = 0; i < 2; i++)
        quantity_tree_number(tree, NULL, q->given[i], unit);
    tree_close(tree);
}

void quantity_tree(Tree *tree, const char *key, const Quantity *q, ParamUnit unit)
{
    const Quantity *whole = q->whole ? q->whole : q;
    if (q->plain) {
        quantity_tree_number(tree, key, q->given[0], unit);
        return;
    }
    tree_object(tree, key);
    forms[whole->law->form](tree, whole, unit);
    within_tree(tree, q, unit);
    tree_close(tree);
}

static void years_tree(Tree *tree, const Param *param, const Parameter *parameter)
{
    tree_object(tree, param->name);
    for (size_t q = 0; q < parameter->count; q++) {
        char year[20];
        snprintf(year, sizeof year, "%d", parameter->year[q]);
        quantity_tree(tree, year, &parameter->quantity[q], param->unit);
    }
    tree_close(tree);
}

void quantity_tree_parameter(Tree *tree, const Scenario *s, const Param *param,
                             const Parameter *parameter)
{
    if (parameter->year) {
        years_tree(tree, param, parameter);
        return;
    }
    if (!parameter->by_period) {
        quantity_tree(tree, param->name, &parameter->quantity[0], param->unit);
        return;
    }
    tree_object(tree, param->name);
    for (size_t p = 0; p < s->periods; p++)
        quantity_tree(tree, s->period[p].id, parameter_in(parameter, p), param->unit);
    tree_close(tree);
}
