#include "base/text.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void text_free(Text *text)
{
    free(text->data);
    *text = (Text){ 0 };
}

static bool text_reserve(Text *text, size_t more)
{
    if (text->failed)
        return false;
    size_t need = text->size + more + 1;
    if (need <= text->capacity)
        return true;
    size_t capacity = text->capacity ? text->capacity : 128;
    while (capacity < need)
        capacity *= 2;
    char *data = realloc(text->data, capacity);
    if (!data) {
        text->failed = true;
        return false;
    }
    text->data = data;
    text->capacity = capacity;
    return true;
}

void text_put_bytes(Text *text, const char *bytes, size_t size)
{
    if (!text_reserve(text, size))
        return;
    if (size)
        memcpy(text->data + text->size, bytes, size);
    text->size += size;
    text->data[text->size] = '\0';
}

void text_put(Text *text, const char *bytes)
{
    text_put_bytes(text, bytes, strlen(bytes));
}

void text_add(Text *text, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int size = vsnprintf(NULL, 0, format, args);
    if (size >= 0 && text_reserve(text, (size_t)size)) {
        vsnprintf(text->data + text->size, (size_t)size + 1, format, again);
        text->size += (size_t)size;
    }
    va_end(again);
    va_end(args);
}

void text_fill(Text *text, const char *pattern, const char *const *arguments, size_t count)
{
    for (const char *at = pattern; *at; at++) {
        size_t index = at[0] == '{' && at[1] >= '1' && at[1] <= '9' ? (size_t)(at[1] - '1') : count;
        if (index < count && at[2] == '}') {
            text_put(text, arguments[index]);
            at += 2;
        } else {
            text_put_bytes(text, at, 1);
        }
    }
}

char *text_copy_bytes(const char *bytes, size_t size)
{
    char *copy = malloc(size + 1);
    if (copy) {
        memcpy(copy, bytes, size);
        copy[size] = '\0';
    }
    return copy;
}

char *text_copy(const char *bytes)
{
    return bytes ? text_copy_bytes(bytes, strlen(bytes)) : NULL;
}

char *text_format(const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int size = vsnprintf(NULL, 0, format, args);
    char *made = size >= 0 ? malloc((size_t)size + 1) : NULL;
    if (made)
        vsnprintf(made, (size_t)size + 1, format, again);
    va_end(again);
    va_end(args);
    return made;
}

/* Length of the valid UTF-8 sequence at `b` (RFC 3629 section 4), or 0. */
static size_t utf8_sequence(const unsigned char *b, size_t size)
{
    if (b[0] < 0x80)
        return 1;
    size_t length = b[0] >= 0xF0 ? 4 : b[0] >= 0xE0 ? 3 : 2;
    if (b[0] < 0xC2 || b[0] > 0xF4 || size < length)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((b[i] & 0xC0) != 0x80)
            return 0;
    bool overlong = (b[0] == 0xE0 && b[1] < 0xA0) || (b[0] == 0xF0 && b[1] < 0x90);
    bool surrogate = b[0] == 0xED && b[1] >= 0xA0;
    bool beyond = b[0] == 0xF4 && b[1] >= 0x90;
    return overlong || surrogate || beyond ? 0 : length;
}

size_t text_invalid_utf8(const char *bytes, size_t size)
{
    for (size_t at = 0; at < size;) {
        size_t length = utf8_sequence((const unsigned char *)bytes + at, size - at);
        if (!length)
            return at;
        at += length;
    }
    return size;
}

size_t text_width(const char *utf8)
{
    const unsigned char *b = (const unsigned char *)utf8;
    size_t width = 0;
    for (; *b; b++) {
        bool continues = (*b & 0xC0) == 0x80;
        /* U+0300..U+036F, the combining marks of decomposed Vietnamese */
        bool combining = *b == 0xCC || (*b == 0xCD && b[1] < 0xB0);
        width += !continues && !combining;
    }
    return width;
}

char *text_number(double value, char buffer[32])
{
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(buffer, 32, "%.*g", digits, value);
        if (strtod(buffer, NULL) == value)
            break;
    }
    return buffer;
}

enum { LONGEST_NAME = 63 };

/* Damerau's distance restricted to neighbouring transpositions, letters compared without case. */
static size_t edit_distance(const char *a, const char *b)
{
    size_t row[3][LONGEST_NAME + 1];
    size_t n = strlen(a), m = strlen(b);
    if (n > LONGEST_NAME || m > LONGEST_NAME)
        return SIZE_MAX;
    for (size_t j = 0; j <= m; j++)
        row[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *now = row[i % 3], *before = row[(i - 1) % 3], *earlier = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            bool same = !strncasecmp(a + i - 1, b + j - 1, 1);
            size_t best = before[j - 1] + !same;
            best = before[j] + 1 < best ? before[j] + 1 : best;
            best = now[j - 1] + 1 < best ? now[j - 1] + 1 : best;
            bool swapped = i > 1 && j > 1 && !strncasecmp(a + i - 1, b + j - 2, 1) &&
                           !strncasecmp(a + i - 2, b + j - 1, 1);
            if (swapped && earlier[j - 2] + 1 < best)
                best = earlier[j - 2] + 1;
            now[j] = best;
        }
    }
    return row[n % 3][m];
}

const char *text_nearest(const char *word, const char *const *names)
{
    const char *nearest = NULL;
    size_t best = strlen(word) / 3 + 1;
    for (; *names; names++) {
        size_t distance = edit_distance(word, *names);
        if (distance <= best && (!nearest || distance < best)) {
            best = distance;
            nearest = *names;
        }
    }
    return nearest;
}
