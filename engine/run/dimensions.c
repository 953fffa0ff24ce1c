#include "run/dimensions.h"

#include "run/onsets.h"
#include "run/plan.h"

#include <math.h>
#include <stdlib.h>

void dimensions_free(Dimensions *dimensions)
{
    free(dimensions->dimension);
    *dimensions = (Dimensions){ 0 };
}

/* ---- which draws there are ---- */

static Status add(Dimensions *dimensions, const Plan *plan, Dimension dimension, Error *err)
{
    size_t n = dimensions->count;
    if (!(n & (n - 1))) { /* full at every power of two */
        Dimension *more = realloc(dimensions->dimension, (n ? 2 * n : 1) * sizeof *more);
        if (!more)
            return error_memory(err);
        dimensions->dimension = more;
    }
    dimension.targeted = plan_moves_any(plan, dimension.address.stream, plan->targeted);
    dimensions->dimension[n] = dimension;
    dimensions->count = n + 1;
    return STATUS_GOOD;
}

/* How many years the growth that the indicator draws in year t is in force; 0: it draws none. */
static size_t growth_years(const Plan *plan, size_t indicator, size_t t)
{
    const Indicator *it = &plan->scenario->indicator[indicator];
    bool random = false;
    for (size_t k = 0; it->model->params[k].name; k++)
        random |= it->model->params[k].drawn && parameter_is_random(&it->parameter[k]);
    if (!random || !plan_draws(plan, it, t))
        return 0;
    size_t years = 1;
    while (t + years < plan->years && !plan_draws(plan, it, t + years))
        years++;
    return years;
}

static size_t shock_years(const Plan *plan, size_t indicator, size_t t)
{
    (void)t;
    const Indicator *it = &plan->scenario->indicator[indicator];
    const Parameter *volatility = &it->noise[NOISE_VOLATILITY];
    for (size_t q = 0; it->model->noisy && q < volatility->count; q++)
        if (volatility->quantity[q].law->high(&volatility->quantity[q]) > 0)
            return 1;
    return it->model->counts;
}

/* Scores of year t: correlated indicators are drawn together when one of them is wanted, and each
 * is as important as the most important, since it is mixed into the others. */
static Status add_scores(Dimensions *dimensions, const Plan *plan, Purpose purpose, size_t t,
                         size_t (*years)(const Plan *, size_t, size_t), Error *err)
{
    size_t together = 0;
    for (size_t i = 0; i < plan->scenario->indicators; i++) {
        size_t own = plan->place[i] < plan->correlated ? years(plan, i, t) : 0;
        together = own > together ? own : together;
    }
    for (size_t i = 0; i < plan->scenario->indicators; i++) {
        size_t own = plan->place[i] < plan->correlated ? together : years(plan, i, t);
        Address address = { i, purpose, (uint32_t)t };
        if (own)
            TRY(add(dimensions, plan, (Dimension){ address, .years = own, .first = t }, err));
    }
    return STATUS_GOOD;
}

/* Counts the years in which quantity q of the parameter is in force. */
static void find_years(Dimension *dimension, const Plan *plan, const Parameter *parameter, size_t q)
{
    for (size_t t = plan->years; t-- > 0;) {
        int year = plan->scenario->base + (int)t;
        ParameterPart part = parameter_part(parameter, plan->period[t], year);
        if ((part.first == q || part.second == q) && (t || parameter->count == 1)) {
            dimension->years++;
            dimension->first = t;
        }
    }
}

/* Of quantities at the same quantile the first random one stands for all. */
static Status add_parameter(Dimensions *dimensions, const Plan *plan, size_t indicator,
                            const Parameter *parameter, size_t index, Error *err)
{
    bool linked = parameter->year && plan->scenario->indicator[indicator].linked;
    for (size_t q = 0; q < parameter->count; q++) {
        if (quantity_is_constant(&parameter->quantity[q]))
            continue;
        uint32_t step = (uint32_t)(index << 16 | (linked ? 0 : q));
        Dimension dimension = { .address = { indicator, PURPOSE_PARAMETER, step } };
        find_years(&dimension, plan, parameter, q);
        TRY(add(dimensions, plan, dimension, err));
        if (linked)
            break;
    }
    return STATUS_GOOD;
}

