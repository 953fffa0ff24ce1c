#include "base/problems.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void problems_free(Problems *problems)
{
    for (size_t i = 0; i < PROBLEMS_KEPT; i++)
        free(problems->line[i]);
    *problems = (Problems){ 0 };
}

void problems_add(Problems *problems, const char *where, const char *format, ...)
{
    size_t at = problems->count++;
    if (at >= PROBLEMS_KEPT)
        return;
    char what[1500];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    problems->line[at] = text_format("%s: %s", *where ? where : "/", what);
}
