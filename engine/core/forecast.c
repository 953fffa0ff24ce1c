#include "core/forecast.h"

#include <stdlib.h>

const double quantile_levels[QUANTILES] = { 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95 };
const double base_shifts[BASE_SHIFTS] = { -0.10, -0.05, -0.01, 0, 0.01, 0.05, 0.10 };

const double *projection_level(const Projection *projection, size_t indicator, size_t side)
{
    return projection->level + (indicator * SIDES + side) * scenario_years(projection->scenario);
}

void projection_free(Projection *projection)
{
    if (!projection)
        return;
    for (size_t i = 0; projection->requirement && i < projection->scenario->targets; i++)
        free(projection->requirement[i].path);
    free(projection->requirement);
    free(projection->level);
    free(projection);
}

void forecast_free(Forecast *forecast)
{
    if (!forecast)
        return;
    for (size_t i = 0; forecast->fan && i < forecast->scenario->indicators; i++) {
        Fan *fan = &forecast->fan[i];
        free(fan->mean);
        free(fan->mean_error);
        free(fan->sd);
        for (size_t q = 0; q < QUANTILES; q++) {
            free(fan->quantile[q]);
            free(fan->quantile_error[q]);
        }
    }
    free(forecast->fan);
    for (size_t i = 0; forecast->target && i < forecast->scenario->targets; i++)
        free(forecast->target[i].on_path);
    free(forecast->target);
    free(forecast->method);
    free(forecast);
}
