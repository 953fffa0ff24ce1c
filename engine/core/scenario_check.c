/* What is wrong with a scenario beyond the form of its file. */
#include "core/scenario.h"

#include "base/text.h"
#include "core/dependence.h"
#include "core/required.h"
#include "math/linalg.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* False where no period or target could be judged by these years. */
static bool check_years(const Scenario *s, Problems *problems)
{
    if (s->base < 1 || s->end > 9999)
        problems_add(problems, "/years", "%d..%d is outside 1..9999", s->base, s->end);
    if (s->end <= s->base)
        problems_add(problems, "/years", "end %d is not after base %d; allowed is base < end",
                     s->end, s->base);
    else if (s->end - s->base > 200)
        problems_add(problems, "/years", "%d years; allowed are at most 200", s->end - s->base);
    return s->end > s->base && s->end - s->base <= 200;
}

static void check_period(const Scenario *s, size_t p, Problems *problems)
{
    const Period *period = &s->period[p];
    char where[200];
    snprintf(where, sizeof where, "/periods/%s", period->id);
    if (period->from > period->to)
        problems_add(problems, where, "first year %d is after last year %d; allowed is [from, to]",
                     period->from, period->to);
    else if (period->from <= s->base || period->to > s->end)
        problems_add(problems, where, "%d..%d is outside the horizon %d..%d", period->from,
                     period->to, s->base + 1, s->end);
    for (size_t other = 0; other < p; other++) {
        const Period *before = &s->period[other];
        bool reversed = period->from > period->to || before->from > before->to;
        if (!reversed && period->from <= before->to && before->from <= period->to)
            problems_add(problems, where,
                         "overlaps the period %s (%d..%d); allowed is one period "
                         "for each year",
                         before->id, before->from, before->to);
    }
}

/* Every year after the base lies in a period; a gap is reported once, with its years. */
static void check_gaps(const Scenario *s, Problems *problems)
{
    for (int year = s->base + 1; year <= s->end; year++) {
        if (scenario_period(s, year) < s->periods)
            continue;
        int last = year;
        while (last < s->end && scenario_period(s, last + 1) == s->periods)
            last++;
        problems_add(problems, "/periods",
                     "no period covers %d..%d; every year of %d..%d needs one", year, last,
                     s->base + 1, s->end);
        year = last;
    }
}

static void check_target(const Scenario *s, const Target *target, Problems *problems)
{
    static const char *const key[] = {
        [TARGET_YEAR] = "year", [TARGET_EACH_YEAR] = "each_year", [TARGET_GROWTH] = "growth"
    };
    char where[200];
    snprintf(where, sizeof where, "/targets/%s/%s", target->id, key[target->shape]);
    if (target->from > target->to)
        problems_add(problems, where, "first year %d is after last year %d; allowed is [from, to]",
                     target->from, target->to);
    else if (target->from <= s->base || target->to > s->end)
        problems_add(problems, where, "%d%s is outside the horizon %d..%d",
                     target->from <= s->base ? target->from : target->to,
                     target->shape == TARGET_YEAR ? "" : " (an end of the range)", s->base + 1,
                     s->end);
    snprintf(where, sizeof where, "/targets/%s/between", target->id);
    if (target->low > target->high)
        problems_add(problems, where, "%g is above %g; allowed is [low, high]", target->low,
                     target->high);
}

static void check_event(const Scenario *s, const Event *event, Problems *problems)
{
    char where[200];
    snprintf(where, sizeof where, "/events/%s/years", event->id);
    if (event->from > event->to)
        problems_add(problems, where, "first year %d is after last year %d; allowed is [from, to]",
                     event->from, event->to);
    else if (event->from <= s->base || event->to > s->end)
        problems_add(problems, where, "%d..%d is outside the horizon %d..%d", event->from,
                     event->to, s->base + 1, s->end);
}

