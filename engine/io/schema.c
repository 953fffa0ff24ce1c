#include "io/schema.h"

#include "core/scenario.h"
#include "io/read_keys.h"
#include "io/schema_event.h"
#include "io/schema_indicator.h"
#include "io/schema_lever.h"
#include "io/schema_part.h"
#include "io/schema_programme.h"
#include "io/schema_project.h"
#include "io/schema_quantity.h"
#include "io/schema_target.h"

#include <stdio.h>

/* A type of value; the rows of read_keys.h name them. */
typedef struct Definition {
    const char *name;
    void (*write)(Tree *tree, bool patch); /* the members of the open object */
} Definition;

static void pattern(Tree *tree, const char *text)
{
    tree_text(tree, "type", "string");
    tree_text(tree, "pattern", text);
}

/* An object of things by id. */
static void by_id(Tree *tree, const char *key, const char *thing, bool patch)
{
    tree_text(tree, "type", "object");
    schema_part_reference(tree, "propertyNames", key, false);
    tree_object(tree, "additionalProperties");
    tree_array(tree, "anyOf");
    schema_part_reference(tree, NULL, thing, patch);
    if (patch)
        schema_part_null(tree);
    tree_close(tree);
    tree_close(tree);
}

static void write_text(Tree *tree, bool patch)
{
    (void)patch;
    pattern(tree, "^[^\\u0000-\\u001f\\u007f]+$");
}

static void write_version(Tree *tree, bool patch)
{
    (void)patch;
    tree_number(tree, "const", 1);
}

static void write_id(Tree *tree, bool patch)
{
    char text[60];
    (void)patch;
    snprintf(text, sizeof text, "^[A-Za-z0-9._-]{1,%d}$", READ_KEYS_ID_LENGTH);
    pattern(tree, text);
}

static void write_file(Tree *tree, bool patch)
{
    (void)patch;
    pattern(tree, "^(?!(-|\\.|\\.\\.)$)[^/\\u0000-\\u001f\\u007f]+$");
}

static void write_words(Tree *tree, bool patch)
{
    tree_array(tree, "anyOf");
    schema_part_reference(tree, NULL, "text", false);
    tree_object(tree, NULL);
    schema_part_object(tree, read_keys_words, patch);
    if (!patch)
        tree_number(tree, "minProperties", 1);
    tree_close(tree);
    tree_close(tree);
}

static void write_language(Tree *tree, bool patch)
{
    (void)patch;
    tree_array(tree, "enum");
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        tree_text(tree, NULL, language_code((Language)i));
    tree_close(tree);
}

static void write_boolean(Tree *tree, bool patch)
{
    (void)patch;
    tree_text(tree, "type", "boolean");
}

static void whole(Tree *tree, double low, double high)
{
    tree_text(tree, "type", "integer");
    tree_number(tree, "minimum", low);
    tree_number(tree, "maximum", high);
}

static void write_year(Tree *tree, bool patch)
{
    (void)patch;
    whole(tree, READ_KEYS_FIRST_YEAR, READ_KEYS_LAST_YEAR);
}

/* Two of the same. */
static void couple(Tree *tree, const char *thing)
{
    tree_text(tree, "type", "array");
    schema_part_reference(tree, "items", thing, false);
    tree_number(tree, "minItems", 2);
    tree_number(tree, "maxItems", 2);
}

static void write_span(Tree *tree, bool patch)
{
    (void)patch;
    couple(tree, "year");
}

static void write_years(Tree *tree, bool patch)
{
    schema_part_object(tree, read_keys_years, patch);
}

/* A period has no name of a distribution, or {"normal": ...} would mean two things. */
static void write_period(Tree *tree, bool patch)
{
    (void)patch;
    tree_array(tree, "allOf");
    schema_part_reference(tree, NULL, "id", false);
    tree_object(tree, NULL);
    tree_object(tree, "not");
    tree_array(tree, "enum");
    for (size_t i = 0; distribution_table[i]; i++)
        tree_text(tree, NULL, distribution_table[i]->name);
    tree_close(tree);
    tree_close(tree);
    tree_close(tree);
    tree_close(tree);
}

static void write_periods(Tree *tree, bool patch)
{
    by_id(tree, "period", "span", patch);
    if (!patch)
        tree_number(tree, "minProperties", 1);
}

static void write_draw(Tree *tree, bool patch)
{
    (void)patch;
    schema_part_strings(tree, "enum", read_keys_draw);
}

/* "repair" has a meaning of its own in `correlation`. */
static void write_indicator_id(Tree *tree, bool patch)
{
    (void)patch;
    tree_array(tree, "allOf");
    schema_part_reference(tree, NULL, "id", false);
    tree_object(tree, NULL);
    tree_object(tree, "not");
    tree_text(tree, "const", read_keys_repair);
    tree_close(tree);
    tree_close(tree);
    tree_close(tree);
}

static void write_indicators(Tree *tree, bool patch)
{
    by_id(tree, "indicator_id", "indicator", patch);
    if (!patch)
        tree_number(tree, "minProperties", 1);
}

static void write_pair(Tree *tree, bool patch)
{
    (void)patch;
    tree_array(tree, "anyOf");
    schema_quantity_constants(tree, &read_keys_pair, read_keys_pair.unit);
    tree_close(tree);
}

