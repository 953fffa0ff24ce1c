#include "io/read_set.h"

#include "io/json_text.h"
#include "io/read_extends.h"
#include "io/read_pointer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One --set while it is applied. */
typedef struct Change {
    ReadJson *json;
    const char *text; /* POINTER=VALUE */
    char *pointer;    /* owned, cut into tokens as they are used */
    cJSON *value;     /* owned */
} Change;

static const char *change_word(const Change *change)
{
    return change->json->change ? change->json->change : "--set";
}

__attribute__((format(printf, 2, 3))) static void problem(Change *change, const char *format, ...)
{
    va_list args;
    Text what = { 0 }, where = { 0 };
    va_start(args, format);
    char sentence[600];
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    json_place_visible(sentence, &what);
    text_add(&where, "%s ", change_word(change));
    char *shown = text_copy_bytes(change->text, strcspn(change->text, "="));
    json_place_visible(shown ? shown : "", &where);
    free(shown);
    change->json->failed |= what.failed || where.failed;
    problems_add(change->json->problems, where.data ? where.data : change_word(change), "%s",
                 what.data ? what.data : "");
    text_free(&what);
    text_free(&where);
}

static void missing(Change *change, const cJSON *parent, const char *token)
{
    Text fault = { 0 };
    read_pointer_missing(change->json, parent, token, &fault);
    problem(change, "%s", fault.data ? fault.data : "");
    change->json->failed |= fault.failed;
    text_free(&fault);
}

/* Puts the value under the last token; false when it could not be taken over. */
static bool place_value(Change *change, cJSON *parent, const char *token)
{
    cJSON *old = read_pointer_member(parent, token);
    if (cJSON_IsObject(parent) && cJSON_IsNull(change->value)) {
        cJSON_Delete(old ? cJSON_DetachItemViaPointer(parent, old) : NULL);
        return false;
    }
    if (old) {
        read_extends_replace(parent, old, change->value);
        return true;
    }
    if (cJSON_IsObject(parent)) {
        bool added = cJSON_AddItemToObject(parent, token, change->value);
        change->json->failed |= !added;
        return added;
    }
    if (cJSON_IsArray(parent) && !strcmp(token, "-"))
        return cJSON_AddItemToArray(parent, change->value);
    problem(change, "there is no \"%.80s\"; its parent is %s", token,
            cJSON_IsArray(parent) ? "a shorter list" : "no object");
    return false;
}

/* Parts of a scenario that a file may leave out, and a change may then begin. */
static bool optional_part(const char *token)
{
    static const char *const part[] = { "simulation", "correlation", "targets", "assumptions",
                                        "levers" };
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        if (!strcmp(token, part[i]))
            return true;
    return false;
}

static void apply(Change *change, cJSON *document)
{
    cJSON *parent = document;
    char *token = change->pointer + 1;
    for (char *slash; (slash = strchr(token, '/')); token = slash + 1) {
        *slash = '\0';
        if (!read_pointer_unescape(token)) {
            problem(change, "a ~ in a pointer is written ~0");
            return;
        }
        cJSON *next = read_pointer_member(parent, token);
        if (!next && parent == document && optional_part(token))
            next = cJSON_AddObjectToObject(document, token);
        if (!next) {
            missing(change, parent, token);
            return;
        }
        parent = next;
    }
    if (!read_pointer_unescape(token))
        problem(change, "a ~ in a pointer is written ~0");
    else if (place_value(change, parent, token))
        change->value = NULL;
}

/* JSON, or else the text itself; NULL after a problem. */
static cJSON *parse_value(Change *change, const char *text)
{
    Problems problems = { 0 };
    Error err = { 0 };
    size_t size = strlen(text);
    cJSON *value = NULL;
    Status status = json_text_check("--set", text, size, &problems, &err);
    if (status == STATUS_INVALID && text_invalid_utf8(text, size) < size)
        problem(change, "the value is not UTF-8");
    else if (status == STATUS_GOOD && problems.count)
        problem(change, "%s", problems.line[0] ? problems.line[0] : "");
    else {
        value = status == STATUS_GOOD ? read_extends_parse(text, size) : cJSON_CreateString(text);
        change->json->failed |= !value || status == STATUS_INTERNAL;
    }
    problems_free(&problems);
    return value;
}

void read_set(ReadJson *json, cJSON *document, const char *text)
{
    Change change = { .json = json, .text = text };
    size_t length = strcspn(text, "=");
    if (!text[length] || *text != '/') {
        problem(&change, "wanted is /POINTER=VALUE, such as /simulation/seed=7");
        return;
    }
    if (!strncmp(text, "/extends=", 9)) {
        problem(&change, "only a file can extend another");
        return;
    }
    change.pointer = text_copy_bytes(text, length);
    json->failed |= !change.pointer;
    change.value = change.pointer ? parse_value(&change, text + length + 1) : NULL;
    if (change.value)
        apply(&change, document);
    cJSON_Delete(change.value);
    free(change.pointer);
}
