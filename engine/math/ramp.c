#include "math/ramp.h"

/* F(x), the integral of clamp(x / r, 0, 1):  0 below 0,  x^2 / (2 r) up to r,  then x - r / 2. */
static double area(double x, double r)
{
    if (x <= 0)
        return 0;
    return x < r ? x * x / (2 * r) : x - r / 2;
}

double ramp_share(double since, double ramp)
{
    if (since <= -1)
        return 0;
    if (since >= ramp && since >= 0)
        return 1;
    return area(since + 1, ramp) - area(since, ramp);
}
