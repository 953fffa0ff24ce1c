/* The tables and views of a sweep's database. */
#ifndef IO_STORE_SCHEMA_H
#define IO_STORE_SCHEMA_H

#include "base/text.h"
#include "core/sweep.h"

/* Appends the SQL that makes them in an empty database. In the views `target` and `joint` every
 * axis of the sweep has a column, named by its title. */
void store_schema(const Sweep *sweep, Text *sql);

/* The columns of the view `target` that come after the axes, of target_result AS r. */
extern const char store_schema_target[];

/* The value that an axis takes in a cell AS c, as a column of its title, with a comma behind. */
void store_schema_axis(size_t id, const char *title, Text *sql);

#endif
