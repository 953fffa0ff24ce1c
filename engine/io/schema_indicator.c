#include "io/schema_indicator.h"

#include "core/model.h"
#include "core/scenario.h"
#include "io/read_keys.h"
#include "io/schema_part.h"
#include "io/schema_quantity.h"

/* df, or [df]. */
static void freedom(Tree *tree)
{
    tree_object(tree, read_keys_shock[1]);
    tree_text(tree, "description", read_keys_freedom.doc);
    tree_array(tree, "anyOf");
    schema_quantity_constants(tree, &read_keys_freedom, PARAM_LEVEL);
    schema_part_open(tree, NULL, "array");
    schema_quantity_number(tree, "items", &read_keys_freedom);
    tree_number(tree, "minItems", 1);
    tree_number(tree, "maxItems", 1);
    tree_close(tree);
    tree_close(tree);
    tree_close(tree);
}

void schema_indicator_shock(Tree *tree, bool patch)
{
    (void)patch;
    tree_array(tree, "anyOf");
    tree_object(tree, NULL);
    schema_part_strings(tree, "enum", read_keys_shock);
    tree_close(tree);
    schema_part_open(tree, NULL, "object");
    schema_part_strings(tree, "required", (const char *const[]){ read_keys_shock[1], NULL });
    tree_boolean(tree, "additionalProperties", false);
    tree_object(tree, "properties");
    freedom(tree);
    tree_close(tree);
    tree_close(tree);
    tree_close(tree);
}

void schema_indicator_model(Tree *tree, bool patch)
{
    (void)patch;
    tree_array(tree, "enum");
    for (size_t i = 0; model_table[i]; i++)
        tree_text(tree, NULL, model_table[i]->name);
    tree_close(tree);
}

/* One id, or a list of different ones; members of the open object. */
static void ids(Tree *tree, const Model *model)
{
    if (model->of_most == 1) {
        tree_text(tree, "$ref", "#/definitions/id");
        return;
    }
    tree_text(tree, "type", "array");
    schema_part_reference(tree, "items", "id", false);
    tree_boolean(tree, "uniqueItems", true);
    tree_number(tree, "minItems", (double)model->of_least);
    if (model->of_most != MODEL_ANY)
        tree_number(tree, "maxItems", (double)model->of_most);
}

static void of_key(Tree *tree, const Model *model, bool patch)
{
    tree_object(tree, read_keys_of[0].name);
    tree_text(tree, "description", read_keys_of[0].doc);
    tree_array(tree, "anyOf");
    tree_object(tree, NULL);
    ids(tree, model);
    tree_close(tree);
    if (patch)
        schema_part_null(tree);
    tree_close(tree);
    tree_close(tree);
}

/* The keys of an indicator of this model; those of every indicator are described outside. */
static void keys(Tree *tree, const Model *model, bool patch)
{
    tree_object(tree, "properties");
    for (const ReadKey *row = read_keys_indicator; row->name; row++)
        tree_boolean(tree, row->name, true);
    if (model->of_most)
        of_key(tree, model, patch);
    if (model->dated)
        schema_part_properties(tree, read_keys_dated, patch);
    if (model_draws(model))
        schema_part_properties(tree, read_keys_drawn, patch);
    if (model_draws(model) || model_by_year(model))
        schema_part_properties(tree, read_keys_linked, patch);
    if (model->noisy)
        schema_part_properties(tree, read_keys_noisy, patch);
    for (const Param *row = model->params; row->name; row++)
        schema_quantity_param(tree, row, patch);
    for (const Param *row = noise_params; model->noisy && row->name; row++)
        schema_quantity_param(tree, row, patch);
    tree_close(tree);
}

/* {"if": it is of this model, "then": it has these keys}. */
static void rule(Tree *tree, const Model *model)
{
    tree_object(tree, NULL);
    tree_object(tree, "if");
    schema_part_strings(tree, "required", (const char *const[]){ "model", NULL });
    tree_object(tree, "properties");
    tree_object(tree, "model");
    tree_text(tree, "const", model->name);
    tree_close(tree);
    tree_close(tree);
    tree_close(tree);
    tree_object(tree, "then");
    tree_text(tree, "description", model->summary);
    keys(tree, model, false);
    tree_array(tree, "required");
    if (model->of_least)
        tree_text(tree, NULL, read_keys_of[0].name);
    if (model->dated)
        tree_text(tree, NULL, read_keys_dated[0].name);
    for (const Param *row = model->params; row->name; row++)
        if (row->required)
            tree_text(tree, NULL, row->name);
    tree_close(tree);
    tree_boolean(tree, "additionalProperties", false);
    tree_close(tree);
    tree_close(tree);
}

/* A patch need not say which model it changes: it fits one of them, and takes others' keys away. */
static void choice(Tree *tree, const Model *model)
{
    tree_object(tree, NULL);
    tree_text(tree, "description", model->summary);
    keys(tree, model, true);
    schema_part_open(tree, "additionalProperties", "null");
    tree_close(tree);
    tree_close(tree);
}

void schema_indicator(Tree *tree, bool patch)
{
    tree_text(tree, "type", "object");
    tree_object(tree, "properties");
    schema_part_properties(tree, read_keys_indicator, patch);
    tree_close(tree);
    if (!patch)
        schema_part_required(tree, read_keys_indicator);
    tree_array(tree, patch ? "anyOf" : "allOf");
    for (size_t i = 0; model_table[i]; i++) {
        if (patch)
            choice(tree, model_table[i]);
        else
            rule(tree, model_table[i]);
    }
    tree_close(tree);
}
