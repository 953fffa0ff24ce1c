#include "math/contour.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

/* Every edge between neighbours of the grid has a number: 2 * point for the edge from the point
 * to the next column, one more for that to the next row. A line goes from edge to edge. */
static const size_t none = SIZE_MAX;

typedef struct Tracer {
    const ContourGrid *grid;
    double level;
    size_t (*link)[2]; /* of each edge: the edges that its line goes on to */
    bool *done;        /* of each edge */
    Contour *contour;
    size_t points;
} Tracer;

static bool above(const Tracer *t, size_t point)
{
    return t->grid->value[point] >= t->level;
}

static void join(Tracer *t, size_t a, size_t b)
{
    t->link[a][t->link[a][0] != none] = b;
    t->link[b][t->link[b][0] != none] = a;
}

/* Corners and edges count around the square: edge k lies between corners k and k + 1. */
static void trace_square(Tracer *t, size_t column, size_t row)
{
    size_t rows = t->grid->rows, low = column * rows + row;
    const size_t corner[] = { low, low + rows, low + rows + 1, low + 1 };
    const size_t edge[] = { 2 * low, 2 * (low + rows) + 1, 2 * (low + 1), 2 * low + 1 };
    size_t crossed[4], count = 0;
    double sum = 0;
    for (size_t k = 0; k < 4; k++) {
        sum += t->grid->value[corner[k]];
        if (above(t, corner[k]) != above(t, corner[(k + 1) % 4]))
            crossed[count++] = edge[k];
    }
    if (isnan(sum) || !count)
        return;
    if (count == 2) {
        join(t, crossed[0], crossed[1]);
        return;
    }
    bool first_joined = (sum / 4 >= t->level) == above(t, corner[0]);
    join(t, edge[0], edge[first_joined ? 1 : 3]); /* around the second corner, or the first */
    join(t, edge[2], edge[first_joined ? 3 : 1]);
}

static void put_point(Tracer *t, size_t edge)
{
    const ContourGrid *grid = t->grid;
    size_t point = edge / 2, rows = grid->rows, column = point / rows, row = point % rows;
    bool along = edge % 2 == 0;
    double from = grid->value[point], to = grid->value[point + (along ? rows : 1)];
    double share = (t->level - from) / (to - from);
    double x = grid->x[column], y = grid->y[row];
    if (along)
        x += share * (grid->x[column + 1] - x);
    else
        y += share * (grid->y[row + 1] - y);
    t->contour->x[t->points] = x;
    t->contour->y[t->points++] = y;
    t->done[edge] = true;
}

static void follow(Tracer *t, size_t edge)
{
    size_t start = edge, next = edge;
    t->contour->first[t->contour->lines++] = t->points;
    while (next != none) {
        edge = next;
        put_point(t, edge);
        next = none;
        for (size_t k = 0; k < 2; k++)
            if (t->link[edge][k] != none && !t->done[t->link[edge][k]])
                next = t->link[edge][k];
    }
    bool closed =
        t->link[start][1] != none && t->points - t->contour->first[t->contour->lines - 1] > 2;
    if (closed)
        put_point(t, start);
}

/* Open lines from their ends first, so that what is left are closed ones. */
static void follow_all(Tracer *t, size_t edges)
{
    for (int closed = 0; closed < 2; closed++)
        for (size_t e = 0; e < edges; e++)
            if (!t->done[e] && t->link[e][0] != none && (closed || t->link[e][1] == none))
                follow(t, e);
    t->contour->first[t->contour->lines] = t->points;
}

bool contour_trace(const ContourGrid *grid, double level, Contour *contour)
{
    size_t points = grid->columns * grid->rows, edges = 2 * points;
    Tracer t = { .grid = grid, .level = level, .contour = contour };
    *contour = (Contour){ 0 };
    t.link = malloc((edges + 1) * sizeof *t.link);
    t.done = calloc(edges + 1, sizeof *t.done);
    contour->x = calloc(2 * edges + 1, sizeof *contour->x);
    contour->y = calloc(2 * edges + 1, sizeof *contour->y);
    contour->first = calloc(edges + 1, sizeof *contour->first);
    bool good = t.link && t.done && contour->x && contour->y && contour->first;
    if (good) {
        for (size_t e = 0; e < edges; e++)
            t.link[e][0] = t.link[e][1] = none;
        for (size_t column = 0; column + 1 < grid->columns; column++)
            for (size_t row = 0; row + 1 < grid->rows; row++)
                trace_square(&t, column, row);
        follow_all(&t, edges);
    }
    free(t.link);
    free(t.done);
    return good;
}

void contour_free(Contour *contour)
{
    free(contour->x);
    free(contour->y);
    free(contour->first);
    *contour = (Contour){ 0 };
}

size_t contour_crossings(const double *at, const double *value, size_t count, double level,
                         ContourCrossing *found, size_t most)
{
    size_t crossings = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        double step = value[i + 1] - value[i], width = at[i + 1] - at[i];
        if (isnan(step) || (value[i] >= level) == (value[i + 1] >= level))
            continue;
        double share = (level - value[i]) / step;
        if (crossings < most)
            found[crossings] = (ContourCrossing){ at[i] + share * width, step / width, i, share };
        crossings++;
    }
    return crossings;
}
