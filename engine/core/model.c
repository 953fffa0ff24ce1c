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

size_t model_row(const Model *model, const char *name)
{
    size_t k = 0;
    while (model->params[k].name && !(name && !strcmp(model->params[k].name, name)))
        k++;
    return k;
}

bool model_says_law(const Model *model)
{
    const ModelClaims *claims = &model->claims;
    size_t rows = 0, base = model_row(model, claims->base);
    size_t growth = model_row(model, claims->growth);
    while (model->params[rows].name)
        rows++;
    return model->law != MODEL_LAW_UNSAID && rows == 2 && base < rows && growth < rows &&
           base != growth && model->noisy && !model->of_most && !model->dated && !model->counts;
}

size_t model_shifted(const Model *model)
{
    size_t k = 0;
    while (model->params[k].name && !model->params[k].shifted)
        k++;
    return k;
}
