/* The part of the briefing on targets together. */
#ifndef CORE_BRIEFING_JOINT_H
#define CORE_BRIEFING_JOINT_H

#include "base/text.h"
#include "core/forecast.h"

/* A heading, and a paragraph on all targets together and on each group. */
void briefing_joint(Text *out, const Forecast *forecast, Language language);

#endif
