#include "io/read_scenario.h"

#include "io/read_correlation.h"
#include "io/read_event.h"
#include "io/read_extends.h"
#include "io/read_group.h"
#include "io/read_history.h"
#include "io/read_indicator.h"
#include "io/read_lever.h"
#include "io/read_names.h"
#include "io/read_pointer.h"
#include "io/read_programme.h"
#include "io/read_set.h"
#include "io/read_target.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static void read_version(ReadJson *json, const cJSON *item, const JsonPlace *place)
{
    if (item && !(cJSON_IsNumber(item) && item->valuedouble == 1))
        read_json_wanted(json, item, place, "1, the version of the format");
}

static void read_language(ReadJson *json, const cJSON *item, const JsonPlace *place)
{
    const char *codes[LANGUAGE_COUNT + 1] = { 0 };
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        codes[i] = language_code((Language)i);
    int choice = item ? read_json_choice(json, item, place, codes) : LANGUAGE_EN;
    json->scenario->language = choice > 0 ? (Language)choice : LANGUAGE_EN;
}

static void read_years(ReadJson *json, const cJSON *item, const JsonPlace *place)
{
    if (!item || !read_names_object(json, item, place, read_keys_years))
        return;
    JsonPlace base = { .parent = place, .key = "base" }, end = { .parent = place, .key = "end" };
    const cJSON *first = read_json_get(item, base.key), *last = read_json_get(item, end.key);
    if (first)
        read_json_year(json, first, &base, &json->scenario->base);
    if (last)
        read_json_year(json, last, &end, &json->scenario->end);
}

static void read_periods(ReadJson *json, const cJSON *item, const JsonPlace *place)
{
    Scenario *s = json->scenario;
    if (!item)
        return;
    if (!cJSON_IsObject(item) || !item->child) {
        read_json_wanted(json, item, place, "an object, such as {\"2021-2025\": [2021, 2025]}");
        return;
    }
    s->period = read_json_memory(json, (size_t)cJSON_GetArraySize(item), sizeof *s->period);
    for (const cJSON *child = item->child; child && s->period; child = child->next) {
        JsonPlace at = { .parent = place, .key = child->string };
        Period *period = &s->period[s->periods];
        if (distribution_find(child->string))
            read_json_problem(json, &at,
                              "\"%s\" is the name of a distribution; allowed is any "
                              "other id",
                              child->string);
        period->id = read_json_id(json, child->string, &at);
        if (!period->id)
            return;
        s->periods++;
        read_json_span(json, child, &at, &period->from, &period->to);
    }
}

static void read_assumptions(ReadJson *json, const cJSON *item, const JsonPlace *place)
{
    Scenario *s = json->scenario;
    if (!item)
        return;
    if (!cJSON_IsObject(item)) {
        read_json_wanted(json, item, place, "an object of texts by id");
        return;
    }
    s->assumption = read_json_memory(json, (size_t)cJSON_GetArraySize(item), sizeof *s->assumption);
    for (const cJSON *child = item->child; child && s->assumption; child = child->next) {
        JsonPlace at = { .parent = place, .key = child->string };
        Assumption *assumption = &s->assumption[s->assumptions++];
        assumption->id = read_json_id(json, child->string, &at);
        assumption->text = read_json_words(json, child, &at);
    }
}

/* A number as far as it is exact, or a text of digits up to 2^64 - 1. */
static void read_seed(ReadJson *json, const cJSON *item, const JsonPlace *place)
{
    uint64_t *seed = &json->scenario->simulation.seed;
    double value = 0;
    if (cJSON_IsNumber(item) && item->valuedouble > READ_KEYS_SEED) {
        read_json_problem(json, place,
                          "above %.0f digits are lost in a number; wanted is a text, "
                          "such as \"18446744073709551615\"",
                          READ_KEYS_SEED);
    } else if (!cJSON_IsString(item)) {
        if (read_json_whole(json, item, place, 0, READ_KEYS_SEED, &value))
            *seed = (uint64_t)value;
    } else {
        const char *text = item->valuestring;
        size_t digits = strspn(text, "0123456789");
        errno = 0;
        *seed = strtoull(text, NULL, 10);
        if (!digits || digits > 20 || text[digits] || (*text == '0' && digits > 1) || errno)
            read_json_wanted(json, item, place, "a whole number from 0 to 18446744073709551615");
    }
}