static void write_pairs(Tree *tree, bool patch)
{
    by_id(tree, "id", "pair", patch);
}

static void write_correlation(Tree *tree, bool patch)
{
    by_id(tree, "id", "pairs", patch);
    tree_object(tree, "properties");
    tree_object(tree, read_keys_repair);
    tree_text(tree, "description",
              "Lấy ma trận gần nhất / take the nearest matrix that can be, when this one cannot");
    tree_array(tree, "anyOf");
    schema_part_reference(tree, NULL, "boolean", false);
    if (patch)
        schema_part_null(tree);
    tree_close(tree);
    tree_close(tree);
    tree_close(tree);
}

static void write_targets(Tree *tree, bool patch)
{
    by_id(tree, "id", "target", patch);
}

static void write_groups(Tree *tree, bool patch)
{
    by_id(tree, "id", "group", patch);
}

static void write_events(Tree *tree, bool patch)
{
    by_id(tree, "id", "event", patch);
}

static void write_programmes(Tree *tree, bool patch)
{
    by_id(tree, "id", "programme", patch);
}

static void write_projects(Tree *tree, bool patch)
{
    by_id(tree, "id", "project", patch);
    if (!patch)
        tree_number(tree, "minProperties", 1);
}

static void write_levers(Tree *tree, bool patch)
{
    by_id(tree, "id", "lever", patch);
}

static void write_assumptions(Tree *tree, bool patch)
{
    by_id(tree, "id", "words", patch);
}

static void write_paths(Tree *tree, bool patch)
{
    (void)patch;
    whole(tree, 1, READ_KEYS_PATHS);
}

/* Beyond the numbers that JSON keeps exactly a seed is a text. */
static void write_seed(Tree *tree, bool patch)
{
    (void)patch;
    tree_array(tree, "anyOf");
    tree_object(tree, NULL);
    whole(tree, 0, READ_KEYS_SEED);
    tree_close(tree);
    tree_object(tree, NULL);
    pattern(tree, "^(0|[1-9][0-9]{0,19})$");
    tree_close(tree);
    tree_close(tree);
}

static void write_simulation(Tree *tree, bool patch)
{
    schema_part_object(tree, read_keys_simulation, patch);
}

static void write_scenario(Tree *tree, bool patch)
{
    schema_part_object(tree, read_keys_scenario, patch);
}

static const Definition definitions[] = {
    { "scenario", write_scenario },
    { "version", write_version },
    { "text", write_text },
    { "words", write_words },
    { "id", write_id },
    { "file", write_file },
    { "language", write_language },
    { "boolean", write_boolean },
    { "year", write_year },
    { "span", write_span },
    { "years", write_years },
    { "period", write_period },
    { "periods", write_periods },
    { "indicator_id", write_indicator_id },
    { "indicator", schema_indicator },
    { "indicators", write_indicators },
    { "model", schema_indicator_model },
    { "draw", write_draw },
    { "shock", schema_indicator_shock },
    { "pair", write_pair },
    { "pairs", write_pairs },
    { "correlation", write_correlation },
    { "level", schema_target_level },
    { "growth", schema_target_growth },
    { "bound", schema_target_bound },
    { "bounds", schema_target_bounds },
    { "weight", schema_target_weight },
    { "target", schema_target },
    { "targets", write_targets },
    { "members", schema_target_members },
    { "group", schema_target_group },
    { "groups", write_groups },
    { "probability", schema_event_probability },
    { "loss", schema_event_loss },
    { "hit", schema_event_hit },
    { "duration", schema_event_duration },
    { "event", schema_event },
    { "events", write_events },
    { "date", schema_programme_date },
    { "delay", schema_programme_delay },
    { "ramp", schema_programme_ramp },
    { "effect", schema_programme_effect },
    { "programme", schema_programme },
    { "programmes", write_programmes },
    { "comes", schema_project_comes },
    { "capacity", schema_project_capacity },
    { "project", schema_project },
    { "projects", write_projects },
    { "pointer", schema_lever_pointer },
    { "limit", schema_lever_limit },
    { "cost", schema_lever_cost },
    { "lever", schema_lever },
    { "levers", write_levers },
    { "assumptions", write_assumptions },
    { "paths", write_paths },
    { "seed", write_seed },
    { "simulation", write_simulation },
};

static void define(Tree *tree, const Definition *definition, bool patch)
{
    char name[100];
    snprintf(name, sizeof name, "%s%s", definition->name, patch ? "_patch" : "");
    tree_object(tree, name);
    definition->write(tree, patch);
    tree_close(tree);
}

void schema_tree(Tree *tree)
{
    tree_object(tree, NULL);
    tree_text(tree, "$schema", "http://json-schema.org/draft-07/schema#");
    tree_text(tree, "title", "Kịch bản dubao / dubao scenario");
    tree_text(tree, "type", "object");
    tree_object(tree, "if");
    schema_part_strings(tree, "required", (const char *const[]){ "extends", NULL });
    tree_close(tree);
    schema_part_reference(tree, "then", "scenario", true);
    schema_part_reference(tree, "else", "scenario", false);
    tree_object(tree, "definitions");
    for (size_t i = 0; i < sizeof definitions / sizeof *definitions; i++) {
        define(tree, &definitions[i], false);
        define(tree, &definitions[i], true);
    }
    schema_quantity_laws(tree);
    tree_close(tree);
    tree_close(tree);
}
