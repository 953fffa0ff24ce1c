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

void solve_free(Solve *solve)
{
    if (!solve)
        return;
    free(solve->need);
    seek_free(solve->seek);
    free(solve);
}
