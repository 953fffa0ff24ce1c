#include "run/crew.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

/* First in, first out. */
typedef struct Queue {
    Chunk *first, *last;
} Queue;

/* Seconds until an idle thread looks again for one to help. */
static const double PATIENCE = 0.005;

struct Crew {
    Cells cells;
    Helpers *helpers;
    atomic_int stop; /* what the cells stop at */
    pthread_mutex_t lock;
    pthread_cond_t given, done; /* there is more in a queue; given: or the end */
    Queue waiting, made;
    pthread_t *thread;
    size_t threads;
};

static void queue_put(Queue *queue, Chunk *chunk)
{
    chunk->next = NULL;
    *(queue->first ? &queue->last->next : &queue->first) = chunk;
    queue->last = chunk;
}

static Chunk *queue_take(Queue *queue)
{
    Chunk *chunk = queue->first;
    if (chunk)
        queue->first = chunk->next;
    return chunk;
}

static void queue_clear(Queue *queue)
{
    for (Chunk *chunk = queue_take(queue); chunk; chunk = queue_take(queue))
        chunk_free(chunk);
}

/* ---- the threads ---- */

static struct timespec time_in(double seconds)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    long more = time.tv_nsec + (long)(1e9 * seconds);
    time.tv_sec += more / 1000000000;
    time.tv_nsec = more % 1000000000;
    return time;
}

/* Without a chunk to make, a thread helps another with its own; called and returns with the lock.
 */
static void help_or_wait(Crew *crew)
{
    pthread_mutex_unlock(&crew->lock);
    bool helped = helpers_join(crew->cells.helpers);
    const struct timespec end = time_in(PATIENCE);
    pthread_mutex_lock(&crew->lock);
    if (!helped && !crew->waiting.first && !crew->stop)
        pthread_cond_timedwait(&crew->given, &crew->lock, &end);
}

/* NULL: go home. */
static Chunk *next_chunk(Crew *crew)
{
    pthread_mutex_lock(&crew->lock);
    while (!crew->waiting.first && !crew->stop)
        help_or_wait(crew);
    Chunk *chunk = crew->stop ? NULL : queue_take(&crew->waiting);
    pthread_mutex_unlock(&crew->lock);
    return chunk;
}

static void *work(void *argument)
{
    Crew *crew = argument;
    for (Chunk *chunk = next_chunk(crew); chunk; chunk = next_chunk(crew)) {
        chunk_make(chunk, &crew->cells);
        pthread_mutex_lock(&crew->lock);
        queue_put(&crew->made, chunk);
        pthread_cond_signal(&crew->done);
        pthread_mutex_unlock(&crew->lock);
    }
    return NULL;
}

/* ---- the one that gives them work ---- */

Status crew_start(Crew **made, const Sweep *sweep, const Variants *variants, size_t threads,
                  Error *err)
{
    Crew *crew = *made = calloc(1, sizeof *crew);
    pthread_condattr_t steady;
    if (!crew)
        return error_memory(err);
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_mutex_init(&crew->lock, NULL);
    pthread_cond_init(&crew->given, &steady);
    pthread_cond_init(&crew->done, &steady);
    pthread_condattr_destroy(&steady);
    TRY(helpers_new(&crew->helpers, threads, err));
    crew->cells = (Cells){ sweep, variants, &crew->stop, crew->helpers };
    crew->thread = calloc(threads, sizeof *crew->thread);
    if (!crew->thread)
        return error_memory(err);
    while (crew->threads < threads &&
           pthread_create(&crew->thread[crew->threads], NULL, work, crew) == 0)
        crew->threads++;
    return crew->threads ? STATUS_GOOD
                         : error_set(err, STATUS_INTERNAL, "no thread can be started");
}

void crew_give(Crew *crew, Chunk *chunk)
{
    pthread_mutex_lock(&crew->lock);
    queue_put(&crew->waiting, chunk);
    pthread_cond_signal(&crew->given);
    pthread_mutex_unlock(&crew->lock);
}

Chunk *crew_take(Crew *crew, double seconds)
{
    const struct timespec end = time_in(seconds);
    pthread_mutex_lock(&crew->lock);
    while (seconds > 0 && !crew->made.first &&
           pthread_cond_timedwait(&crew->done, &crew->lock, &end) == 0)
        ;
    Chunk *chunk = queue_take(&crew->made);
    pthread_mutex_unlock(&crew->lock);
    return chunk;
}

void crew_halt(Crew *crew)
{
    pthread_mutex_lock(&crew->lock);
    crew->stop = STATUS_INTERRUPTED;
    pthread_cond_broadcast(&crew->given);
    pthread_mutex_unlock(&crew->lock);
    while (crew->threads)
        pthread_join(crew->thread[--crew->threads], NULL);
}

void crew_free(Crew *crew)
{
    if (!crew)
        return;
    crew_halt(crew);
    queue_clear(&crew->waiting);
    queue_clear(&crew->made);
    pthread_cond_destroy(&crew->given);
    pthread_cond_destroy(&crew->done);
    pthread_mutex_destroy(&crew->lock);
    helpers_free(crew->helpers);
    free(crew->thread);
    free(crew);
}
