#include "plots/lettering.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Widths of the characters 32..126 of Times Roman in thousandths of the size (Adobe font metrics
 * file Times-Roman.afm); Times New Roman and Liberation Serif are metric-compatible. */
static const short widths[] = {
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, /* space */
    500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, /* 0 */
    921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, /* @ */
    556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, /* P */
    333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, /* ` */
    500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541       /* p */
};

enum {
    WIDTH_LETTER = 520,  /* Vietnamese small letters are 444..520 */
    WIDTH_CAPITAL = 722, /* letters of unknown case in Latin-1 capitals and signs */
    WIDTH_WIDE = 1000    /* from U+2E80: East Asian scripts, pictographs */
};

static int character_width(const unsigned char *b)
{
    if (b[0] < 0x80)
        return b[0] >= ' ' && b[0] <= '~' ? widths[b[0] - ' '] : 0;
    if ((b[0] & 0xC0) == 0x80)
        return 0; /* counted with the first byte */
    if (b[0] == 0xCC || (b[0] == 0xCD && b[1] < 0xB0))
        return 0; /* combining marks */
    if (b[0] >= 0xF0 || (b[0] >= 0xE3) || (b[0] == 0xE2 && b[1] >= 0xBA))
        return WIDTH_WIDE;
    return b[0] == 0xC3 && b[1] < 0xA0 ? WIDTH_CAPITAL : WIDTH_LETTER;
}

static double span_width(const char *text, size_t bytes, double size)
{
    double width = 0;
    for (size_t i = 0; i < bytes; i++)
        width += character_width((const unsigned char *)text + i);
    return width * size / 1000;
}

double lettering_width(const char *text, double size)
{
    return span_width(text, strlen(text), size);
}

/* The most bytes of `text` that fit, never cutting a character. */
static size_t fitting(const char *text, double size, double width)
{
    size_t bytes = 0, next = 0;
    while (text[next]) {
        do
            next++;
        while (((unsigned char)text[next] & 0xC0) == 0x80);
        if (next > LETTERING_BYTES - 8 || span_width(text, next, size) > width)
            break;
        bytes = next;
    }
    return bytes;
}

/* Where to break a line that holds `bytes`: after the last blank, else inside the word. */
static size_t break_at(const char *text, size_t bytes)
{
    if (text[bytes] == ' ')
        return bytes;
    for (size_t at = bytes; at > bytes / 3; at--)
        if (text[at - 1] == ' ')
            return at;
    return bytes;
}

Lettering lettering_wrap(const char *text, double size, double width, size_t most)
{
    static const char ellipsis[] = "\xE2\x80\xA6"; /* U+2026 */
    Lettering made = { .lines = 0 };
    while (*text && made.lines < most) {
        size_t bytes = fitting(text, size, width);
        bool last = made.lines + 1 == most, rest = text[bytes] != '\0';
        if (rest && last)
            bytes = fitting(text, size, width - size);
        if (rest)
            bytes = break_at(text, bytes);
        if (!bytes)
            break;
        int shown = (int)bytes;
        while (shown > 0 && text[shown - 1] == ' ')
            shown--;
        snprintf(made.line[made.lines++], LETTERING_BYTES, "%.*s%s", shown, text,
                 rest && last ? ellipsis : "");
        text += bytes;
        text += strspn(text, " ");
    }
    return made;
}
