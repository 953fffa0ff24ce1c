#include "run/rare_chance.h"

#include "math/interval.h"
#include "run/rare_weigh.h"

#include <math.h>
#include <stdlib.h>

enum {
    N = BLOCK_PATHS,
    BLOCKS_LEAST = 8 /* of each way */
};

static const double most_weight = 0.05; /* of all, in one path */
static const double most_beyond = 0.02; /* of the chance, in ways that were not reached */
static const double minor = 0.1; /* of the chance: less of it needs fewer hits for its error */
static const double contradicts = 0.001; /* chance of such hits among random paths */

typedef struct Part {
    double p, variance;
    double squares, most; /* of the weights, as shares of all paths of the way */
} Part;

typedef struct Estimate {
    const RareQuestion *question;
    RareDraws draws;
    RareEvent event;
    RareTrials *trials;
    const RareWay **way; /* [way] */
    size_t *set;         /* [way]: whose draws it has */
    size_t ways;
    size_t *place; /* of the draws of the way at work among all */
    Part *part;    /* [way] */
    double beyond;
} Estimate;

static Status estimate_new(Estimate *estimate, const RareQuestion *question, Error *err)
{
    size_t count = 0;
    *estimate = (Estimate){ .question = question };
    for (size_t i = 0; i < question->sets; i++)
        count += question->ways[i]->ways;
    TRY(rare_draws_new(&estimate->draws, question->plan, question->target, question->targets, err));
    TRY(rare_event_new(&estimate->event, question->scenario, question->target, question->targets,
                       question->missed, err));
    estimate->way = calloc(count + 1, sizeof *estimate->way);
    estimate->set = calloc(count + 1, sizeof *estimate->set);
    estimate->part = calloc(count + 1, sizeof *estimate->part);
    estimate->place = calloc(estimate->draws.count + 1, sizeof *estimate->place);
    if (!estimate->way || !estimate->set || !estimate->part || !estimate->place)
        return error_memory(err);
    for (size_t i = 0; i < question->sets; i++) {
        estimate->beyond += question->ways[i]->beyond;
        for (size_t k = 0; k < question->ways[i]->ways; k++) {
            estimate->set[estimate->ways] = i;
            estimate->way[estimate->ways++] = &question->ways[i]->way[k];
        }
    }
    return STATUS_GOOD;
}

static void estimate_free(Estimate *estimate)
{
    rare_trials_free(estimate->trials);
    rare_event_free(&estimate->event);
    rare_draws_free(&estimate->draws);
    free(estimate->way);
    free(estimate->set);
    free(estimate->part);
    free(estimate->place);
}

/* Ways that were not found have no part in what a path counts. */
static void keep_found(Estimate *estimate)
{
    RareEvent *event = &estimate->event;
    for (size_t k = 0; k < estimate->ways && event->missed; k++)
        event->bound[k] = estimate->way[k]->bound;
    event->bounds = event->missed ? estimate->ways : event->bounds;
}

/* ---- each way ---- */

static bool same(Address a, Address b)
{
    return a.stream == b.stream && a.purpose == b.purpose && a.step == b.step;
}

/* Both lists rise, and the longer one has all of the other. */
static void find_places(Estimate *estimate, const RareDraws *draws)
{
    size_t at = 0;
    for (size_t j = 0; j < draws->count; j++) {
        while (!same(estimate->draws.address[at], draws->address[j]))
            at++;
        estimate->place[j] = at;
    }
}

/* More paths for a likelier way, whose error is greater. */
static size_t blocks_of(const Estimate *estimate, size_t k)
{
    double sum = 0;
    for (size_t i = 0; i < estimate->ways; i++)
        sum += estimate->way[i]->rough;
    double share = sum > 0 ? estimate->way[k]->rough / sum : 1;
    size_t blocks = (size_t)(share * (double)estimate->question->blocks);
    return blocks > BLOCKS_LEAST ? blocks : BLOCKS_LEAST;
}

