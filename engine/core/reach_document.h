/* The first year in which a target is met, in documents. */
#ifndef CORE_REACH_DOCUMENT_H
#define CORE_REACH_DOCUMENT_H

#include "core/forecast.h"

/* A row for each target, and one for each of its years; none when the method cannot tell. */
void reach_document_tables(const Forecast *forecast, Document *document);

/* "reached_by" of one target as a member of the open object. */
void reach_document_tree(const Forecast *forecast, size_t target, Tree *tree);

#endif
