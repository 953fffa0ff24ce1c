#include "io/read_extends.h"

#include "base/file.h"
#include "base/text.h"
#include "io/json_text.h"
#include "io/read_json.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const char key_extends[] = "extends";

/* The files so far, the one named on the command line first. */
typedef struct Chain {
    char *path[READ_EXTENDS_MOST + 1]; /* owned */
    cJSON *document[READ_EXTENDS_MOST + 1];
    size_t count;
    bool broken; /* a member is missing */
    Problems *problems;
    Error *err;
} Chain;

cJSON *read_extends_parse(const char *bytes, size_t size)
{
    return cJSON_ParseWithLengthOpts(bytes, size + 1, NULL, 1);
}

/* A file that cannot be read is a problem of the scenario like any other. */
static Status report_file(Chain *chain, const char *name, const Error *why)
{
    size_t length = strlen(name);
    bool named = !strncmp(why->text, name, length) && !strncmp(why->text + length, ": ", 2);
    if (why->status != STATUS_INVALID)
        return error_set(chain->err, why->status, "%s", why->text);
    problems_add(chain->problems, name, "%s", named ? why->text + length + 2 : why->text);
    chain->broken = true;
    return STATUS_GOOD;
}

static Status parse(Chain *chain, const char *name, const char *bytes, size_t size)
{
    Error why = { 0 };
    Status status = json_text_check(name, bytes, size, chain->problems, &why);
    chain->broken = status != STATUS_GOOD;
    if (status == STATUS_INVALID)
        return STATUS_GOOD;
    cJSON *document = status == STATUS_GOOD ? read_extends_parse(bytes, size) : NULL;
    if (!document)
        return error_memory(chain->err);
    chain->document[chain->count++] = document;
    if (!cJSON_IsObject(document)) {
        problems_add(chain->problems, name, "not an object; a scenario is {\"dubao\": 1, ...}");
        chain->broken = true;
    }
    return STATUS_GOOD;
}

static Status read_file(Chain *chain, SHA2_CTX *digest)
{
    const char *path = chain->path[chain->count];
    const char *name = strcmp(path, "-") ? path : "standard input";
    char *bytes = NULL;
    size_t size = 0;
    Error why = { 0 };
    if (file_read(path, &bytes, &size, &why) != STATUS_GOOD)
        return report_file(chain, name, &why);
    SHA256Update(digest, (const uint8_t *)bytes, size);
    Status status = parse(chain, name, bytes, size);
    free(bytes);
    return status;
}

/* Does the name lead back to a file of the chain? Then the members are reported. */
static bool is_cycle(Chain *chain, const char *name)
{
    size_t first = 0;
    while (first < chain->count && strcmp(file_name(chain->path[first]), name))
        first++;
    if (first == chain->count)
        return false;
    Text members = { 0 };
    for (size_t i = first; i < chain->count; i++)
        text_add(&members, "%s extends ", file_name(chain->path[i]));
    problems_add(chain->problems, "/extends", "a cycle: %s%s; allowed is a file that leads to none",
                 members.data ? members.data : "", name);
    text_free(&members);
    return true;
}

/* Is `name` a file that may follow? */
static bool may_follow(Chain *chain, const char *name)
{
    if (!name || is_cycle(chain, name))
        return false;
    if (chain->count <= READ_EXTENDS_MOST)
        return true;
    problems_add(chain->problems, "/extends",
                 "%s: files extend each other %d deep already, the most allowed", name,
                 READ_EXTENDS_MOST);
    return false;
}

/* Takes `extends` out of the last document and names the next file; false when there is none. */
static bool next_file(Chain *chain)
{
    if (chain->broken)
        return false;
    cJSON *extends =
        cJSON_DetachItemFromObjectCaseSensitive(chain->document[chain->count - 1], key_extends);
    if (!extends)
        return false;
    ReadJson json = { .problems = chain->problems };
    JsonPlace place = { .key = key_extends };
    char *name = read_json_file(&json, extends, &place);
    cJSON_Delete(extends);
    chain->broken = !may_follow(chain, name);
    if (!chain->broken) {
        chain->path[chain->count] = file_beside(chain->path[0], name);
        json.failed |= !chain->path[chain->count];
    }
    free(name);
    if (json.failed)
        error_memory(chain->err);
    return !chain->broken && !json.failed;
}

void read_extends_replace(cJSON *object, cJSON *old, cJSON *now)
{
    cJSON_free(now->string);
    now->string = old->string;
    old->string = NULL;
    cJSON_ReplaceItemViaPointer(object, old, now);
}

static cJSON *merge(cJSON *target, const cJSON *patch, bool *failed);

static void merge_member(cJSON *target, const cJSON *patch, bool *failed)
{
    cJSON *old = cJSON_GetObjectItemCaseSensitive(target, patch->string);
    if (cJSON_IsNull(patch)) {
        cJSON_Delete(old ? cJSON_DetachItemViaPointer(target, old) : NULL);
        return;
    }
    if (old && cJSON_IsObject(old) && cJSON_IsObject(patch)) {
        merge(old, patch, failed);
        return;
    }
    cJSON *now = merge(NULL, patch, failed);
    if (now && old) {
        read_extends_replace(target, old, now);
    } else if (!now || !cJSON_AddItemToObject(target, patch->string, now)) {
        cJSON_Delete(now);
        *failed = true;
    }
}

/* RFC 7396: changes and returns `target`; NULL stands for what is no object. */
static cJSON *merge(cJSON *target, const cJSON *patch, bool *failed)
{
    if (!cJSON_IsObject(patch))
        return cJSON_Duplicate(patch, 1);
    if (!target)
        target = cJSON_CreateObject();
    for (const cJSON *child = patch->child; target && child; child = child->next)
        merge_member(target, child, failed);
    return target;
}

bool read_extends_merge(cJSON *target, const cJSON *patch)
{
    bool failed = false;
    merge(target, patch, &failed);
    return !failed;
}

/* Merges the documents from the last to the first, into the last. */
static Status merge_chain(Chain *chain, cJSON **document)
{
    bool failed = false;
    for (size_t i = chain->count - 1; i-- > 0;)
        merge(chain->document[chain->count - 1], chain->document[i], &failed);
    if (failed)
        return error_memory(chain->err);
    *document = chain->document[--chain->count];
    chain->document[chain->count] = NULL;
    return STATUS_GOOD;
}

Status read_extends(const char *path, cJSON **document, SHA2_CTX *digest, Problems *problems,
                    Error *err)
{
    Chain chain = { .problems = problems, .err = err };
    *document = NULL;
    chain.path[0] = text_copy(path);
    Status status = chain.path[0] ? STATUS_GOOD : error_memory(err);
    while (status == STATUS_GOOD) {
        status = read_file(&chain, digest);
        if (status != STATUS_GOOD || !next_file(&chain))
            break;
    }
    if (status == STATUS_GOOD)
        status = err->status;
    if (status == STATUS_GOOD && !chain.broken)
        status = merge_chain(&chain, document);
    for (size_t i = 0; i <= READ_EXTENDS_MOST; i++) {
        free(chain.path[i]);
        cJSON_Delete(chain.document[i]);
    }
    return status;
}
