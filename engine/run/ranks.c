#include "run/ranks.h"

#include "base/text.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* By what mpirun, srun --mpi=pmix and srun --mpi=pmi2 tell each process. A batch script or a shell
 * of Slurm has none of these: a program that it simply starts is alone. */
static bool is_launched(void)
{
    return getenv("OMPI_COMM_WORLD_SIZE") || getenv("PMIX_RANK") || getenv("PMI_RANK");
}

/* The module in the folder of the program; owned. */
static char *module_path(void)
{
    char program[4096];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0)
        return NULL;
    program[length] = '\0';
    *strrchr(program, '/') = '\0';
    return text_format("%s/dubao-mpi.so", program);
}

Status ranks_start(Ranks *ranks, Error *err)
{
    *ranks = (Ranks){ .count = 1 };
    if (!is_launched())
        return STATUS_GOOD;
    char *path = module_path();
    void *module = path ? dlopen(path, RTLD_NOW | RTLD_GLOBAL) : NULL;
    RanksModule *start = NULL;
    void *symbol = module ? dlsym(module, "ranks_module") : NULL;
    memcpy(&start, &symbol, sizeof start); /* C knows no cast from data to code */
    free(path);
    if (!start)
        return error_set(err, STATUS_USAGE,
                         "started by mpirun or srun, but this program was built without MPI; it is "
                         "built with it where libopenmpi-dev is installed");
    *ranks = start();
    return STATUS_GOOD;
}

void ranks_stop(Ranks *ranks)
{
    if (ranks->stop)
        ranks->stop(ranks->context);
    *ranks = (Ranks){ .count = 1 };
}

static int greatest(const Ranks *ranks, int value)
{
    return ranks->greatest ? ranks->greatest(ranks->context, value) : value;
}

Status ranks_agree(const Ranks *ranks, Status status, Error *err)
{
    int worst = greatest(ranks, (int)status);
    if (status == STATUS_GOOD && worst != STATUS_GOOD)
        return error_set(err, (Status)worst, "another of the %zu processes failed", ranks->count);
    return status;
}

Status ranks_compare(const Ranks *ranks, const char *digest, Error *err)
{
    char start[8];
    snprintf(start, sizeof start, "%s", digest);
    int number = (int)strtol(start, NULL, 16);
    int most = greatest(ranks, number), least = -greatest(ranks, -number);
    if (most == least)
        return STATUS_GOOD;
    return error_set(err, STATUS_INVALID,
                     "the %zu processes have read different sweeps or scenarios; all must find the "
                     "same files under the same name",
                     ranks->count);
}
