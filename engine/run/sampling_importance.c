/* Random paths, and for each rare target as many again that are drawn where it happens
 * (run/importance.h). */
#include "run/importance.h"

const Sampling sampling_importance = {
    .name = "importance",
    .summary = "random, and for each chance below 5 % paths drawn where it happens",
    .group = 1,
    .forecast = importance_forecast,
};
