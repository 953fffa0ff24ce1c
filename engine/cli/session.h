/* What most commands do alike: read the scenario, choose language and format, write the result,
 * show progress, stop on a signal. */
#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include "base/problems.h"
#include "cli/options.h"
#include "base/output.h"
#include "core/solve.h"
#include "core/writer.h"
#include "run/sensitivity.h"

/* A scenario with both its results, and those of the scenario that it names as evidence; members
 * not asked for are NULL. */
typedef struct Session Session;
struct Session {
    Scenario *scenario;
    Projection *projection;
    Forecast *forecast;
    Sensitivity **sensitivity; /* of each target, NULL where it was not asked for */
    Session *evidence;
    Solve *solve;     /* cli/answer.h */
    unsigned without; /* parts of the forecast that the command has no use for */
    Language language;
};

/* Reads the scenario `path`, applies --set, --paths, --seed, --sampling, and chooses the language:
 * --lang, else the scenario's, else English. The evidence takes all of these but --set; evidence
 * that it names itself is left out. */
Status session_open(Session *session, const Options *options, const char *path, Problems *problems,
                    Error *err);

/* Takes --paths, --seed and --sampling over into the scenario. */
Status session_override(Scenario *scenario, const Options *options, Error *err);

Status session_project(Session *session, Error *err);

/* Projects first when that was not done. Shows progress when the work takes over a second and
 * standard error is a terminal. Does nothing when it was done before. With --tolerance the paths of
 * the scenario are doubled until every target's standard error is small enough or 2^30 paths are
 * reached; the scenario then names the paths used. */
Status session_simulate(Session *session, const Options *options, Error *err);

/* Which input decides the target of --target, or every target: the parts asked for (flags of
 * core/sensitivity.h). With Shapley effects among them, indices of correlated inputs are left out,
 * else they are refused; targets that nothing moves are left out, unless that leaves none.
 * Simulates first when that was not done, and hands the result to the forecast, whose chances it
 * starts from. Base points are --paths, or SENSITIVITY_POINTS. */
Status session_sensitivity(Session *session, const Options *options, unsigned parts, Error *err);

void session_close(Session *session);

/* Of a simulation that shows no progress: --threads, and stopping on an interrupt. */
SimulateOptions session_options(const Options *options);

/* The writer of --format, or table. */
Status session_writer(const Options *options, const Writer **writer, Error *err);

/* Writes the document to --output or standard output, and frees it. */
Status session_write(const Options *options, Document *document, Error *err);

/* A file of the run: the document as this writer writes it. */
Status session_put(Output *output, const Writer *writer, const Document *document, const char *name,
                   Error *err);

/* STATUS_NO when --fail-under was given and the probability is below it, or --tolerance and a
 * standard error is above it. */
Status session_judge(const Session *session, const Options *options, Error *err);

/* Lets work with these options stop when the signal of session_signals comes. */
void session_interruptible(SimulateOptions *options);

/* The signal that came, as the exit code it asks for; 0: none. */
const atomic_int *session_interrupt(void);

/* From now on an interrupt asks the work to stop, which ends with STATUS_INTERRUPTED. */
void session_signals(void);

#endif
