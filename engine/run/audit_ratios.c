/* What follows for two indicators together: their ratio by year, and the growth that stated shares
 * need: with growth g of the part over h years and shares s0, s1 the whole grows by
 * ((1 + g)^h s0 / s1)^(1/h) - 1 a year, the rest by ((1 + g)^h (s0/s1) (1-s1)/(1-s0))^(1/h) - 1. */
#include "run/audit_implied.h"
#include "run/audit_programme.h"

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

static Status ratio_new(AuditSystem *system, size_t a, size_t b, Error *err)
{
    Audit *audit = system->audit;
    bool turned = base_level(audit, b) > base_level(audit, a);
    AuditRatio *ratio = &audit->ratio[audit->ratios++];
    *ratio = (AuditRatio){ .part = turned ? a : b, .whole = turned ? b : a };
    ratio->low = calloc(system->years, sizeof(double));
    ratio->middle = calloc(system->years, sizeof(double));
    ratio->high = calloc(system->years, sizeof(double));
    ratio->change = calloc(system->scenario->periods + 1, sizeof(double));
    return ratio->low && ratio->middle && ratio->high && ratio->change ? STATUS_GOOD
                                                                       : error_memory(err);
}

/* All pairs of one unit, up to a number. */
static Status list_ratios(AuditSystem *system, Error *err)
{
    const Scenario *s = system->scenario;
    Audit *audit = system->audit;
    audit->ratio = calloc(RATIOS, sizeof *audit->ratio);
    if (!audit->ratio)
        return error_memory(err);
    for (size_t a = 0; a < s->indicators; a++)
        for (size_t b = a + 1; b < s->indicators && audit->ratios < RATIOS; b++)
            if (same_unit(s, a, b) && !s->indicator[a].model->claims.divides &&
                !s->indicator[b].model->claims.divides)
                TRY(ratio_new(system, a, b, err));
    return STATUS_GOOD;
}

/* The median of a stated base where the level can be it; else the middle of the two ends. */
static double base_middle(const AuditSystem *system, size_t indicator)
{
    const Audit *audit = system->audit;
    const Indicator *it = &system->scenario->indicator[indicator];
    size_t at = indicator * system->years;
    double low = audit->low[at], high = audit->high[at];
    const Parameter *base = audit_parameter(it, it->model->claims.base);
    double median = base ? quantity_side(base->quantity, 0) : NAN;
    return median >= low && median <= high ? median : middle(low, high);
}

static Status fill_year(AuditYear *year, AuditRatio *ratio, Error *err)
{
    const AuditSystem *system = year->system;
    size_t t = (size_t)(year->year - system->scenario->base);
    double low, high;
    TRY(audit_end(year, ratio->part, ratio->whole, false, &low, err));
    TRY(audit_end(year, ratio->part, ratio->whole, true, &high, err));
    ratio->low[t] = low > 0 ? low : NAN;
    ratio->high[t] = isfinite(high) ? high : NAN;
    ratio->middle[t] = middle(low, high);
    double stated = t ? NAN : base_middle(system, ratio->part) / base_middle(system, ratio->whole);
    if (stated >= low && stated <= high)
        ratio->middle[t] = stated;
    return STATUS_GOOD;
}

static Status fill_years(AuditSystem *system, AuditWitness *witness, const bool *kept, Error *err)
{
    const Scenario *s = system->scenario;
    Audit *audit = system->audit;
    Status status = STATUS_GOOD;
    for (int t = s->base; t <= s->end && status == STATUS_GOOD; t++) {
        AuditYear year = { .system = system, .witness = witness, .kept = kept, .year = t };
        for (size_t i = 0; i < audit->ratios && status == STATUS_GOOD; i++)
            status = fill_year(&year, &audit->ratio[i], err);
        audit_programme_free(year.programme);
    }
    return status;
}

/* The middle growth of each indicator that a ratio names over each period; NaN where it is not
 * bounded on both sides. */
static Status list_growth(AuditSystem *system, const bool *relative, double *growth, Error *err)
{
    const Scenario *s = system->scenario;
    for (size_t i = 0; i < s->indicators; i++) {
        bool named = false;
        for (size_t k = 0; k < system->audit->ratios; k++)
            named |= system->audit->ratio[k].part == i || system->audit->ratio[k].whole == i;
        for (size_t p = 0; p < s->periods && named; p++) {
            double interval[2];
            TRY(audit_between(system, relative, audit_node(system, i, s->period[p].from - 1),
                              audit_node(system, i, s->period[p].to), interval, err));
            growth[i * s->periods + p] = middle(interval[0], interval[1]);
        }
    }
    return STATUS_GOOD;
}

