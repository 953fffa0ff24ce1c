/* What it would take, as the command line asks. */
#ifndef CLI_ANSWER_H
#define CLI_ANSWER_H

#include "cli/session.h"

/* Makes session->solve, of the scenario read from `path`: the parts asked for (core/solve.h), the
 * required growth, and the value of --lever. Takes --target, --lever, --between, --probability
 * (80 % if not given), --from and --reference; STATUS_USAGE when they do not fit the scenario. */
Status answer(Session *session, const Options *options, const char *path, unsigned parts,
              Error *err);

#endif
