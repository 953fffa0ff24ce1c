#include "cli/command.h"

#include "base/text.h"

#include <string.h>

enum { MOST_COMMANDS = 64 };

Status command_find(const char *name, const Command **command, Error *err)
{
    const char *names[MOST_COMMANDS + 1] = { 0 };
    for (size_t i = 0; i < MOST_COMMANDS && command_table[i]; i++) {
        names[i] = command_table[i]->name;
        if (strcmp(names[i], name))
            continue;
        *command = command_table[i];
        return STATUS_GOOD;
    }
    const char *near = text_nearest(name, names);
    if (near)
        return error_set(err, STATUS_USAGE, "%s: no such command; did you mean %s?", name, near);
    return error_set(err, STATUS_USAGE, "%s: no such command; `dubao help` names all", name);
}
