/* Targets together, in documents. */
#ifndef CORE_JOINT_DOCUMENT_H
#define CORE_JOINT_DOCUMENT_H

#include "core/forecast.h"

/* The name of a set for people: the id of the group, "(all)" of all targets; borrowed. */
const char *joint_document_name(const Scenario *scenario, size_t index, Language language);

/* A row for each set, one for each of its members, and one for each pair of targets. */
void joint_document_tables(const Forecast *forecast, Document *document);

/* "joint": all targets and their pairs; "groups": each group. */
void joint_document_tree(const Forecast *forecast, Tree *tree, Language language);

#endif
