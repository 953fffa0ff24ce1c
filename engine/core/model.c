#include "core/model.h"

#include <string.h>

bool model_draws(const Model *model)
{
    for (const Param *row = model->params; row->name; row++)
        if (row->drawn)
            return true;
    return false;
}

bool model_by_year(const Model *model)
{
    for (const Param *row = model->params; row->name; row++)
        if (row->by_year)
            return true;
    return false;
}

bool model_has_chance(const Model *model)
{
    return model->noisy || model->counts;
}

const Model *model_find(const char *name)
{
    for (size_t i = 0; model_table[i]; i++)
        if (!strcmp(model_table[i]->name, name))
            return model_table[i];
    return NULL;
}

size_t model_shifted(const Model *model)
{
    size_t k = 0;
    while (model->params[k].name && !model->params[k].shifted)
        k++;
    return k;
}
