/* What writers for people print below their tables: how the result was made. */
#ifndef IO_FLAT_H
#define IO_FLAT_H

#include "base/text.h"
#include "core/document.h"

/* One line: "dubao 0.1.0, scenario ..., sha256 ..., paths ..., seed ..., sampling ...". */
void flat_tags(const Document *document, Text *out);

/* One line `prefix` POINTER = value for each parameter, when the document is verbose. */
void flat_parameters(const Document *document, const char *prefix, Text *out);

#endif
