/* How the process keeps its memory. */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

/* Freed memory stays with the process for the next time, instead of going back to the system after
 * each of many simulations: getting pages anew costs more than a small simulation. Called once, by
 * main. */
void memory_keep(void);

#endif