static void read_simulation(ReadJson *json, const cJSON *item, const JsonPlace *place)
{
    Simulation *simulation = &json->scenario->simulation;
    JsonPlace at = { .parent = place, .key = "sampling" };
    *simulation = (Simulation){ .paths = 100000, .seed = 1 };
    if (item && read_names_object(json, item, place, read_keys_simulation)) {
        double value;
        simulation->sampling = read_json_text(json, read_json_get(item, at.key), &at);
        at.key = "seed";
        const cJSON *seed = read_json_get(item, at.key);
        if (seed)
            read_seed(json, seed, &at);
        at.key = "paths";
        const cJSON *paths = read_json_get(item, at.key);
        if (paths && read_json_whole(json, paths, &at, 1, READ_KEYS_PATHS, &value))
            simulation->paths = (uint64_t)value;
    }
    if (!simulation->sampling)
        simulation->sampling = text_copy("auto");
    json->failed |= !simulation->sampling;
}

static void read_head(ReadJson *json, const cJSON *document)
{
    Scenario *s = json->scenario;
    JsonPlace at = { .key = "$schema" };
    free(read_json_text(json, read_json_get(document, at.key), &at));
    at.key = "dubao";
    read_version(json, read_json_get(document, at.key), &at);
    at.key = "id";
    const cJSON *id = read_json_get(document, at.key);
    if (cJSON_IsString(id))
        s->id = read_json_id(json, id->valuestring, &at);
    else if (id)
        read_json_wanted(json, id, &at, "a text, the id of the scenario");
    at.key = "title";
    s->title = read_json_words(json, read_json_get(document, at.key), &at);
    at.key = "source";
    s->source = read_json_text(json, read_json_get(document, at.key), &at);
    at.key = "language";
    read_language(json, read_json_get(document, at.key), &at);
    at.key = "history";
    s->history = read_json_file(json, read_json_get(document, at.key), &at);
    if (s->history)
        read_history(json, s->history, &at);
    at.key = "evidence";
    s->evidence = read_json_file(json, read_json_get(document, at.key), &at);
}

/* The parts that no other part of the file refers to. */
static void read_rest(ReadJson *json, const cJSON *document)
{
    JsonPlace at = { .key = "assumptions" };
    read_assumptions(json, read_json_get(document, at.key), &at);
    at.key = "simulation";
    read_simulation(json, read_json_get(document, at.key), &at);
}

/* Years and periods; false when other checks cannot rest on them. */
static bool read_calendar(ReadJson *json, const cJSON *document)
{
    size_t before = json->problems->count;
    JsonPlace at = { .key = "years" };
    read_years(json, read_json_get(document, at.key), &at);
    at.key = "periods";
    read_periods(json, read_json_get(document, at.key), &at);
    return json->problems->count == before && read_json_get(document, "years") &&
           read_json_get(document, "periods");
}

static void read_document(ReadJson *json, const cJSON *document)
{
    Scenario *s = json->scenario;
    ReadNames names = { 0 };
    read_names_keys(&names, read_keys_scenario);
    read_names_check(json, document, NULL, "key", &names);
    bool calendar = read_calendar(json, document);
    const cJSON *indicators = read_json_get(document, "indicators");
    JsonPlace at = { .key = "indicators" };
    read_indicator_ids(json, indicators, &at);
    read_head(json, document);
    read_indicators(json, indicators, &at);
    at.key = "correlation";
    read_correlation(json, read_json_get(document, at.key), &at);
    at.key = "targets";
    read_targets(json, read_json_get(document, at.key), &at);
    at.key = "groups";
    read_groups(json, read_json_get(document, at.key), &at, read_json_get(document, "targets"));
    at.key = "events";
    read_events(json, read_json_get(document, at.key), &at);
    at.key = "programmes";
    read_programmes(json, read_json_get(document, at.key), &at);
    at.key = "levers";
    read_levers(json, read_json_get(document, at.key), &at, document);
    read_rest(json, document);
    if (calendar && s->indicators && !json->failed)
        scenario_check(s, json->problems);
}

