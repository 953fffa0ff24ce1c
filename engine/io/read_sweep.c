#include "io/read_sweep.h"

#include "base/file.h"
#include "io/json_text.h"
#include "io/read_axis.h"
#include "io/read_extends.h"
#include "io/read_names.h"
#include "io/read_scenario.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const ReadKey sweep_keys[] = {
    { "$schema", "text", false, "schema for the editor" },
    { "sweep", "version", true, "version of the format" },
    { "id", "id", true, "id of the sweep" },
    { "title", "words", false, "title" },
    { "scenario", "file", true, "the scenario, in the same folder" },
    { "axes", "axes", false, "values by pointer into the scenario" },
    { "points", "points", false, "of the joint design of all sampled axes" },
    { "variants", "variants", false, "named patches of the scenario (RFC 7396)" },
    { "simulation", "simulation", false, "instead of the scenario's" },
    { "quantiles", "switch", false, "whether every level is kept by its quantiles" },
    { 0 },
};

static Status parse(const char *path, cJSON **document, Problems *problems, Error *err)
{
    char *bytes = NULL;
    size_t size = 0;
    const char *name = strcmp(path, "-") ? path : "standard input";
    *document = NULL;
    TRY(file_read(path, &bytes, &size, err));
    Status status = json_text_check(name, bytes, size, problems, err);
    if (status == STATUS_GOOD) {
        *document = read_extends_parse(bytes, size);
        status = *document ? STATUS_GOOD : error_memory(err);
    }
    free(bytes);
    return status;
}

static void read_head(ReadJson *json, const cJSON *document, Sweep *sweep)
{
    JsonPlace at = { .key = "sweep" };
    const cJSON *item = read_json_get(document, at.key);
    double version;
    if (item)
        read_json_whole(json, item, &at, 1, 1, &version);
    at.key = "id";
    item = read_json_get(document, at.key);
    if (cJSON_IsString(item))
        sweep->id = read_json_id(json, item->valuestring, &at);
    else if (item)
        read_json_wanted(json, item, &at, "a text, the id of the sweep");
    at.key = "title";
    OwnWords title = read_json_words(json, read_json_get(document, at.key), &at);
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        free(title.in[i]);
    at.key = "scenario";
    char *name = read_json_file(json, read_json_get(document, at.key), &at);
    sweep->scenario = name ? file_beside(json->path, name) : NULL;
    json->failed |= name && !sweep->scenario;
    free(name);
}

static void read_axes(ReadJson *json, const cJSON *item, Sweep *sweep)
{
    JsonPlace place = { .key = "axes" };
    if (item && !cJSON_IsObject(item)) {
        read_json_wanted(json, item, &place, "an object of axes by JSON pointer");
        return;
    }
    for (const cJSON *child = item ? item->child : NULL; child; child = child->next) {
        JsonPlace at = { .parent = &place, .key = child->string };
        if (sweep->axes == SWEEP_AXES) {
            read_json_problem(json, &place, "more than %d axes, the most allowed", SWEEP_AXES);
            return;
        }
        read_axis(json, child, &at, &sweep->axis[sweep->axes++]);
    }
}

static void read_points(ReadJson *json, const cJSON *item, Sweep *sweep)
{
    JsonPlace place = { .key = "points" };
    double points = 1;
    bool sampled = false;
    for (size_t i = 0; i < sweep->axes; i++)
        sampled |= sweep->axis[i].design != NULL;
    if (item && !sampled)
        read_json_problem(json, &place,
                          "no axis is latin_hypercube or sobol; allowed is points "
                          "beside such an axis only");
    else if (item)
        read_json_whole(json, item, &place, 1, SWEEP_VALUES, &points);
    else if (sampled)
        read_json_problem(json, &place,
                          "missing; wanted is how many points the sampled axes have "
                          "together");
    sweep->points = (size_t)points;
}

static void read_variant(ReadJson *json, const cJSON *item, const JsonPlace *place,
                         SweepVariant *variant)
{
    variant->name = read_json_id(json, item->string, place);
    if (!cJSON_IsObject(item))
        read_json_wanted(json, item, place, "an object that changes the scenario (RFC 7396)");
    else if (read_json_get(item, "extends"))
        read_json_problem(json, &(JsonPlace){ .parent = place, .key = "extends" },
                          "only a file can extend another");
    variant->patch = cJSON_PrintUnformatted(item);
    json->failed |= !variant->patch;
}

