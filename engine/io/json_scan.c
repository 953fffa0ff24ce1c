#include "io/json_scan.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool json_scan_wrong(JsonScan *scan, const char *at, const char *format, ...)
{
    char what[300];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    size_t column = 1;
    for (const char *back = at; back > scan->bytes && back[-1] != '\n'; back--)
        column += (back[-1] & 0xC0) != 0x80;
    char *where = text_format("%s:%zu:%zu", scan->name, scan->line, column);
    if (where)
        problems_add(scan->problems, where, "%s", what);
    scan->failed |= !where;
    free(where);
    return false;
}

/* What stands at `at`, for a message. */
static const char *found(const JsonScan *scan, const char *at, char buffer[32])
{
    unsigned char byte = (unsigned char)*at;
    if (at >= scan->end)
        return "the end of the file";
    if (byte < 0x20 || byte == 0x7F) {
        snprintf(buffer, 32, "control character 0x%02X", byte);
        return buffer;
    }
    size_t length = 1;
    while (at + length < scan->end && (at[length] & 0xC0) == 0x80)
        length++;
    snprintf(buffer, 32, "%.*s", (int)length, at);
    return buffer;
}

bool json_scan_wanted(JsonScan *scan, const char *what)
{
    char buffer[32];
    if (*scan->at == '/' && (scan->at[1] == '/' || scan->at[1] == '*'))
        return json_scan_wrong(scan, scan->at, "%.2s is not JSON; comments are not allowed",
                               scan->at);
    if (*scan->at == '#')
        return json_scan_wrong(scan, scan->at, "# is not JSON; comments are not allowed");
    return json_scan_wrong(scan, scan->at, "found %s; wanted is %s", found(scan, scan->at, buffer),
                           what);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

void json_scan_blanks(JsonScan *scan)
{
    for (; scan->at < scan->end && is_blank(*scan->at); scan->at++)
        scan->line += *scan->at == '\n';
}

/* The four hexadecimal digits at `at`, or -1. */
static long hexadecimal(const char *at)
{
    char digits[5] = { 0 };
    if (strspn(memcpy(digits, at, strnlen(at, 4)), "0123456789abcdefABCDEF") != 4)
        return -1;
    return strtol(digits, NULL, 16);
}

static void put_utf8(Text *out, unsigned long code)
{
    char byte[4];
    size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = { 0, 0x00, 0xC0, 0xE0, 0xF0 };
    for (size_t i = length - 1; i > 0; i--, code >>= 6)
        byte[i] = (char)(0x80 | (code & 0x3F));
    byte[0] = (char)(lead[length] | code);
    text_put_bytes(out, byte, length);
}

/* \uXXXX, with the second half of a surrogate pair. */
static bool scan_unicode(JsonScan *scan, Text *out)
{
    const char *start = scan->at;
    long code = hexadecimal(start + 2);
    if (code < 0)
        return json_scan_wrong(scan, start, "\\u needs four hexadecimal digits");
    if (code == 0)
        return json_scan_wrong(scan, start, "\\u0000 is not allowed in a text");
    scan->at += 6;
    if (code >= 0xD800 && code <= 0xDFFF) {
        long low = scan->at[0] == '\\' && scan->at[1] == 'u' ? hexadecimal(scan->at + 2) : -1;
        if (code >= 0xDC00 || low < 0xDC00 || low > 0xDFFF)
            return json_scan_wrong(
                scan, start, "%.6s is half of a surrogate pair; both halves are wanted", start);
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        scan->at += 6;
    }
    put_utf8(out, (unsigned long)code);
    return true;
}

static bool scan_escape(JsonScan *scan, Text *out)
{
    static const char letters[] = "\"\\/bfnrt", meaning[] = "\"\\/\b\f\n\r\t";
    if (scan->at[1] == 'u')
        return scan_unicode(scan, out);
    const char *letter = scan->at[1] ? strchr(letters, scan->at[1]) : NULL;
    if (!letter)
        return json_scan_wrong(scan, scan->at,
                               "a backslash in a text is followed by one of %s or u", letters);
    text_put_bytes(out, meaning + (letter - letters), 1);
    scan->at += 2;
    return true;
}

bool json_scan_string(JsonScan *scan, Text *out)
{
    const char *start = scan->at++;
    while (*scan->at != '"') {
        size_t plain = 0;
        while ((unsigned char)scan->at[plain] >= 0x20 && !strchr("\"\\", scan->at[plain]))
            plain++;
        text_put_bytes(out, scan->at, plain);
        scan->at += plain;
        if (scan->at >= scan->end)
            return json_scan_wrong(scan, start, "this text has no end; a closing \" is wanted");
        if (*scan->at == '\n' || *scan->at == '\r')
            return json_scan_wrong(scan, scan->at,
                                   "a line ends inside a text; wanted is a closing \" or \\n");
        if ((unsigned char)*scan->at < 0x20)
            return json_scan_wrong(scan, scan->at,
                                   "control character 0x%02X in a text; allowed is \\u00%02x",
                                   *scan->at, *scan->at);
        if (*scan->at == '\\' && !scan_escape(scan, out))
            return false;
    }
    scan->at++;
    text_put_bytes(out, "", 0);
    scan->failed |= out->failed;
    return !scan->failed;
}

static size_t digits_at(const char *at)
{
    return strspn(at, "0123456789");
}

const char *json_scan_number(JsonScan *scan)
{
    const char *at = scan->at + (*scan->at == '-');
    size_t whole = digits_at(at);
    if (!whole)
        return json_scan_wrong(scan, at, "a number begins with a digit, after - too"), NULL;
    if (*at == '0' && whole > 1)
        return json_scan_wrong(scan, at, "a number has no leading zero"), NULL;
    at += whole;
    if (*at == '.') {
        if (!digits_at(at + 1))
            return json_scan_wrong(scan, at, "a digit is wanted after the decimal point"), NULL;
        at += 1 + digits_at(at + 1);
    }
    if (*at == 'e' || *at == 'E') {
        const char *power = at + 1 + (at[1] == '-' || at[1] == '+');
        if (!digits_at(power))
            return json_scan_wrong(scan, at, "digits are wanted in the exponent"), NULL;
        at = power + digits_at(power);
    }
    return at;
}

bool json_scan_word(JsonScan *scan)
{
    static const char *const known[] = { "true", "false", "null" };
    size_t length = strspn(scan->at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_");
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (length == strlen(known[i]) && !memcmp(scan->at, known[i], length)) {
            scan->at += length;
            return true;
        }
    }
    if (!length)
        return json_scan_wanted(scan, "a value (a number, a \"text\", [, {, true or false)");
    return json_scan_wrong(
        scan, scan->at,
        "%.*s is not JSON; allowed are numbers, \"texts\", lists, objects, true, false "
        "and null",
        (int)(length < 40 ? length : 40), scan->at);
}
