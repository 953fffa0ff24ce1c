/* The law of a year's shock: standard normal, or Student's t scaled to unit variance. */
#ifndef MATH_NOISE_H
#define MATH_NOISE_H

typedef struct Noise {
    double freedom;    /* of Student's t, above 2; INFINITY: normal */
    double scale;      /* the shock is scale times the standard variable */
    double log_factor; /* log of the density at 0 */
    double height;     /* of Student's t: the density at 0 */
} Noise;

Noise noise_of(double freedom);

double noise_density(const Noise *noise, double e);

/* The point that the shock exceeds with this probability. */
double noise_above(const Noise *noise, double probability);

/* P(the shock > e). */
double noise_beyond(const Noise *noise, double e);

/* E exp(i w e), which is real. */
double noise_characteristic(const Noise *noise, double w);

/* E[max(0, centre + v e)] and E[max(0, centre + v e)^2], v > 0. */
void noise_moments(const Noise *noise, double centre, double v, double moment[2]);

/* Frequency, in units of 1 / sd, beyond which the characteristic function is below 1e-11. */
double noise_band(const Noise *noise);

#endif
