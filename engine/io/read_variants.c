#include "io/read_variants.h"

#include "base/text.h"
#include "io/read_extends.h"
#include "io/read_scenario.h"
#include "io/read_set.h"

#include <stdlib.h>
#include <string.h>

struct ReadVariants {
    char *path;
    cJSON *document;
    SHA2_CTX digest;
};

void read_variants_free(ReadVariants *variants)
{
    if (!variants)
        return;
    cJSON_Delete(variants->document);
    free(variants->path);
    free(variants);
}

static bool merge(cJSON *document, const char *patch)
{
    cJSON *parsed = patch ? cJSON_Parse(patch) : NULL;
    bool good = !patch || (parsed && read_extends_merge(document, parsed));
    cJSON_Delete(parsed);
    return good;
}

/* The changes in their order; the document is there. */
static void change_base(ReadVariants *variants, const VariantsBase *base, ReadJson *json)
{
    for (size_t i = 0; i < base->sets; i++) {
        SHA256Update(&variants->digest, (const uint8_t *)base->set[i], strlen(base->set[i]));
        read_set(json, variants->document, base->set[i]);
    }
    json->failed |= !merge(variants->document, base->patch);
    json->change = "simulation";
    for (size_t i = 0; i < base->settings; i++)
        if (base->setting[i])
            read_set(json, variants->document, base->setting[i]);
    cJSON_DeleteItemFromObjectCaseSensitive(variants->document, "history");
    cJSON_DeleteItemFromObjectCaseSensitive(variants->document, "evidence");
}

Status read_variants_open(ReadVariants **made, const VariantsBase *base, Problems *problems,
                          Error *err)
{
    ReadVariants *variants = calloc(1, sizeof *variants);
    size_t before = problems->count;
    *made = variants;
    if (!variants || !(variants->path = text_copy(base->path)))
        return error_memory(err);
    SHA256Init(&variants->digest);
    ReadJson json = { .path = base->path, .problems = problems };
    TRY(read_extends(base->path, &variants->document, &variants->digest, problems, err));
    if (variants->document)
        change_base(variants, base, &json);
    if (json.failed)
        return error_memory(err);
    size_t count = problems->count - before;
    return count ? error_set(err, STATUS_INVALID, "%s: %zu problem%s", base->path, count,
                             count == 1 ? "" : "s")
                 : STATUS_GOOD;
}

Status read_variants_make(const ReadVariants *variants, const char *const *change, size_t changes,
                          Scenario **scenario, Problems *problems, Error *err)
{
    size_t before = problems->count;
    cJSON *document = cJSON_Duplicate(variants->document, 1);
    ReadJson json = { .path = variants->path, .problems = problems, .change = "axis" };
    *scenario = NULL;
    for (size_t i = 0; document && i < changes; i++)
        read_set(&json, document, change[i]);
    Status status = document && !json.failed ? STATUS_GOOD : error_memory(err);
    size_t misplaced = problems->count - before;
    if (status == STATUS_GOOD)
        status = read_scenario_document(variants->path, document, &variants->digest, scenario,
                                        problems, err);
    if (status == STATUS_GOOD && misplaced) {
        scenario_free(*scenario);
        *scenario = NULL;
        status = error_set(err, STATUS_INVALID, "%s: %zu problem%s", variants->path, misplaced,
                           misplaced == 1 ? "" : "s");
    }
    cJSON_Delete(document);
    return status;
}

static Status make(void *context, const char *const *change, size_t changes, Scenario **scenario,
                   Error *err)
{
    Problems problems = { 0 };
    Error why = { 0 };
    Status status = read_variants_make(context, change, changes, scenario, &problems, &why);
    if (status != STATUS_GOOD)
        error_set(err, status, "%s",
                  problems.count && problems.line[0] ? problems.line[0] : why.text);
    problems_free(&problems);
    return status;
}

Variants read_variants(ReadVariants *variants)
{
    return (Variants){ make, variants };
}
