#include "run/helpers.h"

#include <pthread.h>
#include <stdlib.h>

/* Fewer paths are done before a helper has begun. */
enum { WORTHWHILE = 50000 };

/* Lanes on offer; lives on the stack of the worker who offers them. */
typedef struct Offer {
    Paths *paths;
    size_t next, end;     /* lanes not taken */
    size_t workers, busy; /* who have come; helpers still at it */
    struct Offer *other;
} Offer;

struct Helpers {
    pthread_mutex_t lock;
    pthread_cond_t left; /* a helper has */
    size_t workers;
    Offer *offer; /* a list */
};

Status helpers_new(Helpers **made, size_t workers, Error *err)
{
    Helpers *helpers = calloc(1, sizeof *helpers);
    *made = helpers;
    if (!helpers)
        return error_memory(err);
    helpers->workers = workers;
    pthread_mutex_init(&helpers->lock, NULL);
    pthread_cond_init(&helpers->left, NULL);
    return STATUS_GOOD;
}

void helpers_free(Helpers *helpers)
{
    if (!helpers)
        return;
    pthread_cond_destroy(&helpers->left);
    pthread_mutex_destroy(&helpers->lock);
    free(helpers);
}

size_t helpers_count(const Helpers *helpers)
{
    return helpers ? helpers->workers : 1;
}

/* Does lanes of the offer as one of its workers; called and returns with the lock. */
static void work(Helpers *helpers, Offer *offer, size_t worker, DrawsStore *store)
{
    while (offer->next < offer->end) {
        size_t lane = offer->next++;
        pthread_mutex_unlock(&helpers->lock);
        bool good = paths_run(offer->paths, worker, lane, store);
        pthread_mutex_lock(&helpers->lock);
        offer->next = good ? offer->next : offer->end;
    }
}

static void withdraw(Helpers *helpers, const Offer *offer)
{
    Offer **at = &helpers->offer;
    while (*at != offer)
        at = &(*at)->other;
    *at = offer->other;
}

void helpers_run(Helpers *helpers, Paths *paths, size_t from, size_t to, DrawsStore *store)
{
    bool shared = helpers_count(helpers) > 1 && paths_count(paths, from, to) >= WORTHWHILE;
    for (size_t lane = from; !shared && lane < to; lane++)
        if (!paths_run(paths, 0, lane, store))
            return;
    if (!shared)
        return;
    Offer offer = { .paths = paths, .next = from, .end = to, .workers = 1 };
    pthread_mutex_lock(&helpers->lock);
    offer.other = helpers->offer;
    /* cppcheck-suppress autoVariables ; withdrawn below, before this function returns */
    helpers->offer = &offer;
    work(helpers, &offer, 0, store);
    withdraw(helpers, &offer);
    while (offer.busy)
        pthread_cond_wait(&helpers->left, &helpers->lock);
    pthread_mutex_unlock(&helpers->lock);
}

static Offer *choose(const Helpers *helpers)
{
    Offer *offer = helpers->offer;
    while (offer && (offer->next >= offer->end || offer->workers == helpers->workers))
        offer = offer->other;
    return offer;
}

bool helpers_join(Helpers *helpers)
{
    bool helped = false;
    pthread_mutex_lock(&helpers->lock);
    for (Offer *offer; (offer = choose(helpers)); helped = true) {
        offer->busy++;
        work(helpers, offer, offer->workers++, NULL);
        offer->busy--;
        pthread_cond_broadcast(&helpers->left);
    }
    pthread_mutex_unlock(&helpers->lock);
    return helped;
}
