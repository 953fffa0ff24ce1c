/* The dated projects of one block of paths: on which paths each comes, and what it adds there. */
#ifndef RUN_PROJECTS_H
#define RUN_PROJECTS_H

#include "run/draws.h"

typedef struct Projects Projects;

Status projects_new(Projects **projects, const Plan *plan, Error *err);
void projects_free(Projects *projects); /* accepts NULL */

/* Draws the projects of the indicator for the paths of the block. */
void projects_draw(Projects *projects, size_t indicator, const Draws *draws);

/* What each project of the indicator adds, as its model is to see it: row[project][t * BLOCK_PATHS
 * + p]. Borrowed; changed by the next draw and by a flip. */
const double *const *projects_rows(const Projects *projects, size_t indicator);

/* On which paths the project comes: 0 or 1 each. */
const unsigned char *projects_comes(const Projects *projects, size_t indicator, size_t project);

/* Lets the project come where it does not, and not come where it does, with the same delay, ramp
 * and capacity. Twice is as before. */
void projects_flip(Projects *projects, size_t indicator, size_t project);

#endif
