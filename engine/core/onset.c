#include "core/onset.h"

#include "math/ramp.h"

void onset_free(Onset *onset)
{
    quantity_free(&onset->delay);
    quantity_free(&onset->ramp);
}

double onset_share(double date, double delay, double ramp, int year)
{
    return ramp_share(year - date - delay, ramp);
}

double onset_side(const Onset *onset, int side, int year)
{
    return onset_share(onset->date, quantity_side(&onset->delay, -side),
                       quantity_side(&onset->ramp, -side), year);
}
