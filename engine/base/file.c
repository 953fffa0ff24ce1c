#include "base/file.h"

#include "base/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static Status read_all(FILE *file, const char *path, char **bytes, size_t *size, Error *err)
{
    Text text = { 0 };
    char buffer[65536];
    size_t got;
    while ((got = fread(buffer, 1, sizeof buffer, file)) > 0 && text.size <= FILE_MOST_BYTES)
        text_put_bytes(&text, buffer, got);
    Status status = STATUS_GOOD;
    if (ferror(file))
        status = error_set(err, STATUS_INVALID, "%s: cannot be read: %s", path, strerror(errno));
    else if (text.size > FILE_MOST_BYTES)
        status = error_set(err, STATUS_INVALID, "%s: larger than %d MiB, the most allowed", path,
                           FILE_MOST_BYTES / 1024 / 1024);
    text_put_bytes(&text, "", 0);
    if (status == STATUS_GOOD && text.failed)
        status = error_memory(err);
    if (status != STATUS_GOOD) {
        text_free(&text);
        return status;
    }
    *bytes = text.data;
    *size = text.size;
    return STATUS_GOOD;
}

Status file_read(const char *path, char **bytes, size_t *size, Error *err)
{
    if (!strcmp(path, "-"))
        return read_all(stdin, "standard input", bytes, size, err);
    struct stat info;
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
        return error_set(err, STATUS_INVALID, "%s: is a folder; a file is wanted", path);
    FILE *file = fopen(path, "rb");
    if (!file)
        return error_set(err, STATUS_INVALID, "%s: cannot be opened: %s", path, strerror(errno));
    Status status = read_all(file, path, bytes, size, err);
    fclose(file);
    return status;
}

char *file_beside(const char *path, const char *name)
{
    return text_format("%.*s%s", (int)(file_name(path) - path), path, name);
}

const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}
