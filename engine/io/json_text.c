#include "io/json_text.h"

#include "io/json_place.h"
#include "io/json_scan.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool scan_value(JsonScan *scan, const JsonPlace *place, size_t depth);

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool scan_number(JsonScan *scan, const JsonPlace *place)
{
    const char *end = json_scan_number(scan);
    if (!end)
        return false;
    size_t length = (size_t)(end - scan->at);
    if (length > JSON_SCAN_NUMBER)
        return json_scan_wrong(scan, scan->at, "a number of %zu characters; at most %d are allowed",
                               length, JSON_SCAN_NUMBER);
    char number[JSON_SCAN_NUMBER + 1] = { 0 };
    memcpy(number, scan->at, length);
    if (isinf(strtod(number, NULL))) {
        Text pointer = { 0 };
        json_place_put(place, &pointer);
        problems_add(scan->problems, pointer.data ? pointer.data : "",
                     "%s (%s, line %zu) is too large; allowed is at most 1.79e308", number,
                     scan->name, scan->line);
        text_free(&pointer);
    }
    scan->at = end;
    return true;
}

static int compare_keys(const void *a, const void *b)
{
    const JsonKey *x = a, *y = b;
    int order = strcmp(x->text, y->text);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

/* Forgets the keys of an object; reports those it has twice when it was read to its end. */
static void close_keys(JsonScan *scan, const JsonPlace *place, size_t first, bool good)
{
    JsonKey *key = scan->key + first;
    size_t keys = scan->keys - first;
    if (keys > 1)
        qsort(key, keys, sizeof *key, compare_keys);
    for (size_t i = 1; good && i < keys; i++) {
        if (strcmp(key[i].text, key[i - 1].text))
            continue;
        Text pointer = { 0 };
        json_place_put(&(JsonPlace){ .parent = place, .key = key[i].text }, &pointer);
        problems_add(scan->problems, pointer.data ? pointer.data : "",
                     "given twice (%s, lines %zu and %zu); each key is allowed once", scan->name,
                     key[i - 1].line, key[i].line);
        text_free(&pointer);
    }
    while (scan->keys > first)
        free(scan->key[--scan->keys].text);
}

/* A key and its colon, kept as the last of scan->key. */
static bool scan_key(JsonScan *scan)
{
    Text text = { 0 };
    if (*scan->at != '"')
        return json_scan_wanted(scan,
                                is_digit(*scan->at)
                                    ? "a key in double quotes (decimals have a point, not a comma)"
                                    : "a key in double quotes");
    if (scan->keys == scan->capacity) {
        size_t capacity = scan->capacity ? 2 * scan->capacity : 64;
        JsonKey *more = realloc(scan->key, capacity * sizeof *more);
        if (!more) {
            scan->failed = true;
            return false;
        }
        scan->key = more;
        scan->capacity = capacity;
    }
    if (!json_scan_string(scan, &text)) {
        text_free(&text);
        return false;
    }
    scan->key[scan->keys++] = (JsonKey){ .text = text.data, .line = scan->line };
    json_scan_blanks(scan);
    if (*scan->at != ':')
        return json_scan_wanted(scan, "a colon after the key");
    scan->at++;
    return true;
}

/* After a value: a comma and another one (true), or the closing mark. `more` tells which. */
static bool scan_next(JsonScan *scan, char close, bool *more)
{
    json_scan_blanks(scan);
    *more = *scan->at == ',';
    if (!*more && *scan->at != close)
        return json_scan_wanted(scan, close == '}' ? "a comma or }" : "a comma or ]");
    scan->at++;
    json_scan_blanks(scan);
    if (*more && *scan->at == close)
        return json_scan_wrong(
            scan, scan->at, "found %c after a comma; wanted is another entry, or no comma", close);
    return true;
}

static bool scan_object(JsonScan *scan, const JsonPlace *place, size_t depth)
{
    size_t first = scan->keys;
    bool good = true, more = true;
    scan->at++;
    json_scan_blanks(scan);
    if (*scan->at == '}') {
        scan->at++;
        return true;
    }
    while (good && more) {
        good = scan_key(scan);
        if (good && scan->keys - first > JSON_TEXT_KEYS)
            good = json_scan_wrong(
                scan, scan->at, "an object of more than %d keys, the most allowed", JSON_TEXT_KEYS);
        char *key = good ? scan->key[scan->keys - 1].text : NULL;
        good = good && scan_value(scan, &(JsonPlace){ .parent = place, .key = key }, depth);
        good = good && scan_next(scan, '}', &more);
    }
    close_keys(scan, place, first, good);
    return good;
}

static bool scan_array(JsonScan *scan, const JsonPlace *place, size_t depth)
{
    bool good = true, more = true;
    scan->at++;
    json_scan_blanks(scan);
    if (*scan->at == ']') {
        scan->at++;
        return true;
    }
    for (size_t i = 0; good && more; i++) {
        good = scan_value(scan, &(JsonPlace){ .parent = place, .index = i }, depth);
        good = good && scan_next(scan, ']', &more);
    }
    return good;
}

static bool scan_value(JsonScan *scan, const JsonPlace *place, size_t depth)
{
    json_scan_blanks(scan);
    char first = *scan->at;
    if ((first == '{' || first == '[') && depth == JSON_TEXT_DEPTH)
        return json_scan_wrong(scan, scan->at, "deeper than %d levels, the most allowed",
                               JSON_TEXT_DEPTH);
    if (first == '{')
        return scan_object(scan, place, depth + 1);
    if (first == '[')
        return scan_array(scan, place, depth + 1);
    if (first == '"') {
        Text text = { 0 };
        bool good = json_scan_string(scan, &text);
        text_free(&text);
        return good;
    }
    return first == '-' || is_digit(*scan->at) ? scan_number(scan, place) : json_scan_word(scan);
}

/* The place of the first byte that is not UTF-8 is told like a syntax error. */
static bool scan_encoding(JsonScan *scan, size_t size)
{
    size_t bad = text_invalid_utf8(scan->at, size);
    if (bad == size)
        return true;
    unsigned char byte = (unsigned char)scan->at[bad];
    for (size_t i = 0; i < bad; i++)
        scan->line += scan->at[i] == '\n';
    bool marks = bad == 0 && size > 1 && byte >= 0xFE && (unsigned char)scan->at[1] >= 0xFE;
    return json_scan_wrong(scan, scan->at + bad, "byte 0x%02X is not UTF-8%s; wanted is UTF-8",
                           byte, marks ? " (the file looks like UTF-16)" : "");
}

static bool scan_document(JsonScan *scan, size_t size)
{
    if (size >= 3 && !memcmp(scan->at, "\xEF\xBB\xBF", 3)) {
        scan->bytes = scan->at += 3;
        size -= 3;
    }
    if (!scan_encoding(scan, size))
        return false;
    json_scan_blanks(scan);
    if (scan->at == scan->end)
        return json_scan_wrong(scan, scan->at, "nothing in the file; wanted is a JSON object");
    if (!scan_value(scan, NULL, 0))
        return false;
    json_scan_blanks(scan);
    return scan->at == scan->end || json_scan_wanted(scan, "nothing after the end of the document");
}

Status json_text_check(const char *name, const char *bytes, size_t size, Problems *problems,
                       Error *err)
{
    JsonScan scan = { .name = name,
                      .bytes = bytes,
                      .at = bytes,
                      .end = bytes + size,
                      .line = 1,
                      .problems = problems };
    bool good = scan_document(&scan, size);
    free(scan.key);
    if (scan.failed)
        return error_memory(err);
    return good ? STATUS_GOOD : error_set(err, STATUS_INVALID, "%s: not valid JSON", name);
}
