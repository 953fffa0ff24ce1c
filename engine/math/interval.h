/* Errors of probabilities estimated from paths. */
#ifndef MATH_INTERVAL_H
#define MATH_INTERVAL_H

/* Wilson's score interval for a share `p` seen in `n` independent trials, at z standard normal
 * units (1.959964 for 95 %); right at 0 and 1 too (Wilson 1927). */
void interval_wilson(double p, double n, double z, double interval[2]);

extern const double INTERVAL_Z95;

/* The chance of at least `hits` of n independent trials, each of chance p; or of at most as many.
 */
double interval_at_least(double hits, double n, double p);
double interval_at_most(double hits, double n, double p);

#endif
