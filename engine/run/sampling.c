#include "run/sampling.h"

#include <string.h>

const Sampling *sampling_find(const char *name)
{
    for (size_t i = 0; sampling_table[i]; i++)
        if (!strcmp(sampling_table[i]->name, name))
            return sampling_table[i];
    return NULL;
}
