/* The JSON Schema of a programme and of what begins on a date: members of the open object. */
#ifndef IO_SCHEMA_PROGRAMME_H
#define IO_SCHEMA_PROGRAMME_H

#include "core/tree.h"

#include <stdbool.h>

void schema_programme(Tree *tree, bool patch);
void schema_programme_date(Tree *tree, bool patch);
void schema_programme_delay(Tree *tree, bool patch);
void schema_programme_ramp(Tree *tree, bool patch);
void schema_programme_effect(Tree *tree, bool patch);

#endif
