/* Targets judged by growth that is the plan's own wish, and what the evidence says beside them. */
#ifndef CORE_EVIDENCE_H
#define CORE_EVIDENCE_H

#include "base/text.h"
#include "core/forecast.h"

/* Whether the target's indicator, or one that it follows, grows up to the target's year at a rate
 * that a target of growth wishes for: a number or a bounded distribution whose ends are the bounds
 * of that target. The chance then says whether the plan closes, not whether it will happen. */
bool evidence_circular(const Scenario *scenario, size_t target);

/* The same target in the scenario of the forecast's evidence, with the same indicator, years and
 * bounds; NULL when there is no evidence or no such target there. Borrowed. */
const TargetForecast *evidence_of(const Forecast *forecast, size_t target);

/* A table and a tree of the targets concerned, added to the document; nothing when there are none.
 */
void evidence_document(const Forecast *forecast, Document *document);

/* "Circular: growth here is the plan's own wish ...", and with `beside` what the evidence gives, in
 * one sentence; nothing for a target whose growth is no wish. */
void evidence_words(const Forecast *forecast, size_t target, bool beside, Language language,
                    Text *text);

#endif
