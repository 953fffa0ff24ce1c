/* The door for scenarios: from a JSON file to a Scenario. */
#ifndef IO_READ_SCENARIO_H
#define IO_READ_SCENARIO_H

#include "base/error.h"
#include "base/problems.h"
#include "core/scenario.h"

#include <cjson/cJSON.h>
#include <sha2.h>
#include <stddef.h>

/* Reads the scenario in the file `path` ("-": standard input), with the files that it extends, its
 * history beside it, and the changes `set` ("POINTER=VALUE"), applied in their order. `*scenario`
 * is owned; NULL after a failure. When anything is wrong every problem is in `problems`, and the
 * status is STATUS_INVALID with a sentence that counts them. */
Status read_scenario(const char *path, const char *const *set, size_t sets, Scenario **scenario,
                     Problems *problems, Error *err);

/* The number that a JSON pointer names in the merged document with the changes. STATUS_USAGE, with
 * the nearest name, when it names nothing or no number. */
Status read_scenario_number(const char *path, const char *const *set, size_t sets,
                            const char *pointer, LeverNumber *number, Error *err);
/* The same from a document that is merged and changed already; `digest` is that of its bytes. Files
 * that it names lie beside `path`. */
Status read_scenario_document(const char *path, const cJSON *document, const SHA2_CTX *digest,
                              Scenario **scenario, Problems *problems, Error *err);

/* Ends the digest and writes it in hexadecimal. */
void read_scenario_digest(SHA2_CTX *context, char digest[65]);

#endif
