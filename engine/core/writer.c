#include "core/writer.h"

#include <string.h>

const Writer *writer_find(const char *name)
{
    for (size_t i = 0; writer_table[i]; i++)
        if (!strcmp(writer_table[i]->name, name))
            return writer_table[i];
    return NULL;
}
