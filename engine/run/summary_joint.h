/* Counting the targets that are met, or missed, together. */
#ifndef RUN_SUMMARY_JOINT_H
#define RUN_SUMMARY_JOINT_H

#include "run/summary.h"

/* Takes the flags of all targets, [target][path], 1 where the target is met: they say afterwards
 * where it is missed. */
void summary_joint_add(Summary *summary, uint64_t first, size_t paths);

/* All targets together, each group, and the pairs, into a forecast whose targets are made. */
void summary_joint_make(const Summary *summary, Forecast *forecast);

#endif
