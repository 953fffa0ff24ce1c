/* What follows for two indicators together: their ratio by year, and the growth that stated shares
 * need: with growth g of the part over h years and shares s0, s1 the whole grows by
 * ((1 + g)^h s0 / s1)^(1/h) - 1 a year, the rest by ((1 + g)^h (s0/s1) (1-s1)/(1-s0))^(1/h) - 1. */
#include "run/audit_graph.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { RATIOS = 100 }; /* most pairs of indicators that are looked at */

/* ---- ratios by year ---- */

static bool same_unit(const Scenario *s, size_t a, size_t b)
{
    const char *one = own_words_in(&s->indicator[a].unit, s->language, "");
    const char *other = own_words_in(&s->indicator[b].unit, s->language, "");
    return *one && strcmp(one, "%") && !strcmp(one, other);
}

static double middle(double low, double high)
{
    return low > 0 && isfinite(high) ? sqrt(low * high) : NAN;
}

static double base_level(const Audit *audit, size_t indicator)
{
    size_t at = indicator * scenario_years(audit->scenario);
    return middle(audit->low[at], audit->high[at]);
}

static Status fill_ratio(AuditGraph *graph, const bool *kept, AuditRatio *ratio, Error *err)
{
    const Scenario *s = graph->scenario;
    ratio->low = calloc(graph->years, sizeof(double));
    ratio->middle = calloc(graph->years, sizeof(double));
    ratio->high = calloc(graph->years, sizeof(double));
    ratio->change = calloc(s->periods + 1, sizeof(double));
    if (!ratio->low || !ratio->middle || !ratio->high || !ratio->change)
        return error_memory(err);
    for (size_t t = 0; t < graph->years; t++) {
        double interval[2];
        int year = s->base + (int)t;
        TRY(audit_between(graph, kept, audit_node(graph, ratio->whole, year),
                          audit_node(graph, ratio->part, year), interval, err));
        ratio->low[t] = interval[0] > 0 ? interval[0] : NAN;
        ratio->high[t] = isfinite(interval[1]) ? interval[1] : NAN;
        ratio->middle[t] = middle(interval[0], interval[1]);
    }
    return STATUS_GOOD;
}

/* The middle growth over a period; NaN where it is not bounded on both sides. */
static Status growth_in(AuditGraph *graph, const bool *relative, size_t indicator,
                        const Period *period, double *growth, Error *err)
{
    double interval[2];
    TRY(audit_between(graph, relative, audit_node(graph, indicator, period->from - 1),
                      audit_node(graph, indicator, period->to), interval, err));
    *growth = middle(interval[0], interval[1]);
    return STATUS_GOOD;
}

static Status fill_change(AuditGraph *graph, const bool *relative, AuditRatio *ratio, Error *err)
{
    const Scenario *s = graph->scenario;
    for (size_t p = 0; p < s->periods; p++) {
        double part, whole;
        int from = s->period[p].from - 1 - s->base, to = s->period[p].to - s->base;
        TRY(growth_in(graph, relative, ratio->part, &s->period[p], &part, err));
        TRY(growth_in(graph, relative, ratio->whole, &s->period[p], &whole, err));
        double change = part / whole, follows = ratio->middle[to] / ratio->middle[from];
        ratio->change[p] = pow(isfinite(change) ? change : follows, 1.0 / (to - from)) - 1;
    }
    return STATUS_GOOD;
}

static Status imply_ratio(AuditGraph *graph, const bool *kept, const bool *relative,
                          AuditRatio *ratio, Error *err)
{
    TRY(fill_ratio(graph, kept, ratio, err));
    return fill_change(graph, relative, ratio, err);
}

Status audit_imply_ratios(AuditGraph *graph, const bool *kept, Error *err)
{
    const Scenario *s = graph->scenario;
    Audit *audit = graph->audit;
    bool *relative = calloc(audit->statements + 1, sizeof *relative);
    audit->ratio = calloc(RATIOS, sizeof *audit->ratio);
    Status status = audit->ratio && relative ? STATUS_GOOD : error_memory(err);
    if (status == STATUS_GOOD)
        audit_relative(graph, kept, relative);
    for (size_t a = 0; a < s->indicators && status == STATUS_GOOD; a++)
        for (size_t b = a + 1; b < s->indicators && audit->ratios < RATIOS && status == STATUS_GOOD;
             b++) {
            if (!same_unit(s, a, b) || s->indicator[a].model->claims.divides ||
                s->indicator[b].model->claims.divides)
                continue;
            bool turned = base_level(audit, b) > base_level(audit, a);
            AuditRatio *ratio = &audit->ratio[audit->ratios++];
            *ratio = (AuditRatio){ .part = turned ? a : b, .whole = turned ? b : a };
            status = imply_ratio(graph, kept, relative, ratio, err);
        }
    free(relative);
    return status;
}

/* ---- shares ---- */

/* A share that is stated, or follows, for a year. */
typedef struct StatedShare {
    size_t statement; /* SIZE_MAX: it follows */
    int year;
    double share;
} StatedShare;

static double yearly(double factor, int years)
{
    return pow(factor, 1.0 / years) - 1;
}

