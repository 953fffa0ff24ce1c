#include "run/crew.h"

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

struct Crew {
    pthread_mutex_t lock;
    pthread_cond_t left; /* a helper has */
    size_t workers;
    Offer *offer; /* a list */
};

Status crew_new(Crew **made, size_t workers, Error *err)
{
    Crew *crew = calloc(1, sizeof *crew);
    *made = crew;
    if (!crew)
        return error_memory(err);
    crew->workers = workers;
    pthread_mutex_init(&crew->lock, NULL);
    pthread_cond_init(&crew->left, NULL);
    return STATUS_GOOD;
}

void crew_free(Crew *crew)
{
    if (!crew)
        return;
    pthread_cond_destroy(&crew->left);
    pthread_mutex_destroy(&crew->lock);
    free(crew);
}

size_t crew_workers(const Crew *crew)
{
    return crew ? crew->workers : 1;
}

/* Does lanes of the offer as one of its workers; called and returns with the lock. */
static void work(Crew *crew, Offer *offer, size_t worker, DrawsStore *store)
{
    while (offer->next < offer->end) {
        size_t lane = offer->next++;
        pthread_mutex_unlock(&crew->lock);
        bool good = paths_run(offer->paths, worker, lane, store);
        pthread_mutex_lock(&crew->lock);
        offer->next = good ? offer->next : offer->end;
    }
}

static void withdraw(Crew *crew, const Offer *offer)
{
    Offer **at = &crew->offer;
    while (*at != offer)
        at = &(*at)->other;
    *at = offer->other;
}

void crew_run(Crew *crew, Paths *paths, size_t from, size_t to, DrawsStore *store)
{
    bool shared = crew_workers(crew) > 1 && paths_count(paths, from, to) >= WORTHWHILE;
    for (size_t lane = from; !shared && lane < to; lane++)
        if (!paths_run(paths, 0, lane, store))
            return;
    if (!shared)
        return;
    Offer offer = { .paths = paths, .next = from, .end = to, .workers = 1 };
    pthread_mutex_lock(&crew->lock);
    offer.other = crew->offer;
    crew->offer = &offer;
    work(crew, &offer, 0, store);
    withdraw(crew, &offer);
    while (offer.busy)
        pthread_cond_wait(&crew->left, &crew->lock);
    pthread_mutex_unlock(&crew->lock);
}

static Offer *choose(const Crew *crew)
{
    Offer *offer = crew->offer;
    while (offer && (offer->next >= offer->end || offer->workers == crew->workers))
        offer = offer->other;
    return offer;
}

bool crew_help(Crew *crew)
{
    bool helped = false;
    pthread_mutex_lock(&crew->lock);
    for (Offer *offer; (offer = choose(crew)); helped = true) {
        offer->busy++;
        work(crew, offer, offer->workers++, NULL);
        offer->busy--;
        pthread_cond_broadcast(&crew->left);
    }
    pthread_mutex_unlock(&crew->lock);
    return helped;
}
