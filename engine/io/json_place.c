#include "io/json_place.h"

static void put_visible(char byte, Text *out)
{
    unsigned char code = (unsigned char)byte;
    if (code < 0x20 || code == 0x7F)
        text_add(out, "\\u%04x", code);
    else
        text_put_bytes(out, &byte, 1);
}

void json_place_visible(const char *text, Text *out)
{
    for (; *text; text++)
        put_visible(*text, out);
}

void json_place_put(const JsonPlace *place, Text *out)
{
    if (!place)
        return;
    json_place_put(place->parent, out);
    if (!place->key) {
        text_add(out, "/%zu", place->index);
        return;
    }
    text_put(out, "/");
    for (const char *at = place->key; *at; at++) {
        if (*at == '~')
            text_put(out, "~0");
        else if (*at == '/')
            text_put(out, "~1");
        else
            put_visible(*at, out);
    }
}
