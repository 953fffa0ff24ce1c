/* What each dated project decides, in a document. */
#ifndef CORE_PROJECTS_DOCUMENT_H
#define CORE_PROJECTS_DOCUMENT_H

#include "core/forecast.h"

/* The table, and "projects" in the open object; nothing where no target hangs on a project. */
void projects_table(const Forecast *forecast, Document *document);
void projects_tree(const Forecast *forecast, Tree *tree);

#endif
