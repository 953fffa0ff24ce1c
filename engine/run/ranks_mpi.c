/* Ranks by MPI: a module of its own, built where MPI is there. Waiting is done asleep: MPI itself
 * would keep a processor busy with it. */
#include "run/ranks.h"

#include <mpi.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TAG = 1 };

/* A message on its way: its parts, and behind them its bytes. */
typedef struct Sending {
    struct Sending *next;
    int parts;
    MPI_Request part[];
} Sending;

typedef struct Post {
    Sending *first;
} Post;

static int part_size(size_t left)
{
    return left < RANKS_PART ? (int)left : RANKS_PART;
}

static void rest(void)
{
    nanosleep(&(struct timespec){ .tv_nsec = 500000 }, NULL);
}

/* Forgets what has gone. */
static void move_on(Post *post)
{
    Sending **at = &post->first;
    while (*at) {
        Sending *sending = *at;
        int gone;
        MPI_Testall(sending->parts, sending->part, &gone, MPI_STATUSES_IGNORE);
        if (!gone) {
            at = &sending->next;
            continue;
        }
        *at = sending->next;
        free(sending);
    }
}

/* Without memory for a copy it waits. */
static void send(void *context, size_t to, const void *bytes, size_t size)
{
    Post *post = context;
    size_t parts = (size + RANKS_PART - 1) / RANKS_PART;
    Sending *sending = malloc(sizeof *sending + parts * sizeof(MPI_Request) + size);
    char *copy = sending ? memcpy(&sending->part[parts], bytes, size) : NULL;
    for (size_t i = 0, at = 0; i < parts; i++, at += RANKS_PART) {
        if (sending)
            MPI_Isend(copy + at, part_size(size - at), MPI_BYTE, (int)to, TAG, MPI_COMM_WORLD,
                      &sending->part[i]);
        else
            MPI_Send((const char *)bytes + at, part_size(size - at), MPI_BYTE, (int)to, TAG,
                     MPI_COMM_WORLD);
    }
    if (!sending)
        return;
    sending->parts = (int)parts;
    sending->next = post->first;
    post->first = sending;
}

static bool look(void *context, size_t *from)
{
    int there;
    MPI_Status status;
    move_on(context);
    MPI_Iprobe(MPI_ANY_SOURCE, TAG, MPI_COMM_WORLD, &there, &status);
    if (there)
        *from = (size_t)status.MPI_SOURCE;
    return there;
}

static void receive(void *context, size_t from, void *bytes, size_t size)
{
    (void)context;
    for (size_t at = 0; at < size; at += RANKS_PART)
        MPI_Recv((char *)bytes + at, part_size(size - at), MPI_BYTE, (int)from, TAG, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
}

static int greatest(void *context, int value)
{
    int most = value, done = 0;
    MPI_Request request;
    MPI_Iallreduce(&value, &most, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD, &request);
    for (MPI_Test(&request, &done, MPI_STATUS_IGNORE); !done;
         MPI_Test(&request, &done, MPI_STATUS_IGNORE)) {
        move_on(context);
        rest();
    }
    return most;
}

static void stop(void *context)
{
    Post *post = context;
    for (move_on(post); post->first; move_on(post))
        rest();
    greatest(post, 0); /* so that nobody waits for the others awake */
    free(post);
}

/* It needs mpirun, which is deaf for seconds while it passes on a signal and then kills: so this
 * comes last of all, when the program has said why it ends. */
static void finish(void)
{
    MPI_Finalize();
}

RanksModule ranks_module;

Ranks ranks_module(void)
{
    int provided, rank, count;
    MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &provided);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &count);
    Post *post = calloc(1, sizeof *post);
    if (!post || atexit(finish) != 0)
        MPI_Abort(MPI_COMM_WORLD, STATUS_INTERNAL);
    return (Ranks){ .rank = (size_t)rank,
                    .count = (size_t)count,
                    .context = post,
                    .send = send,
                    .look = look,
                    .receive = receive,
                    .greatest = greatest,
                    .stop = stop };
}
