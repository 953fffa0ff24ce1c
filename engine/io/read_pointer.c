#include "io/read_pointer.h"

#include "io/read_names.h"
#include "io/read_number.h"
#include "io/read_row.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool read_pointer_unescape(char *token)
{
    char *out = token;
    for (char *at = token; *at; at++) {
        if (*at == '~' && at[1] != '0' && at[1] != '1')
            return false;
        *out++ = *at != '~' ? *at : *++at == '0' ? '~' : '/';
    }
    *out = '\0';
    return true;
}

/* The index that a token means in a list; the list's length for "-" and for none. */
static int index_of(const cJSON *list, const char *token)
{
    int length = cJSON_GetArraySize(list);
    size_t digits = strspn(token, "0123456789");
    bool plain = digits && digits < 9 && !token[digits] && (*token != '0' || digits == 1);
    long index = plain ? strtol(token, NULL, 10) : length;
    return index < length ? (int)index : length;
}

cJSON *read_pointer_member(const cJSON *parent, const char *token)
{
    if (cJSON_IsObject(parent))
        return cJSON_GetObjectItemCaseSensitive(parent, token);
    return cJSON_IsArray(parent) ? cJSON_GetArrayItem(parent, index_of(parent, token)) : NULL;
}

void read_pointer_missing(ReadJson *json, const cJSON *parent, const char *token, Text *out)
{
    ReadNames names = { 0 };
    for (const cJSON *child = cJSON_IsObject(parent) ? parent->child : NULL; child;
         child = child->next)
        read_names_add(&names, child->string, false);
    text_add(out, "there is no \"%.80s\"; ", token);
    read_names_hint(json, &names, token, out);
    read_names_free(&names);
}

/* What the pointer names; NULL with a sentence. `copy` is cut into tokens. */
static const cJSON *find(ReadJson *json, const cJSON *document, char *copy, Text *fault)
{
    const cJSON *at = document;
    for (char *token = copy, *slash; token; token = slash) {
        slash = strchr(++token, '/');
        if (slash)
            *slash = '\0';
        if (!read_pointer_unescape(token)) {
            text_put(fault, "a ~ in a pointer is written ~0");
            return NULL;
        }
        const cJSON *next = read_pointer_member(at, token);
        if (!next && cJSON_IsObject(at))
            read_pointer_missing(json, at, token, fault);
        else if (!next)
            text_add(fault, "there is no \"%.80s\"; its parent is %s", token,
                     cJSON_IsArray(at) ? "a shorter list" : "no object");
        if (!next)
            return NULL;
        at = next;
    }
    return at;
}

bool read_pointer_plain(const cJSON *item, LeverNumber *number)
{
    char fault[READ_NUMBER_FAULT];
    *number = (LeverNumber){ .percent = cJSON_IsString(item),
                             .rate = cJSON_IsString(item),
                             .low = -INFINITY,
                             .high = INFINITY };
    if (!number->percent) {
        number->value = cJSON_IsNumber(item) ? item->valuedouble : NAN;
        return isfinite(number->value);
    }
    return strchr(item->valuestring, '%') &&
           read_number_parse(item->valuestring, PARAM_RATE, &number->value, fault);
}

bool read_pointer_number(ReadJson *json, const cJSON *document, const char *pointer,
                         LeverNumber *number, Text *fault)
{
    if (*pointer != '/') {
        text_put(fault, "wanted is a /POINTER, such as /indicators/output/growth/2021-2025");
        return false;
    }
    char *copy = text_copy(pointer);
    json->failed |= !copy;
    const cJSON *item = copy ? find(json, document, copy, fault) : NULL;
    free(copy);
    if (!item)
        return false;
    if (read_pointer_plain(item, number)) {
        read_row(json, document, pointer, number);
        return true;
    }
    text_add(fault, "points to %s; wanted is the place of a number or a percent text",
             cJSON_IsObject(item)   ? "an object"
             : cJSON_IsArray(item)  ? "a list"
             : cJSON_IsString(item) ? "a text that is no percent"
             : cJSON_IsNumber(item) ? "a number that is not finite"
             : cJSON_IsBool(item)   ? "true or false"
                                    : "null");
    return false;
}
