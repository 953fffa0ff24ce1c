/* The answer in words: for each target whether it is reachable at the scenario's own growth, what
 * growth it requires, how likely it is, and how that moves with the base. */
#ifndef CORE_BRIEFING_H
#define CORE_BRIEFING_H

#include "base/text.h"
#include "core/forecast.h"

/* Markdown, in one language. */
void briefing_write(const Forecast *forecast, Language language, Text *out);

#endif
