/* The numbers that options take, as people write them. */
#ifndef CLI_OPTION_VALUE_H
#define CLI_OPTION_VALUE_H

#include "base/error.h"

#include <stdbool.h>

/* A whole number; 1e8 is understood too, for paths. STATUS_USAGE with the option's name. */
Status option_value_whole(const char *name, const char *value, double least, double most,
                          double *number, Error *err);

/* 0.8 or 80%; false when it is neither. */
bool option_value_probability(const char *value, double *p);

/* 75000, 0.165 or 16.5%, up to where *end points. */
bool option_value_number(const char *value, double *number, char **end);

#endif