static void set_growth(AuditShare *made, const double known[2], int years)
{
    double s0 = made->start, s1 = made->end;
    double part = made->of_part ? s1 / s0 : 1, whole = made->of_part ? 1 : s0 / s1;
    double rest = s0 < 1 && s1 < 1 ? whole * (1 - s1) / (1 - s0) : NAN;
    made->part_low = yearly(known[0] * part, years);
    made->part_high = yearly(known[1] * part, years);
    made->whole_low = yearly(known[0] * whole, years);
    made->whole_high = yearly(known[1] * whole, years);
    made->rest_low = yearly(known[0] * rest, years);
    made->rest_high = yearly(known[1] * rest, years);
}

/* Between two shares of part in whole, where one of the two grows as other statements say. */
static Status add_share(AuditGraph *graph, const bool *active, AuditShare made, Error *err)
{
    Audit *audit = graph->audit;
    int years = made.end_year - made.start_year;
    double known[2];
    size_t grows = made.of_part ? made.whole : made.part;
    TRY(audit_between(graph, active, audit_node(graph, grows, made.start_year),
                      audit_node(graph, grows, made.end_year), known, err));
    if (!(known[0] > 0) || !isfinite(known[1]) || !(made.start > 0) || !(made.end > 0))
        return STATUS_GOOD;
    set_growth(&made, known, years);
    AuditShare *grown = realloc(audit->share, (audit->shares + 1) * sizeof *grown);
    if (!grown)
        return error_memory(err);
    audit->share = grown;
    audit->share[audit->shares++] = made;
    return STATUS_GOOD;
}

/* A statement on the share of an indicator that is one, or on a ratio of two. */
static bool states_share(const AuditGraph *graph, size_t which, size_t indicator)
{
    const AuditStatement *it = &graph->audit->statement[which];
    return it->indicator == indicator && graph->span[which].from != AUDIT_GROUND &&
           it->measure != AUDIT_GROWTH && isfinite(audit_figure(it)) && it->from == it->to;
}

static int by_year(const void *a, const void *b)
{
    const StatedShare *one = a, *other = b;
    return (one->year > other->year) - (one->year < other->year);
}

/* All that is stated, by year, one for each; a ratio begins with what follows for the base year. */
static size_t list_shares(const AuditGraph *graph, size_t indicator, StatedShare *list)
{
    const Audit *audit = graph->audit;
    const Scenario *s = graph->scenario;
    size_t count = 0, at = indicator * graph->years;
    double base = middle(audit->low[at], audit->high[at]);
    double scale = 1;
    for (size_t i = 0; i < audit->statements; i++) {
        if (!states_share(graph, i, indicator))
            continue;
        const AuditStatement *it = &audit->statement[i];
        bool divides = s->indicator[indicator].model->claims.divides;
        scale = divides ? graph->span[i].scale : 1;
        list[count++] = (StatedShare){ i, it->to, audit_figure(it) / scale };
    }
    if (count && s->indicator[indicator].model->claims.divides && isfinite(base))
        list[count++] = (StatedShare){ SIZE_MAX, s->base, base / scale };
    qsort(list, count, sizeof *list, by_year);
    return count;
}

static Status imply_shares_of(AuditGraph *graph, size_t indicator, bool *active, StatedShare *list,
                              Error *err)
{
    const Indicator *it = &graph->scenario->indicator[indicator];
    bool divides = it->model->claims.divides;
    size_t part = divides ? it->of[0] : indicator, whole = divides ? it->of[1] : it->of[0];
    const Indicator *of = &graph->scenario->indicator[part];
    if (divides && (!same_unit(graph->scenario, part, whole) ||
                    (of->model->claims.share && of->ofs && of->of[0] == whole)))
        return STATUS_GOOD;
    size_t count = list_shares(graph, indicator, list);
    for (size_t i = 0; i < count; i++)
        if (list[i].statement != SIZE_MAX)
            active[list[i].statement] = false;
    for (size_t i = 0; i + 1 < count; i++) {
        AuditShare made = { .from = list[i].statement,
                            .to = list[i + 1].statement,
                            .part = part,
                            .whole = whole,
                            .start_year = list[i].year,
                            .end_year = list[i + 1].year,
                            .start = list[i].share,
                            .end = list[i + 1].share,
                            .of_part = !divides };
        if (made.start_year < made.end_year)
            TRY(add_share(graph, active, made, err));
    }
    return STATUS_GOOD;
}

Status audit_imply_shares(AuditGraph *graph, const bool *kept, Error *err)
{
    const Scenario *s = graph->scenario;
    size_t n = graph->audit->statements;
    bool *active = malloc((n + 1) * sizeof *active);
    StatedShare *list = malloc((n + 1) * sizeof *list);
    Status status = active && list ? STATUS_GOOD : error_memory(err);
    for (size_t i = 0; i < s->indicators && status == STATUS_GOOD; i++) {
        const Indicator *it = &s->indicator[i];
        if (!it->model->claims.divides && !(it->model->claims.share && it->ofs))
            continue;
        memcpy(active, kept, n * sizeof *active);
        status = imply_shares_of(graph, i, active, list, err);
    }
    free(active);
    free(list);
    return status;
}