static void read_variants_of(ReadJson *json, const cJSON *item, Sweep *sweep)
{
    JsonPlace place = { .key = "variants" };
    if (!item)
        return;
    size_t count = cJSON_IsObject(item) ? (size_t)cJSON_GetArraySize(item) : 0;
    if (!count || count > SWEEP_VARIANTS) {
        read_json_wanted(json, item, &place,
                         "an object of 1 to 1000 patches of the scenario by "
                         "name");
        return;
    }
    sweep->variant = read_json_memory(json, count, sizeof *sweep->variant);
    for (const cJSON *child = item->child; child && sweep->variant; child = child->next) {
        JsonPlace at = { .parent = &place, .key = child->string };
        read_variant(json, child, &at, &sweep->variant[sweep->variants++]);
    }
}

static const char *const setting_names[] = { "paths", "seed", "sampling" };

/* Whether the values are allowed shows when the scenario is read with them. */
static void read_simulation(ReadJson *json, const cJSON *item, Sweep *sweep)
{
    JsonPlace place = { .key = "simulation" };
    if (!item || !read_names_object(json, item, &place, read_keys_simulation))
        return;
    for (size_t i = 0; i < 3; i++) {
        const cJSON *value = read_json_get(item, setting_names[i]);
        char *text = value ? cJSON_PrintUnformatted(value) : NULL;
        if (text)
            sweep->setting[i] = text_format("/simulation/%s=%s", setting_names[i], text);
        json->failed |= value && (!text || !sweep->setting[i]);
        cJSON_free(text);
    }
    const cJSON *seed = read_json_get(item, "seed");
    if (cJSON_IsNumber(seed) && seed->valuedouble >= 0 && seed->valuedouble <= READ_KEYS_SEED)
        sweep->seed = (uint64_t)seed->valuedouble;
    else if (cJSON_IsString(seed))
        sweep->seed = strtoull(seed->valuestring, NULL, 10);
}

static void read_quantiles(ReadJson *json, const cJSON *item, Sweep *sweep)
{
    JsonPlace place = { .key = "quantiles" };
    if (item && !cJSON_IsBool(item))
        read_json_wanted(json, item, &place, "true or false");
    else if (item)
        sweep->quantiles = cJSON_IsTrue(item);
}

static void read_file(ReadJson *json, const cJSON *document, Sweep *sweep)
{
    ReadNames names = { 0 };
    read_names_keys(&names, sweep_keys);
    read_names_check(json, document, NULL, "key", &names);
    read_head(json, document, sweep);
    read_axes(json, read_json_get(document, "axes"), sweep);
    read_points(json, read_json_get(document, "points"), sweep);
    read_variants_of(json, read_json_get(document, "variants"), sweep);
    read_simulation(json, read_json_get(document, "simulation"), sweep);
    read_quantiles(json, read_json_get(document, "quantiles"), sweep);
}

/* A scenario has no axes of its own. */
static void take_scenario(ReadJson *json, const cJSON *document, Sweep *sweep)
{
    const cJSON *id = read_json_get(document, "id");
    sweep->scenario = text_copy(json->path);
    sweep->id = text_copy(cJSON_IsString(id) ? id->valuestring : file_name(json->path));
    json->failed |= !sweep->scenario || !sweep->id;
}

static void add_asked(ReadJson *json, const SweepAsk *ask, Sweep *sweep)
{
    for (size_t i = 0; i < ask->varies; i++) {
        if (sweep->axes == SWEEP_AXES) {
            read_json_problem(json, &(JsonPlace){ .key = "--vary" },
                              "more than %d axes, the most allowed", SWEEP_AXES);
            return;
        }
        read_axis_vary(json, ask->vary[i], &sweep->axis[sweep->axes++]);
    }
    for (size_t i = 0; i < 3; i++) {
        if (!ask->setting[i])
            continue;
        free(sweep->setting[i]);
        sweep->setting[i] = text_format("/simulation/%s=%s", setting_names[i], ask->setting[i]);
        json->failed |= !sweep->setting[i];
    }
    if (ask->setting[1])
        sweep->seed = ask->seed;
    sweep->quantiles &= !ask->no_quantiles;
}

