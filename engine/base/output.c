#include "base/output.h"

#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_FILES = 1000 };

struct Output {
    char *folder;
    char *work; /* FOLDER/.dubao-XXXXXX */
    bool made;  /* the folder did not exist before */
    char *name[MOST_FILES];
    size_t count;
};

static Status failed(const char *what, const char *path, Error *err)
{
    return error_set(err, STATUS_OUTPUT, "%s: %s: %s", path, what, strerror(errno));
}

/* Makes the folder with its parents, like mkdir -p. */
static Status make_folder(const char *folder, bool *made, Error *err)
{
    char *path = text_copy(folder);
    if (!path)
        return error_memory(err);
    Status status = STATUS_GOOD;
    for (char *at = path + 1; status == STATUS_GOOD; at++) {
        if (*at != '/' && *at != '\0')
            continue;
        char kept = *at;
        *at = '\0';
        *made = mkdir(path, 0777) == 0;
        if (!*made && errno != EEXIST)
            status = failed("the folder cannot be made", path, err);
        *at = kept;
        if (!kept)
            break;
    }
    free(path);
    return status;
}

static Status make_work(Output *output, Error *err)
{
    output->work = text_format("%s/.dubao-XXXXXX", output->folder);
    if (!output->work)
        return error_memory(err);
    if (mkdtemp(output->work))
        return STATUS_GOOD;
    free(output->work);
    output->work = NULL;
    return failed("the folder cannot be written", output->folder, err);
}

Status output_open(Output **output, const char *folder, Error *err)
{
    Output *made = calloc(1, sizeof *made);
    if (!made || !(made->folder = text_copy(*folder ? folder : "."))) {
        free(made);
        return error_memory(err);
    }
    size_t length = strlen(made->folder);
    while (length > 1 && made->folder[length - 1] == '/')
        made->folder[--length] = '\0';
    Status status = make_folder(made->folder, &made->made, err);
    if (status == STATUS_GOOD)
        status = make_work(made, err);
    if (status != STATUS_GOOD) {
        output_close(made);
        made = NULL;
    }
    *output = made;
    return status;
}

const char *output_work(const Output *output)
{
    return output->work;
}

static Status remember(Output *output, const char *name, Error *err)
{
    for (size_t i = 0; i < output->count; i++)
        if (!strcmp(output->name[i], name))
            return STATUS_GOOD;
    if (output->count == MOST_FILES)
        return error_set(err, STATUS_OUTPUT, "%s: more than %d files in one run, the most allowed",
                         output->folder, MOST_FILES);
    output->name[output->count] = text_copy(name);
    if (!output->name[output->count])
        return error_memory(err);
    output->count++;
    return STATUS_GOOD;
}

/* Writes all bytes, or sets errno. */
static bool write_all(int file, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t done = write(file, bytes, size);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0) {
            errno = done == 0 ? ENOSPC : errno;
            return false;
        }
        bytes += done;
        size -= (size_t)done;
    }
    return true;
}

static bool sync_path(const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    bool good = fsync(file) == 0 || errno == EINVAL; /* some file systems cannot sync a folder */
    return close(file) == 0 && good;
}

Status output_write(Output *output, const char *name, const char *bytes, size_t size, Error *err)
{
    char *path = text_format("%s/%s", output->work, name);
    if (!path)
        return error_memory(err);
    Status status = remember(output, name, err);
    int file =
        status == STATUS_GOOD ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666) : -1;
    if (status == STATUS_GOOD) {
        bool good = file >= 0 && write_all(file, bytes, size);
        int reason = errno;
        good = (file < 0 || close(file) == 0) && good;
        errno = good ? 0 : reason;
        if (!good)
            status = error_set(err, STATUS_OUTPUT, "%s/%s: cannot be written: %s", output->folder,
                               name, strerror(reason));
    }
    free(path);
    return status;
}

Status output_adopt(Output *output, const char *name, Error *err)
{
    return remember(output, name, err);
}

size_t output_count(const Output *output)
{
    return output->count;
}

const char *output_name(const Output *output, size_t index)
{
    return output->name[index];
}

/* Calls `step` with the work path and the final path of every file. */
static Status each_file(Output *output, Status (*step)(const char *, const char *, Error *),
                        Error *err)
{
    Status status = STATUS_GOOD;
    for (size_t i = 0; i < output->count && status == STATUS_GOOD; i++) {
        char *from = text_format("%s/%s", output->work, output->name[i]);
        char *to = text_format("%s/%s", output->folder, output->name[i]);
        status = from && to ? step(from, to, err) : error_memory(err);
        free(from);
        free(to);
    }
    return status;
}

static Status make_safe(const char *from, const char *to, Error *err)
{
    struct stat info;
    if (stat(to, &info) == 0 && S_ISDIR(info.st_mode))
        return error_set(err, STATUS_OUTPUT, "%s: is a folder, and a file of that name is due", to);
    return sync_path(from) ? STATUS_GOOD : failed("cannot be written", to, err);
}

static Status move(const char *from, const char *to, Error *err)
{
    return rename(from, to) == 0 ? STATUS_GOOD : failed("cannot be written", to, err);
}

Status output_commit(Output *output, Error *err)
{
    TRY(each_file(output, make_safe, err));
    TRY(each_file(output, move, err));
    if (!sync_path(output->folder))
        return failed("cannot be written", output->folder, err);
    return STATUS_GOOD;
}

void output_close(Output *output)
{
    if (!output)
        return;
    for (size_t i = 0; i < output->count; i++) {
        char *path = text_format("%s/%s", output->work, output->name[i]);
        if (path)
            unlink(path);
        free(path);
        free(output->name[i]);
    }
    if (output->work)
        rmdir(output->work);
    if (output->made)
        rmdir(output->folder); /* only when it stayed empty */
    free(output->work);
    free(output->folder);
    free(output);
}

static Status to_stdout(const char *bytes, size_t size, Error *err)
{
    if (fflush(stdout) != 0 || !write_all(STDOUT_FILENO, bytes, size))
        return failed("cannot be written", "standard output", err);
    return STATUS_GOOD;
}

/* A device or a named pipe is written to, never replaced. */
static Status to_device(const char *path, const char *bytes, size_t size, Error *err)
{
    int file = open(path, O_WRONLY | O_CLOEXEC);
    bool good = file >= 0 && write_all(file, bytes, size);
    int reason = errno;
    if (file >= 0)
        good = close(file) == 0 && good;
    errno = reason;
    return good ? STATUS_GOOD : failed("cannot be written", path, err);
}

Status output_single(const char *path, const char *bytes, size_t size, Error *err)
{
    struct stat info;
    if (!path || !strcmp(path, "-"))
        return to_stdout(bytes, size, err);
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
        return error_set(err, STATUS_OUTPUT, "%s: is a folder; a file is wanted", path);
    if (stat(path, &info) == 0 && !S_ISREG(info.st_mode))
        return to_device(path, bytes, size, err);
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    char *folder = slash ? text_format("%.*s/", (int)(slash - path), path) : text_copy(".");
    if (!folder)
        return error_memory(err);
    Output *output = NULL;
    Status status = output_open(&output, folder, err);
    if (status == STATUS_GOOD)
        status = output_write(output, name, bytes, size, err);
    if (status == STATUS_GOOD)
        status = output_commit(output, err);
    output_close(output);
    free(folder);
    return status;
}
