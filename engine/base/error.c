#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

Status error_set(Error *err, Status status, const char *format, ...)
{
    if (err->status != STATUS_GOOD)
        return err->status;
    va_list args;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    err->status = status;
    return status;
}

Status error_memory(Error *err)
{
    return error_set(err, STATUS_INTERNAL, "out of memory");
}
