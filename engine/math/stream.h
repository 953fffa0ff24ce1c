/* Random numbers by address: a draw is a pure function of (seed, name, path, step, purpose), made
 * by Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011) from the counter that spells the address.
 * Nothing is stored between draws, so threads, blocks and order cannot change any of them. */
#ifndef MATH_STREAM_H
#define MATH_STREAM_H

#include "math/octave.h"

#include <stddef.h>
#include <stdint.h>

/* What is drawn under one name; part of the address. */
typedef enum Purpose {
    PURPOSE_SHOCK = 1,     /* step: year */
    PURPOSE_GROWTH = 2,    /* step: first year of the period, or the year */
    PURPOSE_PARAMETER = 3, /* step: index of the parameter and the period */
    PURPOSE_EVENT = 4,     /* step: year; whether an event starts, and its loss */
    PURPOSE_ONSET = 5,     /* step: which number of what is due on a date */
    PURPOSE_RESAMPLE = 6,  /* step: which resample, or which step of an order */
    PURPOSE_RARE = 8,      /* added to one of these: that draw in the search for rare events */
} Purpose;

typedef struct Stream {
    uint32_t key[2];
} Stream;

/* The stream of one scenario item: the key mixes the full 64-bit seed with the bytes of its id. */
Stream stream_of(uint64_t seed, const char *id);

/* u[i] for path first + i: uniform, of the form (k + 1/2) 2^-52 with integer k, so that neither 0
 * nor 1 occurs and u and 1 - u are equally fine. */
void stream_uniforms(Stream stream, Purpose purpose, uint32_t step, uint64_t first, double *u,
                     size_t n);

/* z[i] for path first + i: a random number of the table's law, of 32 bits, with 32 more within
 * 2^-16 of the ends of 0..1; first and n are multiples of STREAM_GROUP. The numbers are not those
 * of stream_uniforms at the same address: use one or the other. */
void stream_scores(Stream stream, Purpose purpose, uint32_t step, uint64_t first,
                   const OctaveTable *table, double *z, size_t n);

/* The quantiles at 1 - u of the numbers that stream_scores has at u. */
void stream_mirrored_scores(Stream stream, Purpose purpose, uint32_t step, uint64_t first,
                            const OctaveTable *table, double *z, size_t n);

enum { STREAM_GROUP = 32 };

#endif
