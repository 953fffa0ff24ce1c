#include "run/project.h"

#include "core/dependence.h"
#include "core/required.h"
#include "core/target.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The three paths of all indicators as the models see them. */
typedef struct Sides {
    const Scenario *scenario;
    size_t years;
    double *level;     /* [indicator][year][side] */
    const double **of; /* the levels that the indicator at hand depends on */
} Sides;

/* The low end, middle or high end (side -1, 0, 1) of a parameter in a year; in the base year that
 * of the first period. */
static double parameter_side(const Scenario *s, const Parameter *parameter, int year, int side)
{
    size_t period = scenario_period(s, year > s->base ? year : s->base + 1);
    ParameterPart part = parameter_part(parameter, period, year);
    return (1 - part.share) * quantity_side(&parameter->quantity[part.first], side) +
           part.share * quantity_side(&parameter->quantity[part.second], side);
}

/* The points that programmes add to the growth of the indicator; events are left out, since they
 * are no part of the plan. */
static double points_added(const Scenario *s, size_t indicator, int side, size_t t)
{
    double sum = 0;
    for (size_t i = 0; i < s->programmes; i++)
        if (programme_names(&s->programme[i], indicator))
            sum += programme_side(&s->programme[i], side, s->base + (int)t);
    return sum;
}

/* A parameter of one year on the three sides. */
static void fill_cell(const Scenario *s, size_t indicator, size_t k, size_t t, double *cell)
{
    const Indicator *it = &s->indicator[indicator];
    for (int side = 0; side < SIDES; side++) {
        cell[side] = parameter_side(s, &it->parameter[k], s->base + (int)t, side - 1);
        if (it->model->params[k].shifted)
            cell[side] += points_added(s, indicator, side - 1, t);
    }
}

/* What each project of the indicator adds: row[project], years x sides. */
static void fill_projects(const Scenario *s, size_t indicator, double *value, const double **row)
{
    const Indicator *it = &s->indicator[indicator];
    size_t years = scenario_years(s);
    for (size_t j = 0; j < it->projects; j++) {
        row[j] = value + j * years * SIDES;
        for (size_t t = 0; t < years; t++)
            for (int side = 0; side < SIDES; side++)
                value[(j * years + t) * SIDES + (size_t)side] =
                    project_side(&it->project[j], side - 1, s->base + (int)t);
    }
}

/* Runs the model on a block of three paths: parameters at their low end, middle and high end,
 * no noise. The indicators that it depends on are done. */
static Status project_indicator(Sides *sides, size_t indicator, Error *err)
{
    const Scenario *s = sides->scenario;
    const Indicator *it = &s->indicator[indicator];
    size_t years = sides->years, params = 0;
    while (it->model->params[params].name)
        params++;
    double *value = calloc((params + 1 + it->projects) * years * SIDES, sizeof *value);
    const double **pointer = calloc((params + 1) * years + it->projects, sizeof *pointer);
    const double **project = pointer + (params + 1) * years;
    const double *const **row = calloc(params + 1, sizeof *row);
    Status status = value && pointer && row ? STATUS_GOOD : error_memory(err);
    if (status == STATUS_GOOD)
        fill_projects(s, indicator, value + (params + 1) * years * SIDES, project);
    for (size_t k = 0; k <= params && status == STATUS_GOOD; k++) {
        row[k] = pointer + k * years; /* the last one stays zero: the noise */
        for (size_t t = 0; t < years; t++) {
            double *cell = value + (k * years + t) * SIDES;
            if (k < params)
                fill_cell(s, indicator, k, t, cell);
            pointer[k * years + t] = cell;
        }
    }
    for (size_t k = 0; k < it->ofs; k++)
        sides->of[k] = sides->level + it->of[k] * years * SIDES;
    if (status == STATUS_GOOD)
        it->model->simulate(&(ModelInput){ .paths = SIDES,
                                           .years = years,
                                           .row = row,
                                           .noise = it->model->noisy ? row[params] : NULL,
                                           .of = sides->of,
                                           .ofs = it->ofs,
                                           .project = project,
                                           .projects = it->projects },
                            sides->level + indicator * years * SIDES);
    free(value);
    free(pointer);
    free(row);
    return status;
}

/* level[(indicator * SIDES + side) * years + t] of all indicators, in order of dependence. */
static Status project_all(const Scenario *s, double *level, Error *err)
{
    size_t n = s->indicators, years = scenario_years(s);
    Sides sides = { .scenario = s,
                    .years = years,
                    .level = calloc(n * years * SIDES, sizeof *sides.level),
                    .of = calloc(n, sizeof *sides.of) };
    size_t *order = calloc(n, sizeof *order);
    Status status =
        sides.level && sides.of && order ? dependence_order(s, order, err) : error_memory(err);
    for (size_t i = 0; i < n && status == STATUS_GOOD; i++)
        status = project_indicator(&sides, order[i], err);
    for (size_t i = 0; i < n && status == STATUS_GOOD; i++)
        for (size_t side = 0; side < SIDES; side++)
            for (size_t t = 0; t < years; t++)
                level[(i * SIDES + side) * years + t] = sides.level[(i * years + t) * SIDES + side];
    free(sides.level);
    free(sides.of);
    free(order);
    return status;
}

