/* Programmes and dated projects in words. */
#ifndef CORE_BRIEFING_PROJECTS_H
#define CORE_BRIEFING_PROJECTS_H

#include "base/text.h"
#include "core/forecast.h"

/* Which project decides the target most, as an item of a list; nothing where none does. */
void briefing_projects(const Forecast *forecast, size_t target, Language language, Text *out);

/* What the programme is taken to do, as an item of a list. */
void briefing_programme(const Scenario *scenario, const Programme *programme, Language language,
                        Text *out);

#endif
