#include "run/laws.h"

#include <stdlib.h>

static size_t param_count(const Model *model)
{
    size_t count = 0;
    while (model->params[count].name)
        count++;
    return count;
}

static Status add_table(OctaveTable **table, const Quantity *quantity, Error *err)
{
    Error unfit = { 0 };
    if (quantity_is_constant(quantity))
        return STATUS_GOOD;
    *table = malloc(sizeof **table);
    if (!*table)
        return error_memory(err);
    if (octave_fit(*table, quantity_octave, quantity, &unfit) != STATUS_GOOD) {
        free(*table);
        *table = NULL;
    }
    return STATUS_GOOD;
}

/* Linked periods take the same quantile, which a table draws otherwise than a law without one does:
 * all of them have tables, or none. */
static void keep_alike(OctaveTable **table, const Parameter *parameter)
{
    bool all = true;
    for (size_t q = 0; q < parameter->count; q++)
        all &= table[q] || quantity_is_constant(&parameter->quantity[q]);
    for (size_t q = 0; q < parameter->count && !all; q++) {
        free(table[q]);
        table[q] = NULL;
    }
}

Status laws_start(Laws *laws, const Indicator *it, bool tables, Error *err)
{
    size_t own = param_count(it->model), all = own + (it->model->noisy ? (size_t)NOISE_PARAMS : 0);
    *laws = (Laws){ .params = own, .all = all };
    laws->first = calloc(all + 1, sizeof *laws->first);
    if (!laws->first)
        return error_memory(err);
    for (size_t k = 0; k < all; k++)
        laws->first[k + 1] = laws->first[k] + laws_parameter(laws, it, k)->count;
    laws->table = calloc(laws->first[all] + 1, sizeof *laws->table);
    if (!laws->table)
        return error_memory(err);
    for (size_t k = 0; tables && k < all; k++) {
        const Parameter *parameter = laws_parameter(laws, it, k);
        for (size_t q = 0; q < parameter->count; q++)
            TRY(add_table(&laws->table[laws->first[k] + q], &parameter->quantity[q], err));
        if (it->linked)
            keep_alike(&laws->table[laws->first[k]], parameter);
    }
    return STATUS_GOOD;
}

const Parameter *laws_parameter(const Laws *laws, const Indicator *it, size_t k)
{
    return k < laws->params ? &it->parameter[k] : &it->noise[k - laws->params];
}

void laws_free(Laws *laws)
{
    for (size_t i = 0; laws->table && i < laws->first[laws->all]; i++)
        free(laws->table[i]);
    free(laws->table);
    free(laws->first);
}
