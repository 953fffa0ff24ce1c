#include "run/exact_track.h"

#include <math.h>
#include <stdlib.h>

/* A base that is a number shifts logs, no more. */
static ExactSpan without_number(const ExactLaw *law, ExactSpan span)
{
    span.base = span.base && !quantity_is_constant(law->base);
    return span;
}

/* The law of a product from the same factor on, up to year t. */
static const ExactSeries *series_of(const ExactLevels *levels, ExactSpan wanted, size_t t)
{
    for (size_t i = 0; i < levels->spans; i++) {
        ExactSpan span = without_number(&levels->law, levels->span[i]);
        if (span.first == wanted.first && span.last == t && span.base == wanted.base)
            return &levels->series[i];
    }
    return NULL;
}

/* Lays the span over the years; false when another product is in the making there. */
static bool lay(ExactTrack *track, const ExactLevels *levels, ExactSpan span, ExactSpan *owner)
{
    for (size_t t = span.first; t <= span.last; t++) {
        ExactStep *step = &track->step[t];
        const ExactSeries *series = series_of(levels, span, t);
        if (!series || (step->busy && (owner[t].first != span.first || owner[t].base != span.base)))
            return false;
        owner[t] = span;
        step->busy = true;
        step->anew = t == span.first;
        step->middle = (series->low + series->high) / 2;
        track->omitted += t == span.last ? series->omitted : 0;
        track->width = fmax(track->width, 1.05 * (series->high - series->low));
    }
    track->gates += !track->step[span.last].gate;
    track->step[span.last].gate = true;
    track->base |= span.base;
    track->last = span.last > track->last ? span.last : track->last;
    return true;
}

/* Whether some noise smooths what each cut, or a law's own end, leaves sharp. */
static bool smooth(const ExactTrack *track, const ExactLevels *levels)
{
    bool noisy = false;
    for (size_t t = 1; t <= track->last; t++) {
        const ExactStep *step = &track->step[t];
        noisy =
            (noisy && !step->anew) || exact_law_noisy(&levels->law, levels->law.plan->period[t]);
        if (step->gate && !noisy)
            return false;
        noisy = noisy && !step->gate;
    }
    return true;
}

static Status follow(ExactTrack *track, const ExactLevels *levels, const ExactBound *bound,
                     size_t bounds, Error *err)
{
    const ExactLaw *law = &levels->law;
    const char *id = law->indicator->id;
    ExactSpan *owner = calloc(law->plan->years, sizeof *owner);
    bool laid = true;
    if (!track->step || !owner) {
        free(owner);
        return error_memory(err);
    }
    for (size_t i = 0; i < bounds && laid; i++)
        laid = lay(track, levels, without_number(law, bound[i].span), owner);
    free(owner);
    for (size_t t = 1, gates = 0; t <= track->last; t++) {
        ExactStep *step = &track->step[t];
        bool last = t == track->last;
        step->end = last || !step[1].busy || step[1].anew;
        step->closes = last || law->plan->period[t + 1] != law->plan->period[t];
        step->place = gates;
        gates += step->gate;
    }
    if (!laid)
        return error_set(err, STATUS_INVALID,
                         "/indicators/%s: exact follows one product of years at a time, so a "
                         "growth cannot be joined with a level, or another growth, of its years "
                         "that starts elsewhere; use --sampling random",
                         id);
    if (law->persistence != 0)
        return error_set(err, STATUS_INVALID,
                         "/indicators/%s/persistence: exact needs independent years to join "
                         "several, so %g is not possible; allowed is 0; use --sampling random",
                         id, law->persistence);
    if (!smooth(track, levels))
        return error_set(err, STATUS_INVALID,
                         "/indicators/%s/volatility: exact needs noise between two years that it "
                         "joins, allowed is a volatility above 0; use --sampling random",
                         id);
    return STATUS_GOOD;
}

Status exact_track_make(ExactTrack *track, const ExactLevels *levels, const ExactBound *bound,
                        size_t bounds, Error *err)
{
    *track = (ExactTrack){ .step = calloc(levels->law.plan->years, sizeof *track->step) };
    Status status = follow(track, levels, bound, bounds, err);
    if (status != STATUS_GOOD)
        exact_track_free(track);
    return status;
}

void exact_track_free(ExactTrack *track)
{
    free(track->step);
    *track = (ExactTrack){ 0 };
}