/* What only the whole shows. */
static void check(ReadJson *json, Sweep *sweep)
{
    for (size_t i = 0; i < sweep->axes; i++)
        for (size_t j = 0; j < i; j++)
            if (sweep->axis[i].pointer && sweep->axis[j].pointer &&
                !strcmp(sweep->axis[i].pointer, sweep->axis[j].pointer))
                read_json_problem(json, &(JsonPlace){ .key = "axes" }, "%s: more than one axis",
                                  sweep->axis[i].pointer);
    if (!sweep->axes && !sweep->variants)
        read_json_problem(json, NULL, "no axes and no variants; wanted is one of them, or --vary");
    double count = sweep_count(sweep);
    if (count > SWEEP_CELLS)
        read_json_problem(json, &(JsonPlace){ .key = "axes" },
                          "%.10g cells; allowed are at most %d", count, SWEEP_CELLS);
    sweep->cells = count > SWEEP_CELLS ? 0 : (uint64_t)count;
}

/* A sweep file names itself so; any other object is taken as a scenario. */
static Status read_document(ReadJson *json, const cJSON *document, const SweepAsk *ask,
                            Sweep *sweep, Error *err)
{
    bool file = read_json_get(document, "sweep");
    if (!file && !strcmp(json->path, "-"))
        return error_set(err, STATUS_USAGE,
                         "a scenario on standard input cannot be swept; wanted "
                         "is the name of its file");
    if (!cJSON_IsObject(document))
        read_json_wanted(json, document, NULL, "a sweep, {\"sweep\": 1, ...}, or a scenario");
    else if (!file && !ask->varies)
        return error_set(err, STATUS_USAGE,
                         "%s is no sweep file; a scenario takes --vary "
                         "POINTER=FIRST:LAST:COUNT, or POINTER=VALUE,VALUE,...",
                         json->path);
    else
        (file ? read_file : take_scenario)(json, document, sweep);
    add_asked(json, ask, sweep);
    size_t before = json->problems->count;
    if (!before)
        check(json, sweep);
    if (json->failed)
        return error_memory(err);
    size_t count = json->problems->count;
    if (count)
        return error_set(err, STATUS_INVALID, "%s: %zu problem%s", json->path, count,
                         count == 1 ? "" : "s");
    return sweep_spread(sweep) && sweep_name(sweep) ? STATUS_GOOD : error_memory(err);
}

Status read_sweep(const char *path, const SweepAsk *ask, Sweep **made, Problems *problems,
                  Error *err)
{
    cJSON *document = NULL;
    ReadJson json = { .path = path, .problems = problems };
    Sweep *sweep = calloc(1, sizeof *sweep);
    *made = NULL;
    if (!sweep || !(sweep->axis = calloc(SWEEP_AXES, sizeof *sweep->axis))) {
        free(sweep);
        return error_memory(err);
    }
    sweep->points = sweep->seed = 1;
    sweep->quantiles = true;
    Status status = parse(path, &document, problems, err);
    if (status == STATUS_GOOD)
        status = read_document(&json, document, ask, sweep, err);
    cJSON_Delete(document);
    if (status == STATUS_GOOD)
        *made = sweep;
    else
        sweep_free(sweep);
    return status;
}

static void add_text(SHA2_CTX *digest, const char *text)
{
    if (text)
        SHA256Update(digest, (const uint8_t *)text, strlen(text) + 1);
}

static bool add_axis(SHA2_CTX *digest, const Axis *axis)
{
    add_text(digest, axis->design ? axis->design->name : "");
    for (size_t i = 0; i < axis->values; i++) {
        char *change = axis_change(axis, i);
        add_text(digest, change);
        if (!change)
            return false;
        free(change);
    }
    return true;
}

static void add_first(SHA2_CTX *digest, const Scenario *first)
{
    char numbers[60];
    snprintf(numbers, sizeof numbers, "%" PRIu64 " %" PRIu64, first->simulation.paths,
             first->simulation.seed);
    add_text(digest, first->digest);
    add_text(digest, numbers);
    add_text(digest, first->simulation.sampling);
}

Status read_sweep_digest(Sweep *sweep, Scenario *const *first, Error *err)
{
    SHA2_CTX digest;
    SHA256Init(&digest);
    if (!sweep->quantiles)
        add_text(&digest, "no quantiles");
    for (size_t i = 0; i < sweep->axes; i++)
        if (!add_axis(&digest, &sweep->axis[i]))
            return error_memory(err);
    for (size_t i = 0; i < sweep->variants; i++) {
        add_text(&digest, sweep->variant[i].name);
        add_text(&digest, sweep->variant[i].patch);
    }
    for (size_t i = 0; i < (sweep->variants ? sweep->variants : 1); i++)
        add_first(&digest, first[i]);
    read_scenario_digest(&digest, sweep->digest);
    return STATUS_GOOD;
}
