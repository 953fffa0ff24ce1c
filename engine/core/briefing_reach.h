/* What the scenario's own low, central and high path make of a target, and what it requires. */
#ifndef CORE_BRIEFING_REACH_H
#define CORE_BRIEFING_REACH_H

#include "base/text.h"
#include "core/forecast.h"

void briefing_reach(Text *out, const Forecast *forecast, size_t target, Language language);

#endif
