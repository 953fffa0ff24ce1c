#include "core/manifest.h"

#include "base/text.h"
#include "core/version.h"

#include <inttypes.h>

void manifest_start(Document *document, const Scenario *scenario, bool sampled)
{
    const Simulation *simulation = &scenario->simulation;
    Tree *tree = &document->tree;
    document_tag(document, "scenario", text_copy(scenario->id));
    document_tag(document, "sha256", text_copy(scenario->digest));
    document_tag(document, "version", text_copy(version));
    tree_object(tree, NULL);
    tree_integer(tree, "dubao", 1);
    tree_text(tree, "version", version);
    tree_object(tree, "scenario");
    tree_text(tree, "id", scenario->id);
    tree_text(tree, "sha256", scenario->digest);
    tree_close(tree);
    if (!sampled)
        return;
    document_tag(document, "paths", text_format("%" PRIu64, simulation->paths));
    document_tag(document, "seed", text_format("%" PRIu64, simulation->seed));
    document_tag(document, "sampling", text_copy(simulation->sampling));
    tree_object(tree, "run");
    tree_integer(tree, "paths", simulation->paths);
    tree_integer(tree, "seed", simulation->seed);
    tree_text(tree, "sampling", simulation->sampling);
    tree_close(tree);
}

void manifest_finish(Document *document, const Scenario *scenario)
{
    scenario_tree(scenario, &document->tree, "parameters");
    tree_close(&document->tree);
}