static Status add_parameters(Dimensions *dimensions, const Plan *plan, size_t indicator, Error *err)
{
    const Indicator *it = &plan->scenario->indicator[indicator];
    size_t k = 0;
    for (; it->model->params[k].name; k++)
        if (!it->model->params[k].drawn)
            TRY(add_parameter(dimensions, plan, indicator, &it->parameter[k], k, err));
    for (size_t noise = 0; noise < NOISE_PARAMS && it->model->noisy; noise++)
        TRY(add_parameter(dimensions, plan, indicator, &it->noise[noise], k + noise, err));
    return STATUS_GOOD;
}

/* Whether each event starts in a year, and its loss when it does: one number. */
static Status add_events(Dimensions *dimensions, const Plan *plan, Error *err)
{
    const Scenario *s = plan->scenario;
    for (size_t i = 0; i < s->events; i++) {
        const Event *event = &s->event[i];
        size_t stream = s->indicators + i, lasts = (size_t)event->duration;
        for (size_t t = (size_t)(event->from - s->base); t <= (size_t)(event->to - s->base); t++) {
            size_t left = plan->years - t;
            Dimension start = { { stream, PURPOSE_EVENT, (uint32_t)t },
                                .years = lasts < left ? lasts : left,
                                .first = t };
            TRY(add(dimensions, plan, start, err));
        }
    }
    return STATUS_GOOD;
}

/* A number that something due on a date draws once a path; quantity NULL: it is always drawn. */
static Status add_onset_draw(Dimensions *dimensions, const Plan *plan, const Onset *onset,
                             Address address, const Quantity *quantity, Error *err)
{
    size_t first = onsets_first(plan, onset);
    Dimension draw = { address, .years = plan->years - first, .first = first };
    bool none = first == plan->years || (quantity && quantity_is_constant(quantity));
    return none ? STATUS_GOOD : add(dimensions, plan, draw, err);
}

static Status add_onset(Dimensions *dimensions, const Plan *plan, const Onset *onset, size_t stream,
                        const Quantity *size, Error *err)
{
    const Quantity *const quantity[] = {
        [ONSET_DELAY] = &onset->delay, [ONSET_RAMP] = &onset->ramp, [ONSET_SIZE] = size
    };
    for (uint32_t step = 0; step < sizeof quantity / sizeof *quantity; step++)
        TRY(add_onset_draw(dimensions, plan, onset, (Address){ stream, PURPOSE_ONSET, step },
                           quantity[step], err));
    return STATUS_GOOD;
}

static Status add_programmes(Dimensions *dimensions, const Plan *plan, Error *err)
{
    const Scenario *s = plan->scenario;
    for (size_t i = 0; i < s->programmes; i++)
        TRY(add_onset(dimensions, plan, &s->programme[i].onset, plan_programme(plan, i),
                      &s->programme[i].effect, err));
    return STATUS_GOOD;
}

static Status add_projects(Dimensions *dimensions, const Plan *plan, size_t indicator, Error *err)
{
    const Indicator *it = &plan->scenario->indicator[indicator];
    for (size_t j = 0; j < it->projects; j++) {
        const Project *project = &it->project[j];
        Address comes = { plan_project(plan, indicator, j), PURPOSE_ONSET, ONSET_COMES };
        TRY(add_onset(dimensions, plan, &project->onset, comes.stream, &project->capacity, err));
        if (project->probability > 0 && project->probability < 1)
            TRY(add_onset_draw(dimensions, plan, &project->onset, comes, NULL, err));
    }
    return STATUS_GOOD;
}

/* ---- their order ---- */

