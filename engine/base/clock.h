/* Time that passes. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

/* Seconds since some moment; never goes back. */
double clock_seconds(void);

/* Does nothing for so long, or until a signal comes. */
void clock_rest(double seconds);

#endif
