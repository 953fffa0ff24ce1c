#include "run/projects.h"

#include "run/block.h"
#include "run/onsets.h"

#include <limits.h>
#include <stdlib.h>

enum { N = BLOCK_PATHS };

/* Projects are counted through, as plan->first_project does. */
struct Projects {
    const Plan *plan;
    double *amount;       /* [project][year][path]: what it adds if it comes */
    double *added;        /* [project][year][path]: what it adds */
    const double **row;   /* [project]: into `added` */
    unsigned char *comes; /* [project][path] */
    double draw[N];
};

/* added := amount where the project comes, else 0 */
static void fill_added(Projects *projects, size_t number)
{
    size_t from = number * projects->plan->years * N;
    const unsigned char *comes = projects->comes + number * N;
    for (size_t t = 0; t < projects->plan->years; t++)
        for (size_t p = 0; p < N; p++)
            projects->added[from + t * N + p] = comes[p] ? projects->amount[from + t * N + p] : 0;
}

static void draw_comes(Projects *projects, const Project *it, size_t stream, const Draws *draws,
                       unsigned char *comes)
{
    bool chance = it->probability > 0 && it->probability < 1;
    if (chance)
        draws_uniforms(draws, (Address){ stream, PURPOSE_ONSET, ONSET_COMES }, projects->draw);
    for (size_t p = 0; p < N; p++)
        comes[p] = chance ? projects->draw[p] < it->probability : it->probability > 0;
}

void projects_draw(Projects *projects, size_t indicator, const Draws *draws)
{
    const Plan *plan = projects->plan;
    const Indicator *it = &plan->scenario->indicator[indicator];
    for (size_t j = 0; j < it->projects; j++) {
        size_t number = plan->first_project[indicator] + j;
        size_t stream = plan_project(plan, indicator, j);
        const Project *project = &it->project[j];
        if (onsets_first(plan, &project->onset) == plan->years)
            continue; /* beyond the horizon: the zeros stay */
        draw_comes(projects, project, stream, draws, projects->comes + number * N);
        onsets_draw(draws, stream, ONSET_SIZE, &project->capacity, projects->draw);
        onsets_amounts(draws, &project->onset, stream, INT_MAX, projects->draw,
                       projects->amount + number * plan->years * N);
        fill_added(projects, number);
    }
}

const double *const *projects_rows(const Projects *projects, size_t indicator)
{
    return projects->row + projects->plan->first_project[indicator];
}

const unsigned char *projects_comes(const Projects *projects, size_t indicator, size_t project)
{
    return projects->comes + (projects->plan->first_project[indicator] + project) * N;
}

void projects_flip(Projects *projects, size_t indicator, size_t project)
{
    size_t number = projects->plan->first_project[indicator] + project;
    unsigned char *comes = projects->comes + number * N;
    for (size_t p = 0; p < N; p++)
        comes[p] ^= 1;
    fill_added(projects, number);
}

Status projects_new(Projects **made, const Plan *plan, Error *err)
{
    size_t count = plan->first_project[plan->scenario->indicators], cells = count * plan->years * N;
    Projects *projects = calloc(1, sizeof *projects);
    *made = projects;
    if (!projects)
        return error_memory(err);
    projects->plan = plan;
    projects->amount = calloc(cells + 1, sizeof *projects->amount);
    projects->added = calloc(cells + 1, sizeof *projects->added);
    projects->row = calloc(count + 1, sizeof *projects->row);
    projects->comes = calloc(count * N + 1, sizeof *projects->comes);
    if (!projects->amount || !projects->added || !projects->row || !projects->comes) {
        projects_free(projects);
        *made = NULL;
        return error_memory(err);
    }
    for (size_t i = 0; i < count; i++)
        projects->row[i] = projects->added + i * plan->years * N;
    return STATUS_GOOD;
}

void projects_free(Projects *projects)
{
    if (!projects)
        return;
    free(projects->amount);
    free(projects->added);
    free(projects->row);
    free(projects->comes);
    free(projects);
}
