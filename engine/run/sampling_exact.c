/* No sampling: the law of every level by convolution and quadrature (run/exact.h). */
#include "run/exact.h"

const Sampling sampling_exact = {
    .name = "exact",
    .summary = "no paths: the law itself, where yearly factors are independent or normal",
    .group = 1,
    .forecast = exact_forecast,
    .part = exact_part,
};