/* Fills the way to a bound that is due in year `until`, from there on the bound: growth, or a
 * straight line. */
static void fill_way(double *path, bool grows, double start, double bound, int until, int last)
{
    double growth = required_rate(start, bound, until);
    for (int t = 0; t <= last; t++)
        if (t >= until)
            path[t] = grows && isnan(growth) ? NAN : bound;
        else
            path[t] = grows ? start * exp(log1p(growth) * t) : start + (bound - start) * t / until;
}

static void fill_free(double *edge, double value, int last)
{
    for (int t = 0; t <= last; t++)
        edge[t] = value;
}

/* What moves by growth is never below a lower bound that is not above 0. */
static void require_level(const Scenario *s, const Target *target, const double *central,
                          Requirement *requirement)
{
    int until = target->from - s->base, last = target->to - s->base;
    bool grows = central[0] > 0 && required_grows(s, target->indicator);
    bool least = isfinite(target->low) && !(grows && target->low <= 0 && target_two_sided(target));
    double start = central[0];
    required_band(target, start, s->base, requirement->band);
    requirement->required_growth =
        required_nearest(requirement->band, required_rate(start, central[until], until));
    fill_way(requirement->path, grows, start, target_nearest(target, central[until]), until, last);
    if (least)
        fill_way(requirement->edge[0], grows, start, target->low, until, last);
    else
        fill_free(requirement->edge[0], -INFINITY, last);
    if (isfinite(target->high))
        fill_way(requirement->edge[1], grows, start, target->high, until, last);
    else
        fill_free(requirement->edge[1], INFINITY, last);
}

/* The way of the central path: others begin at levels of their own. */
static void require_growth(const Scenario *s, const Target *target, const double *central,
                           Requirement *requirement)
{
    int before = target->from - s->base - 1;
    const double bound[2] = { target->low, target->high };
    if (!(central[before] > 0))
        return;
    requirement->band[0] = target->low;
    requirement->band[1] = target->high;
    requirement->required_growth = required_nearest(requirement->band, requirement->measure[1]);
    for (int t = before; t <= target->to - s->base; t++) {
        requirement->path[t] =
            central[before] * pow(fmax(1 + requirement->required_growth, 0), t - before);
        for (int side = 0; side < 2; side++)
            requirement->edge[side][t] =
                isfinite(bound[side]) ? central[before] * pow(fmax(1 + bound[side], 0), t - before)
                                      : bound[side];
    }
}

static Status require(const Scenario *s, const Target *target, const double *level,
                      Requirement *requirement, Error *err)
{
    size_t years = scenario_years(s);
    requirement->path = malloc(3 * years * sizeof *requirement->path);
    if (!requirement->path)
        return error_memory(err);
    for (size_t t = 0; t < 3 * years; t++)
        requirement->path[t] = NAN;
    requirement->bound = target_bound(target);
    requirement->required_growth = NAN;
    for (size_t side = 0; side < 2; side++) {
        requirement->edge[side] = requirement->path + (1 + side) * years;
        requirement->band[side] = NAN;
    }
    for (size_t side = 0; side < SIDES; side++) {
        unsigned char met;
        target_judge(target, s->base, level + side * years, 1, 1, &requirement->measure[side],
                     &met);
        requirement->met[side] = met;
    }
    (target->shape == TARGET_GROWTH ? require_growth : require_level)(s, target, level + years,
                                                                      requirement);
    return STATUS_GOOD;
}

static Status check_finite(const Scenario *s, const double *level, size_t indicator, Error *err)
{
    size_t years = scenario_years(s);
    for (size_t i = 0; i < SIDES * years; i++)
        if (!isfinite(level[i]))
            return error_set(err, STATUS_NUMERIC,
                             "/indicators/%s: there is no finite level in %d; allowed is growth "
                             "that stays below 1e308, and a ratio to what is not 0",
                             s->indicator[indicator].id, s->base + (int)(i % years));
    return STATUS_GOOD;
}

Status project(const Scenario *scenario, Projection **made, Error *err)
{
    size_t path = SIDES * scenario_years(scenario);
    Projection *projection = calloc(1, sizeof *projection);
    *made = projection;
    if (!projection)
        return error_memory(err);
    projection->scenario = scenario;
    projection->level = calloc(scenario->indicators * path, sizeof *projection->level);
    projection->requirement = calloc(scenario->targets + 1, sizeof *projection->requirement);
    Status status = projection->level && projection->requirement ? STATUS_GOOD : error_memory(err);
    if (status == STATUS_GOOD)
        status = project_all(scenario, projection->level, err);
    for (size_t i = 0; i < scenario->indicators && status == STATUS_GOOD; i++)
        status = check_finite(scenario, projection->level + i * path, i, err);
    for (size_t i = 0; i < scenario->targets && status == STATUS_GOOD; i++) {
        const Target *target = &scenario->target[i];
        status = require(scenario, target, projection->level + target->indicator * path,
                         &projection->requirement[i], err);
    }
    if (status != STATUS_GOOD) {
        projection_free(projection);
        *made = NULL;
    }
    return status;
}