static int compare_numbers(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_address(const void *a, const void *b)
{
    const Address *x = &((const Dimension *)a)->address, *y = &((const Dimension *)b)->address;
    int order = compare_numbers(x->stream, y->stream);
    order = order ? order : compare_numbers(x->purpose, y->purpose);
    return order ? order : compare_numbers(x->step, y->step);
}

static size_t kind(Purpose purpose)
{
    static const size_t order[] = { [PURPOSE_PARAMETER] = 0,
                                    [PURPOSE_GROWTH] = 1,
                                    [PURPOSE_SHOCK] = 2,
                                    [PURPOSE_ONSET] = 3,
                                    [PURPOSE_EVENT] = 4 };
    return order[purpose];
}

static size_t late(Purpose purpose)
{
    return kind(purpose) < kind(PURPOSE_ONSET) ? 0 : kind(purpose);
}

static int compare_importance(const void *a, const void *b)
{
    const Dimension *x = a, *y = b;
    int order = compare_numbers(late(x->address.purpose), late(y->address.purpose));
    order = order ? order : compare_numbers(y->years, x->years);
    order = order ? order : compare_numbers(x->first, y->first);
    order = order ? order : compare_numbers(kind(x->address.purpose), kind(y->address.purpose));
    order = order ? order : compare_numbers(y->targeted, x->targeted);
    return order ? order : compare_address(a, b);
}

/* ---- runs of years ---- */

/* The last year of the run that year t lies in. */
static size_t run_end(const Plan *plan, size_t t)
{
    const Scenario *s = plan->scenario;
    size_t start = t, end = t, cuts = 0, cut = plan->years;
    while (start > 1 && plan->period[start - 1] == plan->period[t])
        start--;
    while (end + 1 < plan->years && plan->period[end + 1] == plan->period[t])
        end++;
    for (size_t year = start; year < end; year++) {
        bool target = false;
        for (size_t i = 0; i < s->targets; i++)
            target |= s->target[i].to == s->base + (int)year;
        cuts += target;
        cut = target && year >= t && year < cut ? year : cut;
    }
    return cuts <= 2 && cut < end ? cut : end;
}

/* Splits the run of n draws at its middle, and so on: the number of the draw at the split is the
 * difference of the halves. */
static void rank_splits(Dimension *run, size_t n)
{
    size_t middle = (n + 1) / 2;
    if (n < 2)
        return;
    run[middle].years = n / 2;
    run[middle].first = run[0].address.step;
    rank_splits(run, middle);
    rank_splits(run + middle, n - middle);
}

/* Gathers neighbouring draws of single years, in order of address, into runs. */
static void make_runs(Dimensions *dimensions, const Plan *plan)
{
    for (size_t i = 0, n; i < dimensions->count; i += n) {
        Dimension *run = dimensions->dimension + i;
        size_t end = 0;
        n = 1;
        bool score =
            run->address.purpose == PURPOSE_SHOCK || run->address.purpose == PURPOSE_GROWTH;
        if (score && run->years == 1)
            end = run_end(plan, run->address.step);
        while (i + n < dimensions->count && run[n].address.stream == run->address.stream &&
               run[n].address.purpose == run->address.purpose && run[n].years == 1 &&
               run[n].address.step <= end)
            n++;
        for (size_t k = 0; k < n; k++) {
            run[k].before = k;
            run[k].run = n;
        }
        if (n > 1) {
            run->years = n;
            rank_splits(run, n);
        }
    }
}

Status dimensions_list(Dimensions *dimensions, const Plan *plan, Error *err)
{
    *dimensions = (Dimensions){ 0 };
    for (size_t t = 1; t < plan->years; t++) {
        TRY(add_scores(dimensions, plan, PURPOSE_GROWTH, t, growth_years, err));
        TRY(add_scores(dimensions, plan, PURPOSE_SHOCK, t, shock_years, err));
    }
    for (size_t i = 0; i < plan->scenario->indicators; i++)
        TRY(add_parameters(dimensions, plan, i, err));
    for (size_t i = 0; i < plan->scenario->indicators; i++)
        TRY(add_projects(dimensions, plan, i, err));
    TRY(add_events(dimensions, plan, err));
    TRY(add_programmes(dimensions, plan, err));
    if (!dimensions->count)
        return STATUS_GOOD;
    size_t n = dimensions->count, size = sizeof *dimensions->dimension;
    qsort(dimensions->dimension, n, size, compare_address);
    make_runs(dimensions, plan);
    qsort(dimensions->dimension, n, size, compare_importance);
    for (size_t i = 0; i < n; i++)
        dimensions->dimension[i].rank = i;
    qsort(dimensions->dimension, n, size, compare_address);
    return STATUS_GOOD;
}

size_t dimensions_parts(const Dimensions *dimensions, Address address,
                        DimensionPart part[DIMENSION_PARTS])
{
    Dimension wanted = { .address = address };
    const Dimension *found = dimensions->count
                                 ? bsearch(&wanted, dimensions->dimension, dimensions->count,
                                           sizeof wanted, compare_address)
                                 : NULL;
    if (!found)
        return 0;
    const Dimension *run = found - found->before;
    size_t count = 0, from = 0, n = found->run;
    part[count++] = (DimensionPart){ run, 1 / sqrt((double)n) };
    while (n > 1) {
        size_t left = (n + 1) / 2, right = n - left;
        bool early = found->before < from + left;
        double near = (double)(early ? left : right), far = (double)(early ? right : left);
        part[count++] =
            (DimensionPart){ run + from + left, (early ? 1 : -1) * sqrt(far / (near * (double)n)) };
        from += early ? 0 : left;
        n = early ? left : right;
    }
    return count;
}
