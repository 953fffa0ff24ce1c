/* The least effort and the frontier of effort against probability in documents. */
#ifndef CORE_EFFORT_DOCUMENT_H
#define CORE_EFFORT_DOCUMENT_H

#include "core/solve.h"

/* Of an answer that has a frontier: tables, and members of the open object of the tree. */
void effort_document(const Solve *solve, Document *document);

#endif