void read_scenario_digest(SHA2_CTX *context, char digest[65])
{
    static const char figures[] = "0123456789abcdef";
    uint8_t bytes[SHA256_DIGEST_LENGTH];
    SHA256Final(bytes, context);
    for (size_t i = 0; i < sizeof bytes; i++) {
        digest[2 * i] = figures[bytes[i] >> 4];
        digest[2 * i + 1] = figures[bytes[i] & 15];
    }
    digest[2 * sizeof bytes] = '\0';
}

/* The merged document with the changes; their bytes are in the digest. */
static Status read_changed(ReadJson *json, const char *const *set, size_t sets, cJSON **document,
                           Error *err)
{
    TRY(read_extends(json->path, document, &json->digest, json->problems, err));
    for (size_t i = 0; i < sets; i++) {
        SHA256Update(&json->digest, (const uint8_t *)set[i], strlen(set[i]));
        if (*document)
            read_set(json, *document, set[i]);
    }
    return STATUS_GOOD;
}

/* The door itself, once the document is there or known to be broken. */
static Status finish(ReadJson *json, const cJSON *document, size_t before, Scenario **scenario,
                     Error *err)
{
    if (document)
        read_document(json, document);
    read_scenario_digest(&json->digest, json->scenario->digest);
    size_t count = json->problems->count - before;
    Status status = json->failed ? error_memory(err) : STATUS_GOOD;
    if (status == STATUS_GOOD && count)
        status = error_set(err, STATUS_INVALID, "%s: %zu problem%s",
                           strcmp(json->path, "-") ? json->path : "standard input", count,
                           count == 1 ? "" : "s");
    if (status == STATUS_GOOD) {
        *scenario = json->scenario;
        json->scenario = NULL;
    }
    return status;
}

Status read_scenario(const char *path, const char *const *set, size_t sets, Scenario **scenario,
                     Problems *problems, Error *err)
{
    ReadJson json = { .path = path, .problems = problems };
    cJSON *document = NULL;
    size_t before = problems->count;
    *scenario = NULL;
    json.scenario = calloc(1, sizeof *json.scenario);
    if (!json.scenario)
        return error_memory(err);
    SHA256Init(&json.digest);
    Status status = read_changed(&json, set, sets, &document, err);
    if (status == STATUS_GOOD)
        status = finish(&json, document, before, scenario, err);
    scenario_free(json.scenario);
    cJSON_Delete(document);
    free(json.by_id);
    return status;
}

Status read_scenario_number(const char *path, const char *const *set, size_t sets,
                            const char *pointer, LeverNumber *number, Error *err)
{
    Problems problems = { 0 };
    Text fault = { 0 };
    ReadJson json = { .path = path, .problems = &problems };
    cJSON *document = NULL;
    SHA256Init(&json.digest);
    Status status = read_changed(&json, set, sets, &document, err);
    if (status == STATUS_GOOD && problems.count)
        status = error_set(err, STATUS_INVALID, "%s", problems.line[0] ? problems.line[0] : path);
    if (status == STATUS_GOOD && !read_pointer_number(&json, document, pointer, number, &fault))
        status = json.failed || fault.failed
                     ? error_memory(err)
                     : error_set(err, STATUS_USAGE, "%s: %s", pointer, fault.data);
    text_free(&fault);
    problems_free(&problems);
    cJSON_Delete(document);
    return status;
}

Status read_scenario_document(const char *path, const cJSON *document, const SHA2_CTX *digest,
                              Scenario **scenario, Problems *problems, Error *err)
{
    ReadJson json = { .path = path, .problems = problems, .digest = *digest };
    *scenario = NULL;
    json.scenario = calloc(1, sizeof *json.scenario);
    if (!json.scenario)
        return error_memory(err);
    Status status = finish(&json, document, problems->count, scenario, err);
    scenario_free(json.scenario);
    free(json.by_id);
    return status;
}
