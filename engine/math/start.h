/* The settings of the numerical libraries, for the whole program: called once, by main and by test
 * runners, before anything is computed. */
#ifndef MATH_START_H
#define MATH_START_H

/* GSL returns errors instead of aborting; OpenBLAS keeps to the calling thread. */
void start_math(void);

#endif
