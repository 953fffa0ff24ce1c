/* Samplings whose paths depend on each other (Sobol' points, Latin hypercubes) show no error within
 * one sample. So the paths are cut into equal replicates, each a sample of its own with its own
 * randomness, and the error is that between replicates (Owen 1997). */
#ifndef RUN_REPLICATES_H
#define RUN_REPLICATES_H

#include "run/plan.h"

enum { REPLICATES_LEAST = 8, REPLICATES_MOST = 32, REPLICATES_KEYS = 8 };

/* Into how many replicates so many paths are cut; 0: they cannot be. */
size_t replicates_count(uint64_t paths);

/* Refuses a number of paths that cannot be cut, and names those nearby that can. */
Status replicates_refuse(uint64_t paths, const char *sampling, Error *err);

/* The leading part of paths first .. first + n - 1 that lies in one replicate. Without replicates
 * all lie in replicate 0. */
typedef struct ReplicatePart {
    size_t replicate;
    uint64_t first; /* counted in the replicate */
    size_t paths;
} ReplicatePart;

ReplicatePart replicates_part(const Plan *plan, uint64_t first, size_t n);

/* Random numbers of 52 bits that belong to an address and a replicate. */
void replicates_key(const Plan *plan, Address address, size_t replicate,
                    uint64_t key[REPLICATES_KEYS]);

/* The standard error of the mean of n independent numbers. */
double replicates_error(const double *x, size_t n);

/* 95 % interval of a probability by Student's t with n - 1 degrees of freedom, inside 0..1. */
void replicates_interval(double probability, double error, size_t n, double interval[2]);

#endif
