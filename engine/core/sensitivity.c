#include "core/sensitivity.h"

#include <stdlib.h>

void sensitivity_free(Sensitivity *sensitivity)
{
    if (!sensitivity)
        return;
    for (size_t i = 0; sensitivity->effect && i < sensitivity->inputs; i++)
        input_free(&sensitivity->effect[i].input);
    free(sensitivity->effect);
    free(sensitivity);
}

bool estimate_distinct(const Estimate *estimate)
{
    return estimate->interval[0] > 0;
}