static Status take_part(Estimate *estimate, size_t k, Error *err)
{
    const RareWay *way = estimate->way[k];
    const RareDraws *draws = &estimate->question->ways[estimate->set[k]]->draws;
    size_t blocks = blocks_of(estimate, k);
    double n = (double)blocks * N;
    Tilt tilt = { 0 };
    RareTotal total = { 0 };
    RareWeighing weighing = { .tilt = &tilt, .shares = true };
    find_places(estimate, draws);
    estimate->event.looked = k;
    Status status = tilt_place(&tilt, &way->tilt, estimate->place, estimate->draws.count,
                               estimate->draws.chance, err);
    if (status == STATUS_GOOD)
        status = rare_weigh(&weighing, estimate->trials, blocks, &total, err);
    double p = total.sum / n;
    estimate->part[k] = (Part){ p, fmax(total.squares / n - p * p, 0) / (n - 1),
                                total.squares / n / n, total.most / n };
    tilt_free(&tilt);
    return status;
}

/* ---- the sum ---- */

static Part sum_of(const Estimate *estimate)
{
    Part all = { 0 };
    for (size_t k = 0; k < estimate->ways; k++) {
        const Part *part = &estimate->part[k];
        all.p += part->p;
        all.variance += part->variance;
        all.squares += part->squares;
        all.most = fmax(all.most, part->most);
    }
    return all;
}

/* Whether the weights are worth enough hits; of a minor part, in proportion. */
static bool trusted(const Part *part, double p)
{
    double wanted = RARE_HITS_LEAST * fmin(1, part->p / (minor * p));
    return part->p * part->p >= wanted * part->squares && part->most <= most_weight * p;
}

/* exp(log p +- 1.96 error / p) never reaches 0. */
static void set_chance(Chance *chance, double p, double error, bool missed)
{
    double factor = exp(INTERVAL_Z95 * error / p);
    *chance = (Chance){ p, error, { p / factor, fmin(p * factor, 1) } };
    if (missed)
        *chance = chance_missed(chance);
}

/* Whether so many hits among random paths would be a surprise, wherever the chance lies in its
 * interval. */
static bool contradicted(const RareQuestion *question, double p, double error)
{
    double n = (double)question->plan->paths, factor = exp(INTERVAL_Z95 * error / p);
    double more = interval_at_least(question->hits, n, fmin(p * factor, 1));
    double less = interval_at_most(question->hits, n, p / factor);
    return fmin(more, less) < contradicts;
}

static void answer_sum(const Estimate *estimate, RareAnswer *answer)
{
    const RareQuestion *question = estimate->question;
    Part all = sum_of(estimate);
    bool good = all.p > 0 && trusted(&all, all.p);
    for (size_t k = 0; k < estimate->ways; k++)
        good &= estimate->part[k].p > 0 ? trusted(&estimate->part[k], all.p)
                                        : estimate->way[k]->rough < most_beyond * all.p;
    if (!good)
        answer->note = &note_few_hits;
    else if (estimate->beyond > most_beyond * all.p)
        answer->note = &note_unfinished;
    else if (contradicted(question, all.p, sqrt(all.variance)))
        answer->note = &note_contradicted;
    else
        answer->known = true;
    if (answer->known)
        set_chance(&answer->chance, all.p, sqrt(all.variance), question->missed);
}

static Status estimate_all(Estimate *estimate, Error *err)
{
    const RareQuestion *question = estimate->question;
    keep_found(estimate);
    TRY(rare_trials_new(&estimate->trials, question->plan, &estimate->event, &estimate->draws,
                        question->options, err));
    rare_trials_apart(estimate->trials);
    for (size_t k = 0; k < estimate->ways; k++)
        TRY(take_part(estimate, k, err));
    return STATUS_GOOD;
}

Status rare_chance(const RareQuestion *question, RareAnswer *answer, Error *err)
{
    Estimate estimate;
    *answer = (RareAnswer){ 0 };
    Status status = estimate_new(&estimate, question, err);
    if (status == STATUS_GOOD && estimate.draws.count > RARE_DRAWS_MOST) {
        answer->note = &note_too_many_draws;
    } else if (status == STATUS_GOOD && estimate.ways) {
        status = estimate_all(&estimate, err);
        if (status == STATUS_GOOD)
            answer_sum(&estimate, answer);
    } else {
        answer->note = estimate.beyond > 0 ? &note_unfinished : &note_unreached;
    }
    estimate_free(&estimate);
    return status;
}
