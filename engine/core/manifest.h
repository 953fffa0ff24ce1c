/* How a result was made: version, scenario and its digest, seed, paths, sampling, and every
 * parameter with its default filled in. Every document carries it. */
#ifndef CORE_MANIFEST_H
#define CORE_MANIFEST_H

#include "core/document.h"
#include "core/scenario.h"

/* Opens the root of the document's tree and writes what identifies the run; `sampled` tells whether
 * paths, seed and sampling had a part in it. */
void manifest_start(Document *document, const Scenario *scenario, bool sampled);

/* Writes the scenario with all defaults as "parameters" and closes the root. */
void manifest_finish(Document *document, const Scenario *scenario);

#endif
