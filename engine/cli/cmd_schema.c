#include "cli/command.h"
#include "cli/session.h"
#include "io/schema.h"

static Status run(const Options *options, Problems *problems, Error *err)
{
    (void)problems;
    Options as_json = *options;
    Document document = { 0 };
    as_json.format = "json";
    schema_tree(&document.tree);
    return session_write(&as_json, &document, err);
}

static const OptionId allowed[] = { OPTION_OUTPUT, OPTION_QUIET, OPTION_COUNT };

const Command command_schema = {
    .name = "schema",
    .operands = "",
    .summary = "the JSON Schema of scenarios, for editors",
    .details = "Draft-07, made from the program's own tables; scenarios/scenario.schema.json is\n"
               "this output. A scenario names it by \"$schema\", and an editor then completes and\n"
               "checks as one types.",
    .options = allowed,
    .run = run,
};
