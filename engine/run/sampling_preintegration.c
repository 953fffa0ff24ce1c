/* No paths: levels that are sums of lognormals, one direction integrated exactly, the rest averaged
 * over scrambled Sobol' points (run/preintegration.h). */
#include "run/preintegration.h"

const Sampling sampling_preintegration = {
    .name = "preintegration",
    .summary = "no paths: sums of lognormal levels, one direction integrated, the rest by sobol",
    .group = 1,
    .replicated = true,
    .forecast = preintegration_forecast,
    .part = preintegration_part,
};
