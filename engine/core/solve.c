#include "core/solve.h"

#include <math.h>
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

const double frontier_chances[FRONTIER_POINTS] = {
    0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95
};

double effort_of(const Lever *lever, double value)
{
    return lever->cost * fabs(value - lever->number.value);
}

static void frontier_free(Frontier *frontier)
{
    if (!frontier)
        return;
    free(frontier->asked.value);
    for (size_t i = 0; i < FRONTIER_POINTS; i++)
        free(frontier->point[i].value);
    free(frontier->method);
    free(frontier);
}

/* All rows are one piece, which level[0] begins. */
static void corridors_free(Solve *solve)
{
    for (size_t i = 0; i < solve->corridors; i++) {
        free(solve->corridor[i].level[0]);
        free(solve->corridor[i].why);
    }
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
    frontier_free(solve->frontier);
    free(solve);
}
