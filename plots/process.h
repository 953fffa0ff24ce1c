/* Running another program without a shell. */
#ifndef PLOTS_PROCESS_H
#define PLOTS_PROCESS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum { PROCESS_WORDS = 600 };

typedef struct Process {
    const char *program;            /* looked for in PATH, absolute folders only */
    const char *const *arguments;   /* with the program's name, ends with NULL */
    const char *const *environment; /* all of it, ends with NULL */
    const char *folder;             /* the working directory */
    const char *input;              /* what it reads from standard input, through a pipe */
    size_t input_size;
    double seconds; /* after these it is killed */
} Process;

typedef struct ProcessEnd {
    bool missing;              /* no such program */
    bool late;                 /* killed for taking too long */
    int code;                  /* exit code; -1 when a signal ended it */
    char words[PROCESS_WORDS]; /* the beginning of its standard error, on one line */
} ProcessEnd;

/* Runs the program to its end, standard output thrown away. Fails with STATUS_CHARTS only when no
 * process could be made. */
Status process_run(const Process *process, ProcessEnd *end, Error *err);

#endif
