/* A writer: turns a document into the bytes of one format. Each describes itself at the foot of its
 * file in engine/io/, and the build makes the table of all. */
#ifndef CORE_WRITER_H
#define CORE_WRITER_H

#include "base/text.h"
#include "core/document.h"

typedef struct Writer {
    const char *name;
    const char *summary;
    const char *extension; /* of a file in this format, without the dot */
    void (*write)(const Document *document, Text *out);
} Writer;

/* The table of all writers, made by the build, ends with NULL. */
extern const Writer *const writer_table[];

const Writer *writer_find(const char *name);

#endif