static void fill_change(const AuditSystem *system, const double *growth, AuditRatio *ratio)
{
    const Scenario *s = system->scenario;
    for (size_t p = 0; p < s->periods; p++) {
        int from = s->period[p].from - 1 - s->base, to = s->period[p].to - s->base;
        double change =
            growth[ratio->part * s->periods + p] / growth[ratio->whole * s->periods + p];
        double follows = ratio->middle[to] / ratio->middle[from];
        ratio->change[p] = pow(isfinite(change) ? change : follows, 1.0 / (to - from)) - 1;
    }
}

Status audit_imply_ratios(AuditSystem *system, AuditWitness *witness, const bool *kept, Error *err)
{
    const Scenario *s = system->scenario;
    Audit *audit = system->audit;
    bool *relative = calloc(audit->statements + 1, sizeof *relative);
    double *growth = calloc(s->indicators * s->periods + 1, sizeof *growth);
    Status status = relative && growth ? list_ratios(system, err) : error_memory(err);
    if (status == STATUS_GOOD)
        status = fill_years(system, witness, kept, err);
    if (status == STATUS_GOOD) {
        audit_relative(system, kept, relative);
        status = list_growth(system, relative, growth, err);
    }
    for (size_t i = 0; i < audit->ratios && status == STATUS_GOOD; i++)
        fill_change(system, growth, &audit->ratio[i]);
    free(relative);
    free(growth);
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
static Status add_share(AuditSystem *system, const bool *active, AuditShare made, Error *err)
{
    Audit *audit = system->audit;
    int years = made.end_year - made.start_year;
    double known[2];
    size_t grows = made.of_part ? made.whole : made.part;
    TRY(audit_between(system, active, audit_node(system, grows, made.start_year),
                      audit_node(system, grows, made.end_year), known, err));
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
static bool states_share(const AuditSystem *system, size_t which, size_t indicator)
{
    const AuditStatement *it = &system->audit->statement[which];
    return it->indicator == indicator && system->span[which].from != AUDIT_GROUND &&
           it->measure != AUDIT_GROWTH && isfinite(audit_figure(it)) && it->from == it->to;
}

static int by_year(const void *a, const void *b)
{
    const StatedShare *one = a, *other = b;
    return (one->year > other->year) - (one->year < other->year);
}

/* All that is stated, by year, one for each; a ratio begins with what follows for the base year. */
static size_t list_shares(const AuditSystem *system, size_t indicator, StatedShare *list)
{
    const Audit *audit = system->audit;
    const Scenario *s = system->scenario;
    size_t count = 0, at = indicator * system->years;
    double base = middle(audit->low[at], audit->high[at]);
    double scale = 1;
    for (size_t i = 0; i < audit->statements; i++) {
        if (!states_share(system, i, indicator))
            continue;
        const AuditStatement *it = &audit->statement[i];
        bool divides = s->indicator[indicator].model->claims.divides;
        scale = divides ? system->span[i].scale : 1;
        list[count++] = (StatedShare){ i, it->to, audit_figure(it) / scale };
    }
    if (count && s->indicator[indicator].model->claims.divides && isfinite(base))
        list[count++] = (StatedShare){ SIZE_MAX, s->base, base / scale };
    qsort(list, count, sizeof *list, by_year);
    return count;
}

static Status imply_shares_of(AuditSystem *system, size_t indicator, bool *active,
                              StatedShare *list, Error *err)
{
    const Indicator *it = &system->scenario->indicator[indicator];
    bool divides = it->model->claims.divides;
    size_t part = divides ? it->of[0] : indicator, whole = divides ? it->of[1] : it->of[0];
    const Indicator *of = &system->scenario->indicator[part];
    if (divides && (!same_unit(system->scenario, part, whole) ||
                    (of->model->claims.share && of->ofs && of->of[0] == whole)))
        return STATUS_GOOD;
    size_t count = list_shares(system, indicator, list);
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
            TRY(add_share(system, active, made, err));
    }
    return STATUS_GOOD;
}

Status audit_imply_shares(AuditSystem *system, const bool *kept, Error *err)
{
    const Scenario *s = system->scenario;
    size_t n = system->audit->statements;
    bool *active = malloc((n + 1) * sizeof *active);
    StatedShare *list = malloc((n + 1) * sizeof *list);
    Status status = active && list ? STATUS_GOOD : error_memory(err);
    for (size_t i = 0; i < s->indicators && status == STATUS_GOOD; i++) {
        const Indicator *it = &s->indicator[i];
        if (!it->model->claims.divides && !(it->model->claims.share && it->ofs))
            continue;
        memcpy(active, kept, n * sizeof *active);
        status = imply_shares_of(system, i, active, list, err);
    }
    free(active);
    free(list);
    return status;
}