static void check_programme(const Programme *programme, Problems *problems)
{
    char where[200];
    int approval = (int)floor(programme->onset.date);
    snprintf(where, sizeof where, "/programmes/%s/end", programme->id);
    if (programme->end < approval)
        problems_add(problems, where,
                     "%d is before its approval in %d: it ends before it starts; allowed is %d or "
                     "later",
                     programme->end, approval, approval);
}

/* The entries of the nearest valid matrix that differ from those given, as pairs of ids. */
static char *nearest_words(const Scenario *s)
{
    size_t n = s->indicators;
    double *nearest = malloc(n * n * sizeof *nearest);
    Text text = { 0 };
    Error err = { 0 };
    if (nearest && linalg_nearest(s->correlation, n, 1e-8, nearest, &err) == STATUS_GOOD)
        for (size_t i = 0; i < n; i++)
            for (size_t j = i + 1; j < n; j++)
                if (fabs(nearest[i * n + j] - s->correlation[i * n + j]) > 5e-7)
                    text_add(&text, "%s%s-%s %.6f", text.size ? ", " : "", s->indicator[i].id,
                             s->indicator[j].id, nearest[i * n + j]);
    free(nearest);
    return text.data;
}

static void check_correlation(const Scenario *s, Problems *problems)
{
    double smallest = 0;
    Error err = { 0 };
    if (!s->correlation || s->repair ||
        linalg_smallest_eigenvalue(s->correlation, s->indicators, &smallest, &err) != STATUS_GOOD ||
        smallest >= -EIGENVALUE_TOLERANCE * (double)s->indicators)
        return;
    char *nearest = nearest_words(s);
    problems_add(problems, "/correlation",
                 "no such correlations can exist together: the matrix is not positive definite "
                 "(smallest eigenvalue %.6g); the nearest one that can has %s; \"repair\": true "
                 "takes it",
                 smallest, nearest ? nearest : "other entries");
    free(nearest);
}

/* An indicator that is made of others has no draws that could be linked. */
static void check_chance(const Scenario *s, Problems *problems)
{
    for (size_t i = 0; s->correlation && i < s->indicators; i++) {
        const Model *model = s->indicator[i].model;
        bool named = false;
        for (size_t j = 0; j < s->indicators; j++)
            named |= j != i && s->correlation[i * s->indicators + j] != 0;
        if (named && model && !model_has_chance(model) && !model_draws(model))
            problems_add(problems, "/correlation",
                         model->dated
                             ? "%s has its chance in its projects (model %s), which are "
                               "independent of all else; allowed are other indicators"
                             : "%s follows other indicators (model %s), so it has no chance of its "
                               "own to correlate; allowed are the indicators it is made of",
                         s->indicator[i].id, model->name);
    }
}

/* Growth from or to a level below 0 is none. */
static void check_followed(const Scenario *s, Problems *problems)
{
    for (size_t i = 0; i < s->indicators; i++) {
        const Indicator *it = &s->indicator[i];
        char where[200];
        snprintf(where, sizeof where, "/indicators/%s/of", it->id);
        if (it->model && it->model->follows && it->ofs && !required_is_never_negative(s, it->of[0]))
            problems_add(problems, where,
                         "the levels of %s may fall below 0, where growth is undefined; allowed is "
                         "an indicator that stays above 0",
                         s->indicator[it->of[0]].id);
    }
}

void scenario_check(const Scenario *scenario, Problems *problems)
{
    if (check_years(scenario, problems)) {
        for (size_t p = 0; p < scenario->periods; p++)
            check_period(scenario, p, problems);
        check_gaps(scenario, problems);
        for (size_t i = 0; i < scenario->targets; i++)
            check_target(scenario, &scenario->target[i], problems);
        for (size_t i = 0; i < scenario->events; i++)
            check_event(scenario, &scenario->event[i], problems);
    }
    for (size_t i = 0; i < scenario->programmes; i++)
        check_programme(&scenario->programme[i], problems);
    dependence_check(scenario, problems);
    check_chance(scenario, problems);
    if (!problems->count) /* no circle, all known */
        check_followed(scenario, problems);
    check_correlation(scenario, problems);
}
