#include "core/solve.h"

#include <stdlib.h>

static void seek_free(Seek *seek)
{
    if (!seek)
        return;
    free(seek->pointer);
    free(seek->lever);
    free(seek->method);
    free(seek);
}

const double corridor_chances[CORRIDOR_CHANCES] = { 0.2, 0.5, 0.8 };

/* All rows are one piece, which level[0] begins. */
static void corridors_free(Solve *solve)
{
    for (size_t i = 0; i < solve->corridors; i++)
        free(solve->corridor[i].level[0]);
    free(solve->corridor);
    free(solve->corridor_method);
}

void solve_free(Solve *solve)
{
    if (!solve)
        return;
    free(solve->need);
    corridors_free(solve);
    seek_free(solve->seek);
    free(solve);
}
