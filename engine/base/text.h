/* A text that grows, and the few questions asked of texts: is it UTF-8, how wide is it on screen,
 * which known name did the user probably mean. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Zero-initialise; data is NUL-terminated once anything was added (NULL before). An addition that
 * finds no memory sets `failed`, later additions do nothing: check once, at the end. */
typedef struct Text {
    char *data;
    size_t size;
    size_t capacity;
    bool failed;
} Text;

void text_free(Text *text);
void text_put(Text *text, const char *bytes);
void text_put_bytes(Text *text, const char *bytes, size_t size);
__attribute__((format(printf, 2, 3))) void text_add(Text *text, const char *format, ...);

/* Appends `pattern` with {1}..{9} replaced by the arguments in that order; unlike printf it lets
 * a translation use its arguments in another order. */
void text_fill(Text *text, const char *pattern, const char *const *arguments, size_t count);

/* A copy that the caller owns, or NULL when there is no memory (or `bytes` is NULL). */
char *text_copy(const char *bytes);
char *text_copy_bytes(const char *bytes, size_t size);
__attribute__((format(printf, 1, 2))) char *text_format(const char *format, ...);

/* Offset of the first byte that is no valid UTF-8 (overlong forms and surrogates are invalid), or
 * `size` when all is valid. */
size_t text_invalid_utf8(const char *bytes, size_t size);

/* Columns a UTF-8 text takes on a terminal; combining marks take none. */
size_t text_width(const char *utf8);

/* The shortest decimal text that reads back as the same double; never depends on the locale in
 * the C numeric locale the program keeps. `buffer` takes at least 32 bytes. Returns buffer. */
char *text_number(double value, char buffer[32]);

/* The name nearest to `word` by edit distance (case ignored), or NULL when none is near: at most a
 * third of the letters differ. `names` ends with NULL; borrowed. */
const char *text_nearest(const char *word, const char *const *names);

#endif
