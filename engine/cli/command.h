/* A command of the program. Each describes itself at the foot of its file (cmd_<name>.c), and the
 * build makes the table of all. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/problems.h"
#include "cli/options.h"

typedef struct Command {
    const char *name;
    const char *operands;    /* what it takes beside options, for the help */
    size_t least, most;      /* how many of them */
    const char *summary;     /* one line */
    const char *details;     /* paragraphs of the help */
    const OptionId *options; /* those it takes; OPTION_COUNT ends the list */
    /* Problems are for what is wrong with a scenario; main prints them and the error. Operands
     * begin at options->operand[1]. */
    Status (*run)(const Options *options, Problems *problems, Error *err);
} Command;

/* The table of all commands, made by the build, ends with NULL. */
extern const Command *const command_table[];

/* The command of that name. STATUS_USAGE with the nearest name. */
Status command_find(const char *name, const Command **command, Error *err);

#endif
