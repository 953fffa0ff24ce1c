/* Sentences of the briefing: patterns in two languages, filled with numbers as people write them.
 */
#ifndef CORE_SENTENCE_H
#define CORE_SENTENCE_H

#include "base/text.h"
#include "core/chance.h"
#include "core/scenario.h"

typedef char Number[NUMBER_SIZE];

/* A rate as percent with the digits that its error supports; 0 stands for exact. Returns buffer. */
const char *sentence_percent(double rate, double error, Language language, Number buffer);

/* Probability, error, both ends of the interval, and the class in words, as five parts. */
void sentence_chance(Text part[5], const Chance *chance, Language language);

/* Appends the pattern with {1}, {2}, ... replaced by the parts, at most nine, which are freed, and
 * ends the line. */
void sentence_put(Text *out, const Words *pattern, Language language, Text *part, size_t parts);

/* The same within a line. */
void sentence_add(Text *out, const Words *pattern, Language language, Text *part, size_t parts);

/* The measure of a target with its unit: a level, or a rate. In running text the unit goes without
 * its remark in brackets, such as a price basis, which the heading has given. */
void sentence_measure(Text *text, const Scenario *scenario, const Target *target, double value,
                      Language language);

/* "2025", or "2021-2025". */
void sentence_years(Text *text, const Target *target);

#endif
