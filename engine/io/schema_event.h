/* The JSON Schema of an event and of its parts: members of the open object. */
#ifndef IO_SCHEMA_EVENT_H
#define IO_SCHEMA_EVENT_H

#include "core/tree.h"

#include <stdbool.h>

void schema_event(Tree *tree, bool patch);
void schema_event_probability(Tree *tree, bool patch);
void schema_event_loss(Tree *tree, bool patch);
void schema_event_hit(Tree *tree, bool patch); /* the ids of its indicators */
void schema_event_duration(Tree *tree, bool patch);

#endif
