/* The gap between two scenarios by Shapley's rule: what a part makes of it, averaged over all
 * orders in which the parts can change. v(S) being the figure with the parts S of the other
 * scenario, part i of k makes the sum over S without i of |S|! (k-|S|-1)! / k! (v(S+i) - v(S)).
 * So the parts' shares always sum to the gap. */
#include "run/compare.h"
#include "run/trial.h"

#include <math.h>
#include <stdlib.h>

typedef struct Gap {
    const Hybrid *hybrid;
    const Comparison *comparison;
    Trial *trial; /* [mask of the parts]; the first and the last are the scenarios themselves */
    size_t trials;
    const Variants *variants;
    const SimulateOptions *options;
} Gap;

static Status find_targets(const Gap *gap, Trial *trial, const Scenario *scenario, Error *err)
{
    const Comparison *comparison = gap->comparison;
    trial->target = calloc(comparison->targets + 1, sizeof *trial->target);
    for (size_t k = 0; trial->target && k < comparison->targets; k++) {
        const Scenario *first = gap->hybrid->one;
        size_t index = comparison->target[k].target[0];
        trial->target[k] = scenario_target(scenario, first->target[index].id);
    }
    return trial->target ? STATUS_GOOD : error_memory(err);
}

static Status make_hybrid(const Gap *gap, unsigned mask, Scenario **made, Error *err)
{
    Text change[HYBRID_SECTIONS] = { 0 };
    const char *text[HYBRID_SECTIONS];
    Status status = hybrid_changes(gap->hybrid, mask, change, err);
    for (size_t i = 0; i < HYBRID_SECTIONS; i++)
        text[i] = change[i].data;
    if (status == STATUS_GOOD)
        status = gap->variants->make(gap->variants->context, text, HYBRID_SECTIONS, made, err);
    for (size_t i = 0; i < HYBRID_SECTIONS; i++)
        text_free(&change[i]);
    return status;
}

static Status run_trials(const Gap *gap, const Scenario *const *scenario, Error *err)
{
    for (size_t mask = 0; mask < gap->trials; mask++) {
        Trial *trial = &gap->trial[mask];
        bool given = mask == 0 || mask + 1 == gap->trials;
        const Scenario *one = given ? scenario[mask != 0] : NULL;
        if (!given)
            TRY(make_hybrid(gap, (unsigned)mask, &trial->scenario, err));
        if (!one)
            one = trial->scenario;
        TRY(find_targets(gap, trial, one, err));
        TRY(trial_start(trial, one, gap->options, err));
    }
    return STATUS_GOOD;
}

static size_t bits_of(size_t mask)
{
    size_t bits = 0;
    for (; mask; mask >>= 1)
        bits += mask & 1;
    return bits;
}

/* Of each trial in what part i makes. */
static void shapley(size_t parts, size_t i, double *weight)
{
    for (size_t mask = 0; mask < (size_t)1 << parts; mask++) {
        size_t others = bits_of(mask & ~((size_t)1 << i));
        double share = exp(lgamma((double)others + 1) + lgamma((double)(parts - others)) -
                           lgamma((double)parts + 1));
        weight[mask] = mask >> i & 1 ? share : -share;
    }
}

static double figure_of(const Gap *gap, size_t mask, size_t row, int figure)
{
    const Trial *trial = &gap->trial[mask];
    const TargetForecast *it = &trial->forecast->target[trial->target[row]];
    return figure == COMPARED_PROBABILITY ? it->chance.probability : it->median;
}

/* A difference within the error of figures that are exact is none. */
static double cleaned(double value, double error, int figure)
{
    static const double negligible[COMPARED] = {
        [COMPARED_PROBABILITY] = 1e-8, [COMPARED_MEDIAN] = 1e-10
    };
    return fabs(value) <= error && error <= negligible[figure] ? 0 : value;
}

static void fill(const Gap *gap, const Contrast *contrast, Comparison *comparison)
{
    for (size_t k = 0; k < comparison->targets; k++)
        for (size_t i = 0; i < comparison->parts; i++)
            for (int figure = 0; figure < COMPARED; figure++, contrast++) {
                GapPart *made = &comparison->target[k].gap[i];
                size_t bit = (size_t)1 << i;
                double value = 0;
                for (size_t mask = 0; mask < gap->trials; mask++)
                    if (mask & bit) /* pairs that agree make exactly nothing */
                        value += contrast->weight[mask] * (figure_of(gap, mask, k, figure) -
                                                           figure_of(gap, mask ^ bit, k, figure));
                double alone = figure_of(gap, bit, k, figure) - figure_of(gap, 0, k, figure);
                double error = contrast->error;
                made->share[figure] = (Gain){ cleaned(value, error, figure), error };
                made->alone[figure] = cleaned(alone, error, figure);
            }
}

static Status measure(const Gap *gap, Comparison *comparison, Error *err)
{
    size_t parts = comparison->parts, count = parts * comparison->targets * COMPARED;
    ContrastRun run[CONTRAST_RUNS];
    double weight[HYBRID_PARTS * CONTRAST_RUNS];
    Contrast *contrast = calloc(count + 1, sizeof *contrast), *next = contrast;
    if (!contrast)
        return error_memory(err);
    for (size_t i = 0; i < parts; i++)
        shapley(parts, i, weight + i * gap->trials);
    for (size_t mask = 0; mask < gap->trials; mask++)
        run[mask] = trial_run(&gap->trial[mask]);
    for (size_t k = 0; k < comparison->targets; k++)
        for (size_t i = 0; i < parts; i++)
            for (int figure = 0; figure < COMPARED; figure++)
                *next++ = (Contrast){ .row = k,
                                      .median = figure == COMPARED_MEDIAN,
                                      .weight = weight + i * gap->trials };
    Status status = contrasts_measure(run, gap->trials, comparison->targets, gap->options, contrast,
                                      count, err);
    if (status == STATUS_GOOD)
        fill(gap, contrast, comparison);
    free(contrast);
    return status;
}

/* A mixture that is no scenario leaves the comparison as it is. */
static Status explain(Status status, Comparison *comparison, Error *err)
{
    if (status != STATUS_INVALID && status != STATUS_USAGE)
        return status;
    comparison->unexplained = text_copy(err->text);
    comparison->parts = 0;
    if (!comparison->unexplained)
        return STATUS_INTERNAL;
    *err = (Error){ 0 };
    return STATUS_GOOD;
}

Status compare_gap(const Scenario *const *scenario, const Variants *variants,
                   const SimulateOptions *options, Comparison *comparison, Error *err)
{
    Hybrid hybrid = { 0 };
    Gap gap = {
        .hybrid = &hybrid, .comparison = comparison, .variants = variants, .options = options
    };
    Status status = hybrid_start(&hybrid, scenario[0], scenario[1], err);
    gap.trials = (size_t)1 << hybrid.parts;
    comparison->parts = hybrid.parts;
    for (size_t i = 0; i < hybrid.parts; i++)
        comparison->part[i] = hybrid.part[i];
    gap.trial = calloc(gap.trials, sizeof *gap.trial);
    if (!gap.trial)
        status = error_memory(err);
    if (status == STATUS_GOOD && hybrid.parts)
        status = run_trials(&gap, scenario, err);
    if (status == STATUS_GOOD && hybrid.parts)
        status = measure(&gap, comparison, err);
    for (size_t i = 0; gap.trial && i < gap.trials; i++)
        trial_free(&gap.trial[i]);
    free(gap.trial);
    hybrid_free(&hybrid);
    return explain(status, comparison, err);
}
