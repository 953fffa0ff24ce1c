#include "run/compare.h"

#include "run/trial.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- side by side ---- */

static Status run_all(const Scenario *const *scenario, const SimulateOptions *options,
                      Comparison *comparison, Trial *trial, Error *err)
{
    for (size_t i = 0; i < comparison->scenarios; i++) {
        Trial *it = &trial[i];
        it->target = calloc(comparison->targets + 1, sizeof *it->target);
        if (!it->target)
            return error_memory(err);
        for (size_t k = 0; k < comparison->targets; k++)
            it->target[k] = comparison->target[k].target[i];
        TRY(trial_start(it, scenario[i], options, err));
    }
    return STATUS_GOOD;
}

/* The comparison takes over the results, so that figures can be read from it. */
static void hand_over(Trial *trial, Comparison *comparison)
{
    for (size_t i = 0; i < comparison->scenarios; i++) {
        comparison->projection[i] = trial[i].projection;
        comparison->forecast[i] = trial[i].forecast;
        trial[i].projection = NULL;
    }
}

/* One contrast for each scenario but the first, target and figure, in this order. */
static size_t list_differences(const Comparison *comparison, double *weight, Contrast *contrast)
{
    size_t n = comparison->scenarios, count = 0;
    for (size_t i = 1; i < n; i++) {
        double *row = weight + i * n;
        row[0] = -1;
        row[i] = 1;
        for (size_t k = 0; k < comparison->targets; k++)
            for (int figure = 0; figure < COMPARED; figure++)
                if (comparison->target[k].target[i] != COMPARISON_NONE)
                    contrast[count++] =
                        (Contrast){ .row = k, .median = figure == COMPARED_MEDIAN, .weight = row };
    }
    return count;
}

/* The same file twice has no difference, and no error of it. */
static void fill_differences(Comparison *comparison, const Contrast *contrast)
{
    const Scenario *first = comparison_scenario(comparison, 0);
    for (size_t i = 1; i < comparison->scenarios; i++) {
        bool same = !strcmp(first->digest, comparison_scenario(comparison, i)->digest);
        for (size_t k = 0; k < comparison->targets; k++)
            for (int figure = 0; figure < COMPARED; figure++) {
                Gain *made = &comparison->target[k].difference[i][figure];
                *made = (Gain){ NAN, NAN };
                if (comparison->target[k].target[i] == COMPARISON_NONE)
                    continue;
                made->value = comparison_value(comparison, k, i, figure) -
                              comparison_value(comparison, k, 0, figure);
                made->error = same ? 0 : contrast->error;
                contrast++;
            }
    }
}

static Status measure_differences(Trial *trial, const SimulateOptions *options,
                                  Comparison *comparison, Error *err)
{
    size_t n = comparison->scenarios, count = n * comparison->targets * COMPARED;
    ContrastRun run[CONTRAST_RUNS];
    double *weight = calloc(n * n + 1, sizeof *weight);
    Contrast *contrast = calloc(count + 1, sizeof *contrast);
    Status status = weight && contrast ? STATUS_GOOD : error_memory(err);
    for (size_t i = 0; i < n; i++)
        run[i] = trial_run(&trial[i]);
    if (status == STATUS_GOOD)
        count = list_differences(comparison, weight, contrast);
    if (status == STATUS_GOOD)
        status = contrasts_measure(run, n, comparison->targets, options, contrast, count, err);
    if (status == STATUS_GOOD)
        fill_differences(comparison, contrast);
    free(weight);
    free(contrast);
    return status;
}

Status compare(const Scenario *const *scenario, const SimulateOptions *options,
               Comparison *comparison, Error *err)
{
    Trial *trial = calloc(comparison->scenarios, sizeof *trial);
    if (!trial)
        return error_memory(err);
    Status status = run_all(scenario, options, comparison, trial, err);
    if (status == STATUS_GOOD) {
        hand_over(trial, comparison);
        status = measure_differences(trial, options, comparison, err);
    }
    for (size_t i = 0; i < comparison->scenarios; i++) {
        if (comparison->forecast[i])
            trial[i].forecast = NULL;
        trial_free(&trial[i]);
    }
    free(trial);
    return status;
}
