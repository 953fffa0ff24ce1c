#include "core/chart.h"

#include <string.h>

const Chart *chart_find(const char *name, ChartSource source)
{
    for (size_t i = 0; chart_table[i]; i++)
        if (chart_table[i]->source == source && !strcmp(chart_table[i]->name, name))
            return chart_table[i];
    return NULL;
}
