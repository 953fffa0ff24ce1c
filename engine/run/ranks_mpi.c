/* Ranks by MPI: a module of its own, built where MPI is there. */
#include "run/ranks.h"

#include <mpi.h>

enum { TAG = 1 };

static int part(size_t left)
{
    return left < RANKS_PART ? (int)left : RANKS_PART;
}

static void broadcast(void *bytes, size_t size)
{
    for (size_t at = 0; at < size; at += RANKS_PART)
        MPI_Bcast((char *)bytes + at, part(size - at), MPI_BYTE, 0, MPI_COMM_WORLD);
}

static void send(const void *bytes, size_t size)
{
    for (size_t at = 0; at < size; at += RANKS_PART)
        MPI_Send((const char *)bytes + at, part(size - at), MPI_BYTE, 0, TAG, MPI_COMM_WORLD);
}

static void receive(size_t from, void *bytes, size_t size)
{
    for (size_t at = 0; at < size; at += RANKS_PART)
        MPI_Recv((char *)bytes + at, part(size - at), MPI_BYTE, (int)from, TAG, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
}

static int greatest(int value)
{
    int most = value;
    MPI_Allreduce(&value, &most, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
    return most;
}

static void stop(void)
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
    return (Ranks){ .rank = (size_t)rank,
                    .count = (size_t)count,
                    .broadcast = broadcast,
                    .send = send,
                    .receive = receive,
                    .greatest = greatest,
                    .stop = stop };
}
