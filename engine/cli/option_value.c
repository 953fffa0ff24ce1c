#include "cli/option_value.h"

#include <math.h>
#include <stdlib.h>

Status option_value_whole(const char *name, const char *value, double least, double most,
                          double *number, Error *err)
{
    char *end;
    *number = strtod(value, &end);
    if (end == value || *end || !(*number >= least && *number <= most) || *number != floor(*number))
        return error_set(err, STATUS_USAGE, "--%s %s: a whole number from %.0f to %.0f is wanted",
                         name, value, least, most);
    return STATUS_GOOD;
}

bool option_value_probability(const char *value, double *p)
{
    char *end;
    *p = strtod(value, &end);
    bool percent = end != value && *end == '%';
    *p = percent ? *p / 100 : *p;
    return end != value && !end[percent] && *p >= 0 && *p <= 1;
}

bool option_value_number(const char *value, double *number, char **end)
{
    *number = strtod(value, end);
    if (*end == value || !isfinite(*number))
        return false;
    if (**end == '%') {
        *number /= 100;
        (*end)++;
    }
    return true;
}
