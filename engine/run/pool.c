#include "run/pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

typedef struct Shared {
    const Pool *pool;
    atomic_size_t next;
    atomic_bool stopped;
} Shared;

typedef struct Worker {
    Shared *shared;
    size_t number;
    pthread_t thread;
    bool started;
} Worker;

static void *work(void *argument)
{
    const Worker *worker = argument;
    Shared *shared = worker->shared;
    const Pool *pool = shared->pool;
    while (!atomic_load(&shared->stopped)) {
        size_t job = atomic_fetch_add(&shared->next, 1);
        if (job >= pool->jobs)
            break;
        if (!pool->work(pool->context, worker->number, job))
            atomic_store(&shared->stopped, true);
    }
    return NULL;
}

void pool_run(const Pool *pool)
{
    Shared shared = { .pool = pool };
    Worker *worker = calloc(pool->threads, sizeof *worker);
    Worker alone = { .shared = &shared };
    for (size_t i = 1; worker && i < pool->threads; i++) {
        worker[i] = (Worker){ .shared = &shared, .number = i };
        worker[i].started = pthread_create(&worker[i].thread, NULL, work, &worker[i]) == 0;
    }
    work(&alone);
    for (size_t i = 1; worker && i < pool->threads; i++)
        if (worker[i].started)
            pthread_join(worker[i].thread, NULL);
    free(worker);
}
