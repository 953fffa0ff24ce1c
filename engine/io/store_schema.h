/* The tables and views of a sweep's database. */
#ifndef IO_STORE_SCHEMA_H
#define IO_STORE_SCHEMA_H

#include "base/text.h"
#include "core/sweep.h"

/* Appends the SQL that makes them in an empty database. In the views `target` and `joint` every
 * axis of the sweep has a column, named by its title. */
void store_schema(const Sweep *sweep, Text *sql);

#endif
